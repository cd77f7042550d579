/**
 * The component's imports and exports as WIT sees them, for declarations (`.d.ts`), the `.wit` text and
 * comments. A type is printed by the name it was imported or exported under.
 */
import type { NumericKind } from './abi/shape.ts';
import type { InterfaceName } from './names.ts';

export { makeWorld } from './make-world.ts';

export interface World {
  readonly name: string;
  readonly docs: string | undefined;
  /** Imported and exported interfaces; one that is both is there twice. */
  readonly interfaces: readonly Interface[];
  readonly imports: readonly WorldItem[];
  readonly exports: readonly WorldItem[];
  /** Imports that the host may leave out. */
  readonly optional: readonly OptionalImport[];
}

/** A function, or a class with its members; `ns:pkg/iface@1.2.3#func`, or at the root by its name. */
export interface OptionalImport {
  readonly name: string;
  readonly kind: 'function' | 'class';
}

/**
 * What stands directly in the world. `name` is the extern name, `js` the names in JavaScript; those of an
 * import are what a host calls it in its own code: it is looked up by its extern name.
 */
export type WorldItem =
  | Inner
  | { readonly kind: 'func'; readonly name: string; readonly js: readonly string[]; readonly func: WitFunc }
  | { readonly kind: 'type'; readonly name: string; readonly js: readonly string[]; readonly type: NamedType }
  | Given;

export interface Interface {
  /** `ns:pkg/iface@1.2.3`, or a plain label for an inline interface. */
  readonly name: string;
  /** The parts of the name; undefined for a plain label. */
  readonly parsed: InterfaceName | undefined;
  readonly direction: 'import' | 'export';
  readonly docs: string | undefined;
  readonly types: readonly NamedType[];
  readonly funcs: readonly WitFunc[];
  /**
   * Instances, modules and components inside the instance: WIT has no syntax for them, the component model
   * has.
   */
  readonly nested: readonly Nested[];
}

export type Nested = Inner | Given;

/** An instance. */
export interface Inner {
  readonly kind: 'interface';
  readonly name: string;
  readonly js: readonly string[];
  /** Into `World.interfaces`. */
  readonly interface: number;
}

/** A core module or a component, as such. */
export interface Given {
  readonly kind: 'module' | 'component';
  readonly name: string;
  readonly js: readonly string[];
  /** An identifier like the first of `js`. */
  readonly id: string;
}

export interface NamedType {
  readonly name: string;
  /** UpperCamelCase: an identifier that is unique in its interface, or in the world. */
  readonly js: string;
  /** The property names of a resource's class; no other type is there at run time. */
  readonly keys: readonly string[];
  readonly docs: string | undefined;
  readonly definition: TypeDefinition;
}

export type TypeDefinition =
  /**
   * `use other.{t}`: the same type under the name that another interface (or the world: undefined) gave it.
   */
  | { readonly kind: 'alias'; readonly of: TypeName }
  | { readonly kind: 'resource'; readonly members: readonly WitFunc[] }
  | TypeExpr;

/** Whose name a type goes by: an interface's, or the world's own when undefined. */
export interface TypeName {
  readonly interface: number | undefined;
  readonly name: string;
  readonly js: string;
}

export type TypeExpr =
  | { readonly kind: 'named'; readonly type: TypeName }
  | { readonly kind: 'primitive'; readonly name: PrimitiveName }
  | { readonly kind: 'record'; readonly fields: readonly RecordField[] }
  | { readonly kind: 'variant'; readonly cases: readonly VariantCase[] }
  | { readonly kind: 'flags'; readonly labels: readonly FlagLabel[] }
  | { readonly kind: 'enum'; readonly labels: readonly EnumLabel[] }
  | ListExpr
  | { readonly kind: 'tuple'; readonly types: readonly TypeExpr[] }
  /** `tagged`: it is of an option, by whatever name, so that JavaScript sees `{ tag, val }`. */
  | { readonly kind: 'option'; readonly type: TypeExpr; readonly tagged: boolean }
  | { readonly kind: 'result'; readonly ok: TypeExpr | undefined; readonly error: TypeExpr | undefined }
  | { readonly kind: 'map'; readonly key: TypeExpr; readonly value: TypeExpr }
  | { readonly kind: 'handle'; readonly borrow: boolean; readonly resource: TypeName }
  | StreamExpr
  | { readonly kind: 'future'; readonly element: TypeExpr | undefined };

export interface ListExpr {
  readonly kind: 'list';
  readonly element: TypeExpr;
  readonly length: number | undefined;
  /** What the elements are if JavaScript sees a typed array, by whatever name they go. */
  readonly numbers: NumericKind | undefined;
}

export interface StreamExpr {
  readonly kind: 'stream';
  readonly element: TypeExpr | undefined;
  /** As for lists: a stream of numbers comes in chunks. */
  readonly numbers: NumericKind | undefined;
}

export type PrimitiveName =
  | 'bool' | 's8' | 'u8' | 's16' | 'u16' | 's32' | 'u32' | 's64' | 'u64' | 'f32' | 'f64' | 'char' | 'string'
  | 'error-context';

export interface RecordField {
  readonly name: string;
  readonly js: string;
  readonly docs: string | undefined;
  readonly type: TypeExpr;
  /** May be undefined, and so may be missing. */
  readonly optional: boolean;
}

export interface VariantCase {
  readonly name: string;
  /** UpperCamelCase, for the name of a type. */
  readonly js: string;
  readonly docs: string | undefined;
  readonly type: TypeExpr | undefined;
}

export interface FlagLabel {
  readonly name: string;
  readonly js: string;
  readonly docs: string | undefined;
}

export interface EnumLabel {
  readonly name: string;
  readonly docs: string | undefined;
}

export interface WitFunc {
  /** The extern name, `[method]connection.query` included. */
  readonly name: string;
  /**
   * JavaScript names it is reached by: one for members of interfaces and classes, none for constructors, but for those
   * that give a promise and so are statics.
   */
  readonly js: readonly string[];
  /** An identifier like the first of `js`. */
  readonly id: string;
  readonly kind: 'freestanding' | 'constructor' | 'method' | 'static';
  /** The resource's WIT name, for the last three. */
  readonly resource: string | undefined;
  readonly docs: string | undefined;
  /** Of an async function type. */
  readonly async: boolean;
  /** JavaScript gets a promise, or may give one: it is `async`, or the user says so. */
  readonly promises: boolean;
  /** `self` left out for methods. `js` is an identifier, unique among them. */
  readonly params: readonly { readonly name: string; readonly js: string; readonly type: TypeExpr }[];
  readonly result: TypeExpr | undefined;
  /**
   * The parts of a result of kind `result`, by whatever name: JavaScript returns the one and throws the
   * other.
   */
  readonly throws: { readonly ok: TypeExpr | undefined; readonly error: TypeExpr | undefined } | undefined;
}
