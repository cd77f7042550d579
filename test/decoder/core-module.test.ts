// Embedded core modules: what is read of them, what is refused, and agreement with the engine on real ones.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';

import {
  coreExportType, coreFuncType, decodeCoreModule, readCoreExternType, readCoreFunctionNames, readCoreRecType,
  resolveCoreExternType,
} from '../../src/decoder/core-module.ts';
import type { CoreModule } from '../../src/decoder/core-module.ts';
import { Reader } from '../../src/decoder/reader.ts';
import { sharedPathOrWarn } from '../support/shared.ts';

const decode = (bytes: Uint8Array): CoreModule => decodeCoreModule(new Reader(bytes));
const decodeText = async (wat: string): Promise<CoreModule> => decode(await parse(wat));

const PREAMBLE = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const decodeSections = (...sections: readonly number[][]): CoreModule =>
  decode(Uint8Array.from([...PREAMBLE, ...sections.flat()]));

const funcref = { kind: 'ref', nullable: true, heap: 'func', shared: false };
const externref = { kind: 'ref', nullable: true, heap: 'extern', shared: false };

describe('imports and exports', () => {
  test('imports have their types in full', async () => {
    const { imports } = await decodeText(`(module
      (import "m" "f" (func (param i32 f64 v128) (result i64 externref)))
      (import "m" "t" (table 1 20 funcref))
      (import "m" "t64" (table i64 3 externref))
      (import "m" "mem" (memory 1))
      (import "m" "shared" (memory 1 2 shared))
      (import "m" "mem64" (memory i64 5 6))
      (import "m" "g" (global (mut f32)))
      (import "" "tag" (tag (param i32))))`);
    expect(imports.map(({ module, name, type }) => [`${module}.${name}`, type])).toEqual([
      ['m.f', { kind: 'func', params: ['i32', 'f64', 'v128'], results: ['i64', externref] }],
      ['m.t', { kind: 'table', element: funcref, min: 1n, max: 20n, address: 'i32', shared: false }],
      ['m.t64',
        { kind: 'table', element: externref, min: 3n, max: undefined, address: 'i64', shared: false }],
      ['m.mem', { kind: 'memory', min: 1n, max: undefined, address: 'i32', shared: false, pageSizeLog2: 16 }],
      ['m.shared', { kind: 'memory', min: 1n, max: 2n, address: 'i32', shared: true, pageSizeLog2: 16 }],
      ['m.mem64', { kind: 'memory', min: 5n, max: 6n, address: 'i64', shared: false, pageSizeLog2: 16 }],
      ['m.g', { kind: 'global', type: 'f32', mutable: true, shared: false }],
      ['.tag', { kind: 'tag', params: ['i32'] }],
    ]);
  });

  test('index spaces have the imports first, then the definitions', async () => {
    const module = await decodeText(`(module
      (type $a (func)) (type $b (func (param i32)))
      (import "m" "f" (func (type $b)))
      (import "m" "mem" (memory 7))
      (import "m" "g" (global i32))
      (memory 8) (global (mut i64) (i64.const 0)) (table 9 funcref) (tag (type $b))
      (func (type $a)) (func (type $b)))`);
    expect(module.funcs).toEqual([1, 0, 1]);
    expect(module.importedFuncs).toBe(1);
    expect(module.memories.map(({ min }) => min)).toEqual([7n, 8n]);
    expect(module.globals.map(({ type }) => type)).toEqual(['i32', 'i64']);
    expect(module.tables.map(({ min }) => min)).toEqual([9n]);
    expect(module.tags).toEqual([1]);
    expect(coreFuncType(module, 2)).toEqual({ kind: 'func', params: ['i32'], results: [] });
  });

  test('exports of every kind lead to their types', async () => {
    const module = await decodeText(`(module
      (func (export "f") (param i64)) (table (export "t") 1 funcref) (memory (export "m") 1)
      (global (export "g") i32 (i32.const 1)) (tag (export "e") (param f32)))`);
    expect(module.exports.map((item) => [item.name, coreExportType(module, item).kind])).toEqual([
      ['f', 'func'], ['t', 'table'], ['m', 'memory'], ['g', 'global'], ['e', 'tag'],
    ]);
    const [f, , , , e] = module.exports;
    expect(f && coreExportType(module, f)).toEqual({ kind: 'func', params: ['i64'], results: [] });
    expect(e && coreExportType(module, e)).toEqual({ kind: 'tag', params: ['f32'] });
  });

  test('offsets are absolute in the input, and bytes are a view of it', async () => {
    const bytes = await parse('(module (import "mod" "fn" (func)) (export "again" (func 0)))');
    const padded = new Uint8Array(bytes.length + 50);
    padded.set(bytes, 30);
    const module = decodeCoreModule(new Reader(padded, 1000, 30, 30 + bytes.length));
    expect(module.offset).toBe(1030);
    expect(module.bytes).toEqual(bytes);
    expect(module.bytes.buffer).toBe(padded.buffer);
    const at = (offset: number): number => padded[offset - 1000] ?? -1;
    // Each starts with the length of its name: "mod", "again".
    expect([at(module.imports[0]?.offset ?? 0), at(module.exports[0]?.offset ?? 0)]).toEqual([3, 5]);
  });

  test('a module of GC types is read, with its recursive types', async () => {
    const module = await decodeText(`(module
      (rec (type $node (sub (struct (field (mut i8)) (field (ref null $list)))))
           (type $list (array (mut (ref $node)))))
      (type $leaf (sub final $node (struct (field (mut i8)) (field (ref null $list)) (field i31ref))))
      (type $f (func (param (ref $leaf)) (result (ref null any))))
      (func (export "f") (type $f) (ref.null none)))`);
    const { types } = module;
    expect(types.map(({ composite, final, supertypes }) => [composite.kind, final, supertypes])).toEqual([
      ['struct', false, []], ['array', true, []], ['struct', true, [0]], ['func', true, []],
    ]);
    expect(types[0]?.composite).toEqual({
      kind: 'struct',
      fields: [
        { storage: 'i8', mutable: true },
        { storage: { kind: 'ref', nullable: true, heap: 1, shared: false }, mutable: false },
      ],
    });
    expect(coreFuncType(module, 0)).toEqual({
      kind: 'func',
      params: [{ kind: 'ref', nullable: false, heap: 2, shared: false }],
      results: [{ kind: 'ref', nullable: true, heap: 'any', shared: false }],
    });
  });

  test('a custom page size is read', () => {
    const module = decodeSections([0x05, 4, 1, 0x08, 100, 0]);
    expect(module.memories).toEqual([
      { kind: 'memory', min: 100n, max: undefined, address: 'i32', shared: false, pageSizeLog2: 0 },
    ]);
  });
});

