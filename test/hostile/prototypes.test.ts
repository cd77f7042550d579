// Names of a component as keys of objects at run time: all are own properties, and no prototype changes.

import { parse as parseModule } from 'acorn';
import type { Property } from 'acorn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { component, CORE_MODULE, name, section, vec } from '../decoder/binary.ts';
import { transpile } from '../../src/index.ts';
import { makeLoader } from '../../golden/support/load.ts';
import { codeOf, MEMORY, OPTIONS } from '../emitter/support/component.ts';
import { load } from './support/fresh.ts';

/** Labels whose JavaScript names every object knows, or that JavaScript treats as more than names. */
const LABELS = [
  'constructor', 'to-string', 'value-of', 'has-own-property', 'is-prototype-of', 'prototype', 'then',
  'length', 'name',
  'call', 'apply', 'bind', 'arguments', 'caller', 'eval', 'await', 'tag', 'val', 'payload',
] as const;

const keyOf = (label: string): string => label.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

const GLOBALS = [Object, Function, Array, Error, Promise, Uint8Array];
const describeGlobals = (): string => JSON.stringify(GLOBALS.map((each) =>
  [each.prototype, each].map((object) => Reflect.ownKeys(object).map(String))));

let before = '';
beforeEach(() => (before = describeGlobals()));
afterEach(() => expect(describeGlobals(), 'no global object has changed').toBe(before));

describe('fields of a record', () => {
  const fields = LABELS.map((label) => `(field "${label}" string)`).join(' ');

  test('are own properties, both ways', async () => {
    const fresh = await load(`(component
      (type $r' (record ${fields}))
      (import "r" (type $r (eq $r')))
      (core module $code ${MEMORY} (func (export "echo") (param i32) (result i32) (local.get 0)))
      (core instance $m (instantiate $code))
      (func (export "echo") (param "x" $r) (result $r) (canon lift (core func $m "echo") ${OPTIONS})))`);
    const given = Object.fromEntries(LABELS.map((label) => [keyOf(label), `value of ${label}`]));
    const got = fresh()['echo']!(given) as object;
    expect(Object.getPrototypeOf(got)).toBe(Object.prototype);
    expect(Object.keys(got)).toEqual(LABELS.map(keyOf));
    expect({ ...got }).toEqual(given);
    // What every object inherits is no field.
    for (const label of ['constructor', 'toString', 'valueOf', 'hasOwnProperty']) {
      const { [label]: _, ...others } = given;
      expect(() => fresh()['echo']!(others), label).toThrow(new RegExp(`${label}: expected a string`));
    }
  });

  test('and labels of flags', async () => {
    const labels = LABELS.slice(0, 8);
    const fresh = await load(`(component
      (type $f' (flags ${labels.map((label) => `"${label}"`).join(' ')}))
      (import "f" (type $f (eq $f')))
      (core module $code (func (export "echo") (param i32) (result i32) (local.get 0)))
      (core instance $m (instantiate $code))
      (func (export "echo") (param "x" $f) (result $f) (canon lift (core func $m "echo"))))`);
    const none = fresh()['echo']!({}) as object;
    expect(Object.entries(none)).toEqual(labels.map((label) => [keyOf(label), false]));
  });

  test('and labels of enums and variants, looked up among their own', async () => {
    const fresh = await load(`(component
      (type $e' (enum "a" "b")) (import "e" (type $e (eq $e')))
      (type $v' (variant (case "a") (case "b" u8))) (import "v" (type $v (eq $v')))
      (core module $code
        (func (export "one") (param i32) (result i32) (local.get 0))
        (func (export "two") (param i32 i32)))
      (core instance $m (instantiate $code))
      (func (export "of-enum") (param "x" $e) (result $e) (canon lift (core func $m "one")))
      (func (export "of-variant") (param "x" $v) (canon lift (core func $m "two"))))`);
    for (const key of ['__proto__', 'constructor', 'toString', '0', '-1', 'length']) {
      expect(() => fresh()['ofEnum']!(key), key).toThrow(TypeError);
      expect(() => fresh()['ofVariant']!({ tag: key }), key).toThrow(TypeError);
    }
  });
});

