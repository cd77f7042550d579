import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  R: new() => Disposable;
  nop(): void;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { R, nop } = await load<Exports>();
  const r = new R();
  nop();
  expect(() => r[Symbol.dispose]()).toThrow(WebAssembly.RuntimeError);
  expect(() => nop()).toThrow('cannot enter component instance');
}
