import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  readonly iface: { doIt(n: number): number; readonly Sum: new (n: number) => { add(n: number): number } };
}

const host = { 'console.js': 'export const told = []; export const logIt = (n) => told.push(n);' };

export async function run({ load }: { load: Load }): Promise<void> {
  const { iface: { doIt, Sum } } = await load<Exports>({}, host);
  expect(doIt(21)).toBe(42);
  expect(new Sum(40).add(1)).toBe(42);
  expect([doIt.name, Sum.name, Sum.prototype.add.name])
    .toEqual(['my:pkg/iface@1.2.3#do-it', 'Sum', 'my:pkg/iface@1.2.3#[method]sum.add']);
}
