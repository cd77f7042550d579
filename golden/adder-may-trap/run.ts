import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { div } = await load<{ div(x: number, y: number): number }>();
  expect(div(7, 2)).toBe(3);
  expect(() => div(1, 0)).toThrow(WebAssembly.RuntimeError);
  expect(() => div(7, 2), 'a trap poisons').toThrow('cannot enter component instance');
}
