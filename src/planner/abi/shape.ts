/**
 * A shape is a value type with every number that lifting and lowering it needs: size, alignment, flat core
 * types, offsets, discriminant sizes, and the names that JavaScript uses. The emitter computes none of these.
 * CanonicalABI.md, "Alignment", "Element Size", "Flattening". Numbers depend on the width of pointers, so a
 * type that passes between a 32-bit and a 64-bit memory has two shapes.
 */

/** Core value types that flattening yields. */
export type CoreType = 'i32' | 'i64' | 'f32' | 'f64';

export type PointerType = 'i32' | 'i64';

export type NumericKind = 'u8' | 's8' | 'u16' | 's16' | 'u32' | 's32' | 'u64' | 's64' | 'f32' | 'f64';

export type ScalarKind = NumericKind | 'bool' | 'char';

export type Shape =
  | ScalarShape | StringShape | ListShape | FixedListShape | MapShape | RecordShape | TupleShape | FlagsShape
  | EnumShape | VariantShape | OptionShape | ResultShape | HandleShape | StreamShape | ErrorContextShape;

interface Common {
  /** Bytes in linear memory, trailing padding included. */
  readonly size: number;
  /** Alignment in bytes. */
  readonly align: number;
  /** Core types when passed flat; cut off after the 17th, as no value of more than 16 is ever passed flat. */
  readonly flat: readonly CoreType[];
  /**
   * True if the bytes in one memory may be copied as they are to another: numbers and plain flags-free
   * composites of them without padding, pointers, handles, or bit patterns that must be checked or
   * normalised.
   */
  readonly bitwise: boolean;
  /** True if a string, list or map is in it: lowering it to memory allocates. */
  readonly allocates: boolean;
  /** True if an own or borrow handle (or stream, future, error-context) is in it. */
  readonly handles: boolean;
}

export interface ScalarShape extends Common {
  readonly kind: ScalarKind;
}

export interface StringShape extends Common {
  readonly kind: 'string';
  readonly pointer: PointerType;
}

/** `list<T>`: pointer and length. */
export interface ListShape extends Common {
  readonly kind: 'list';
  readonly pointer: PointerType;
  readonly element: Shape;
}

/** `list<T, N>`: N elements in place. */
export interface FixedListShape extends Common {
  readonly kind: 'fixed-list';
  readonly element: Shape;
  readonly length: number;
}

/** `map<K, V>`: represented as `list<tuple<K, V>>`. */
export interface MapShape extends Common {
  readonly kind: 'map';
  readonly pointer: PointerType;
  readonly entry: TupleShape;
}

export interface RecordShape extends Common {
  readonly kind: 'record';
  readonly fields: readonly FieldShape[];
}

export interface FieldShape {
  /** The WIT label. */
  readonly name: string;
  /** The property's name in JavaScript; not always an identifier. */
  readonly key: string;
  /** Bytes from the record's start. */
  readonly offset: number;
  readonly shape: Shape;
}

export interface TupleShape extends Common {
  readonly kind: 'tuple';
  readonly fields: readonly { readonly offset: number; readonly shape: Shape }[];
}

/** Size 1, 2 or 4; flat: one i32. Label i is bit i. */
export interface FlagsShape extends Common {
  readonly kind: 'flags';
  readonly labels: readonly { readonly name: string; readonly key: string }[];
}

/** A variant without payloads; JavaScript sees the label. Size 1, 2 or 4. */
export interface EnumShape extends Common {
  readonly kind: 'enum';
  readonly labels: readonly string[];
}

interface Cases extends Common {
  /** Bytes of the discriminant in memory. */
  readonly discriminant: 1 | 2 | 4;
  /** Bytes from the start to the payload, the same for every case. */
  readonly payload: number;
  /** In order: the case's index is its discriminant. `flat[1…]` holds the joined payload. */
  readonly cases: readonly CaseShape[];
}

export interface CaseShape {
  /** The WIT label; for option `none`, `some`; for result `ok`, `err`. Also the `tag` in JavaScript. */
  readonly name: string;
  readonly shape?: Shape;
}

export interface VariantShape extends Cases {
  readonly kind: 'variant';
}

export interface OptionShape extends Cases {
  readonly kind: 'option';
  /** True if the payload is itself an option, so that JavaScript sees `{ tag, val }` and not `undefined`. */
  readonly tagged: boolean;
}

export interface ResultShape extends Cases {
  readonly kind: 'result';
}

export interface HandleShape extends Common {
  readonly kind: 'own' | 'borrow';
  /** Into `Plan.resources`. */
  readonly resource: number;
}

export interface StreamShape extends Common {
  readonly kind: 'stream' | 'future';
  readonly element?: Shape;
  /** The number of the element type: equal types have equal numbers. */
  readonly type: number;
}

export interface ErrorContextShape extends Common {
  readonly kind: 'error-context';
}
