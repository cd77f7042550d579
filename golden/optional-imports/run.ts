import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  run(what: number): number;
}

class Conn {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }

  query(): number {
    return this.id * 10;
  }

  static count(): number {
    return 3;
  }
}

const calls = [0, 1, 2, 3, 4];

export async function run({ load }: { load: Load }): Promise<void> {
  const log = { line: () => {}, countLines: () => 1 };
  const all = await load<Exports>({ 'local:host/log': log, 'local:host/db': { Conn, ping: () => 6 }, scale: (n: number) => 2 * n });
  expect(calls.map((what) => all.run(what)), 'all are given').toEqual([1, 50, 3, 6, 8]);

  const absent = [
    'local:host/log@1.0.0#line', 'local:host/db@1.0.0#conn', 'local:host/db@1.0.0#conn', 'local:host/db@1.0.0#ping', 'scale',
  ];
  for (const [what, name] of absent.entries()) {
    const none = await load<Exports>({ 'local:host/log': { countLines: log.countLines } });
    expect(() => none.run(what)).toThrow(new WebAssembly.RuntimeError(`import ${name} was not given`));
    expect(() => none.run(what), 'a trap like any other').toThrow('cannot enter component instance');
  }
  const some = await load<Exports>({ 'local:host/log@1.0.0': log, 'local:host/db@1.0.0': { Conn } });
  expect([0, 1, 2].map((what) => some.run(what))).toEqual([1, 50, 3]);
  expect(() => some.run(3)).toThrow('import local:host/db@1.0.0#ping was not given');

  const needed = async () => load<Exports>({ 'local:host/log': { line: log.line } });
  await expect(needed(), 'no pattern fits').rejects.toThrow('missing import local:host/log@1.0.0: countLines');
}
