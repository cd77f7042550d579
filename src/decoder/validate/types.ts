/**
 * Types as validation sees them: resolved, without indices. Plain data, never changed once made (define.ts
 * makes it).
 *
 * Two notions of “the same type” live side by side. A *structure* is compared by subtyping.ts. An *identity*
 * is the object itself: importing or exporting a type makes a copy with the same structure and an identity of
 * its own, because the rules of external visibility ask under which index a type was named (Explainer.md,
 * Import and Export Definitions).
 */
import type { CoreGlobalType, CoreMemoryType, CoreTableType, CoreValType } from '../core-module.ts';
import type { Index } from '../component.ts';
import type { PrimitiveType } from '../sections/type.ts';
import type { Layout } from './layout.ts';

export type { PrimitiveType };

/** What later rules ask about a type, computed once when it is made. */
export interface Facts {
  /** 1 + the sizes of the types that it is made of, repeated ones counted again. */
  readonly size: number;
  /** How deep value types nest in it. */
  readonly depth: number;
  /** Whether a resource type occurs in it. */
  readonly hasResource: boolean;
  /** Whether a type occurs in it whose identity matters. Only then can a substitution change it. */
  readonly hasIdentity: boolean;
  readonly hasBorrow: boolean;
  /** Whether a value of it has a pointer into linear memory: to a string, a list or a map. */
  readonly hasPointer: boolean;
}

/** A component-level resource type. Its identity is the object's: two are never equal. */
export interface Resource {
  /** The name of its first import or export, for messages. */
  readonly name: string | undefined;
}

/** A resource type as one type index names it. */
export interface ResourceType {
  readonly kind: 'resource';
  readonly resource: Resource;
}

/** A value type. */
export type ValType = PrimitiveType | DefinedType;

export interface Field {
  readonly label: string;
  readonly type: ValType;
}

export interface Case {
  readonly label: string;
  readonly type: ValType | undefined;
}

/** The constructors of value types, without what is computed about them. */
export type DefinedTypeBody =
  | { readonly kind: 'primitive'; readonly type: PrimitiveType }
  | { readonly kind: 'record'; readonly fields: readonly Field[] }
  | { readonly kind: 'variant'; readonly cases: readonly Case[] }
  | { readonly kind: 'list'; readonly element: ValType; readonly length: number | undefined }
  | { readonly kind: 'tuple'; readonly types: readonly ValType[] }
  | { readonly kind: 'flags'; readonly labels: readonly string[] }
  | { readonly kind: 'enum'; readonly labels: readonly string[] }
  | { readonly kind: 'option'; readonly type: ValType }
  | { readonly kind: 'result'; readonly ok: ValType | undefined; readonly error: ValType | undefined }
  | { readonly kind: 'own'; readonly resource: ResourceType }
  | { readonly kind: 'borrow'; readonly resource: ResourceType }
  | { readonly kind: 'stream'; readonly element: ValType | undefined }
  | { readonly kind: 'future'; readonly element: ValType | undefined }
  | { readonly kind: 'map'; readonly key: ValType; readonly value: ValType };

export type DefinedType = DefinedTypeBody & { readonly facts: Facts; readonly layout: Layout };

export interface FuncType {
  readonly kind: 'func';
  readonly async: boolean;
  readonly params: readonly Field[];
  readonly result: ValType | undefined;
  readonly facts: Facts;
  /** Whether a parameter has a pointer into linear memory. */
  readonly paramsHavePointer: boolean;
}

/** Where in imports or exports something is: a name, then the names of exports of instances. */
export type Path = readonly string[];

/** A resource type that an instance or component type binds, and where it is first named. */
export interface BoundResource {
  readonly resource: Resource;
  readonly path: Path;
}

export interface InstanceType {
  readonly kind: 'instance';
  readonly exports: ReadonlyMap<string, ItemType>;
  /**
   * Resource types that each instance of this type has its own of. None once it is the type of one instance.
   */
  readonly resources: readonly BoundResource[];
  readonly facts: Facts;
}

export interface ComponentType {
  readonly kind: 'component';
  readonly imports: ReadonlyMap<string, ItemType>;
  readonly exports: ReadonlyMap<string, ItemType>;
  readonly importedResources: readonly BoundResource[];
  /** Resource types that each instantiation makes anew and exports. */
  readonly definedResources: readonly BoundResource[];
  readonly facts: Facts;
}

/** What a type index can stand for. */
export type TypeEntry = DefinedType | FuncType | ResourceType | InstanceType | ComponentType;

/** The type of an import, an export or an argument. */
export type ItemType =
  | { readonly kind: 'core-module'; readonly type: ModuleType }
  | { readonly kind: 'func'; readonly type: FuncType }
  | { readonly kind: 'value'; readonly type: ValType }
  | { readonly kind: 'type'; readonly type: TypeEntry }
  | { readonly kind: 'component'; readonly type: ComponentType }
  | { readonly kind: 'instance'; readonly type: InstanceType };

/** A core type by its structure: equal types have the same number (core-intern.ts). */
export type CoreTypeId = Index<'interned core type'>;

/**
 * The type of what a core module imports or exports, or of what a core index stands for. References to types
 * in it are `CoreTypeId`s.
 */
export type CoreItemType = CoreFuncItem | CoreTableType | CoreMemoryType | CoreGlobalType | CoreTagItem;

export interface CoreFuncItem {
  readonly kind: 'func';
  readonly type: CoreTypeId;
}

/** An exception tag: a function type whose parameters are what it carries. */
export interface CoreTagItem {
  readonly kind: 'tag';
  readonly type: CoreTypeId;
}

/** The type of a core module. */
export interface ModuleType {
  readonly kind: 'core-module';
  /** By the first name, then by the second. */
  readonly imports: ReadonlyMap<string, ReadonlyMap<string, CoreItemType>>;
  readonly exports: ReadonlyMap<string, CoreItemType>;
  readonly facts: Facts;
}

/** The type of a core instance: what it exports. */
export type CoreInstanceType = ReadonlyMap<string, CoreItemType>;

/** What a core type index can stand for. */
export type CoreTypeEntry = ModuleType | { readonly kind: 'sub'; readonly type: CoreTypeId };

export type { CoreValType };

/** How messages call what a type index stands for. */
export function describeType(type: TypeEntry): string {
  switch (type.kind) {
    case 'func':
      return 'func type';
    case 'resource':
      return 'resource';
    case 'instance':
      return 'instance type';
    case 'component':
      return 'component type';
    default:
      return 'defined type';
  }
}

/** How messages call an item. */
export const describeItem = (item: ItemType): string => item.kind === 'core-module' ? 'module' : item.kind;

/** How messages call a value type: by its constructor. */
export function describeValType(type: ValType): string {
  if (typeof type === 'string') return type;
  return type.kind === 'primitive' ? type.type : type.kind;
}
