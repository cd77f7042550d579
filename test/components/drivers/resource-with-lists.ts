// resource-with-lists: lists through constructors, methods and statics of a class of the guest's over one of
// the host's.

import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

interface Thing {
  foo(): Uint8Array;
  bar(list: Uint8Array): void;
  [Symbol.dispose](): void;
}

interface Test {
  readonly Thing: { new(list: Uint8Array): Thing; baz(list: Uint8Array): Uint8Array };
}

interface Exports {
  readonly test: Test;
  readonly 'test:resource-with-lists/test': Test;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function makeThing(log: string[]) {
  return class HostThing implements Thing {
    #list: Uint8Array;
    constructor(list: Uint8Array) {
      log.push(`new ${text(list)}`);
      this.#list = list;
    }

    static baz(list: Uint8Array): Uint8Array {
      log.push(`baz ${text(list)}`);
      return utf8(`${text(list)} host.baz`);
    }

    foo(): Uint8Array {
      return utf8(`${text(this.#list)} host.foo`);
    }

    bar(list: Uint8Array): void {
      log.push(`bar ${text(list)}`);
      this.#list = list;
    }

    [Symbol.dispose](): void {
      log.push('drop');
    }
  };
}

export function play(): Play<Exports> {
  const log: string[] = [];
  return {
    imports: { 'test:resource-with-lists/test': { Thing: makeThing(log) } },
    drive({ test, 'test:resource-with-lists/test': quoted }) {
      equal(test, quoted);
      const { Thing } = test;
      const thing = new Thing(utf8('hi'));
      ok(thing instanceof Thing);
      equal(text(thing.foo()), 'hi Thing host.foo Thing.foo');
      thing.bar(utf8('yo'));
      equal(text(thing.foo()), 'yo Thing.bar host.foo Thing.foo');
      equal(text(Thing.baz(utf8('zz'))), 'zz Thing.baz host.baz Thing.baz again');
      thing[Symbol.dispose]();
      deepEqual(log, ['new hi Thing', 'bar yo Thing.bar', 'baz zz Thing.baz', 'drop']);
      const empty = new Thing(new Uint8Array());
      equal(text(empty.foo()), ' Thing host.foo Thing.foo');
    },
  };
}
