/**
 * Writes a small core module, such as the adapters between components need:
 *
 *     const module = new CoreModuleWriter();
 *     const trap = module.importFunc('shim', 'trap', { params: [], results: [] });
 *     const check = module.func({ params: ['i32'], results: ['i32'] }, (code, [value]) => {
 *       code.localGet(value).i32Const(3).op('i32.gt_u').if(() => code.call(trap));
 *       code.localGet(value);
 *     });
 *     module.export('check', check);
 *     const bytes = module.finish();
 *
 * Imports come before definitions, because they come first in the index spaces. Bodies are written by
 * `finish`, so that functions may call functions that are defined later, and define more. Whether the code is valid is the
 * caller's affair.
 */

import { ByteWriter } from './bytes.ts';
import { CodeWriter } from './code.ts';
import type { Local } from './code.ts';
import { valTypeCode, writeFuncType, writeGlobalType, writeLimits } from './types.ts';
import type { Func, FuncType, Global, GlobalType, Item, Limits, Memory, Table, ValType } from './types.ts';

/** Writes the body of a function, given its parameters. */
export type FuncBody = (code: CodeWriter, params: readonly Local[]) => void;

interface Import {
  readonly module: string;
  readonly name: string;
  readonly item: Item;
}

interface ElementSegment {
  readonly table: Table;
  readonly offset: number;
  readonly funcs: readonly Func[];
}

/** The byte that stands for each kind of item in imports and exports. */
const KIND_CODES: { readonly [K in Item['kind']]: number } = { func: 0, table: 1, memory: 2, global: 3 };

export class CoreModuleWriter {
  readonly #types: FuncType[] = [];
  readonly #imports: Import[] = [];
  readonly #counts: { [K in Item['kind']]: number } = { func: 0, table: 0, memory: 0, global: 0 };
  readonly #funcs: { readonly func: Func; readonly body: FuncBody }[] = [];
  readonly #tables: Table[] = [];
  readonly #memories: Memory[] = [];
  readonly #globals: { readonly global: Global; readonly value: number | bigint }[] = [];
  readonly #exports: { readonly name: string; readonly item: Item }[] = [];
  readonly #elements: ElementSegment[] = [];
  readonly #names = new Map<number, string>();

  // Imports.

  importFunc(module: string, name: string, type: FuncType): Func {
    this.#typeIndex(type);
    return this.#import(module, name, { kind: 'func', index: this.#next('func'), type });
  }

  /** A table of function references. */
  importTable(module: string, name: string, limits: Limits): Table {
    return this.#import(module, name, { kind: 'table', index: this.#next('table'), limits });
  }

  importMemory(module: string, name: string, limits: Limits): Memory {
    return this.#import(module, name, { kind: 'memory', index: this.#next('memory'), limits });
  }

  importGlobal(module: string, name: string, type: GlobalType): Global {
    return this.#import(module, name, { kind: 'global', index: this.#next('global'), type });
  }

  // Definitions.

