/**
 * What holds of values however they go: NaNs, strings in all encodings, core types, and that what went in comes out
 * (CanonicalABI.md, "Flattening", "Loading", `canon lift`, `canon lower`).
 */
import { deepStrictEqual } from 'node:assert/strict';
import { describe, expect, test } from 'vitest';
import { TranspileError } from '../../../src/index.ts';
import { component, MEMORY, OPTIONS } from '../../emitter/support/component.ts';
import { aloneText, betweenText, type Guest } from '../../property/support/pass-through.ts';
import { load, makeChecks } from '../../property/support/play.ts';
import type { Pointer, Signature, Type } from '../../property/support/types.ts';

const POINTERS = ['i32', 'i64'] as const;
const ENCODINGS = ['utf8', 'utf16', 'latin1+utf16'] as const;

describe('floating-point numbers by their bits', () => {
  /** `flat` gives a number as an argument, `stored` as an element in memory. */
  const text = (type: 'f32' | 'f64', bits: 'i32' | 'i64', integer: string): string => `(component
    (import "take" (func $take (param "x" ${type})))
    (import "take-all" (func $take-all (param "x" (list (tuple ${type})))))
    (core module $Memory ${MEMORY})
    (core instance $m (instantiate $Memory))
    (core func $take' (canon lower (func $take)))
    (core func $take-all' (canon lower (func $take-all) ${OPTIONS}))
    (core module $Code
      (import "m" "memory" (memory 1))
      (import "" "take" (func $take (param ${type})))
      (import "" "take-all" (func $take-all (param i32 i32)))
      (func (export "flat") (param ${bits}) (call $take (${type}.reinterpret_${bits} (local.get 0))))
      (func (export "stored") (param ${bits}) (${bits}.store (i32.const 64) (local.get 0))
        (call $take-all (i32.const 64) (i32.const 1))))
    (core instance $c (instantiate $Code (with "m" (instance $m)) (with "" (instance
      (export "take" (func $take')) (export "take-all" (func $take-all'))))))
    (func (export "flat") (param "bits" ${integer}) (canon lift (core func $c "flat")))
    (func (export "stored") (param "bits" ${integer}) (canon lift (core func $c "stored"))))`;

  async function seen(type: 'f32' | 'f64', all: readonly unknown[]): Promise<readonly (readonly number[])[]> {
    const instantiate = await component(type === 'f32' ? text('f32', 'i32', 'u32') : text('f64', 'i64', 'u64'));
    return all.map((bits) => {
      const numbers: number[] = [];
      const { flat, stored } = instantiate({
        'take': (x: unknown) => numbers.push(x as number),
        'take-all': ([[x]]: [[number]]) => numbers.push(x),
      });
      flat!(bits);
      stored!(bits);
      return numbers;
    });
  }

  test('of 32 bits: each NaN is NaN, and others are what they are', async () => {
    const nans = [0x7fc00000, 0x7fc00001, 0x7fe00000, 0x7fffffff, 0xffffffff];
    expect(await seen('f32', nans)).toEqual(nans.map(() => [NaN, NaN]));
    expect(await seen('f32', [0x7f800000, 0x3fc00000])).toEqual([[Infinity, Infinity], [1.5, 1.5]]);
  });

  test('of 64 bits: each NaN is NaN, and others are what they are', async () => {
    const nans = [
      0x7ff8000000000000n, 0x7ff8000000000001n, 0x7ffc000000000000n, 0x7fffffffffffffffn, 0xffffffffffffffffn,
    ];
    expect(await seen('f64', nans)).toEqual(nans.map(() => [NaN, NaN]));
    expect(await seen('f64', [0x7ff0000000000000n, 0x3ff0000000000000n])).toEqual([[Infinity, Infinity], [1, 1]]);
  });
});

const STRING: Type = { kind: 'scalar', scalar: 'string' };

describe.each(POINTERS)('strings in %s memories', (pointer) => {
  const TEXTS = [
    '', 'a', 'hi', '\0', 'a\0b', '\x80', '\x80b', 'ab\xefc', '\u01ffy', 'xy\u01ff', 'a\ud7ffb', 'a\u02ff\u03ff\u04ffbc',
    '\uf123', '\uf123\uf123abc', 'abcdef\uf123',
  ];
  const pairs = ENCODINGS.flatMap((from) => ENCODINGS.map((to) => [from, to] as const));
  test.each(pairs)('go from %s to %s and back', async (from, to) => {
    const signature: Signature = { params: [STRING], result: STRING };
    const guest = (encoding: Guest['encoding']): Guest => ({ encoding, pointer, postReturn: false });
    const { passes } = makeChecks(signature, await load(betweenText(signature, guest(from), guest(to))));
    for (const given of TEXTS) passes({ args: [{ given, seen: given }], result: { given, seen: given } });
  });
});

