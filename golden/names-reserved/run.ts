import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const m = await load<Record<string, (n: number) => number>>();
  const names = ['arguments', 'undefined', 'eval', 'class', 'await', 'constructor', 'prototype', 'then_', 'toString', 'default'];
  for (const name of names) expect(m[name]?.(5), name).toBe(5);
  expect(m['to-string']?.(6)).toBe(6);
  expect(m['then']).toBeUndefined();
}
