import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const read = (n: number): number => {
    if (n === 1) throw 7;
    if (n === 2) throw Object.assign(new Error('with payload'), { payload: 8 });
    if (n === 3) throw new RangeError('not an error of the interface');
    return n;
  };
  const { code } = await load<{ code(n: number): number }>({ read });
  expect(code(40)).toBe(40);
  expect(code(1)).toBe(1007);
  expect(code(2)).toBe(1008);
  expect(() => code(3)).toThrow(RangeError);
  expect(() => code(40), 'the guest was left half-way').toThrow('cannot enter component instance');
}
