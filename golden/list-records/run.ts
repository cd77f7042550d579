import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { echo } = await load<{ echo(people: unknown): unknown }>();
  const people = [{ id: 1, firstName: 'Ada', tags: [] }, { id: 2, firstName: 'Grace', tags: ['navy', 'cobol'] }];
  expect(echo(people)).toEqual(people);
  expect(echo(new Set(people))).toEqual(people);
  expect(() => echo([people[0], { id: 3, tags: [] }])).toThrow(/echo: argument "people".*firstName/);
  expect(() => echo([{ id: 1, firstName: 'x', tags: [1] }])).toThrow('expected a string, got number');
  expect(echo(people), 'still usable').toEqual(people);
}
