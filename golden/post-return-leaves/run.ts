import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const logged: number[] = [];
  const { get } = await load<{ get(): number }>({ log: (n: number) => logged.push(n) });
  expect(() => get()).toThrow('cannot leave component instance');
  expect(logged).toEqual([1]);
}
