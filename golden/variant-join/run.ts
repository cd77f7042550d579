import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { wide, narrow } = await load<{ wide(v: unknown): unknown; narrow(v: unknown): unknown }>();
  for (const v of [{ tag: 'f', val: 0.5 }, { tag: 'l', val: 18_446_744_073_709_551_615n }, { tag: 'none' }]) {
    expect(wide(v)).toEqual(v);
  }
  for (const v of [{ tag: 'small', val: 200 }, { tag: 'f', val: -1.5 }]) expect(narrow(v)).toEqual(v);
  expect(() => wide({ tag: 'g' })).toThrow(/argument "v".*"f", "l", "none"/);
}
