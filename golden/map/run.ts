import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { echo } = await load<{ echo(map: unknown): Map<string, number> }>();
  const map = new Map([['one', 1], ['two', 2]]);
  expect(echo(map)).toEqual(map);
  expect(echo([['three', 3]])).toEqual(new Map([['three', 3]]));
  expect(echo(new Map()).size).toBe(0);
}
