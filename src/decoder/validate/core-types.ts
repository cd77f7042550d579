/**
 * Core types of components: core WebAssembly's own, and module types (Binary.md, Type Definitions:
 * `core:type`).
 */
import { errorDuplicateName, errorIndex, errorSort } from '../../errors.ts';
import type { CoreExternDesc } from '../core-module.ts';
import type { CoreRecTypeDef, CoreTypeDef, ModuleDecl } from '../sections/core-type.ts';
import { internRecType, mapRefType, mapValType } from './core-intern.ts';
import type { CoreTypeAt, CoreTypes } from './core-intern.ts';
import { checkCoreItem, checkSubType } from './core-rules.ts';
import { defineModuleType } from './define.ts';
import { addEntry, entryAt, outerScope } from './scope.ts';
import type { Scope } from './scope.ts';
import { quote } from './text.ts';
import type { CoreItemType, CoreTypeId, ModuleType } from './types.ts';

/** `core:type` */
export function checkCoreType(scope: Scope, type: CoreTypeDef): void {
  if (type.kind === 'module') {
    addEntry(scope, 'core type', checkModuleType(scope, type.declarations, type.offset), type.offset);
    return;
  }
  const typeAt = (index: number): CoreTypeId => definedTypeAt(scope, index, type.offset);
  for (const id of checkRecType(scope.validation.core, type, scope.spaces['core type'].length, typeAt)) {
    const entry = scope.validation.core.entries[id];
    if (entry !== undefined) addEntry(scope, 'core type', entry, type.offset);
  }
}

/** `core:rectype`; see `internRecType`. */
function checkRecType(
  core: CoreTypes, { types, offset }: CoreRecTypeDef, size: number, typeAt: CoreTypeAt,
): CoreTypeId[] {
  const ids = internRecType(core, types, size, typeAt);
  for (const id of ids) checkSubType(core, id, offset);
  return ids;
}

/** What a core type index stands for, if it is no module type. */
export function definedTypeAt(scope: Scope, index: number, offset: number): CoreTypeId {
  const entry = entryAt(scope, 'core type', index, offset);
  if (entry.kind === 'core-module') {
    throw errorSort(offset, `core type index ${index} is a module type, not a type of core WebAssembly`);
  }
  return entry.type;
}

/** A module type has a type index space of its own, with core WebAssembly's types only. */
function checkModuleType(scope: Scope, declarations: readonly ModuleDecl[], offset: number): ModuleType {
  const { core } = scope.validation;
  const types: CoreTypeId[] = [];
  const imports = newModuleImports();
  const exports = new Map<string, CoreItemType>();
  for (const declaration of declarations) {
    const { kind, offset: at } = declaration;
    const typeAt = (index: number): CoreTypeId => typeIn(types, index, at);
    switch (kind) {
      case 'type':
        for (const id of checkRecType(core, declaration.type, types.length, typeAt)) types.push(id);
        break;
      case 'alias':
        types.push(aliasedType(scope, types, declaration));
        break;
      case 'import': {
        const { module, name, type } = declaration;
        addImport(imports, module, name, checkItem(core, type, typeAt, at), at);
        break;
      }
      case 'export': {
        const { name, type } = declaration;
        addExport(exports, name, checkItem(core, type, typeAt, at), at);
        break;
      }
    }
  }
  return defineModuleType(imports, exports, offset);
}

function typeIn(types: readonly CoreTypeId[], index: number, offset: number): CoreTypeId {
  const type = types[index];
  if (type === undefined) throw errorIndex(offset, 'type', index, types.length);
  return type;
}

/** A count of 0 is the module type itself, 1 the scope around it. */
function aliasedType(
  scope: Scope, types: readonly CoreTypeId[], alias: Extract<ModuleDecl, { kind: 'alias' }>,
): CoreTypeId {
  const { count, index, offset } = alias;
  return count === 0
    ? typeIn(types, index, offset)
    : definedTypeAt(outerScope(scope, count - 1, offset), index, offset);
}

/** `core:externtype` */
function checkItem(core: CoreTypes, desc: CoreExternDesc, typeAt: CoreTypeAt, offset: number): CoreItemType {
  const item = internItem(core, desc, typeAt, offset);
  checkCoreItem(core, item, offset);
  return item;
}

/** What `desc` describes, with what `typeAt` gives for the indices in it. */
export function internItem(
  core: CoreTypes, desc: CoreExternDesc, typeAt: CoreTypeAt, offset: number,
): CoreItemType {
  switch (desc.kind) {
    case 'func':
    case 'tag': {
      const type = typeAt(desc.type);
      if (core.types[type]?.composite.kind !== 'func') {
        throw errorSort(offset, `type index ${desc.type} is not a function type`);
      }
      return { kind: desc.kind, type };
    }
    case 'table':
      return { ...desc, element: mapRefType(desc.element, typeAt) };
    case 'memory':
      return desc;
    case 'global':
      return { ...desc, type: mapValType(desc.type, typeAt) };
  }
}

type ModuleImports = Map<string, Map<string, CoreItemType>>;

export const newModuleImports = (): ModuleImports => new Map();

/** Two imports of one name could not be told apart by a component (unlike in core WebAssembly). */
export function addImport(
  imports: ModuleImports, module: string, name: string, item: CoreItemType, offset: number,
): void {
  let items = imports.get(module);
  if (items === undefined) imports.set(module, items = new Map());
  if (items.has(name)) {
    throw errorDuplicateName(offset, `duplicate import name ${quote(`${module}:${name}`)}`);
  }
  items.set(name, item);
}

/** No two exports of a module or core instance have one name. */
export function addExport(
  exports: Map<string, CoreItemType>, name: string, item: CoreItemType, offset: number,
): void {
  if (exports.has(name)) throw errorDuplicateName(offset, `export name ${quote(name)} already defined`);
  exports.set(name, item);
}
