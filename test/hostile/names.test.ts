// Labels that mean something in JavaScript, in every place that a label has, and names of files that mean
// something to an operating system.

import { describe, expect, test } from 'vitest';
import { readOptions } from '../../src/options.ts';
import { transpile } from '../../src/index.ts';
import { component, name, section, vec } from '../decoder/binary.ts';
import { MEMORY, OPTIONS } from '../emitter/support/component.ts';
import { load } from './support/fresh.ts';

/** All words that some JavaScript module can't have as a binding, and names that generated code itself uses. */
const WORDS = [
  'arguments', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete',
  'do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'implements',
  'import', 'in', 'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private', 'protected', 'public',
  'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while', 'with',
  'yield', 'async', 'of', 'get', 'set', 'undefined', 'object', 'name', 'length', 'prototype', 'constructor',
  'instantiate', 'memory0', 'exports0', 'imports', 'trap', 'realloc0',
] as const;

describe('words of JavaScript', () => {
  test('as parameters, fields, labels of flags, enums and cases of variants', async () => {
    const list = (make: (word: string) => string): string => WORDS.map(make).join(' ');
    const fresh = await load(`(component
      (type $r' (record ${list((word) => `(field "${word}" u8)`)})) (import "r" (type $r (eq $r')))
      (type $f' (flags ${WORDS.slice(0, 32).map((word) => `"${word}"`).join(' ')})) (import "f" (type $f (eq $f')))
      (type $e' (enum ${list((word) => `"${word}"`)})) (import "e" (type $e (eq $e')))
      (type $v' (variant ${list((word) => `(case "${word}" u8)`)})) (import "v" (type $v (eq $v')))
      (core module $code ${MEMORY}
        (func (export "same") (param i32) (result i32) (local.get 0))
        (func (export "pair") (param i32 i32) (result i32)
          (i32.store8 (i32.const 16) (local.get 0)) (i32.store8 (i32.const 17) (local.get 1)) (i32.const 16))
        (func (export "third") (param ${'i32 '.repeat(16)}) (result i32) (local.get 2)))
      (core instance $m (instantiate $code))
      (func (export "record") (param "x" $r) (result $r) (canon lift (core func $m "same") ${OPTIONS}))
      (func (export "flags") (param "x" $f) (result $f) (canon lift (core func $m "same")))
      (func (export "enum") (param "x" $e) (result $e) (canon lift (core func $m "same")))
      (func (export "variant") (param "x" $v) (result $v) (canon lift (core func $m "pair") ${OPTIONS}))
      (func (export "third") (param ${WORDS.slice(0, 16).map((word) => `"${word}" u8`).join(') (param ')})
        (result u8) (canon lift (core func $m "third"))))`);
    const record = Object.fromEntries(WORDS.map((word, index) => [word, index]));
    expect(fresh()['record']!(record)).toEqual(record);
    const flags = Object.fromEntries(WORDS.slice(0, 32).map((word, index) => [word, index % 3 === 0]));
    expect(fresh()['flags']!(flags)).toEqual(flags);
    for (const word of WORDS) {
      expect(fresh()['enum']!(word)).toBe(word);
      expect(fresh()['variant']!({ tag: word, val: 5 })).toEqual({ tag: word, val: 5 });
    }
    expect(fresh()['third']!(...Array.from({ length: 16 }, (_, i) => i))).toBe(2);
  });

  test('as functions and interfaces, imported and exported', async () => {
    const text = `(component
      ${WORDS.map((word, i) => `(import "${word}" (func $f${i} (result u32))) (export "x-${word}" (func $f${i}))
        (import "a:b/${word}" (instance $i${i} (export "${word}" (func (result u32)))))
        (alias export $i${i} "${word}" (func $g${i}))
        (instance $e${i} (export "${word}" (func $g${i}))) (export "c:d/${word}" (instance $e${i}))`).join('\n')})`;
    const fresh = await load(text);
    const imports = Object.fromEntries(WORDS.flatMap((word, i): [string, unknown][] => [
      [word, () => i], [`a:b/${word}`, { [word]: () => 1000 + i }],
    ]));
    const instance = fresh(imports) as unknown as Record<string, Record<string, () => number>>;
    for (const [i, word] of WORDS.entries()) {
      expect(instance[`c:d/${word}`]![word]!(), word).toBe(1000 + i);
    }
  });

  test('as resources, with members called as what every class has', async () => {
    const members = ['prototype', 'name', 'length', 'caller', 'arguments', 'constructor', 'apply', 'call', 'bind'];
    const statics = members.map((member) => `
      (func (export "[static]r.${member}") (result u32) (canon lift (core func $m "seven")))`);
    const methods = ['constructor', 'to-string', 'value-of', 'then'].map((member) => `
      (func (export "[method]q.${member}") (param "self" (borrow $q)) (result u32)
        (canon lift (core func $m "take")))`);
    const fresh = await load(`(component
      (type $r' (resource (rep i32))) (export $r "r" (type $r'))
      (type $q' (resource (rep i32))) (export $q "q" (type $q'))
      (core func $new (canon resource.new $q'))
      (core module $code (import "" "new" (func $new (param i32) (result i32)))
        (func (export "seven") (result i32) (i32.const 7))
        (func (export "make") (result i32) (call $new (i32.const 9)))
        (func (export "take") (param i32) (result i32) (local.get 0)))
      (core instance $m (instantiate $code (with "" (instance (export "new" (func $new))))))
      (func (export "make") (result (own $q)) (canon lift (core func $m "make")))
      ${statics.join('')} ${methods.join('')})`);
    const exports = fresh() as unknown as Record<string, Record<string, () => number> & (() => unknown)>;
    const Class = Object.values(exports).find((each) => Object.hasOwn(each, 'apply'))!;
    const own = Object.getOwnPropertyNames(Class).filter((key) => !['length', 'name', 'prototype'].includes(key));
    expect(own.length).toBeGreaterThanOrEqual(members.length - 3);
    for (const key of own) if (typeof Class[key] === 'function') expect(Class[key]!(), key).toBe(7);
    const made = exports['make']!() as Record<string, () => number>;
    expect(made['toString']!()).toBe(9);
    expect(made['valueOf']!()).toBe(9);
    expect(Object.getPrototypeOf(Object.getPrototypeOf(made))).toBe(Object.prototype);
  });
});

