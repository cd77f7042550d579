// backpressure-sync: synchronous functions that count backpressure up and down.

import { equal, throws } from 'node:assert/strict';
import type { Play } from '../../support/play.ts';

interface Exports {
  incBackpressure(): void;
  decBackpressure(): void;
}

export function play(): Play<Exports> {
  return {
    imports: {},
    drive({ incBackpressure, decBackpressure }) {
      for (let i = 0; i < 3; i++) equal(incBackpressure(), undefined);
      for (let i = 0; i < 3; i++) equal(decBackpressure(), undefined);
      throws(() => decBackpressure(), WebAssembly.RuntimeError, 'no more than was counted up');
    },
  };
}
