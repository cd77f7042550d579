// Canonical definitions: which options they need and allow, and the core types that they ask for and give.

import { describe, expect, test } from 'vitest';

import { component, name, section, vec } from './binary.ts';
import type { Part } from './binary.ts';
import { accept, acceptBytes, refusal, refusalOf, refusalOfText } from './validate-wat.ts';

/** Core functions and memories to refer to. */
const CORE = `
  (core module $m
    (type (func)) (type $sub (sub (func)))
    (memory (export "mem") 1) (memory (export "mem64") i64 1) (memory (export "shared") 1 1 shared)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable)
    (func (export "realloc64") (param i64 i64 i64 i64) (result i64) unreachable)
    (func (export "callback") (param i32 i32 i32) (result i32) unreachable)
    (func (export "callback1") (param i32) (result i32) unreachable)
    (func (export "v-v")) (func (export "i-v") (param i32)) (func (export "v-i") (result i32) unreachable)
    (func (export "ii-v") (param i32 i32)) (func (export "ll-v") (param i64 i64))
    (func (export "i-i") (param i32) (result i32) unreachable)
    (func (export "sub") (type $sub)))
  (core instance $i (instantiate $m))
  (alias core export $i "mem" (core memory $mem)) (alias core export $i "mem64" (core memory $mem64))
  (alias core export $i "shared" (core memory $shared))
  (alias core export $i "realloc" (core func $realloc))
  (alias core export $i "realloc64" (core func $realloc64))
  (alias core export $i "callback" (core func $callback))`;

const OPTION: Readonly<Record<string, string>> = {
  mem: '(memory $mem)',
  mem64: '(memory $mem64)',
  shared: '(memory $shared)',
  realloc: '(realloc $realloc)',
  realloc64: '(realloc $realloc64)',
  callback: '(callback $callback)',
  callback1: '(callback (core func $i "callback1"))',
  post: '(post-return (core func $i "i-v"))',
  post0: '(post-return (core func $i "v-v"))',
  async: 'async',
};

const options = (words: string): string =>
  words.split(' ').filter((word) => word !== '').map((word) => OPTION[word] ?? word).join(' ');

/** Lifts a core function of `CORE`. */
const lift = (type: string, func: string, words: string): string => `(component ${CORE}
  (func ${type} (canon lift (core func $i "${func}") ${options(words)})))`;

/** Lowers a function and gives the result to a module that wants the core type. */
const lower = (type: string, words: string, core = ''): string => `(component
  (import "f" (func $f ${type})) ${CORE}
  (core func $g (canon lower (func $f) ${options(words)}))
  ${core === '' ? '' : `(core module $w (import "" "g" (func ${core})))
    (core instance (instantiate $w (with "" (instance (export "g" (func $g))))))`})`;

const many = (count: number): string =>
  Array.from({ length: count }, (_, index) => `(param "p${index}" u32)`).join(' ');

