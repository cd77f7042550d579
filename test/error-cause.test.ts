// What a host import throws is what the caller of an export gets, or that error's `cause`: through core frames, through
// handlers in core code, over promises and parked stacks.

import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect, test } from 'vitest';
import { makeLoader } from '../golden/support/load.ts';
import { transpile } from '../src/index.ts';
import type { TranspileOptions } from '../src/index.ts';

/** The type of the import, and how it is lowered and called. */
interface Way {
  readonly type?: string;
  readonly lower?: string;
  readonly params?: string;
  readonly call?: string;
  readonly lift?: string;
  readonly options?: TranspileOptions;
  /** For what the import has promised. */
  readonly waits?: true;
}

const MEMORY = '(memory (core memory $mem "memory"))';

const component = ({ type = '', lower = '', params = '', call = '(call $f)', lift = '' }: Way): string => `(component
  (import "f" (func $f ${type}))
  (core module $mem (memory (export "memory") 1))
  (core instance $mem (instantiate $mem))
  (core func $f' (canon lower (func $f) ${lower}))
  (core module $m
    (import "" "f" (func $f ${params}))
    (func (export "run") ${call}))
  (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
  (func (export "run") ${lift} (canon lift (core func $i "run"))))`;

const WAYS: Readonly<Record<string, Way>> = {
  'plain': {},
  'under handlers': { call: '(block $caught (try_table (catch_all $caught) (call $f)))' },
  'of a function with a result': {
    type: '(result (result (error u32)))', lower: MEMORY, params: '(param i32)', call: '(call $f (i32.const 16))',
  },
  'called without waiting': {
    type: 'async (param "n" u32) (result u32)', lower: `async ${MEMORY}`, params: '(param i32 i32) (result i32)',
    call: '(drop (call $f (i32.const 1) (i32.const 16)))', lift: 'async',
  },
  'called and waited for': { type: 'async', lift: 'async', waits: true },
  'asynchronous as the user says': { options: { asyncImports: ['f'], asyncExports: ['run'] }, waits: true },
};

/** A call between components, in the middle of which the host throws. */
const NESTED = `(component
  (import "f" (func $f))
  (component $inner
    (import "f" (func $f))
    (core func $f' (canon lower (func $f)))
    (core module $m (import "" "f" (func $f)) (func (export "go") (param i32) (call $f)))
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
    (func (export "go") (param "c" char) (canon lift (core func $i "go"))))
  (component $outer
    (import "go" (func $go (param "c" char)))
    (core func $go' (canon lower (func $go)))
    (core module $m (import "" "go" (func $go (param i32))) (func (export "run") (call $go (i32.const 65))))
    (core instance $i (instantiate $m (with "" (instance (export "go" (func $go'))))))
    (func (export "run") (canon lift (core func $i "run"))))
  (instance $inner (instantiate $inner (with "f" (func $f))))
  (instance $outer (instantiate $outer (with "go" (func $inner "go"))))
  (export "run" (func $outer "run")))`;

/** What `run` throws, or what its promise is rejected with, when the import does `f`. */
async function thrown(text: string, f: () => unknown, options: TranspileOptions = {}): Promise<unknown> {
  const all: TranspileOptions = { name: 'test', instantiation: 'async', ...options };
  const load = makeLoader(transpile(await parse(text), all).files, all);
  const { run } = await load<{ run(): unknown }>({ f });
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const failures: readonly Error[] = [new RangeError('of the host'), new WebAssembly.RuntimeError('of another component')];
const cases = Object.entries(WAYS).flatMap(([name, way]) => failures.map((failure) => ({ name, way, failure })));

test.each(cases)('an import that is $name throws $failure', async ({ way, failure }) => {
  expect(await thrown(component(way), () => { throw failure; }, way.options)).toBe(failure);
});

// These need a stack that is parked.
const waiting = 'Suspending' in WebAssembly ? cases.filter(({ way: { waits } }) => waits) : [];

test.each(waiting)('an import that is $name promises, and rejects with $failure', async ({ way, failure }) => {
  expect(await thrown(component(way), () => Promise.reject(failure), way.options)).toBe(failure);
  const later = (): Promise<never> => new Promise((_resolve, reject) => { setTimeout(reject, 1, failure); });
  expect(await thrown(component(way), later, way.options)).toBe(failure);
});

// The error of a function's `result` is a value of the component's.
const without = Object.entries(WAYS).filter(([, { type = '' }]) => !type.includes('error'));

test.each(without)('an import that is %s throws what is no Error, or has a payload', async (_, way) => {
  expect(await thrown(component(way), () => { throw 'text'; }, way.options)).toBe('text');
  const withPayload = Object.assign(new Error('none'), { payload: 7 });
  expect(await thrown(component(way), () => { throw withPayload; }, way.options)).toBe(withPayload);
});

// Where core code throws nothing, such exceptions aren't looked for, and pass as they are.
test.each(without)('an import that is %s throws a core exception, which is the error or its cause', async (_, way) => {
  const exception = new WebAssembly.Exception(new WebAssembly.Tag({ parameters: ['i32'] }), [7]);
  const error = await thrown(component(way), () => { throw exception; }, way.options);
  if (error === exception) return;
  expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
  expect(error).toMatchObject({ message: 'uncaught exception propagated out of component', cause: exception });
});

test('an exception that core code throws is the cause of the trap that it becomes', async () => {
  const error = await thrown(`(component
    (core module $m (tag $t) (func (export "run") (throw $t)))
    (core instance $i (instantiate $m))
    (func (export "run") (canon lift (core func $i "run"))))`, () => {});
  expect(error).toMatchObject({ message: 'uncaught exception propagated out of component' });
  expect((error as Error).cause).toBeInstanceOf(WebAssembly.Exception);
});

test.each(['on', 'off'] as const)('through a call between components, multiMemory %s', async (multiMemory) => {
  const failure = new Error('of the host');
  expect(await thrown(NESTED, () => { throw failure; }, { multiMemory })).toBe(failure);
});

test('a result that is an error, though the import has thrown it with a payload, has that', async () => {
  const text = `(component
    (import "f" (func $f (result (result (error u32)))))
    (core module $mem (memory (export "memory") 1))
    (core instance $mem (instantiate $mem))
    (core func $f' (canon lower (func $f) ${MEMORY}))
    (core module $m (import "" "f" (func $f (param i32)))
      (func (export "run") (result i32) (call $f (i32.const 16)) (i32.const 16)))
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
    (func (export "run") (result (result (error u32))) (canon lift (core func $i "run") ${MEMORY})))`;
  const error = await thrown(text, () => { throw Object.assign(new Error('busy'), { payload: 16 }); });
  expect(error).toMatchObject({ name: 'ComponentError', payload: 16 });
});