describe('element segments and initial values', () => {
  test('segments of all modes say which functions they hold', async () => {
    const { elements } = await decodeText(`(module
      (import "m" "at" (global $at i32))
      (table $t 10 funcref) (table $u i64 10 funcref)
      (func $a) (func $b)
      (elem (i32.const 3) func $a $b)
      (elem (table $u) (offset (i64.const 4)) func $b)
      (elem (offset (global.get $at)) funcref (ref.func $b) (ref.null func))
      (elem (offset (i32.add (i32.const 1) (i32.const 2))) func $a)
      (elem func $a)
      (elem declare func $b))`);
    expect(elements.map(({ mode, items }) => [mode.kind, items])).toEqual([
      ['active', [0, 1]], ['active', [1]], ['active', [1, null]], ['active', [0]],
      ['passive', [0]], ['declarative', [1]],
    ]);
    const placed = elements.flatMap(({ mode }) =>
      mode.kind === 'active' ? [[mode.table, mode.at.value]] : []);
    expect(placed).toEqual([
      [0, { kind: 'i32', value: 3 }],
      [1, { kind: 'i64', value: 4n }],
      [0, { kind: 'global', global: 0 }],
      [0, { kind: 'unknown' }],
    ]);
  });

  test('an element that is no plain function is not known', async () => {
    const { elements } = await decodeText(`(module
      (import "m" "g" (global $g funcref)) (table 1 funcref)
      (elem (i32.const 0) funcref (global.get $g)))`);
    expect(elements[0]?.items).toEqual([undefined]);
  });

  test('references in initial values of globals and tables are listed', async () => {
    const module = await decodeText(`(module
      (func $a) (func $b) (func $c)
      (type $s (struct (field funcref) (field f32)))
      (global (ref $s) (struct.new $s (ref.func $c) (f32.const 1)))
      (global v128 (v128.const i64x2 1 2))
      (table 2 (ref func) (ref.func $a)))`);
    expect([...module.refFuncs].sort()).toEqual([0, 2]);
  });
});