describe('lift', () => {
  test.each([
    ['', 'v-v', ''],
    ['(param "x" u8)', 'i-v', ''],
    ['(result (tuple u8))', 'v-i', ''],
    ['(result (tuple u8 u8))', 'v-i', 'mem'],
    ['(result string)', 'v-i', 'mem'],
    ['(result string)', 'v-i', 'mem post'],
    ['(param "x" string)', 'ii-v', 'mem realloc'],
    ['(param "x" (map u8 u8))', 'ii-v', 'mem realloc'],
    ['(param "x" string)', 'll-v', 'mem64 realloc64'],
    [many(17), 'i-v', 'mem realloc'],
    ['(param "x" (list u8 2))', 'ii-v', ''],
    ['async', 'v-v', 'async'],
    ['async', 'v-i', 'async callback'],
    ['async (result u32)', 'v-v', 'async'],
    ['async (result string)', 'v-v', 'async mem'],
    ['async (result u32)', 'v-i', ''],
    ['async (param "x" (stream string))', 'i-v', ''],
  ])('%s from %s with %s', async (type, func, words) => {
    await accept(lift(type, func, words));
  });

  const WRONG = 'uses a core function with an incorrect signature';
  test.each([
    ['(param "x" string)', 'ii-v', '',
      'canonical option `memory` is required: a parameter contains a string'],
    ['(param "x" string)', 'ii-v', 'mem',
      'canonical option `realloc` is required: a parameter contains a string'],
    ['(param "x" (option (map u8 u8)))', 'ii-v', 'mem', 'canonical option `realloc` is required'],
    ['(param "x" (list string 1))', 'ii-v', 'mem', 'canonical option `realloc` is required'],
    [many(17), 'i-v', 'mem', 'canonical option `realloc` is required: the parameters are too many'],
    ['(result (tuple u8 u8))', 'v-i', '', 'canonical option `memory` is required: the result is too large'],
    ['(result string)', 'v-i', '', 'canonical option `memory` is required: the result contains a string'],
    ['', 'v-v', 'realloc', 'canonical option `realloc` requires `memory` to also be specified'],
    ['', 'v-v', 'mem realloc64',
      `\`realloc\` ${WRONG}: expected (func (param i32 i32 i32 i32) (result i32)), found `],
    ['', 'v-v', 'mem64 realloc',
      `\`realloc\` ${WRONG}: expected (func (param i64 i64 i64 i64) (result i64)), found `],
    ['', 'v-v', 'shared', 'canonical option `memory` cannot be shared'],
    ['', 'v-v', 'callback', 'canonical option `callback` requires `async` to also be specified'],
    ['async', 'v-i', 'async callback1',
      `\`callback\` ${WRONG}: expected (func (param i32 i32 i32) (result i32))`],
    ['async', 'v-i', 'async callback post', '`post-return` cannot be specified together with `async`'],
    ['(result string)', 'v-i', 'mem post0',
      `\`post-return\` ${WRONG}: expected (func (param i32)), found (func)`],
    ['', 'v-v', 'post', `\`post-return\` ${WRONG}: expected (func), found (func (param i32))`],
    ['', 'v-v', 'async', 'the `async` canonical option requires an async function type'],
    ['async', 'v-v', 'async async', 'canonical option `async` is specified more than once'],
    ['async', 'v-i', 'async callback callback', 'canonical option `callback` is specified more than once'],
    ['async (result string)', 'v-v', 'async',
      'canonical option `memory` is required: the result contains a string'],
    ['async (result (list u8 17))', 'v-v', 'async',
      'canonical option `memory` is required: the result is too large'],
    ['', 'v-v', 'string-encoding=utf8 string-encoding=utf8', '`utf8` conflicts with option `utf8`'],
    ['', 'i-v', '', 'lowered parameter types `[]` do not match parameter types `[i32]` of core function'],
    ['async', 'v-i', 'async', 'lowered result types `[]` do not match result types `[i32]` of core function'],
    ['async', 'v-v', 'async callback', 'lowered result types `[i32]` do not match result types `[]`'],
    ['(param "x" u64)', 'i-v', '', 'lowered parameter types `[i64]` do not match parameter types `[i32]`'],
    ['', 'sub', '', 'lowered function type `(func)` does not match type `(sub (func))` of core function'],
  ])('not %s from %s with %s', async (type, func, words, text) => {
    const error = await refusalOfText(lift(type, func, words));
    expect(error).toMatchObject({ code: 'INVALID_CANON', section: 'canonical function section' });
    expect(error.message).toContain(text);
  });
});

describe('lower', () => {
  test.each([
    ['', '', '(func)'],
    ['(param "x" string) (result u8)', 'mem', '(param i32 i32) (result i32)'],
    ['(param "x" string)', 'mem64', '(param i64 i64)'],
    ['(result string)', 'mem realloc', '(param i32)'],
    ['(result (tuple u8 u8))', 'mem', '(param i32)'],
    [many(16), '', `(param ${'i32 '.repeat(16)})`],
    [`${many(17)} (result (tuple u8 u8))`, 'mem', '(param i32 i32)'],
    ['async', 'async', '(result i32)'],
    [`async ${many(4)}`, 'async', '(param i32 i32 i32 i32) (result i32)'],
    [`async ${many(5)}`, 'async mem', '(param i32) (result i32)'],
    ['async (result u8)', 'async mem', '(param i32) (result i32)'],
    ['async (result u8)', '', '(result i32)'],
    ['(param "x" (result f32 (error u64)))', '', '(param i32 i64)'],
    ['(param "x" (result f32 (error u8)))', '', '(param i32 i32)'],
  ])('%s with %s to %s', async (type, words, core) => {
    await accept(lower(type, words, core === '(func)' ? '' : core));
    expect(await refusal(lower(type, words, '(param f64 f64 f64) (result f64)'))).toContain(
      'expected: (func (param f64');
  });

  test.each([
    ['(param "x" string)', '', 'canonical option `memory` is required: a parameter contains a string'],
    [many(17), '', 'canonical option `memory` is required: the parameters are too many'],
    ['(result string)', 'mem', 'canonical option `realloc` is required: the result contains a string'],
    ['(result (tuple u8 u8))', '', 'canonical option `memory` is required: the result is too large'],
    [`async ${many(5)}`, 'async', 'canonical option `memory` is required: the parameters are too many'],
    ['async (result u8)', 'async', 'canonical option `memory` is required: the result of an `async` call'],
    ['async (result string)', 'async mem', 'canonical option `realloc` is required'],
    ['', 'async', 'the `async` canonical option requires an async function type'],
    ['', 'post0', 'canonical option `post-return` cannot be specified for lowerings'],
    ['async', 'async callback', 'canonical option `callback` cannot be specified for lowerings'],
  ])('not %s with %s', async (type, words, text) => {
    expect((await refusalOfText(lower(type, words))).message).toContain(text);
  });
});

