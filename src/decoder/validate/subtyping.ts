/**
 * Subtyping (Explainer.md, Type Checking): instances may have more exports than expected, components fewer
 * imports and more exports. Function types must be equal.
 */
import { matchModule } from './core-match.ts';
import { differ, inside, matchResource, matchValType } from './equality.ts';
import type { Comparison, Difference, Mismatch } from './equality.ts';
import { newSubstitution, substituteItem, substituteItems } from './substitute.ts';
import type { Substitution } from './substitute.ts';
import { nearName, quote } from './text.ts';
import { contrastItems } from './type-text.ts';
import { describeItem, describeType } from './types.ts';
import type {
  BoundResource, ComponentType, DefinedType, FuncType, InstanceType, ItemType, Path, TypeEntry,
} from './types.ts';
import { spend } from './work.ts';

/** Whether an item of type `actual` can be used where `expected` is asked for. */
export function matchItem(context: Comparison, actual: ItemType, expected: ItemType): Mismatch {
  const mismatch = compareItems(context, actual, expected);
  if (mismatch === undefined || isAboutParts(actual, expected)) return mismatch;
  return { ...mismatch, ...contrastItems(expected, actual) };
}

/** Whether the difference is one of something in the items, and shows the types of that. */
const isAboutParts = (actual: ItemType, expected: ItemType): boolean =>
  actual.kind === expected.kind
    && (actual.kind === 'core-module' || (isScope(actual) && isScope(expected)));

const isScope = ({ type }: ItemType): boolean =>
  typeof type === 'object' && (type.kind === 'instance' || type.kind === 'component');

function compareItems(context: Comparison, actual: ItemType, expected: ItemType): Mismatch {
  if (actual.kind !== expected.kind) {
    return differ(`expected ${describeItem(expected)}, found ${describeItem(actual)}`);
  }
  switch (actual.kind) {
    case 'core-module':
      return matchModule(context, actual.type, (expected as typeof actual).type);
    case 'value':
      return matchValType(context, actual.type, (expected as typeof actual).type);
    default:
      return matchType(context, actual.type, (expected as typeof actual).type);
  }
}

function matchType(context: Comparison, actual: TypeEntry, expected: TypeEntry): Mismatch {
  if (actual === expected) return undefined;
  if (actual.kind === 'resource' && expected.kind === 'resource') {
    return matchResource(actual.resource, expected.resource);
  }
  if (actual.kind === 'func' && expected.kind === 'func') return matchFunc(context, actual, expected);
  if (actual.kind === 'instance' && expected.kind === 'instance') {
    return matchInstance(context, actual, expected);
  }
  if (actual.kind === 'component' && expected.kind === 'component') {
    return matchComponent(context, actual, expected);
  }
  if (!isDefined(actual) || !isDefined(expected)) {
    return differ(`expected ${describeType(expected)}, found ${describeType(actual)}`);
  }
  return matchValType(context, actual, expected);
}

const isDefined = (type: TypeEntry): type is DefinedType => describeType(type) === 'defined type';

function matchFunc(context: Comparison, actual: FuncType, expected: FuncType): Mismatch {
  if (actual.async !== expected.async) {
    const describe = (type: FuncType): string => type.async ? 'async' : 'sync';
    return differ(`expected ${describe(expected)} function, found ${describe(actual)} function`);
  }
  if (actual.params.length !== expected.params.length) {
    return differ(`expected ${expected.params.length} parameters, found ${actual.params.length}`);
  }
  spend(context.work, actual.params.length, context.offset);
  for (const [index, param] of actual.params.entries()) {
    const other = expected.params[index];
    if (other === undefined) continue;
    if (param.label !== other.label) {
      return differ(`expected parameter named ${quote(other.label)}, found ${quote(param.label)}`);
    }
    const mismatch = matchValType(context, param.type, other.type);
    if (mismatch !== undefined) return inside(`in function parameter ${quote(param.label)}`, mismatch);
  }
  if (actual.result === undefined || expected.result === undefined) {
    if (actual.result === expected.result) return undefined;
    return differ(actual.result === undefined ? 'expected a result, found none' : 'expected no result, found one');
  }
  return inside('with result type', matchValType(context, actual.result, expected.result));
}

