/** Aliases (Binary.md, Alias Definitions). */
import { errorAlias, errorSort } from '../../errors.ts';
import type { Sort } from '../component.ts';
import type { Alias } from '../sections/alias.ts';
import { factsOfType } from './define.ts';
import { addItem } from './externs.ts';
import { freeResources } from './free-resources.ts';
import { addEntry, entryAt, outerScope } from './scope.ts';
import type { Scope } from './scope.ts';
import { nearName, quote } from './text.ts';
import type { CoreItemType, ItemType, TypeEntry } from './types.ts';

type Of<K extends Alias['kind']> = Extract<Alias, { kind: K }>;

/** `alias`, as a definition or, in a component or instance type, as a declaration. */
export function checkAlias(scope: Scope, alias: Alias): void {
  if (scope.kind !== 'component' && !isDeclarable(alias)) {
    throw errorAlias(alias.offset,
      'aliases in a component or instance type may only refer to types or instances');
  }
  switch (alias.kind) {
    case 'export':
      return checkExportAlias(scope, alias);
    case 'core-export':
      return checkCoreExportAlias(scope, alias);
    case 'outer':
      return checkOuterAlias(scope, alias);
  }
}

function isDeclarable({ kind, sort }: Alias): boolean {
  if (kind === 'export') return sort === 'type' || sort === 'instance';
  return kind === 'outer' && (sort === 'type' || sort === 'core type');
}

function checkExportAlias(scope: Scope, { sort, instance, name, offset }: Of<'export'>): void {
  const { exports } = entryAt(scope, 'instance', instance, offset);
  const item = exports.get(name);
  if (item === undefined) {
    throw errorAlias(offset, `instance ${instance} has no export named ${quote(name)}`,
      { didYouMean: nearName(name, exports.keys()) });
  }
  if (sortOf(item) !== sort) {
    const [asked, found] = [describeSort(sort), describeSort(sortOf(item))];
    throw errorSort(offset, `export ${quote(name)} for instance ${instance} is not ${asked}, but ${found}`);
  }
  addItem(scope, item, offset);
}

const sortOf = (item: ItemType): Sort => item.kind === 'core-module' ? 'core module' : item.kind;

function describeSort(sort: Sort): string {
  if (sort === 'core module') return 'a module';
  return sort === 'instance' ? 'an instance' : `a ${sort}`;
}

function checkCoreExportAlias(scope: Scope, { sort, instance, name, offset }: Of<'core-export'>): void {
  const exports = entryAt(scope, 'core instance', instance, offset);
  const type = exports.get(name);
  if (type === undefined) {
    throw errorAlias(offset, `core instance ${instance} has no export named ${quote(name)}`,
      { didYouMean: nearName(name, exports.keys()) });
  }
  if (`core ${type.kind}` !== sort) {
    const asked = sort.replace('core ', '');
    throw errorSort(offset,
      `export ${quote(name)} for core instance ${instance} is not a ${asked}, but a ${type.kind}`);
  }
  addCoreExtern(scope, type, offset);
}

/** Gives what a core instance exports the next index of its sort. */
function addCoreExtern(scope: Scope, type: CoreItemType, offset: number): void {
  switch (type.kind) {
    case 'func':
      return addEntry(scope, 'core func', type, offset);
    case 'table':
      return addEntry(scope, 'core table', type, offset);
    case 'memory':
      return addEntry(scope, 'core memory', type, offset);
    case 'global':
      return addEntry(scope, 'core global', type, offset);
    case 'tag':
      return addEntry(scope, 'core tag', type, offset);
  }
}

function checkOuterAlias(scope: Scope, { sort, count, index, offset }: Of<'outer'>): void {
  const target = outerScope(scope, count, offset);
  switch (sort) {
    case 'core type':
      return addEntry(scope, sort, entryAt(target, sort, index, offset), offset);
    case 'core module':
      return addEntry(scope, sort, entryAt(target, sort, index, offset), offset);
    case 'component':
      return addEntry(scope, sort, entryAt(target, sort, index, offset), offset);
    case 'type': {
      const type = entryAt(target, sort, index, offset);
      if (crossesComponent(scope, count) && hasFreeResources(scope, type, offset)) {
        throw errorAlias(offset,
          'cannot alias outer type which transitively refers to resources not defined in the current '
            + 'component');
      }
      return addEntry(scope, sort, type, offset);
    }
    default:
      throw errorAlias(offset, `a ${sort} can't be aliased from an outer scope`);
  }
}

const hasFreeResources = ({ validation: { work } }: Scope, type: TypeEntry, offset: number): boolean =>
  factsOfType(type).hasResource && freeResources([type], { work, offset }).size > 0;

/** Whether the scope `count` scopes out is around a component (and not a type) that `scope` is or is in. */
function crossesComponent(scope: Scope, count: number): boolean {
  return count > 0 && outerScope(scope, count - 1, 0).kind === 'component';
}
