import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  R: new(x: number) => Disposable;
  get(): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  let given: unknown = '7';
  const fail = (): never => {
    throw new Error("the host's");
  };
  const { get } = await load<Exports>({ give: () => given, fail });
  expect(get()).toBe(7);
  given = Symbol('no number');
  expect(() => get()).toThrow(TypeError);
  expect(() => get()).toThrow('cannot enter component instance');

  const { R } = await load<Exports>({ give: () => given, fail });
  expect(() => new R(1)[Symbol.dispose]()).toThrow("the host's");
  expect(() => new R(1)).toThrow('cannot enter component instance');
}
