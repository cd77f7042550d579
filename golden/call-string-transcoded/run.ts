import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { echo } = await load<{ echo(text: string): string }>();
  for (const text of ['', 'ascii', 'größer', '日本語', '💡', 'long '.repeat(100), 'ÿ'.repeat(100)]) expect(echo(text)).toBe(text);
}
