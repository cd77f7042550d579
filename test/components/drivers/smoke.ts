// smoke: the export calls the import.

import { equal } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

interface Exports {
  thunk(): void;
}

export function play(): Play<Exports> {
  let calls = 0;
  return {
    imports: { 'test:smoke/imports': { thunk: () => { calls++; } } },
    drive({ thunk }) {
      equal(thunk(), undefined);
      equal(calls, 1);
      thunk();
      equal(calls, 2);
    },
  };
}
