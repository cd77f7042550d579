import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

type Echo = (value: unknown) => unknown;

export async function run({ load }: { load: Load }): Promise<void> {
  const m = await load<Record<string, Echo>>();
  const echo = (kind: string, value: unknown): unknown => m[`echo${kind}`]?.(value);
  expect(echo('Bool', 1)).toBe(true);
  expect(echo('Bool', '')).toBe(false);
  expect(echo('U8', 257)).toBe(1);
  expect(echo('U8', -1)).toBe(255);
  expect(echo('S8', 128)).toBe(-128);
  expect(echo('U16', 65_537)).toBe(1);
  expect(echo('S16', 32_768)).toBe(-32_768);
  expect(echo('U32', -1)).toBe(4_294_967_295);
  expect(echo('S32', 4_294_967_295)).toBe(-1);
  expect(echo('U64', -1n)).toBe(18_446_744_073_709_551_615n);
  expect(echo('S64', 9_223_372_036_854_775_808n)).toBe(-9_223_372_036_854_775_808n);
  expect(echo('U64', 5), 'BigInt(v)').toBe(5n);
  expect(echo('F32', 0.1)).toBe(Math.fround(0.1));
  expect(echo('F64', '0.1')).toBe(0.1);
  expect(echo('F64', NaN)).toBeNaN();
  expect(echo('Char', '💡')).toBe('💡');
  expect(() => echo('Char', 'ab')).toThrow(TypeError);
  expect(() => echo('Char', '\ud800')).toThrow(TypeError);
  expect(echo('Char', 'a'), 'a wrong argument does no harm').toBe('a');
}
