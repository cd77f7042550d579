import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  story(): number;
  hold(thing: unknown): number;
  forget(thing: unknown): void;
  twice(thing: unknown): void;
}

const dropped: number[] = [];

class Thing {
  readonly #value: number;
  constructor(value: number) {
    this.#value = value;
  }
  static best(a: Thing, b: Thing): Thing {
    return new Thing(Math.max(a.#value, b.#value) * 10);
  }
  value(): number {
    return this.#value;
  }
  [Symbol.dispose](): void {
    dropped.push(this.#value);
  }
}

const imports = { 'local:host/things': { Thing, take: (thing: Thing) => thing.value() + 1 } };

export async function run({ load }: { load: Load }): Promise<void> {
  const { story, hold, forget } = await load<Exports>(imports);
  expect(story()).toBe(4341);
  expect(dropped, 'dropped by the guest; the one given back is the host\'s').toEqual([3, 4]);
  expect(hold(new Thing(8))).toBe(8);
  expect(dropped, 'dropping a borrow drops nothing').toEqual([3, 4]);
  expect(() => hold({ value: () => 1 })).toThrow(/argument "t"/);
  expect(() => forget(new Thing(1))).toThrow('borrow handles still remain at the end of the call');
  const second = await load<Exports>(imports);
  expect(() => second.twice(new Thing(9))).toThrow('unknown handle index 1');
  expect(dropped).toEqual([3, 4, 9]);
}
