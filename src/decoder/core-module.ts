/**
 * An embedded core module (core spec, “Binary Format: Modules”): its index spaces, imports, exports and
 * element segments. Function bodies and data segments stay bytes; core-code.ts scans the bodies. What is
 * checked here is what a reader of the result relies on: the binary format outside of bodies, and that every
 * index found is in its index space. The rest of core validation is the engine's.
 */

import {
  errorIndex, errorInvalidCoreModule, errorMagic, errorVersion, withinPath, withinSection,
} from '../errors.ts';
import type { CoreElementSegment } from './core/elements.ts';
import { coreFuncTypeAt } from './core/externs.ts';
import type {
  CoreExternKind, CoreExternType, CoreGlobalType, CoreMemoryType, CoreTableType,
} from './core/externs.ts';
import {
  checkSectionCounts, checkSectionOrder, coreSection, newCoreModuleDraft,
} from './core/sections.ts';
import type {
  CoreCodeSection, CoreCustomSection, CoreExport, CoreImport, CoreModuleDraft,
} from './core/sections.ts';
import type { CoreFuncType, CoreRecType, CoreSubType } from './core/types.ts';
import type { Reader } from './reader.ts';

export type { CoreConstExpr, CoreConstValue } from './core/const-expr.ts';
export type { CoreElementMode, CoreElementSegment } from './core/elements.ts';
export { readCoreExternType, resolveCoreExternType } from './core/externs.ts';
export type {
  CoreExternDesc, CoreExternKind, CoreExternType, CoreGlobalType, CoreMemoryType, CoreTableType, CoreTagType,
} from './core/externs.ts';
export { readCoreFunctionNames } from './core/names.ts';
export type { CoreCodeSection, CoreCustomSection, CoreExport, CoreImport } from './core/sections.ts';
export { readCoreRecType, readCoreValType } from './core/types.ts';
export type {
  CoreAbstractHeapType, CoreCompositeType, CoreFieldType, CoreFuncType, CoreNumType, CoreRecType, CoreRefType,
  CoreSubType, CoreValType,
} from './core/types.ts';

export interface CoreModule {
  /** Absolute offset of the module's first byte. All other offsets are absolute too. */
  readonly offset: number;
  /** The module, as a view of the input. */
  readonly bytes: Uint8Array;
  readonly types: readonly CoreSubType[];
  /** The same in the groups in which they are compared: `rec`, or each alone. */
  readonly recTypes: readonly CoreRecType[];
  readonly imports: readonly CoreImport[];
  // The index spaces, imports first.
  /** The index of each function's type. */
  readonly funcs: readonly number[];
  readonly tables: readonly CoreTableType[];
  readonly memories: readonly CoreMemoryType[];
  readonly globals: readonly CoreGlobalType[];
  /** The index of each tag's function type. */
  readonly tags: readonly number[];
  /** How many of `funcs` are imports: the index of the first function with a body. */
  readonly importedFuncs: number;
  readonly exports: readonly CoreExport[];
  /** The start function. */
  readonly start: number | undefined;
  readonly elements: readonly CoreElementSegment[];
  /** Functions that initial values of globals, tables and elements make references to. */
  readonly refFuncs: readonly number[];
  /** Tables that begin with an initial value. */
  readonly filledTables: readonly number[];
  readonly dataCount: number;
  readonly code: CoreCodeSection | undefined;
  readonly customs: readonly CoreCustomSection[];
}

/**
 * Reads a core module that takes up the whole of `reader`.
 * @throws TranspileError of a `MALFORMED_` code, or `INVALID_INDEX`
 */
export function decodeCoreModule(reader: Reader): CoreModule {
  const offset = reader.offset;
  const bytes = reader.source.subarray(reader.position, reader.end);
  readPreamble(reader);
  const draft = newCoreModuleDraft();
  let rank = 0;
  while (!reader.atEnd) {
    const sectionOffset = reader.offset;
    const section = coreSection(reader.u8(), sectionOffset);
    const content = reader.sub(reader.u32());
    rank = checkSectionOrder(section, rank, sectionOffset);
    withinSection(section.name, () => {
      section.read(content, draft);
      content.expectEnd();
    });
  }
  const importedFuncs = draft.imports.filter(({ type }) => type.kind === 'func').length;
  checkSectionCounts(draft, draft.funcs.length - importedFuncs, reader.offset);
  checkIndices(draft, offset);
  const { announcedData: _, ...module } = draft;
  return { offset, bytes, importedFuncs, ...module };
}