describe('built-ins with options', () => {
  const builtin = (definition: string, words: string): string =>
    `(component (type $s (stream u8)) (type $ss (stream string)) (type $n (stream)) (type $f (future string))
      ${CORE}
      (core func (canon ${definition} ${options(words)})))`;

  test.each([
    ['task.return', ''],
    ['task.return (result string)', 'mem string-encoding=utf16'],
    ['task.return (result u8)', ''],
    ['stream.read $n', 'async'],
    ['stream.read $s', 'async mem'],
    ['stream.read $ss', 'mem realloc'],
    ['stream.write $ss', 'async mem'],
    ['future.read $f', 'async mem realloc'],
    ['future.write $f', 'async mem'],
    ['error-context.new', 'mem'],
    ['error-context.debug-message', 'mem realloc'],
  ])('%s with %s', async (definition, words) => {
    await accept(builtin(definition, words));
  });

  test.each([
    ['task.return (result string)', '', 'canonical option `memory` is required'],
    ['task.return (result (list u8 17))', '',
      'canonical option `memory` is required: the result is too large'],
    ['task.return', 'mem realloc', 'canonical option `realloc` cannot be specified for `task.return`'],
    ['task.return', 'post0', 'canonical option `post-return` cannot be specified for `task.return`'],
    ['task.return', 'async', 'canonical option `async` cannot be specified for `task.return`'],
    ['stream.read $s', 'async', 'canonical option `memory` is required: elements are copied'],
    ['stream.read $ss', 'async mem', 'canonical option `realloc` is required: the elements contain strings'],
    ['stream.write $s', 'async', 'canonical option `memory` is required'],
    ['stream.write $s', 'mem post0', 'canonical option `post-return` cannot be specified for `stream.write`'],
    ['stream.read $n', 'async callback', 'canonical option `callback` cannot be specified for `stream.read`'],
    ['future.read $f', 'async mem', 'canonical option `realloc` is required'],
    ['error-context.new', '', 'canonical option `memory` is required: the debug message'],
    ['error-context.new', 'async mem',
      'canonical option `async` cannot be specified for `error-context.new`'],
    ['error-context.debug-message', 'mem', 'canonical option `realloc` is required'],
    ['error-context.debug-message', 'async mem realloc',
      '`async` cannot be specified for `error-context.debug-message`'],
  ])('not %s with %s', async (definition, words, text) => {
    expect((await refusalOfText(builtin(definition, words))).message).toContain(text);
  });
});

describe('thread-local storage', () => {
  const get = (type: number, index: number): Part => [0x0a, type, index];
  const set = (type: number, index: number): Part => [0x0b, type, index];
  const canons = (...items: readonly Part[]): Uint8Array => component(section(8, vec(...items)));

  test('has two slots of one type', () => {
    acceptBytes(canons(get(0x7f, 0), set(0x7f, 1), get(0x7f, 1)));
    acceptBytes(canons(get(0x7e, 0), set(0x7e, 1)));
    expect(refusalOf(canons(get(0x7f, 2))).message).toBe('`context.get` immediate must be zero or one: 2');
    expect(refusalOf(canons(set(0x7d, 0))).message).toBe('`context.set` only supports `i32` or `i64`');
    expect(refusalOf(canons(get(0x7f, 0), set(0x7e, 0))).message).toBe(
      '`context.set` type must match previous context type: expected i32, found i64');
  });

  test('each component has its own', () => {
    acceptBytes(component(section(8, vec(get(0x7f, 0))), section(4, [...canons(get(0x7e, 0))])));
  });
});

