/** Lists of numbers: typed arrays at the other end, whatever they were given as. */
import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Sample } from './random-values.ts';
import type { Scalar } from './types.ts';

interface NumericArrayClass {
  readonly BYTES_PER_ELEMENT: number;
  new(values: Iterable<never>): ArrayBufferView;
  new(buffer: ArrayBuffer, offset: number, length: number): ArrayBufferView;
}

const CLASSES: { readonly [K in Scalar]?: NumericArrayClass } = {
  u8: Uint8Array, s8: Int8Array, u16: Uint16Array, s16: Int16Array, u32: Uint32Array, s32: Int32Array,
  u64: BigUint64Array, s64: BigInt64Array, f32: Float32Array, f64: Float64Array,
};

/** Undefined for an element type that has no typed array. */
export function numericArray(scalar: Scalar, element: Arbitrary<Sample>): Arbitrary<Sample> | undefined {
  const Class = CLASSES[scalar];
  if (Class === undefined) return undefined;
  const forms = fc.constantFrom<Form>(
    'typed', 'typed', 'typed', 'middle', 'array', 'iterable', 'array-like', 'buffer',
  );
  return fc.tuple(fc.array(element, { maxLength: 40 }), forms).map(([elements, form]) => {
    const seen = elements.map((each) => each.seen) as never[];
    const given = elements.map((each) => each.given);
    return { given: giveAs(form, Class, seen, given), seen: new Class(seen) };
  });
}

type Form = 'typed' | 'middle' | 'array' | 'iterable' | 'array-like' | 'buffer';

function giveAs(form: Form, Class: NumericArrayClass, seen: never[], given: readonly unknown[]): unknown {
  switch (form) {
    case 'typed': return new Class(seen);
    case 'middle': return inTheMiddle(Class, seen);
    case 'array': return given;
    case 'iterable': return { [Symbol.iterator]: () => given[Symbol.iterator]() };
    case 'array-like': return { ...given, length: given.length };
    case 'buffer': return Class === Uint8Array ? Uint8Array.from(seen).buffer : new Class(seen);
  }
}

/** A view of a part of a larger buffer. */
function inTheMiddle(Class: NumericArrayClass, values: never[]): ArrayBufferView {
  const { buffer, byteLength } = new Class(values);
  const larger = new ArrayBuffer(byteLength + 64);
  new Uint8Array(larger, 32).set(new Uint8Array(buffer));
  return new Class(larger, 32, values.length);
}
