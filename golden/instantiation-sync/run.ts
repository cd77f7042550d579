import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  run(): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const lines: string[] = [];
  const log = { line: (text: string) => lines.push(text), countLines: () => lines.length };
  const scale = (n: number): number => n * 10;
  const one = await load<Exports>({ 'local:host/log@1.0.0': log, scale });
  const two = await load<Exports>({ 'local:host/log': log, scale: { default: scale } });
  expect(one.run()).toBe(10);
  expect(two.run()).toBe(20);
  expect(lines).toEqual(['hello', 'hello']);
  const missing = async () => load<Exports>({ 'local:host/log@2.0.0': log, scale });
  await expect(missing()).rejects.toThrow(/local:host\/log@1\.0\.0/);
  const partial = async () => load<Exports>({ 'local:host/log': { line: log.line }, scale });
  await expect(partial()).rejects.toThrow(/countLines/);
}
