// Stacks of their own for core code: what parks them, and how JavaScript learns that they are done.

import { beforeEach, describe, expect, test } from 'vitest';
import { CoreModuleWriter } from '../../src/emitter/core/module.ts';
import { emit } from '../../src/emitter/emit.ts';
import { writeThunks } from '../../src/emitter/thunks.ts';
import type { Thunk } from '../../src/planner/plan.ts';
import { coreExport, plan, settings } from './support/plans.ts';

type Core = (...args: readonly unknown[]) => unknown;

/** JavaScript Promise Integration, of which TypeScript's library knows nothing yet. */
const { promising, Suspending } = WebAssembly as unknown as {
  promising(core: Core): (...args: readonly unknown[]) => Promise<unknown>;
  readonly Suspending: new (wait: () => Promise<unknown>) => WebAssembly.ImportValue;
};

const [callee, table] = [coreExport(0, 'f'), coreExport(0, 't')];

/** The exports of thunks with these imports. */
function instantiate(thunks: readonly Thunk[], imports: Readonly<Record<string, unknown>>): readonly Core[] {
  const module = new WebAssembly.Module(writeThunks(thunks).bytes);
  const { exports } = new WebAssembly.Instance(module, { '': imports as WebAssembly.ModuleImports });
  return thunks.map((_, index) => exports[String(index)] as Core);
}

const log: unknown[] = [];

beforeEach(() => { log.length = 0; });

/** What core code calls; gives `result`. */
const noting = (name: string, result?: unknown): Core => (...args) => {
  log.push([name, ...args]);
  return result;
};

/** Parks until `resume` is called. */
function parking(): { readonly park: WebAssembly.ImportValue; readonly resume: () => void } {
  const resumes: (() => void)[] = [];
  const park = new Suspending(() => {
    log.push(['park']);
    return new Promise<void>((resolve) => { resumes.push(resolve); });
  });
  return { park, resume: () => { for (const resume of resumes) resume(); } };
}

describe('a thunk that tries', () => {
  const suspend: Thunk = { kind: 'suspend', callee, core: { params: ['i32', 'i64'], results: ['i32'] } };
  const park = (): never => expect.unreachable();

  test('gives the result without parking, if the callee says that it is done', () => {
    const [run] = instantiate([suspend], {
      callee0: noting('try', 0), park, finish_i32: noting('finish', 7),
    });
    expect(run!(1, 2n)).toBe(7);
    expect(log).toEqual([['try', 1, 2n], ['finish']]);
  });

  test('parks the stack, if the callee says that it has to wait', async () => {
    const { park, resume } = parking();
    const [run] = instantiate([suspend], { callee0: noting('try', 1), park, finish_i32: noting('finish', 7) });
    const result = promising(run!)(1, 2n);
    await Promise.resolve();
    expect(log).toEqual([['try', 1, 2n], ['park']]);
    resume();
    expect(await result).toBe(7);
    expect(log.at(-1)).toEqual(['finish']);
  });

  test('may have no result', () => {
    const [run] = instantiate([{ ...suspend, core: { params: [], results: [] } }], {
      callee0: noting('try', 0), park, finish: noting('finish', 7),
    });
    expect(run!()).toBe(undefined);
  });

  test('shares what it imports with others, by type of result', () => {
    const { stacks } = writeThunks([suspend, suspend, { ...suspend, core: { params: [], results: [] } }]);
    expect(stacks.map(({ name, kind }) => [name, kind])).toEqual([
      ['park', 'park'], ['finish_i32', 'finish'], ['finish', 'finish'],
    ]);
  });

  test('throws what the callee throws', () => {
    const [run] = instantiate([suspend], {
      callee0: () => { throw new RangeError('no'); }, park, finish_i32: park,
    });
    expect(() => run!(1, 2n)).toThrow(new RangeError('no'));
  });
});