  func(type: FuncType, body: FuncBody): Func {
    this.#typeIndex(type);
    const func: Func = { kind: 'func', index: this.#next('func'), type };
    this.#funcs.push({ func, body });
    return func;
  }

  /** A table of function references, null at first. */
  table(limits: Limits): Table {
    const table: Table = { kind: 'table', index: this.#next('table'), limits };
    this.#tables.push(table);
    return table;
  }

  memory(limits: Limits): Memory {
    const memory: Memory = { kind: 'memory', index: this.#next('memory'), limits };
    this.#memories.push(memory);
    return memory;
  }

  /** A global with a number for its initial value (a bigint where its type is i64). */
  global(type: GlobalType, value: number | bigint): Global {
    const global: Global = { kind: 'global', index: this.#next('global'), type };
    this.#globals.push({ global, value });
    return global;
  }

  /** Puts functions into a table when the module is instantiated. */
  elements(table: Table, offset: number, funcs: readonly Func[]): void {
    this.#elements.push({ table, offset, funcs });
  }

  export(name: string, item: Item): void {
    this.#exports.push({ name, item });
  }

  /** What debuggers are to call a function. */
  name({ index }: Func, name: string): void {
    this.#names.set(index, name);
  }

  /** The bytes of the module. */
  finish(): Uint8Array<ArrayBuffer> {
    // First, because a body may add to the types, and to the functions.
    const bodies: Uint8Array[] = [];
    for (const { func, body } of this.#funcs) {
      const code = new CodeWriter(func.type, (type) => this.#typeIndex(type));
      body(code, code.params);
      bodies.push(code.finish());
    }
    const out = new ByteWriter();
    out.u8(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
    writeSection(out, 1, this.#types, writeFuncType);
    writeSection(out, 2, this.#imports, (section, { module, name, item }) => {
      section.name(module);
      section.name(name);
      section.u8(KIND_CODES[item.kind]);
      this.#writeExternType(section, item);
    });
    writeSection(out, 3, this.#funcs, (section, { func }) => section.unsigned(this.#typeIndex(func.type)));
    writeSection(out, 4, this.#tables, (section, table) => this.#writeExternType(section, table));
    writeSection(out, 5, this.#memories, (section, memory) => this.#writeExternType(section, memory));
    writeSection(out, 6, this.#globals, (section, { global, value }) => {
      writeGlobalType(section, global.type);
      section.bytes(constantExpression(global.type.type, value));
    });
    writeSection(out, 7, this.#exports, (section, { name, item }) => {
      section.name(name);
      section.u8(KIND_CODES[item.kind]);
      section.unsigned(item.index);
    });
    writeSection(out, 9, this.#elements, writeElementSegment);
    writeSection(out, 10, bodies, (section, body) => section.sized(body));
    if (this.#names.size > 0) writeNames(out, this.#names);
    return out.finish();
  }

  /** Function types are shared: the index of `type`, added if it is new. */
  #typeIndex(type: FuncType): number {
    const found = this.#types.findIndex((known) => sameTypes(known.params, type.params)
      && sameTypes(known.results, type.results));
    return found >= 0 ? found : this.#types.push(type) - 1;
  }

  #next(kind: Item['kind']): number {
    return this.#counts[kind]++;
  }

  #import<T extends Item>(module: string, name: string, item: T): T {
    const defined = { func: this.#funcs, table: this.#tables, memory: this.#memories, global: this.#globals };
    if (defined[item.kind].length > 0) throw new Error(`import of ${module}.${name} after a definition`);
    this.#imports.push({ module, name, item });
    return item;
  }

  #writeExternType(out: ByteWriter, item: Item): void {
    switch (item.kind) {
      case 'func': out.unsigned(this.#typeIndex(item.type)); break;
      case 'table': out.u8(valTypeCode('funcref')); writeLimits(out, item.limits); break;
      case 'memory': writeLimits(out, item.limits); break;
      case 'global': writeGlobalType(out, item.type); break;
    }
  }
}

function sameTypes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((type, index) => type === b[index]);
}

/** A section, unless it would be empty. */
function writeSection<T>(
  out: ByteWriter, id: number, items: readonly T[], write: (section: ByteWriter, item: T) => void,
): void {
  if (items.length === 0) return;
  const section = new ByteWriter();
  section.vec(items, (item) => write(section, item));
  out.u8(id);
  out.sized(section.finish());
}

/** The custom section `name`: of functions only (core spec, “Name Section”). */
function writeNames(out: ByteWriter, names: ReadonlyMap<number, string>): void {
  const [section, functions] = [new ByteWriter(), new ByteWriter()];
  functions.vec([...names].sort(([a], [b]) => a - b), ([index, name]) => {
    functions.unsigned(index);
    functions.name(name);
  });
  section.name('name');
  section.u8(0x01);
  section.sized(functions.finish());
  out.u8(0x00);
  out.sized(section.finish());
}

/** An active segment of function indices. */
function writeElementSegment(out: ByteWriter, { table, offset, funcs }: ElementSegment): void {
  const explicit = table.index !== 0;
  out.u8(explicit ? 2 : 0);
  if (explicit) out.unsigned(table.index);
  out.bytes(constantExpression(table.limits.address ?? 'i32', offset));
  if (explicit) out.u8(0x00);
  out.vec(funcs, ({ index }) => out.unsigned(index));
}

/** One constant instruction and `end`. */
function constantExpression(type: ValType, value: number | bigint): Uint8Array {
  const out = new ByteWriter();
  switch (type) {
    case 'i32': out.u8(0x41); out.signed(BigInt(Number(value) | 0)); break;
    case 'i64': out.u8(0x42); out.signed(BigInt.asIntN(64, BigInt(value))); break;
    case 'f32': out.u8(0x43); out.f32(Number(value)); break;
    case 'f64': out.u8(0x44); out.f64(Number(value)); break;
    case 'v128': case 'funcref': case 'externref': throw new Error(`no global of ${type} has a number for a value`);
  }
  out.u8(0x0b);
  return out.finish();
}
