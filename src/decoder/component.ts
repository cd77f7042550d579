/**
 * The syntax of a component, as the binary says it (Binary.md), decoded but not interpreted: definitions in
 * their order, with indices into index spaces that are not resolved yet. Each node has the byte offset it was
 * read from.
 *
 * The types of each section stand beside its reader in `sections/`; this file has what they share.
 */
import type { CoreModule } from './core-module.ts';
import type { Alias } from './sections/alias.ts';
import type { Canon } from './sections/canon.ts';
import type { CoreInstance, Instance } from './sections/instance.ts';
import type { CoreTypeDef } from './sections/core-type.ts';
import type { TypeDef } from './sections/type.ts';
import type { Import, Export } from './sections/import-export.ts';
import type { Start, Value } from './sections/start.ts';

/** An index into one index space. The brand keeps a function's index from being used as a type's. */
export type Index<Space extends string> = number & { readonly space: Space };

export type CoreFuncIndex = Index<'core func'>;
export type CoreTableIndex = Index<'core table'>;
export type CoreMemoryIndex = Index<'core memory'>;
export type CoreGlobalIndex = Index<'core global'>;
export type CoreTagIndex = Index<'core tag'>;
export type CoreTypeIndex = Index<'core type'>;
export type CoreModuleIndex = Index<'core module'>;
export type CoreInstanceIndex = Index<'core instance'>;
export type FuncIndex = Index<'func'>;
export type ValueIndex = Index<'value'>;
export type TypeIndex = Index<'type'>;
export type ComponentIndex = Index<'component'>;
export type InstanceIndex = Index<'instance'>;

/** `core:sort`: which core index space. */
export type CoreSort = 'func' | 'table' | 'memory' | 'global' | 'tag' | 'type' | 'module' | 'instance';

/** `sort`: which index space, core ones included. */
export type Sort = `core ${CoreSort}` | 'func' | 'value' | 'type' | 'component' | 'instance';

/** `sortidx`: a sort, and an index into its space. */
export interface SortIndex {
  readonly sort: Sort;
  readonly index: number;
  readonly offset: number;
}

/** `nameattributes`: the name of an import or export, with its optional attributes. */
export interface ExternName {
  readonly name: string;
  /** `(implements "ns:pkg/iface")` */
  readonly implements?: string | undefined;
  /** `(versionsuffix "…")` */
  readonly versionSuffix?: string | undefined;
  /** `(external-id "…")` */
  readonly externalId?: string | undefined;
  /** The attributes in their order, for the rule that each comes once. */
  readonly attributes: readonly NameAttribute[];
  readonly offset: number;
}

/** `attribute` */
export interface NameAttribute {
  readonly kind: 'implements' | 'version-suffix' | 'external-id';
  readonly value: string;
  readonly offset: number;
}

/** One definition of a component, in the order of the binary; most add one index to an index space. */
export type Definition =
  | { readonly kind: 'core-module'; readonly module: CoreModule; readonly offset: number }
  | { readonly kind: 'core-instance'; readonly instance: CoreInstance; readonly offset: number }
  | { readonly kind: 'core-type'; readonly type: CoreTypeDef; readonly offset: number }
  | { readonly kind: 'component'; readonly component: Component; readonly offset: number }
  | { readonly kind: 'instance'; readonly instance: Instance; readonly offset: number }
  | { readonly kind: 'alias'; readonly alias: Alias; readonly offset: number }
  | { readonly kind: 'type'; readonly type: TypeDef; readonly offset: number }
  | { readonly kind: 'canon'; readonly canon: Canon; readonly offset: number }
  | { readonly kind: 'start'; readonly start: Start; readonly offset: number }
  | { readonly kind: 'import'; readonly import: Import; readonly offset: number }
  | { readonly kind: 'export'; readonly export: Export; readonly offset: number }
  | { readonly kind: 'value'; readonly value: Value; readonly offset: number };

/** A custom section, uninterpreted. */
export interface Custom {
  readonly name: string;
  /** A view of the input. */
  readonly data: Uint8Array;
  /** Of the section's contents, which start with the name. */
  readonly offset: number;
}

/** A component, root or nested. */
export interface Component {
  readonly definitions: readonly Definition[];
  readonly customs: readonly Custom[];
  /** From the `component-name` section, if there is one that can be read. */
  readonly names: ComponentNames;
  readonly offset: number;
  /** Size in bytes, preamble included. */
  readonly size: number;
}

/** The `component-name` custom section: names for people, never a reason to refuse a component. */
export interface ComponentNames {
  readonly component?: string;
  readonly sorts: ReadonlyMap<Sort, ReadonlyMap<number, string>>;
}
