import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  sum(list: unknown): number;
  count(pairs: unknown): number;
}

/** Says that it is shorter than it is, and something else each time. */
class Liar extends Uint8Array {
  override get length(): number {
    throw new Error('must not be asked');
  }
}

function withoutBuffer(): Uint8Array {
  const array = new Uint8Array([1, 2, 3]);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { sum, count } = await load<Exports>();
  expect(sum(new Liar([1, 2, 3]))).toBe(6);
  expect(sum(Object.defineProperty(new Uint8Array([1, 2, 3]), 'length', { value: 1 }))).toBe(6);
  if ('Buffer' in globalThis) expect(sum(Buffer.from([1, 2, 4])), 'in Node').toBe(7);
  expect(sum(new Float32Array([1.5, 257]))).toBe(2);
  expect(sum(withoutBuffer())).toBe(0);
  expect(() => sum(Object.create(Uint8Array.prototype))).toThrow(TypeError);
  expect(() => sum(new Proxy(new Uint8Array(3), {}))).toThrow(TypeError);
  expect(() => sum(Object.setPrototypeOf(new DataView(new ArrayBuffer(3)), Uint8Array.prototype))).toThrow(TypeError);
  const pairs = new Proxy([[1, 2], [3, 4]], { get: (target, key) => (key === 'length' ? 1.5 : Reflect.get(target, key)) });
  expect(count(pairs), 'a length is an integer').toBe(1);
  expect(sum([1, 2, 3]), 'nothing of this was inside of the component').toBe(6);
}