function matchInstance(context: Comparison, actual: InstanceType, expected: InstanceType): Mismatch {
  spend(context.work, 1 + expected.exports.size, context.offset);
  for (const [name, item] of openedExports(context, actual, expected)) {
    const found = actual.exports.get(name);
    if (found === undefined) {
      return {
        text: `missing expected export ${quote(name)}`, didYouMean: nearName(name, actual.exports.keys()),
      };
    }
    const mismatch = matchItem(context, found, item);
    if (mismatch !== undefined) return inside(`in instance export ${quote(name)}`, mismatch);
  }
  return undefined;
}

/** What `expected` exports, with the resource types of `actual` for those that it binds itself. */
function openedExports(
  context: Comparison, actual: InstanceType, expected: InstanceType,
): ReadonlyMap<string, ItemType> {
  if (expected.resources.length === 0) return expected.exports;
  const substitution = newSubstitution(context);
  substituteBound(expected.resources, actual.exports, substitution);
  return substituteItems(expected.exports, substitution);
}

/**
 * `actual` is given what `expected` would import, which must be enough; what it then exports must be what
 * `expected` promises.
 */
function matchComponent(context: Comparison, actual: ComponentType, expected: ComponentType): Mismatch {
  const imports = newSubstitution(context);
  const unsupplied = supply(context, 'import', expected.imports, actual, imports);
  if (unsupplied !== undefined) return unsupplied.mismatch;
  const exports = substituteItems(actual.exports, imports);
  return supply(context, 'export', exports, expected, newSubstitution(context))?.mismatch;
}

/** What is asked for by this name is not supplied. */
export interface Unsupplied {
  readonly name: string;
  readonly mismatch: Difference;
}

/**
 * Matches `items` with what a component type asks for on one side. Adds to `substitution` which resource
 * types stand for those that this side binds, and which types satisfied type imports. The resource types are
 * substituted before anything is compared, so every item is compared with what the actual types make of it.
 */
export function supply(
  context: Comparison, side: 'import' | 'export', items: ReadonlyMap<string, ItemType>, type: ComponentType,
  substitution: Substitution,
): Unsupplied | undefined {
  const asked = side === 'import' ? type.imports : type.exports;
  const bound = side === 'import' ? type.importedResources : type.definedResources;
  spend(context.work, asked.size + bound.length, context.offset);
  substituteBound(bound, items, substitution);
  // The types that are made for comparing have no identity that counts.
  const comparison: Substitution = { ...substitution, types: new Map() };
  const renamed: [ItemType, ItemType][] = [];
  for (const [name, item] of asked) {
    const found = items.get(name);
    if (found === undefined) {
      const didYouMean = nearName(name, items.keys());
      return { name, mismatch: { text: `missing ${side} named ${quote(name)}`, didYouMean } };
    }
    const mismatch = matchItem(context, found, substituteItem(item, comparison));
    if (mismatch !== undefined) {
      const text = `type mismatch for ${side} ${quote(name)}: ${mismatch.text}`;
      return { name, mismatch: { ...mismatch, text } };
    }
    renamed.push([item, found]);
  }
  for (const [item, found] of renamed) renameTypes(item, found, substitution);
  return undefined;
}

/** What is missing or no resource is left for the comparison that follows to report. */
function substituteBound(
  bound: readonly BoundResource[], items: ReadonlyMap<string, ItemType>, substitution: Substitution,
): void {
  for (const { resource, path } of bound) {
    const found = itemAt(items, path);
    if (found?.kind === 'type' && found.type.kind === 'resource') {
      substitution.resources.set(resource, found.type.resource);
    }
  }
}

/** What `path` leads to. */
function itemAt(items: ReadonlyMap<string, ItemType>, path: Path): ItemType | undefined {
  let scope: ReadonlyMap<string, ItemType> | undefined = items;
  let item: ItemType | undefined;
  for (const name of path) {
    item = scope?.get(name);
    scope = item?.kind === 'instance' ? item.type.exports : undefined;
  }
  return item;
}

/** Where a type was asked for, the one that was given takes its place with its identity. */
function renameTypes(asked: ItemType, found: ItemType, substitution: Substitution): void {
  if (asked.kind === 'type' && found.kind === 'type') {
    substitution.types.set(asked.type, found.type);
  } else if (asked.kind === 'instance' && found.kind === 'instance') {
    spend(substitution.work, asked.type.exports.size, substitution.offset);
    for (const [name, item] of asked.type.exports) {
      const other = found.type.exports.get(name);
      if (other !== undefined) renameTypes(item, other, substitution);
    }
  }
}
