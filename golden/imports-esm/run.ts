import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

const host = {
  'log.js': 'const lines = []; export const line = (text) => lines.push(text); export const countLines = () => lines.length;',
  'scale.js': 'export default (n) => n * 1.5;',
};

export async function run({ load }: { load: Load }): Promise<void> {
  const { run: call } = await load<{ run(): number }>({}, host);
  expect(call()).toBe(1.5);
  expect(call()).toBe(3);
}
