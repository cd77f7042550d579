import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { echoU8, echoS64 } = await load<{ echoU8(v: unknown): number; echoS64(v: unknown): bigint }>();
  expect(echoU8(255)).toBe(255);
  for (const wrong of [256, -1, 1.5, NaN, '1', null, 1n]) {
    expect(() => echoU8(wrong), String(wrong)).toThrow(/^echoU8: argument "smallNumber": /);
  }
  expect(echoS64(-5n)).toBe(-5n);
  expect(() => echoS64(9_223_372_036_854_775_808n)).toThrow(TypeError);
}