describe('a thunk for a stack', () => {
  const stack: Thunk = { kind: 'stack', callee, core: { params: ['i32'], results: ['i64'] } };

  test('tells the result at once, before its promise does', async () => {
    const [run] = instantiate([stack], { callee0: noting('core', 5n), returned_i64: noting('returned') });
    const result = promising(run!)(3);
    expect(log).toEqual([['core', 3], ['returned', 5n]]);
    expect(await result).toBe(undefined);
  });

  test('tells that there is no result', () => {
    const [run] = instantiate([{ ...stack, core: { params: [], results: [] } }], {
      callee0: noting('core'), returned: noting('returned'),
    });
    run!();
    expect(log).toEqual([['core'], ['returned']]);
  });

  test('is what a thunk parks that tries, any number of frames below', async () => {
    const { park, resume } = parking();
    const core = { params: [], results: ['i32'] } as const;
    const [wait] = instantiate([{ kind: 'suspend', callee, core }], {
      callee0: noting('try', 1), park, finish_i32: noting('finish', 9),
    });
    const [run] = instantiate([{ kind: 'stack', callee, core }], {
      callee0: wait, returned_i32: noting('returned'),
    });
    const done = promising(run!)();
    expect(log).toEqual([['try'], ['park']]);
    resume();
    await done;
    expect(log).toEqual([['try'], ['park'], ['finish'], ['returned', 9]]);
  });

  test('throws what the core function throws, and tells nothing', async () => {
    const [run] = instantiate([stack], {
      callee0: () => { throw new RangeError('no'); }, returned_i64: noting('returned'),
    });
    await expect(promising(run!)(3)).rejects.toThrow(new RangeError('no'));
    expect(log).toEqual([]);
  });
});

describe('a thunk for a thread', () => {
  /** A table with one function, of one i32, at 2. */
  function tableOf(noted: Core): unknown {
    const module = new CoreModuleWriter();
    const core = module.importFunc('', 'f', { params: ['i32'], results: [] });
    const made = module.table({ min: 4, max: 8 });
    module.elements(made, 2, [core]);
    module.export('t', made);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), {
      '': { f: noted as WebAssembly.ImportValue },
    });
    return exports['t'];
  }

  const thread: Thunk = { kind: 'thread', table, context: 'i32', index: 'i32' };

  test('calls a function of the table with what it is given', () => {
    const [run] = instantiate([thread], { callee0: tableOf(noting('thread')), returned: noting('returned') });
    run!(2, 40);
    expect(log).toEqual([['thread', 40], ['returned']]);
  });

  test.each([['empty', 1], ['beyond its end', 9]])('traps where the table is %s', (_, index) => {
    const [run] = instantiate([thread], { callee0: tableOf(noting('thread')), returned: noting('returned') });
    expect(() => run!(index, 40)).toThrow(WebAssembly.RuntimeError);
    expect(log).toEqual([]);
  });

  test('traps on a function of another type', () => {
    const [run] = instantiate([{ ...thread, context: 'i64' }], {
      callee0: tableOf(noting('thread')), returned: noting('returned'),
    });
    expect(() => run!(2, 40n)).toThrow(WebAssembly.RuntimeError);
    expect(log).toEqual([]);
  });
});

test('an output makes the functions that park and resume once, for all of its thunks', () => {
  const core = { params: [], results: [] } as const;
  const suspend: Thunk = { kind: 'suspend', callee, core };
  const thread: Thunk = { kind: 'thread', table, context: 'i32', index: 'i32' };
  const code = emit(plan({
    coreModules: [
      { kind: 'thunks', thunks: [suspend, suspend] },
      { kind: 'thunks', thunks: [suspend, { kind: 'stack', callee, core }, thread] },
    ],
    steps: [
      { kind: 'instantiate-core', instance: 1, module: 0, args: [], thread: undefined },
      { kind: 'instantiate-core', instance: 2, module: 1, args: [], thread: undefined },
    ],
    facts: { entered: true, storesErrors: false, concurrent: true },
  }), settings({ runtime: 'import' })).code.replace(/\s+/g, ' ');
  expect(code.match(/suspending\(/g)).toHaveLength(1);
  expect(code).toContain('const state = newStore(); const parkStack = suspending(() => park(state)); '
    + 'const finishWait = () => finish(state);');
  expect(code).toContain("'': { callee0: core0_f, callee1: core0_f, park: parkStack, finish: finishWait }");
  expect(code).toContain('callee1: core0_f, callee2: core0_t, '
    + 'park: parkStack, finish: finishWait, returned: tellReturned');
});
