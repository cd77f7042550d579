import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Inner {
  value(): number;
}

/** `(module (func (export "value") (result i32) (i32.const 7)))` */
const plugin = new WebAssembly.Module(new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7f, 3, 2, 1, 0,
  7, 9, 1, 5, 0x76, 0x61, 0x6c, 0x75, 0x65, 0, 0, 10, 6, 1, 4, 0, 0x41, 7, 0x0b,
]));

export async function run({ load }: { load: Load }): Promise<void> {
  const { inner } = await load<{ inner(): Promise<Inner> }>({ plugin });
  expect((await inner()).value()).toBe(7);
}
