/**
 * The sections of a core module (core spec, “Binary Format: Modules”): their order, and one reader per
 * section that adds what the section defines to a draft of the module.
 */

import { errorSectionCounts, errorSectionId, errorSectionOrder } from '../../errors.ts';
import {
  MAX_CORE_DATA_SEGMENTS, MAX_CORE_ELEMENT_SEGMENTS, MAX_CORE_GLOBALS, MAX_CORE_MEMORIES, MAX_CORE_TABLES,
  MAX_EXPORTS, MAX_FUNCTIONS, MAX_IMPORTS, MAX_TAGS, MAX_TYPES,
} from '../limits.ts';
import type { Reader } from '../reader.ts';
import { readCoreConstExpr } from './const-expr.ts';
import { readCoreElementSegment } from './elements.ts';
import type { CoreElementSegment } from './elements.ts';
import {
  readCoreExternKind, readCoreExternType, readCoreGlobalType, readCoreMemoryType, readCoreTableType,
  readCoreTagTypeIndex, resolveCoreExternType,
} from './externs.ts';
import type {
  CoreExternKind, CoreExternType, CoreGlobalType, CoreMemoryType, CoreTableType,
} from './externs.ts';
import { readCoreRecType } from './types.ts';
import type { CoreRecType, CoreSubType } from './types.ts';

export interface CoreImport {
  readonly module: string;
  readonly name: string;
  readonly type: CoreExternType;
  readonly offset: number;
}

export interface CoreExport {
  readonly name: string;
  readonly kind: CoreExternKind;
  readonly index: number;
  readonly offset: number;
}

/** The code section: `offset` is that of the first body (after the count), `size` the bytes of all bodies. */
export interface CoreCodeSection {
  readonly count: number;
  readonly offset: number;
  readonly size: number;
}

