import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { one, two } = await load<{ one(v?: unknown): unknown; two(v: unknown): unknown }>();
  expect(one(5)).toBe(5);
  expect(one()).toBeUndefined();
  expect(one(null)).toBeUndefined();
  expect(two({ tag: 'none' })).toEqual({ tag: 'none' });
  expect(two({ tag: 'some', val: 7 })).toEqual({ tag: 'some', val: 7 });
  expect(two({ tag: 'some' })).toEqual({ tag: 'some', val: undefined });
}