describe('the rest of the module', () => {
  test('start, data count and code are noted', async () => {
    const module = await decodeText(`(module
      (memory 1) (func $s) (func) (start $s) (data (i32.const 0) "x") (data "yz"))`);
    expect([module.start, module.dataCount, module.code?.count]).toEqual([0, 2, 2]);
    // Two bodies of two bytes, each with its size.
    expect(module.code?.size).toBe(6);
  });

  test('custom sections have their place, and functions their names', async () => {
    const module = await decodeText(`(module
      (import "m" "f" (func $outside)) (func $"naïve") (func) (@custom "note" "hello"))`);
    const note = module.customs.find(({ name }) => name === 'note');
    const start = (note?.offset ?? 0) - module.offset;
    expect(new TextDecoder().decode(module.bytes.subarray(start, start + (note?.size ?? 0)))).toBe('hello');
    expect([...readCoreFunctionNames(module)]).toEqual([[0, 'outside'], [1, 'naïve']]);
  });

  test('a broken name section gives the names before the mistake', () => {
    const names = [0x01, 9, 3, 0, 1, 0x61, 1, 1, 0xff, 2, 0];
    const content = [4, 0x6e, 0x61, 0x6d, 0x65, ...names];
    const module = decodeSections([0, content.length, ...content]);
    expect([...readCoreFunctionNames(module)]).toEqual([[0, 'a']]);
  });
});

describe('malformed modules', () => {
  const TYPES = [1, 4, 1, 0x60, 0, 0];
  const NO_TYPES = [1, 1, 0];
  test.each<[string, readonly number[][], RegExp]>([
    ['a section after one that follows it', [NO_TYPES, [11, 1, 0], NO_TYPES], /out of order: type section/],
    ['a section twice', [NO_TYPES, NO_TYPES], /section out of order: type section/],
    ['the data count after the code', [[10, 1, 0], [12, 1, 0]], /section out of order: data count section/],
    ['tags after globals', [[6, 1, 0], [13, 1, 0]], /section out of order: tag section/],
    ['an unknown section', [[14, 0]], /malformed section id: 14/],
    ['a section that goes beyond the module', [[1, 2, 0]], /unexpected end-of-file/],
    ['a section with bytes to spare', [[1, 2, 0, 0]], /unexpected content after last item/],
    ['functions without bodies', [TYPES, [3, 2, 1, 0]], /and code section have inconsistent lengths/],
    ['bodies without functions', [[10, 4, 1, 2, 0, 0x0b]], /and code section have inconsistent lengths/],
    ['a wrong data count', [[12, 1, 1]], /data count and data section have inconsistent lengths/],
    ['an unknown type', [[1, 2, 1, 0x5c]], /invalid leading byte \(0x5c\) for type/],
    ['an unknown value type', [[1, 5, 1, 0x60, 1, 0x11, 0]], /invalid leading byte \(0x11\) for value type/],
    ['an unknown kind of import', [[2, 5, 1, 0, 0, 9, 0]], /invalid leading byte \(0x9\) for external kind/],
    ['more types than there are bytes', [[1, 2, 0x7f, 0x60]], /unexpected end-of-file: 127 types/],
    ['an instruction that is not constant', [[6, 6, 1, 0x7f, 0, 0x10, 0, 0x0b]], /non-constant/],
    ['unknown limits', [[5, 3, 1, 0x10, 1]], /invalid leading byte \(0x10\) for memory limits flags/],
  ])('%s', (_, sections, message) => {
    expect(() => decodeSections(...sections)).toThrow(message);
    expect(WebAssembly.validate(Uint8Array.from([...PREAMBLE, ...sections.flat()]))).toBe(false);
  });

  test('a preamble of anything else than a module is refused by what it is', () => {
    const withPreamble = (...bytes: readonly number[]) => () => decode(Uint8Array.from(bytes));
    const expected = /expected a version header for a module/;
    expect(withPreamble(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0)).toThrow(expected);
    expect(withPreamble(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0)).toThrow(/unknown binary version/);
    expect(withPreamble(0, 0x61, 0x73, 0x6e, 1, 0, 0, 0)).toThrow(/magic header not detected/);
    expect(withPreamble(0, 0x61, 0x73)).toThrow(/unexpected end-of-file/);
  });

  test('indices out of their index space are invalid', () => {
    const IMPORT = (type: number): number[] => [2, 5, 1, 0, 0, 0, type];
    const start = [8, 1, 1];
    expect(() => decodeSections(TYPES, IMPORT(1))).toThrow(/unknown type 1: type index out of bounds/);
    expect(() => decodeSections(TYPES, IMPORT(0), [7, 4, 1, 0, 0, 1])).toThrow(/unknown func 1/);
    expect(() => decodeSections(TYPES, IMPORT(0), [7, 4, 1, 0, 2, 0])).toThrow(/unknown memory 0/);
    expect(() => decodeSections(TYPES, IMPORT(0), start)).toThrow(/unknown function 1/);
    expect(() => decodeSections(TYPES, IMPORT(0), [9, 5, 1, 1, 0, 1, 1])).toThrow(/unknown function 1/);
    expect(() => decodeSections(TYPES, IMPORT(0), [9, 6, 1, 0, 0x41, 0, 0x0b, 0])).toThrow(/unknown table 0/);
    const struct = [1, 3, 1, 0x5f, 0];
    expect(() => decodeSections(struct, IMPORT(0))).toThrow(/type index 0 is not a function type/);
  });

  test('a start function with parameters is invalid', async () => {
    await expect(decodeText('(module (func $f (param i32)) (start $f))')).rejects.toThrow(
      expect.objectContaining({ code: 'INVALID_CORE_MODULE', message: 'invalid start function type' }));
  });

  test('a page size beyond the usual one is invalid', () => {
    expect(() => decodeSections([5, 4, 1, 0x08, 1, 17])).toThrow(
      expect.objectContaining({ code: 'INVALID_CORE_TYPE', message: 'invalid custom page size' }));
  });

  test('an error names the section that it is in', () => {
    expect(() => decodeSections([3, 2, 1, 0x80]))
      .toThrow(expect.objectContaining({ section: 'function section' }));
  });
});