describe('core types of functions', () => {
  interface Func {
    readonly type: string;
    readonly params: readonly string[];
    /** What the core function returns: a pointer if `inMemory`. */
    readonly result?: string;
    readonly inMemory?: boolean;
    readonly pointer?: Pointer;
    readonly args: readonly unknown[];
    readonly value?: unknown;
  }

  const flat = (types: readonly string[]): string => types.map((type) => `(param ${type})`).join(' ');

  /** A component that passes a call on as it gets it. `lifted`, `lowered`: parameters before the right ones. */
  function text({ type, params, result, inMemory, pointer = 'i32' }: Func, lifted = '', lowered = ''): string {
    const results = result === undefined ? '' : `(result ${result})`;
    const area = inMemory ? `(${pointer}.const 64)` : '';
    const from = inMemory ? flat([...params, pointer]) : `${flat(params)} ${results}`;
    const options = '(memory (core memory $m "memory")) (realloc (core func $m "realloc"))';
    return `(component
    (import "f" (func $f ${type}))
    (core module $Memory (memory (export "memory") ${pointer === 'i64' ? 'i64 ' : ''}1)
      (func (export "realloc") ${flat(Array(4).fill(pointer))} (result ${pointer}) (${pointer}.const 1024)))
    (core instance $m (instantiate $Memory))
    (core func $f' (canon lower (func $f) ${options}))
    (core module $Code (import "" "f" (func $f ${lowered} ${from}))
      (func (export "g") ${lifted} ${flat(params)} ${results}
        ${lowered + lifted === '' ? `(call $f ${params.map((_, i) => `(local.get ${i})`).join(' ')} ${area}) ${area}`
    : 'unreachable'}))
    (core instance $c (instantiate $Code (with "" (instance (export "f" (func $f'))))))
    (func (export "g") ${type} (canon lift (core func $c "g") ${options})))`;
  }

  const three = {
    type: '(param "a" u8) (param "b" f32) (param "c" f64)', params: ['i32', 'f32', 'f64'], args: [1, 2.5, 3.5],
  };
  const numbers = Array.from({ length: 17 }, (_, i) => i + 1);
  const many = { type: numbers.map((i) => `(param "p${i}" u8)`).join(' '), params: ['i32'], args: numbers };
  const manyWide = { ...many, params: ['i64'], pointer: 'i64' } as const;
  const returning = (func: Func, type: string, value: unknown, result: string, inMemory = false): Func => (
    { ...func, type: `${func.type} (result ${type})`, value, result, inMemory });

  test.each<[what: string, func: Func]>([
    ['without a result', three],
    ['with an f32', returning(three, 'f32', 0.5, 'f32')],
    ['with a u8', returning(three, 'u8', 7, 'i32')],
    ['with a tuple of one', returning(three, '(tuple f32)', [0.5], 'f32')],
    ['with a result in memory', returning(three, '(tuple f32 f32)', [0.5, 1.5], 'i32', true)],
    ['with many parameters', many],
    ['with many parameters in a 64-bit memory', manyWide],
    ['with both in memory', returning(many, '(tuple u8 u8)', [7, 8], 'i32', true)],
    ['with both in a 64-bit memory', returning(manyWide, '(tuple u8 u8)', [7, 8], 'i64', true)],
  ])('%s, and no others', async (_, func) => {
    const seen: (readonly unknown[])[] = [];
    const instantiate = await component(text(func));
    const f = (...args: readonly unknown[]): unknown => {
      seen.push(args);
      return func.value;
    };
    expect(instantiate({ f })['g']!(...func.args)).toEqual(func.value);
    expect(seen).toEqual([func.args]);
    for (const wrong of [text(func, '(param f64)'), text(func, '', '(param f64)')]) {
      await expect(component(wrong)).rejects.toThrow(TranspileError);
    }
  });
});

describe.each(POINTERS)('what goes in comes out: with %s memories', (pointer) => {
  const list = (element: Type): Type => ({ kind: 'list', element });
  const tuple = (...elements: readonly Type[]): Type => ({ kind: 'tuple', elements });
  const U16: Type = { kind: 'scalar', scalar: 'u16' };
  const U32: Type = { kind: 'scalar', scalar: 'u32' };
  const sixteen = Array.from({ length: 16 }, (_, i) => i + 1);
  const long: Type = {
    kind: 'variant',
    cases: [{ label: { wit: 'x', js: 'x' }, type: tuple(...sixteen.map(() => U32), STRING) }],
  };
  test.each<[what: string, type: Type, value: unknown]>([
    ['a number', { kind: 'scalar', scalar: 's8' }, -1],
    ['a tuple', tuple(U16, U16), [3, 4]],
    ['a list of strings', list(STRING), ['hello there']],
    ['lists of strings', list(list(STRING)), [['one', 'two'], ['three']]],
    ['options of tuples', list({ kind: 'option', some: tuple(STRING, U16) }), [['answer', 42]]],
    ['a variant that is too long for parameters', long, { tag: 'x', val: [...sixteen, 'wat'] }],
  ])('%s', async (_, type, value) => {
    const signature: Signature = { params: [type], result: type };
    const { instantiate } = await load(aloneText(signature, { encoding: 'utf8', pointer, postReturn: false }));
    const { pass } = instantiate(undefined, { host: { pass: (x: unknown) => x } });
    deepStrictEqual(pass(value), value);
  });
});
