// many-arguments: sixteen flat parameters of 64 bits, in and out, on the limit of what is passed without
// memory.

import { deepEqual, throws } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

interface Exports {
  manyArguments(...values: readonly bigint[]): void;
}

export function play(): Play<Exports> {
  const calls: (readonly bigint[])[] = [];
  return {
    imports: { imports: { manyArguments: (...values: bigint[]) => { calls.push(values); } } },
    drive({ manyArguments }) {
      // The guest asserts on 1 to 16, and hands them on.
      const values = Array.from({ length: 16 }, (_, i) => BigInt(i + 1));
      manyArguments(...values);
      manyArguments(...values.map((value) => value - 2n ** 64n));
      deepEqual(calls, [values, values]);
      throws(() => manyArguments(...values.slice(1)), TypeError);
    },
  };
}
