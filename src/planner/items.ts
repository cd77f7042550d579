/**
 * What an index of a component's index spaces stands for, in one instantiation. Flattening evaluates definitions to
 * items; an alias is the item itself, so aliases vanish, and two things are the same when their items are.
 */
import type { Component } from '../decoder/component.ts';
import type { CoreExternKind, CoreMemoryType, CoreModule, CoreTableType } from '../decoder/core-module.ts';
import type { CanonBuiltin, StringEncoding } from '../decoder/sections/canon.ts';
import type { CoreTypeDef } from '../decoder/sections/core-type.ts';
import type { Declaration } from '../decoder/sections/type.ts';
import type { HostForm, HostValue } from './plan.ts';
import type { Scope } from './scope.ts';
import type { FuncType, ResourceType, Type } from './types.ts';

/** What can be imported, exported and passed to an instantiation. */
export type Item = FuncItem | InstanceItem | TypeItem | ComponentItem | CoreModuleItem;

/** A component function. */
export interface FuncItem {
  readonly kind: 'func';
  /** The type under which it was last imported or exported; names in it are the ones that its user sees. */
  readonly type: FuncType;
  readonly source: HostFunc | LiftedFunc;
}

/** A function of the host's. */
export interface HostFunc {
  readonly kind: 'host';
  readonly value: HostValue;
  readonly form: HostForm;
}

/** `canon lift`. One object per definition and instantiation, so its identity is the function's. */
export interface LiftedFunc {
  readonly kind: 'lift';
  readonly callee: CoreFunc;
  readonly options: CanonOptions;
  /** The type it was lifted with. */
  readonly type: FuncType;
  readonly offset: number;
}

/** An instance: names to items, in their order. */
export interface InstanceItem {
  readonly kind: 'instance';
  readonly exports: ReadonlyMap<string, Item>;
}

export interface TypeItem {
  readonly kind: 'type';
  readonly type: TypeEntry;
}

/** What an index of the type index space stands for. */
export type TypeEntry = Type | ResourceType | FuncTypeEntry | DeclaredType;

export interface FuncTypeEntry {
  readonly kind: 'func';
  readonly type: FuncType;
}

/** An instance or component type: evaluated anew for each import that has it. */
export interface DeclaredType {
  readonly kind: 'instance-type' | 'component-type';
  readonly declarations: readonly Declaration[];
  /** The scope it was written in. */
  readonly outer: Scope;
}

/** A component together with the scope around it. */
export type ComponentItem =
  | { readonly kind: 'component'; readonly source: 'embedded'; readonly component: Component; readonly outer: Scope | undefined }
  | { readonly kind: 'component'; readonly source: 'host'; readonly value: HostValue; readonly type: DeclaredType };

/** A core module. One object per definition, however often it is instantiated. */
export interface CoreModuleItem {
  readonly kind: 'core-module';
  readonly source:
    | { readonly kind: 'embedded'; readonly module: CoreModule }
    | { readonly kind: 'host'; readonly value: HostValue; readonly type: CoreTypeDef };
}

/** What an index of the core func, table, memory, global and tag index spaces stands for. */
export type CoreItem = CoreFunc | CoreMemory | CoreTable | CoreOther;

/** A core function: an instance's own, or one that we must supply. */
export type CoreFunc =
  | CoreExportFunc
  | { readonly kind: 'func'; readonly source: 'lower'; readonly func: FuncItem; readonly options: CanonOptions; readonly offset: number }
  | { readonly kind: 'func'; readonly source: 'builtin'; readonly canon: CanonBuiltin; readonly scope: Scope; readonly offset: number };

/** `index` is its function index in the module; undefined if the module is the host's. */
export interface CoreExportFunc {
  readonly kind: 'func';
  readonly source: 'export';
  readonly instance: CoreInstanceItem;
  readonly name: string;
  readonly index: number | undefined;
}

export interface CoreMemory {
  readonly kind: 'memory';
  readonly instance: CoreInstanceItem;
  readonly name: string;
  readonly type: CoreMemoryType | undefined;
}

export interface CoreTable {
  readonly kind: 'table';
  readonly instance: CoreInstanceItem;
  readonly name: string;
  readonly type: CoreTableType | undefined;
}

export interface CoreOther {
  readonly kind: 'global' | 'tag';
  readonly instance: CoreInstanceItem;
  readonly name: string;
}

/** An instance of a core module. */
export interface CoreInstanceItem {
  /** In order of instantiation. */
  readonly index: number;
  /** The component instance it belongs to. */
  readonly owner: number;
  readonly module: CoreModuleItem;
  /**
   * What each import of the module is, in the order of `names`. Only trampolines.ts puts others in, before anyone has
   * looked: items know their instance, which must stay the same object.
   */
  imports: readonly CoreItem[];
  readonly names: readonly { readonly module: string; readonly name: string }[];
}

/** What an index of the core instance index space stands for: names to items. */
export type CoreExports = (name: string, kind: CoreExternKind) => CoreItem | undefined;

/** `canonopt`s with their indices resolved. */
export interface CanonOptions {
  /** The component instance of the definition. */
  readonly instance: number;
  readonly encoding: StringEncoding;
  readonly memory: CoreMemory | undefined;
  readonly realloc: CoreFunc | undefined;
  readonly postReturn: CoreFunc | undefined;
  readonly callback: CoreFunc | undefined;
  readonly async: boolean;
}
