import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  type Echo = (v: unknown) => unknown;
  const { wide, narrow, alone } = await load<Readonly<Record<'wide' | 'narrow' | 'alone', Echo>>>();
  for (const v of [{ tag: 'f', val: 0.5 }, { tag: 'l', val: 18_446_744_073_709_551_615n }, { tag: 'none' }]) {
    expect(wide(v)).toEqual(v);
  }
  for (const v of [{ tag: 'small', val: 200 }, { tag: 'f', val: -1.5 }]) expect(narrow(v)).toEqual(v);
  expect(alone(7n)).toBe(7n);
  // Another call, made while this one's slots are filled.
  const inBetween = { valueOf: () => (wide({ tag: 'l', val: 7n }), 0.5) };
  expect(wide({ tag: 'f', val: inBetween })).toEqual({ tag: 'f', val: 0.5 });
  expect(() => wide({ tag: 'g' })).toThrow(/argument "v".*"f", "l", "none"/);
}
