import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Counter extends Disposable {
  add(n: number): number;
}

interface Exports {
  Counter: { new(start: number): Counter; sum(a: Counter, b: Counter): number };
  consume(counter: unknown): number;
  drops(): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { Counter, consume, drops } = await load<Exports>();
  const a = new Counter(5);
  const b = new Counter(10);
  expect(a).toBeInstanceOf(Counter);
  expect(a.add(2)).toBe(7);
  expect(Counter.sum(a, b)).toBe(17);
  expect(consume(a)).toBe(7);
  expect(drops()).toBe(1);
  expect(() => a.add(1), 'given away').toThrow(TypeError);
  expect(() => consume(a)).toThrow(TypeError);
  expect(() => consume({}), 'of another class').toThrow(/consume: argument "c"/);
  b[Symbol.dispose]();
  b[Symbol.dispose]();
  expect(drops(), 'dropped once').toBe(2);
  expect(() => Counter.sum(b, b)).toThrow(TypeError);
  expect(() => consume(b)).toThrow(TypeError);
}
