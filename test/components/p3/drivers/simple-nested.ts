// simple-nested: a component in a component; a synchronous call through both waits for a promise of the host.

import { equal, rejects } from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Play } from '../../support/play.ts';

interface Hello {
  helloWorld(): Promise<string>;
}

interface Exports {
  readonly 'hello': Hello;
  readonly 'calvinrp:test-async-funcs/hello@0.1.0': Hello;
}

export function play(): Play<Exports> {
  return {
    imports: { 'calvinrp:test-async-funcs/hello': { helloWorld: () => setTimeout(5, 'Hello from afar') } },
    async drive({ hello, 'calvinrp:test-async-funcs/hello@0.1.0': named }) {
      equal(hello, named);
      equal(await hello.helloWorld(), 'Hello from afar');
      const first = hello.helloWorld();
      await rejects(async () => await hello.helloWorld(), /cannot enter component instance/, 'it is under way');
      equal(await first, 'Hello from afar');
      equal(await hello.helloWorld(), 'Hello from afar');
    },
  };
}
