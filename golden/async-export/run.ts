import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  length(text: string): Promise<number>;
  fails(traps: boolean): Promise<number>;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { length } = await load<Exports>();
  const promise = length('four');
  expect(promise).toBeInstanceOf(Promise);
  expect(await promise).toBe(4);
  expect(await Promise.all([length(''), length('äö'), length('€')])).toEqual([0, 4, 3]);
  await expect(length(4 as unknown as string), 'refused, and the instance as before').rejects.toThrow(
    new TypeError('length: argument "text": expected a string, got number'));
  expect(await length('again')).toBe(5);

  const silent = await load<Exports>();
  await expect(silent.fails(false)).rejects.toThrow('async-lifted export failed to produce a result');
  await expect(silent.length(''), 'poisoned').rejects.toThrow('cannot enter component instance');
  const trapping = await load<Exports>();
  await expect(trapping.fails(true)).rejects.toThrow(WebAssembly.RuntimeError);
  await expect(trapping.length(''), 'poisoned').rejects.toThrow('cannot enter component instance');
}
