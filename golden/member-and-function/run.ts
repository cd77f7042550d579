import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface R {
  get(): number;
}

interface Exports {
  R: new(x: number) => R;
  make(x: number): R;
  get(r: R): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { R, make, get } = await load<Exports>();
  expect(new R(5).get()).toBe(5);
  expect(get(make(6))).toBe(6);
  expect(make(7)).toBeInstanceOf(R);
}
