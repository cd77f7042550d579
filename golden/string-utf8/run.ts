import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { echo } = await load<{ echo(text: unknown): string }>();
  const texts = ['', 'a', 'hello', '\ufeffbom', 'größer', '日本語', '💡 and text', '\0', 'x'.repeat(300), 'ü'.repeat(300)];
  for (const text of texts) expect(echo(text)).toBe(text);
  expect(echo('a\ud800b'), 'a lone surrogate can not be carried').toBe('a\ufffdb');
  expect(() => echo(5)).toThrow('echo: argument "text": expected a string, got number');
  expect(echo('still usable')).toBe('still usable');
}
