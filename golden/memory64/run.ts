import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { echo } = await load<{ echo(strings: string[]): string[] }>();
  expect(echo(['a', '', 'größer'])).toEqual(['a', '', 'größer']);
}
