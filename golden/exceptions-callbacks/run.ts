import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  R: new(x: number) => Disposable;
  len(s: string): number;
  one(): number;
  get(): void;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const jobs: ((exports: Exports) => unknown)[] = [
    ({ R }) => new R(1)[Symbol.dispose](), ({ len }) => len('x'), ({ one }) => one(), ({ get }) => get(),
  ];
  for (const job of jobs) {
    const exports = await load<Exports>({ give: () => 'x' });
    expect(() => job(exports)).toThrow(WebAssembly.RuntimeError);
    expect(() => job(exports)).toThrow('cannot enter component instance');
    const { len } = await load<Exports>({ give: () => 'x' });
    expect(() => len('x')).toThrow('uncaught exception propagated out of component');
  }
}
