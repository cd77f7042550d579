import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface R extends Disposable {
  get(): number;
  merge(other: R): number;
}

interface Exports {
  R: new(x: number) => R;
  take(r: unknown): void;
  drops(): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { R, take, drops } = await load<Exports>();
  const copied = new R(1);
  take({ ...copied });
  expect(() => take(copied)).toThrow('this R has been dropped or given away');
  const proxied = new R(2);
  new Proxy(proxied, {})[Symbol.dispose]();
  expect(() => proxied.get()).toThrow('this R has been dropped or given away');
  const inherited = new R(3);
  (Object.create(inherited) as R)[Symbol.dispose]();
  inherited[Symbol.dispose]();
  expect(drops()).toBe(3);

  const [one, two] = [new R(4), new R(5)];
  expect(() => one.merge(one)).toThrow('this R has been dropped or given away');
  expect(one.get(), 'it was given back').toBe(4);
  expect(one.merge(two)).toBe(4);
  expect(drops()).toBe(4);
}
