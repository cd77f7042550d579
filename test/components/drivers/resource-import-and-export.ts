// resource-import-and-export: the guest's class wraps the host's of the same name, and they are two classes.

import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

interface Thing {
  foo(): number;
  bar(value: number): void;
  [Symbol.dispose](): void;
}

interface ThingClass {
  new(value: number): Thing;
  baz(a: Thing, b: Thing): Thing;
}

interface Exports {
  readonly test: { readonly Thing: ThingClass };
  readonly 'test:resource-import-and-export/test': { readonly Thing: ThingClass };
  toplevelExport(thing: Thing): Thing;
}

function makeThing(log: string[]) {
  let made = 0;
  return class HostThing implements Thing {
    readonly #id = made++;
    #value: number;
    constructor(value: number) {
      log.push(`${this.#id} = new(${value})`);
      this.#value = value;
    }

    static baz(a: HostThing, b: HostThing): HostThing {
      log.push(`baz(${a.#id}, ${b.#id})`);
      return new HostThing(a.#value * 100 + b.#value);
    }

    foo(): number {
      return this.#value;
    }

    bar(value: number): void {
      log.push(`${this.#id}.bar(${value})`);
      this.#value = value;
    }

    [Symbol.dispose](): void {
      log.push(`drop ${this.#id}`);
    }
  };
}

export function play(): Play<Exports> {
  const log: string[] = [];
  const HostThing = makeThing(log);
  /** What was logged since the last look. */
  const news = (): string[] => log.splice(0);
  return {
    imports: {
      'test:resource-import-and-export/test': { Thing: HostThing },
      'toplevel-import': (thing: Thing) => {
        ok(thing instanceof HostThing);
        return new HostThing(thing.foo() + 50);
      },
    },
    drive({ test, 'test:resource-import-and-export/test': quoted, toplevelExport }) {
      equal(test, quoted);
      checkWrapper(test.Thing, news);
      const given = new HostThing(1);
      const got = toplevelExport(given);
      ok(got instanceof HostThing, 'the very object that the host returned');
      equal(got.foo(), 51);
      deepEqual(news(), ['4 = new(1)', '5 = new(51)']);
      throws(() => toplevelExport(new test.Thing(1)), TypeError, 'the guest\'s class is not the host\'s');
      throws(() => test.Thing.baz(given, given), TypeError, 'nor the host\'s the guest\'s');
    },
  };
}

/** The guest adds 1 in the constructor, 2 in foo, 3 in bar and 4 in baz. */
function checkWrapper(GuestThing: ThingClass, news: () => string[]): void {
  const a = new GuestThing(7);
  ok(a instanceof GuestThing);
  equal(a.foo(), 10);
  a.bar(20);
  equal(a.foo(), 25);
  const b = new GuestThing(3);
  deepEqual(news(), ['0 = new(8)', '0.bar(23)', '1 = new(4)']);
  const c = GuestThing.baz(a, b);
  deepEqual(news().slice(0, 2), ['baz(0, 1)', '2 = new(2304)']);
  equal(c.foo(), 2311);
  throws(() => a.foo(), TypeError, 'given to baz');
  c[Symbol.dispose]();
  deepEqual(news(), [], 'its destructor, in C, leaves the object that it wraps alone');
  throws(() => c.foo(), TypeError);
}
