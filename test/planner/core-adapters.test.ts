/** Which calls between components get an adapter in core code. */
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { scanCoreCode } from '../../src/decoder/core-code.ts';
import { decode } from '../../src/decoder/decode.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import type { MultiMemory } from '../../src/planner/core-adapters.ts';
import { makePlan } from '../../src/planner/make-plan.ts';
import type { Plan } from '../../src/planner/plan.ts';

interface Parts {
  readonly type?: string;
  readonly flat?: string;
  /** Of the callee. */
  readonly memory?: string;
  readonly options?: string;
  /** How many functions the callee has. */
  readonly funcs?: number;
}

function pair({ type = 'string', flat = 'i32 i32', memory = '1', options = '', funcs = 1 }: Parts): string {
  const names = Array.from({ length: funcs }, (_, i) => `f${i}`);
  const lines = (line: (name: string) => string): string => names.map(line).join('\n');
  return `(component
    (component $callee
      (core module $m
        (memory (export "memory") ${memory})
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8))
        (func (export "post"))
        ${lines((name) => `(func (export "${name}") (param ${flat}))`)})
      (core instance $i (instantiate $m))
      ${lines((name) => `(func (export "${name}") (param "x" ${type}) (canon lift (core func $i "${name}")
        (memory (core memory $i "memory")) (realloc (core func $i "realloc")) ${options}))`)})
    (instance $callee (instantiate $callee))
    (component $caller
      ${lines((name) => `(import "${name}" (func $${name} (param "x" ${type})))`)}
      (core module $memory (memory (export "memory") 1))
      (core instance $memory (instantiate $memory))
      ${lines((name) => `(core func $${name} (canon lower (func $${name}) (memory (core memory $memory "memory"))))`)}
      (core module $m ${lines((name) => `(import "" "${name}" (func (param ${flat})))`)})
      (core instance (instantiate $m (with "" (instance ${lines((name) => `(export "${name}" (func $${name}))`)})))))
    (instance (instantiate $caller ${lines((name) => `(with "${name}" (func $callee "${name}"))`)})))`;
}

async function planOf(parts: Parts, multiMemory: MultiMemory): Promise<Plan> {
  return makePlan(validate(decode(await parse(pair(parts)))), {
    name: 'test', namespacedExports: true, specifierOf: (specifier) => ({ specifier, member: [] }),
    asyncImports: [], asyncExports: [], multiMemory,
  }, scanCoreCode);
}

/** Calls in core code, of each of its modules. */
const inCore = ({ coreModules }: Plan): number[] =>
  coreModules.flatMap((module) => (module.kind === 'calls' ? [module.calls.length] : []));

const record = (count: number): string =>
  `(tuple ${Array.from({ length: count }, () => 'string').join(' ')})`;

/** 4 to the power of `depth` strings. */
const nested = (depth: number): string =>
  (depth === 0 ? 'string' : `(tuple ${Array.from({ length: 4 }, () => nested(depth - 1)).join(' ')})`);

describe('a call is in core code', () => {
  test.each<[what: string, parts: Parts]>([
    ['of a string', {}], ['of a list', { type: '(list u8)' }], ['of a map', { type: '(map u8 char)' }],
    ['with a post-return', { options: '(post-return (core func $i "post"))' }],
    ['with a memory that can grow', { memory: '1 2' }],
    ['of as many parts as may be', { type: `(list ${record(900)})` }],
  ])('%s', async (_, parts) => {
    expect(inCore(await planOf(parts, 'auto'))).toEqual([1]);
    expect(inCore(await planOf(parts, 'on'))).toEqual([1]);
    expect(inCore(await planOf(parts, 'off'))).toEqual([]);
  });

  test('of an option only with several memories on', async () => {
    const parts = { type: '(option u8)' };
    expect(inCore(await planOf(parts, 'auto'))).toEqual([]);
    expect(inCore(await planOf(parts, 'on'))).toEqual([1]);
  });

  test('beside others, all in one module', async () => {
    expect(inCore(await planOf({ funcs: 5 }, 'auto'))).toEqual([5]);
  });
});

describe('a call stays in JavaScript', () => {
  test.each<[what: string, parts: Parts]>([
    ['with text in UTF-16', { options: 'string-encoding=utf16' }],
    ['with pages that are small', { memory: '1 (pagesize 1)' }],
    ['of more parts than are written in place', { type: `(list ${record(1000)})` }],
    ['of many parts in parts', { type: `(list ${nested(6)})` }],
  ])('%s', async (_, parts) => {
    expect(inCore(await planOf(parts, 'on'))).toEqual([]);
  });
});

describe('what JavaScript does not use', () => {
  test('has no views and no function, with several memories on', async () => {
    const kinds = (plan: Plan): string[] => plan.steps.map(({ kind }) => kind);
    expect(kinds(await planOf({}, 'on'))).not.toContain('memory');
    expect(kinds(await planOf({}, 'on'))).not.toContain('realloc');
    expect(kinds(await planOf({}, 'on'))).not.toContain('adapter');
    expect(kinds(await planOf({}, 'auto'))).toEqual(expect.arrayContaining(['memory', 'realloc', 'adapter']));
  });
});
