import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  all(flags: unknown): unknown;
  next(colour: string): string;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { all, next } = await load<Exports>();
  expect(all({ writeAll: true })).toEqual({ read: false, writeAll: true, x: false });
  expect(all(undefined)).toEqual({ read: false, writeAll: false, x: false });
  expect(next('dark-red')).toBe('green');
  expect(() => next('blue')).toThrow(/argument "c".*dark-red/);
  expect(() => next('green')).toThrow('invalid variant discriminant');
}