describe('threads', () => {
  const TABLES = `(core module $t (table (export "t") 1 funcref) (table (export "t64") i64 1 funcref)
      (table (export "e") 1 externref)) (core instance $t (instantiate $t))
    (alias core export $t "t" (core table $t)) (alias core export $t "t64" (core table $t64))
    (alias core export $t "e" (core table $e))`;
  const thread = (type: string, table: string): string => `(component ${TABLES} (core type $f ${type})
    (core func (canon thread.new-indirect $f (core table ${table}))))`;

  test('start a function of one number', async () => {
    await accept(thread('(func (param i32))', '$t'));
    await accept(thread('(func (param i64))', '$t64'));
    expect(await refusal(thread('(func)', '$t'))).toContain(
      'start function must take a single `i32` or `i64` argument');
    expect(await refusal(thread('(func (param f32))', '$t'))).toContain(
      'must take a single `i32` or `i64` argument');
    expect(await refusal(thread('(func (param i32 i32))', '$t'))).toContain('must take a single');
    expect(await refusal(thread('(func (param i32) (result i32))', '$t'))).toContain(
      'must not return any values');
    expect(await refusal(thread('(struct)', '$t'))).toContain(
      'start type of `thread.new-indirect` must be a function');
    expect(await refusal(thread('(module)', '$t'))).toContain('core type index 0 is a module type');
  });

  test('find it in a table of functions', async () => {
    expect(await refusal(thread('(func (param i32))', '$e'))).toContain(
      'table element type of `thread.new-indirect`: expected funcref, found externref');
  });

  test('find it in a shared table if they are shared', () => {
    const SHARED_FUNC: Part = [0x65, 0x60, vec(0x7f), vec()];
    const spawn = (limits: number): Uint8Array => component(
      section(1, '\0asm', 1, 0, 0, 0, section(4, vec([[0x65, 0x70], limits, 0x00, 0x01])),
        section(7, vec([name('t'), 0x01, 0x00]))),
      section(2, vec([0x00, 0x00, vec()])),
      section(6, vec([0x00, 0x01, 0x01, 0x00, name('t')])),
      section(3, vec(SHARED_FUNC)),
      section(8, vec([0x41, 0x01, 0x00, 0x00])));
    acceptBytes(spawn(0x03));
    expect(refusalOf(spawn(0x01)).message).toBe('the table of `thread.spawn-indirect` must be shared');
  });

  test('are as shared as the type', () => {
    const spawn = (shared: number, type: Part): Uint8Array =>
      component(section(3, vec(type)), section(8, vec([0x40, shared, 0x00])));
    const FUNC: Part = [0x60, vec(0x7f), vec()];
    acceptBytes(spawn(0, FUNC));
    acceptBytes(spawn(1, [0x65, FUNC]));
    expect(refusalOf(spawn(1, FUNC)).message).toContain(
      'start function of `thread.spawn-ref` must be shared');
    expect(refusalOf(spawn(0, [0x65, FUNC])).message).toContain('must not be shared');
  });

  test('wait with memory that is not shared', async () => {
    const wait = (memory: string): string =>
      `(component ${CORE} (core func (canon waitable-set.wait (memory ${memory}))))`;
    await accept(wait('$mem'));
    expect(await refusal(wait('$shared'))).toContain('the memory of `waitable-set.wait` can\'t be shared');
  });
});

describe('resources', () => {
  test('their destructor takes the representation', async () => {
    const dtor = (func: string): string => `(component ${CORE}
      (type (resource (rep i32) (dtor (core func $i "${func}")))))`;
    await accept(dtor('i-v'));
    expect(await refusal(dtor('ii-v'))).toContain(
      'has wrong signature for a destructor: expected (func (param i32))');
    expect(await refusal(dtor('i-i'))).toContain('has wrong signature for a destructor');
  });

  test('are represented by integers', () => {
    acceptBytes(component(section(7, vec([0x3f, 0x7e, 0x00]))));
    expect(refusalOf(component(section(7, vec([0x3f, 0x7d, 0x00])))).message).toBe(
      'resources can only be represented by `i32` or `i64`');
  });
});

describe('sizes', () => {
  const type = (...types: readonly Part[]): Uint8Array => component(section(7, vec(...types)));
  const MAX: Part = [0x67, 0x7d, 0xff, 0xff, 0xff, 0x7f];

  test('values fill less than 2^28 bytes, with pointers of 64 bits', () => {
    acceptBytes(type(MAX));
    const over = refusalOf(type(MAX, [0x6f, vec(0x00, 0x7d)]));
    expect(over).toMatchObject({ code: 'INVALID_TYPE_SIZE' });
    expect(over.message).toBe('type exceeds maximum byte size: 268435456, at most 268435455 are allowed');
    // Only the length or the pointer counts.
    acceptBytes(type(MAX, [0x70, 0x00], [0x66, 0x01, 0x00], [0x63, 0x7d, 0x00]));
    expect(refusalOf(type(MAX, [0x6b, 0x00])).code).toBe('INVALID_TYPE_SIZE');
    expect(refusalOf(type(MAX, [0x71, vec([0x01, 'a', 0x01, 0x00, 0x00])])).code).toBe('INVALID_TYPE_SIZE');
    expect(refusalOf(type([0x67, 0x73, 0x80, 0x80, 0x80, 0x08])).code).toBe('INVALID_TYPE_SIZE');
  });
});
