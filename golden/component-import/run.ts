import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

type F = (n: number) => number;

export async function run({ load }: { load: Load }): Promise<void> {
  const twice = (_: unknown, { f }: { f: F }) => ({ g: (n: number) => f(f(n)) });
  const { run: call } = await load<{ run: F }>({ twice });
  expect(call(1), 'f is a sibling of it, so it may call').toBe(70);
}
