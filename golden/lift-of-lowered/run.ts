import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  host(a: bigint, b: number): number;
  f(x: number): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const seen: unknown[] = [];
  const { host, f } = await load<Exports>({
    host(...args: unknown[]) {
      seen.push(...args);
      return '12';
    },
  });
  expect(host(2n ** 64n + 5n, 0.1)).toBe(12);
  expect(seen).toEqual([5n, Math.fround(0.1)]);
  expect(f(300)).toBe(44);
}
