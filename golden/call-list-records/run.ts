import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { echo } = await load<{ echo(people: unknown): unknown }>();
  const people = [{ name: 'Ada', age: 36 }, { name: 'Zoë', age: undefined }];
  expect(echo(people)).toEqual(people);
  expect(echo([])).toEqual([]);
}
