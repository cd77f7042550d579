/**
 * Matching of core types (core spec, “Matching”): what a core module is given against what it imports, and
 * module types against each other (Explainer.md, Type Checking).
 */
import { describeCoreItem, describeCoreType, describeCoreValType } from './core-text.ts';
import type { CoreTypes } from './core-intern.ts';
import { isSame, isSubtype, isValSubtype } from './core-subtype.ts';
import { inside } from './equality.ts';
import type { Comparison, Mismatch } from './equality.ts';
import { nearName, quote } from './text.ts';
import { contrast } from './type-text.ts';
import type { CoreItemType, CoreTypeId, ModuleType } from './types.ts';
import { spend } from './work.ts';

/** Whether a module of type `actual` can be used as one of `expected`: it imports less and exports more. */
export function matchModule(context: Comparison, actual: ModuleType, expected: ModuleType): Mismatch {
  if (actual === expected) return undefined;
  spend(context.work, actual.facts.size + expected.facts.size, context.offset);
  for (const [module, items] of actual.imports) {
    for (const [name, item] of items) {
      const given = expected.imports.get(module)?.get(name);
      const both = quote(`${module}::${name}`);
      if (given === undefined) {
        const names = expected.imports.get(module)?.keys() ?? [];
        return { text: `missing expected import ${both}`, didYouMean: nearName(name, names) };
      }
      const mismatch = matchCoreItem(context.core, given, item);
      if (mismatch !== undefined) return inside(`in import ${both}`, mismatch);
    }
  }
  for (const [name, item] of expected.exports) {
    const found = actual.exports.get(name);
    if (found === undefined) {
      const didYouMean = nearName(name, actual.exports.keys());
      return { text: `missing expected export ${quote(name)}`, didYouMean };
    }
    const mismatch = matchCoreItem(context.core, found, item);
    if (mismatch !== undefined) return inside(`in export ${quote(name)}`, mismatch);
  }
  return undefined;
}

type OfKind<K extends CoreItemType['kind']> = Extract<CoreItemType, { kind: K }>;
type Reason = string | undefined;
type Match<T> = (core: CoreTypes, actual: T, expected: T) => Reason;

/** Whether an item of type `actual` can be imported as `expected`. */
export function matchCoreItem(core: CoreTypes, actual: CoreItemType, expected: CoreItemType): Mismatch {
  const text = compareItems(core, actual, expected);
  if (text === undefined) return undefined;
  return { text, ...contrast(describeCoreItem(core, expected), describeCoreItem(core, actual)) };
}

function compareItems(core: CoreTypes, actual: CoreItemType, expected: CoreItemType): Reason {
  if (actual.kind !== expected.kind) return `expected ${expected.kind}, found ${actual.kind}`;
  const match = MATCH[actual.kind] as Match<CoreItemType>;
  return match(core, actual, expected);
}

const MATCH: { readonly [K in CoreItemType['kind']]: Match<OfKind<K>> } = {
  func(core, actual, expected) {
    return isSubtype(core, actual.type, expected.type) ? undefined : differInType(core, actual.type, expected.type);
  },
  tag(core, actual, expected) {
    return actual.type === expected.type ? undefined : differInType(core, actual.type, expected.type);
  },
  table(_core, actual, expected) {
    if (!isSame(actual.element, expected.element)) {
      const [asked, found] = [describeCoreValType(expected.element), describeCoreValType(actual.element)];
      return `expected table element type ${asked}, found ${found}`;
    }
    if (actual.shared !== expected.shared) return 'mismatch in the shared flag for tables';
    if (actual.address !== expected.address) return 'mismatch in index type used for tables';
    return matchLimits('table', actual, expected);
  },
  memory(_core, actual, expected) {
    if (actual.shared !== expected.shared) return 'mismatch in the shared flag for memories';
    if (actual.address !== expected.address) return 'mismatch in index type used for memories';
    if (actual.pageSizeLog2 !== expected.pageSizeLog2) return 'mismatch in page size for memories';
    return matchLimits('memory', actual, expected);
  },
  global(core, actual, expected) {
    if (actual.mutable !== expected.mutable || actual.shared !== expected.shared) {
      return `global types differ in mutability: expected ${describeGlobal(expected)}, `
        + `found ${describeGlobal(actual)}`;
    }
    const matches = actual.mutable
      ? isSame(actual.type, expected.type)
      : isValSubtype(core, actual.type, expected.type);
    if (matches) return undefined;
    const [asked, found] = [describeCoreValType(expected.type), describeCoreValType(actual.type)];
    return `expected global type ${asked}, found ${found}`;
  },
};

const differInType = (core: CoreTypes, actual: CoreTypeId, expected: CoreTypeId): Reason =>
  `expected: ${describe(core, expected)}, found: ${describe(core, actual)}`;

function describe(core: CoreTypes, id: CoreTypeId): string {
  const type = core.types[id];
  return type === undefined ? String(id) : describeCoreType(type);
}

const describeGlobal = ({ mutable, shared }: OfKind<'global'>): string =>
  [shared ? 'shared' : '', mutable ? 'mutable' : 'constant'].filter((word) => word !== '').join(' ');

type Limits = Pick<OfKind<'table'>, 'min' | 'max'>;

function matchLimits(what: string, actual: Limits, expected: Limits): Reason {
  const isWithin = actual.min >= expected.min
    && (expected.max === undefined || (actual.max !== undefined && actual.max <= expected.max));
  if (isWithin) return undefined;
  return `mismatch in ${what} limits: expected ${describeLimits(expected)}, found ${describeLimits(actual)}`;
}

const describeLimits = ({ min, max }: Limits): string =>
  max === undefined ? `at least ${min}` : `${min} to ${max}`;