describe('core types inside components', () => {
  const reader = (...bytes: readonly number[]): Reader => new Reader(Uint8Array.from(bytes));

  test('a rec group and a single type are both a core:rectype', () => {
    expect(readCoreRecType(reader(0x60, 1, 0x7f, 0)).types).toHaveLength(1);
    expect(readCoreRecType(reader(0x4e, 2, 0x60, 0, 0, 0x50, 0, 0x5f, 0)).types.map(({ final }) => final))
      .toEqual([true, false]);
  });

  test('a core:externtype refers to function types by index, looked up in the types given', () => {
    const { types } = readCoreRecType(reader(0x60, 1, 0x7f, 0));
    const desc = readCoreExternType(reader(0x00, 0));
    expect(desc).toEqual({ kind: 'func', type: 0 });
    expect(resolveCoreExternType(desc, types, 0)).toEqual({ kind: 'func', params: ['i32'], results: [] });
    expect(() => resolveCoreExternType({ kind: 'tag', type: 1 }, types, 9)).toThrow(/unknown type 1/);
  });
});

/** The core modules in a component, nested ones too. */
function coreModules(component: Reader): Reader[] {
  const found: Reader[] = [];
  component.skip(8);
  while (!component.atEnd) {
    const id = component.u8();
    const section = component.sub(component.u32());
    if (id === 1) found.push(section);
    if (id === 4) found.push(...coreModules(section));
  }
  return found;
}

const components = sharedPathOrWarn('components');

describe.skipIf(components === undefined)('the core modules of real components', () => {
  const folders = components === undefined ? [] : [components, join(components, 'p3')];
  const files = folders.flatMap((folder) => readdirSync(folder)
    .filter((name) => name.endsWith('.wasm'))
    .map((name) => ({ name, path: join(folder, name) })));
  const kind = (name: string): string => name === 'function' ? 'func' : name;

  test.each(files)('$name: imports and exports are those that the engine sees', ({ path }) => {
    for (const section of coreModules(new Reader(readFileSync(path)))) {
      const module = decodeCoreModule(section);
      const engine = new WebAssembly.Module(Uint8Array.from(module.bytes));
      expect(module.imports.map(({ module: from, name, type }) => [from, name, type.kind]))
        .toEqual(WebAssembly.Module.imports(engine).map((item) => [item.module, item.name, kind(item.kind)]));
      expect(module.exports.map((item) => [item.name, item.kind]))
        .toEqual(WebAssembly.Module.exports(engine).map((item) => [item.name, kind(item.kind)]));
    }
  });
});