/** Magic, version 1 and layer 0. */
function readPreamble(reader: Reader): void {
  const offset = reader.offset;
  const [m0, m1, m2, m3] = reader.bytes(4);
  if (m0 !== 0x00 || m1 !== 0x61 || m2 !== 0x73 || m3 !== 0x6d) throw errorMagic(offset);
  const version = reader.bytes(4);
  if (version[2] === 0x01 && version[3] === 0x00) {
    throw errorVersion(offset + 4, 'expected a version header for a module, found one of a component');
  }
  if (version[0] !== 0x01 || version[1] !== 0x00 || version[2] !== 0x00 || version[3] !== 0x00) {
    throw errorVersion(offset + 4, 'unknown binary version');
  }
}

/** The type of the function with this index. */
export function coreFuncType(module: CoreModule, func: number): CoreFuncType {
  return coreFuncTypeAt(module.types, module.funcs[func] ?? -1, module.offset);
}

/** The type of what `item` exports. */
export function coreExportType(module: CoreModule, item: CoreExport): CoreExternType {
  const found = CORE_EXTERN_TYPES[item.kind](module, item.index);
  if (found === undefined) throw errorIndex(item.offset, item.kind, item.index, spaceSize(module, item.kind));
  return found;
}

type TypeAt = (module: CoreModule, index: number) => CoreExternType | undefined;

const CORE_EXTERN_TYPES: { readonly [K in CoreExternKind]: TypeAt } = {
  func: coreFuncType,
  table: (module, index) => module.tables[index],
  memory: (module, index) => module.memories[index],
  global: (module, index) => module.globals[index],
  tag: (module, index) => ({
    kind: 'tag', params: coreFuncTypeAt(module.types, module.tags[index] ?? -1, module.offset).params,
  }),
};

type Spaces = Pick<CoreModuleDraft, 'funcs' | 'tables' | 'memories' | 'globals' | 'tags'>;

const SPACE_OF: { readonly [K in CoreExternKind]: keyof Spaces } = {
  func: 'funcs', table: 'tables', memory: 'memories', global: 'globals', tag: 'tags',
};

function spaceSize(spaces: Pick<CoreModule, keyof Spaces>, kind: CoreExternKind): number {
  return spaces[SPACE_OF[kind]].length;
}

/** An error's path says which of the `items`, by its index. */
function checkEach<T>(what: string, items: readonly T[], check: (item: T) => void): void {
  let index = 0;
  withinPath(() => `${what} ${index}`, () => {
    for (; index < items.length; index++) check(items[index] as T);
  });
}

/** Everything outside of bodies that indexes functions, types and exports does so within bounds. */
function checkIndices(draft: CoreModuleDraft, offset: number): void {
  const { funcs, tables, types } = draft;
  const checkFunc = (func: number, at: number): void => {
    if (func >= funcs.length) throw errorIndex(at, 'function', func, funcs.length);
  };
  checkEach('func', funcs, (type) => { coreFuncTypeAt(types, type, offset); });
  checkEach('tag', draft.tags, (type) => { coreFuncTypeAt(types, type, offset); });
  checkEach('export', draft.exports, (item) => {
    const size = spaceSize(draft, item.kind);
    if (item.index >= size) throw errorIndex(item.offset, item.kind, item.index, size);
  });
  checkEach('element segment', draft.elements, ({ mode, items, offset: at }) => {
    if (mode.kind === 'active' && mode.table >= tables.length) {
      throw errorIndex(at, 'table', mode.table, tables.length);
    }
    for (const item of items) if (typeof item === 'number') checkFunc(item, at);
  });
  for (const func of draft.refFuncs) checkFunc(func, offset);
  if (draft.start !== undefined) {
    checkFunc(draft.start, offset);
    const { params, results } = coreFuncTypeAt(types, funcs[draft.start] ?? -1, offset);
    if (params.length + results.length > 0) {
      throw errorInvalidCoreModule(offset, 'invalid start function type');
    }
  }
}
