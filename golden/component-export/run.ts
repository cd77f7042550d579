import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Inner {
  twice(n: number): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { inner } = await load<{ inner(getCoreModule: undefined, imports: unknown): Promise<Inner> }>();
  const { twice } = await inner(undefined, { add: (n: number) => n + 3 });
  expect(twice(1)).toBe(7);
}
