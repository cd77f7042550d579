import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Answers {
  theAnswer(): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const m = await load<Record<string, Answers>>();
  expect(m['local:pkg/deep-thought@1.2.3']?.theAnswer()).toBe(42);
  expect(m['deepThought']).toBe(m['local:pkg/deep-thought@1.2.3']);
}