describe('imports are own properties of what the host gives:', () => {
  const LABELS = ['constructor', 'to-string', 'value-of', 'has-own-property', 'is-prototype-of'];
  const key = (label: string): string => label.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

  test.each(LABELS)('an instance called %s', async (label) => {
    const fresh = await load(`(component
      (import "${label}" (instance $i (export "${label}" (func (result u32)))))
      (alias export $i "${label}" (func $f))
      (instance $e (export "f" (func $f))) (export "e" (instance $e)))`);
    expect(() => fresh({})).toThrow(/missing import/);
    expect(() => fresh({ [label]: {} }), 'its function').toThrow(/missing import/);
    const exports = fresh({ [label]: { [key(label)]: () => 42 } }) as unknown as
      Record<string, Record<string, () => number>>;
    expect(exports['e']!['f']!()).toBe(42);
  });
});

describe('names of devices', () => {
  const DEVICES = ['con', 'CON', 'prn', 'aux', 'nul', 'com1', 'COM9', 'lpt1', 'lpt9', 'con.x', 'nul.tar.gz',
    'com\u00b9', 'conin$', 'CONOUT$', 'aux .x'];

  test.each(DEVICES)('are none for a module: %s', (device) => {
    expect(() => readOptions({ name: device })).toThrow(/files can have/);
  });

  test.each(['console', 'com', 'com10', 'nullable', 'x.con', 'auxiliary', 'lpt'])('but %s is fine', (fine) => {
    expect(readOptions({ name: fine }).name).toBe(fine);
  });

  test.each(['con', 'nul', 'com1'])('are none for declarations, be it imported and exported: %s', (device) => {
    const bytes = component(
      section(7, vec([0x42, vec([0x01, 0x40, vec(), 0x01, 0x00], [0x04, 0x00, name('f'), 0x01, 0x00])])),
      section(10, vec([0x00, name(device), 0x05, 0x00])),
      section(11, vec([0x00, name(device), 0x05, 0x00, 0x00])));
    const files = Object.keys(transpile(bytes).files).map((file) => file.replace(/^.*\//, ''));
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(file).not.toMatch(/^(?:con|nul|com1)\./i);
  });
});