/** A custom section: `offset` and `size` are of the content after the name. */
export interface CoreCustomSection {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

/** The module while its sections are being read. Only the functions of this file write to it. */
export interface CoreModuleDraft {
  readonly types: CoreSubType[];
  readonly recTypes: CoreRecType[];
  readonly imports: CoreImport[];
  readonly funcs: number[];
  readonly tables: CoreTableType[];
  readonly memories: CoreMemoryType[];
  readonly globals: CoreGlobalType[];
  readonly tags: number[];
  readonly exports: CoreExport[];
  readonly elements: CoreElementSegment[];
  readonly refFuncs: number[];
  readonly filledTables: number[];
  readonly customs: CoreCustomSection[];
  start: number | undefined;
  /** What the data count section announces. */
  announcedData: number | undefined;
  dataCount: number;
  code: CoreCodeSection | undefined;
}

export function newCoreModuleDraft(): CoreModuleDraft {
  return {
    types: [], recTypes: [], imports: [], funcs: [], tables: [], memories: [], globals: [], tags: [], exports: [],
    elements: [], refFuncs: [], filledTables: [], customs: [], start: undefined, announcedData: undefined,
    dataCount: 0, code: undefined,
  };
}

interface Section {
  readonly name: string;
  /** Sections other than custom ones stand at most once, in the order of their rank. */
  readonly rank: number;
  readonly read: (reader: Reader, draft: CoreModuleDraft) => void;
}

/** By section id. */
const SECTIONS: readonly Section[] = [
  { name: 'custom section', rank: 0, read: readCustomSection },
  { name: 'type section', rank: 1, read: readTypeSection },
  { name: 'import section', rank: 2, read: readImportSection },
  { name: 'function section', rank: 3, read: readFunctionSection },
  { name: 'table section', rank: 4, read: readTableSection },
  { name: 'memory section', rank: 5, read: readMemorySection },
  { name: 'global section', rank: 7, read: readGlobalSection },
  { name: 'export section', rank: 8, read: readExportSection },
  { name: 'start section', rank: 9, read: (reader, draft) => { draft.start = reader.u32(); } },
  { name: 'element section', rank: 10, read: readElementSection },
  { name: 'code section', rank: 12, read: readCodeSection },
  { name: 'data section', rank: 13, read: readDataSection },
  { name: 'data count section', rank: 11, read: (reader, draft) => { draft.announcedData = reader.u32(); } },
  { name: 'tag section', rank: 6, read: readTagSection },
];

/** The section with this id byte, read at `offset`. */
export function coreSection(id: number, offset: number): Section {
  const section = SECTIONS[id];
  if (section === undefined) throw errorSectionId(offset, id);
  return section;
}

/**
 * Reports a section that stands after one of a higher rank, or twice. Returns the rank to compare the next
 * with.
 */
export function checkSectionOrder(section: Section, lastRank: number, offset: number): number {
  if (section.rank === 0) return lastRank;
  if (section.rank <= lastRank) throw errorSectionOrder(offset, section.name);
  return section.rank;
}

/**
 * Reports function bodies or data segments that are fewer or more than announced. `offset` is the module's
 * end.
 */
export function checkSectionCounts(draft: CoreModuleDraft, definedFuncs: number, offset: number): void {
  if ((draft.code?.count ?? 0) !== definedFuncs) {
    const at = draft.code?.offset ?? offset;
    throw errorSectionCounts(at, 'function and code section have inconsistent lengths');
  }
  if (draft.announcedData !== undefined && draft.announcedData !== draft.dataCount) {
    throw errorSectionCounts(offset, 'data count and data section have inconsistent lengths');
  }
}

function readCustomSection(reader: Reader, draft: CoreModuleDraft): void {
  const name = reader.name();
  draft.customs.push({ name, offset: reader.offset, size: reader.remaining });
  reader.skip(reader.remaining);
}

function readTypeSection(reader: Reader, draft: CoreModuleDraft): void {
  const count = reader.count(MAX_TYPES, 'types');
  for (let i = 0; i < count; i++) {
    const group = readCoreRecType(reader);
    draft.recTypes.push(group);
    for (const type of group.types) draft.types.push(type);
  }
}

function readImportSection(reader: Reader, draft: CoreModuleDraft): void {
  const count = reader.count(MAX_IMPORTS, 'imports');
  for (let i = 0; i < count; i++) {
    const offset = reader.offset;
    const module = reader.name();
    const name = reader.name();
    const desc = readCoreExternType(reader);
    draft.imports.push({ module, name, type: resolveCoreExternType(desc, draft.types, offset), offset });
    switch (desc.kind) {
      case 'func': draft.funcs.push(desc.type); break;
      case 'table': draft.tables.push(desc); break;
      case 'memory': draft.memories.push(desc); break;
      case 'global': draft.globals.push(desc); break;
      case 'tag': draft.tags.push(desc.type); break;
    }
  }
}

function readFunctionSection(reader: Reader, draft: CoreModuleDraft): void {
  const count = reader.count(MAX_FUNCTIONS, 'functions');
  for (let i = 0; i < count; i++) draft.funcs.push(reader.u32());
}

function readTableSection(reader: Reader, draft: CoreModuleDraft): void {
  const count = reader.count(MAX_CORE_TABLES, 'tables');
  for (let i = 0; i < count; i++) {
    // 0x40 0x00 opens a table with an initial value.
    const initialised = reader.peek() === 0x40;
    if (initialised) {
      reader.u8();
      reader.expect(0x00, 'table encoding');
    }
    const table = draft.tables.push(readCoreTableType(reader)) - 1;
    if (!initialised) continue;
    readInitialValue(reader, draft);
    draft.filledTables.push(table);
  }
}

function readMemorySection(reader: Reader, draft: CoreModuleDraft): void {
  const count = reader.count(MAX_CORE_MEMORIES, 'memories');
  for (let i = 0; i < count; i++) draft.memories.push(readCoreMemoryType(reader));
}

function readTagSection(reader: Reader, draft: CoreModuleDraft): void {
  const count = reader.count(MAX_TAGS, 'tags');
  for (let i = 0; i < count; i++) draft.tags.push(readCoreTagTypeIndex(reader));
}

function readGlobalSection(reader: Reader, draft: CoreModuleDraft): void {
  const count = reader.count(MAX_CORE_GLOBALS, 'globals');
  for (let i = 0; i < count; i++) {
    draft.globals.push(readCoreGlobalType(reader));
    readInitialValue(reader, draft);
  }
}

function readInitialValue(reader: Reader, draft: CoreModuleDraft): void {
  for (const func of readCoreConstExpr(reader).refFuncs) draft.refFuncs.push(func);
}

function readExportSection(reader: Reader, draft: CoreModuleDraft): void {
  const count = reader.count(MAX_EXPORTS, 'exports');
  for (let i = 0; i < count; i++) {
    const offset = reader.offset;
    const name = reader.name();
    const kind = readCoreExternKind(reader);
    draft.exports.push({ name, kind, index: reader.u32(), offset });
  }
}

function readElementSection(reader: Reader, draft: CoreModuleDraft): void {
  const count = reader.count(MAX_CORE_ELEMENT_SEGMENTS, 'element segments');
  for (let i = 0; i < count; i++) draft.elements.push(readCoreElementSegment(reader, draft.refFuncs));
}

function readCodeSection(reader: Reader, draft: CoreModuleDraft): void {
  const count = reader.count(MAX_FUNCTIONS, 'function bodies');
  draft.code = { count, offset: reader.offset, size: reader.remaining };
  reader.skip(reader.remaining);
}

/** The segments themselves are the engine's business. */
function readDataSection(reader: Reader, draft: CoreModuleDraft): void {
  draft.dataCount = reader.count(MAX_CORE_DATA_SEGMENTS, 'data segments');
  reader.skip(reader.remaining);
}
