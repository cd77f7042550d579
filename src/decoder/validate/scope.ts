/**
 * Scopes and their index spaces (Explainer.md, Index Spaces). A component, a component type and an instance
 * type is a scope each. Index spaces grow definition by definition, and only what is there already can be
 * referred to.
 */
import { errorAlias, errorIndex, errorLimit } from '../../errors.ts';
import {
  MAX_COMPONENTS, MAX_FUNCTIONS, MAX_INSTANCES, MAX_MODULES, MAX_TAGS, MAX_TYPES, MAX_VALUES,
} from '../limits.ts';
import type { CoreGlobalType, CoreMemoryType, CoreTableType } from '../core-module.ts';
import type { CoreTypes } from './core-intern.ts';
import type { Comparison } from './equality.ts';
import type { FlatMemo, FlatType } from './flatten.ts';
import type {
  BoundResource, ComponentType, CoreFuncItem, CoreInstanceType, CoreTagItem, CoreTypeEntry, CoreValType,
  FuncType, InstanceType, ItemType, ModuleType, Resource, ResourceType, TypeEntry, ValType,
} from './types.ts';
import type { Work } from './work.ts';

/** What the entries of each index space are. */
export interface Entries {
  'core func': CoreFuncItem;
  'core table': CoreTableType;
  'core memory': CoreMemoryType;
  'core global': CoreGlobalType;
  'core tag': CoreTagItem;
  'core type': CoreTypeEntry;
  'core module': ModuleType;
  'core instance': CoreInstanceType;
  'func': FuncType;
  'value': ValType;
  'type': TypeEntry;
  'component': ComponentType;
  'instance': InstanceType;
}

/** An index space: the sort of what it indexes. */
export type Space = keyof Entries;

/** What is shared by all scopes of one validation. */
export interface Validation {
  readonly equal: Comparison['equal'];
  readonly flat: FlatMemo;
  readonly core: CoreTypes;
  readonly work: Work;
}

export type Side = 'import' | 'export';

/** The imports or the exports of a scope, or the exports of an instance. */
export interface Externs {
  readonly side: Side;
  readonly items: Map<string, ItemType>;
  /** The names that there are, by what two names may not have in common. */
  readonly canonicalNames: Map<string, string>;
  /** The names of resource types, which the names of their functions refer to. */
  readonly resources: Map<ResourceType, string>;
  readonly resourceNames: Set<string>;
  /**
   * Types that have a name for whoever sees these externs (visibility.ts), and types that need none and are
   * made of such types.
   */
  readonly visible: Set<TypeEntry>;
}

export const newExterns = (side: Side): Externs => ({
  side,
  items: new Map(),
  canonicalNames: new Map(),
  resources: new Map(),
  resourceNames: new Set(),
  visible: new Set(),
});

/** A scope while its definitions are being checked. */
export interface Scope {
  readonly kind: 'component' | 'component type' | 'instance type';
  readonly outer: Scope | undefined;
  readonly validation: Validation;
  readonly spaces: { readonly [S in Space]: Entries[S][] };
  readonly imports: Externs;
  readonly exports: Externs;
  /** Resource types that imports bind. */
  readonly importedResources: BoundResource[];
  /**
   * Resource types defined here or by an instantiation or export declaration here, with the core
   * representation of those whose definition is here.
   */
  readonly definedResources: Map<Resource, CoreValType | undefined>;
  /** 🪙 Indices of values that have been used, and may not be again. */
  readonly usedValues: Set<number>;
  /** The type of thread-local storage, once a built-in has spoken of it. */
  contextType: FlatType | undefined;
}

/** What messages call the index spaces, and how many entries each may have. */
const SPACES: { readonly [S in Space]: { readonly name: string; readonly limit: number } } = {
  'core func': { name: 'core function', limit: MAX_FUNCTIONS },
  'core table': { name: 'core table', limit: MAX_FUNCTIONS },
  'core memory': { name: 'core memory', limit: MAX_FUNCTIONS },
  'core global': { name: 'core global', limit: MAX_FUNCTIONS },
  'core tag': { name: 'tag', limit: MAX_TAGS },
  'core type': { name: 'core type', limit: MAX_TYPES },
  'core module': { name: 'module', limit: MAX_MODULES },
  'core instance': { name: 'core instance', limit: MAX_INSTANCES },
  'func': { name: 'function', limit: MAX_FUNCTIONS },
  'value': { name: 'value', limit: MAX_VALUES },
  'type': { name: 'type', limit: MAX_TYPES },
  'component': { name: 'component', limit: MAX_COMPONENTS },
  'instance': { name: 'instance', limit: MAX_INSTANCES },
};

export function newScope(kind: Scope['kind'], outer: Scope | undefined, validation: Validation): Scope {
  return {
    kind,
    outer,
    validation,
    spaces: {
      'core func': [], 'core table': [], 'core memory': [], 'core global': [], 'core tag': [],
      'core type': [], 'core module': [], 'core instance': [],
      'func': [], 'value': [], 'type': [], 'component': [], 'instance': [],
    },
    imports: newExterns('import'),
    exports: newExterns('export'),
    importedResources: [],
    definedResources: new Map(),
    usedValues: new Set(),
    contextType: undefined,
  };
}

/** What `index` stands for. `offset` is for the error when it is out of bounds. */
export function entryAt<S extends Space>(scope: Scope, space: S, index: number, offset: number): Entries[S] {
  const entries = scope.spaces[space];
  const entry = entries[index];
  if (entry === undefined) throw errorIndex(offset, SPACES[space].name, index, entries.length);
  return entry;
}

/** Gives the next index of `space` to `entry`. */
export function addEntry<S extends Space>(scope: Scope, space: S, entry: Entries[S], offset: number): void {
  const entries: Entries[S][] = scope.spaces[space];
  const { name, limit } = SPACES[space];
  if (entries.length >= limit) throw errorLimit(offset, `${name} index space`, entries.length + 1, limit);
  entries.push(entry);
}

/** The step of an error's path to what gets the next index of `space`, such as `func 3`. */
export const nextStep = (scope: Scope, space: Space): string => `${space} ${scope.spaces[space].length}`;

/** The scope `count` scopes out of `scope`. */
export function outerScope(scope: Scope, count: number, offset: number): Scope {
  let result: Scope | undefined = scope;
  for (let i = 0; i < count && result !== undefined; i++) result = result.outer;
  if (result === undefined) throw errorAlias(offset, `invalid outer alias count of ${count}`);
  return result;
}

/** For comparing types in this scope. */
export function comparison({ validation: { equal, core, work } }: Scope, offset: number): Comparison {
  return { equal, core, work, offset };
}