describe('core names', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', '__defineGetter__', 'default', '', '0'];

  test.each(NAMES)('%j links what is meant, as module, import and export', async (core) => {
    const fresh = await load(`(component
      (core module $inner (func (export "${core}") (result i32) (i32.const 42)))
      (core instance $i (instantiate $inner))
      (core module $outer
        (import "${core}" "${core}" (func $f (result i32)))
        (func (export "${core}") (result i32) (call $f)))
      (core instance $o (instantiate $outer (with "${core}" (instance $i))))
      (func (export "run") (result u32) (canon lift (core func $o "${core}"))))`);
    expect(fresh()['run']!()).toBe(42);
  });

  test('`__proto__` sets no prototype in the code', async () => {
    const code = await codeOf(`(component
      (core module $inner (func (export "__proto__")))
      (core instance $i (instantiate $inner))
      (core module $outer (import "__proto__" "__proto__" (func)))
      (core instance (instantiate $outer (with "__proto__" (instance $i)))))`);
    const keys: boolean[] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('type' in node && node.type === 'Property') {
        const { key, computed } = node as Property;
        const named = key.type === 'Identifier' ? key.name : key.type === 'Literal' && key.value;
        if (named === '__proto__') keys.push(computed);
      }
      Object.values(node).forEach(visit);
    };
    visit(parseModule(code, { ecmaVersion: 2022, sourceType: 'module' }));
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.every((computed) => computed)).toBe(true);
  });
});

describe('labels of functions', () => {
  /** Exported functions that give their index; `__proto__` can't be a label, but can be the key of one. */
  const lifted = (labels: readonly string[]): Uint8Array => component(
    section(1, CORE_MODULE, section(1, vec([0x60, vec(), vec(0x7f)])),
      section(3, vec(...labels.map(() => 0x00))),
      section(7, vec(...labels.map((_, i) => [name(`f${i}`), 0x00, i]))),
      section(10, vec(...labels.map((_, i) => [0x04, 0x00, 0x41, i, 0x0b])))),
    section(2, vec([0x00, 0x00, vec()])),
    section(6, vec(...labels.map((_, i) => [0x00, 0x00, 0x01, 0x00, name(`f${i}`)]))),
    section(7, vec([0x40, vec(), 0x00, 0x79])),
    section(8, vec(...labels.map((_, i) => [0x00, 0x00, i, vec(), 0x00]))),
    section(5, vec([0x01, vec(...labels.map((label, i) => [0x00, name(label), 0x01, i]))])),
    section(11, vec([0x00, name('a:b/object'), 0x05, 0x00, 0x00])));

  const modes = [undefined, 'sync', 'async'] as const;
  test.each(modes)('of an exported interface are own properties: %s', async (instantiation) => {
    const options = { name: 'test', instantiation };
    const { files } = transpile(lifted(LABELS), options);
    const exports = await makeLoader(files, options)<Record<string, Record<string, () => number>>>();
    const object = exports['a:b/object']!;
    for (const [index, label] of LABELS.entries()) {
      if (label === 'then') continue;
      expect(Object.hasOwn(object, keyOf(label)), label).toBe(true);
      expect(object[keyOf(label)]!(), label).toBe(index);
    }
  });

  test('can\'t be `__proto__`', () => {
    expect(() => transpile(lifted(['__proto__']))).toThrow('`__proto__` is not in kebab case');
  });

  test('of imports are not what every object inherits', async () => {
    const labels = ['constructor', 'to-string', 'value-of'];
    const text = `(component
      ${labels.map((label, i) => `(import "${label}" (func $f${i}))
        (core func $l${i} (canon lower (func $f${i})))`).join('\n')}
      (core module $code ${labels.map((_, i) => `(import "" "${i}" (func))`).join(' ')})
      (core instance (instantiate $code (with "" (instance ${
        labels.map((_, i) => `(export "${i}" (func $l${i}))`).join(' ')})))))`;
    const fresh = await load(text);
    expect(() => fresh({})).toThrow(/missing import/);
    fresh({ 'constructor': () => 0, 'to-string': () => 0, 'value-of': () => 0 });
  });
});
