// async_call: of two functions of synchronous types, one may wait for a promise.

import { equal } from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Play } from '../../support/play.ts';

interface Exports {
  runAsync(): Promise<string>;
  runSync(): string;
}

export function play(): Play<Exports> {
  let wait = true;
  return {
    imports: {
      'something:test/test-interface': {
        callAsync: () => (wait ? setTimeout(5, 'called async') : 'called at once'),
        callSync: () => 'called sync',
      },
    },
    async drive({ runAsync, runSync }) {
      equal(runSync(), 'called sync');
      equal(runAsync.constructor.name, 'AsyncFunction');
      equal(await runAsync(), 'called async');
      equal(runSync(), 'called sync', 'after a wait');
      wait = false;
      equal(await runAsync(), 'called at once', 'an import may do without a promise');
    },
  };
}
