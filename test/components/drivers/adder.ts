// adder: one export of plain numbers; imports nothing.

import { deepEqual, equal } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

interface Add {
  add(x: number, y: number): number;
}

interface Exports {
  readonly add: Add;
  readonly 'docs:adder/add@0.1.0': Add;
}

export function play(): Play<Exports> {
  return {
    imports: {},
    drive(exports) {
      deepEqual(Object.keys(exports).sort(), ['add', 'docs:adder/add@0.1.0']);
      equal(exports.add, exports['docs:adder/add@0.1.0']);
      const { add } = exports.add;
      equal(add(1, 3), 4);
      equal(add(0xffffffff, 2), 1, 'u32 wraps');
      equal(add(-1, 0), 0xffffffff, 'ToUint32 of what comes from JavaScript');
      equal(add(1.9, 1.9), 2);
    },
  };
}
