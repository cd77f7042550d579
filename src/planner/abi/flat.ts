/**
 * Flattening: which core values a component value becomes when it is passed as parameters or results
 * (CanonicalABI.md, "Flattening"; `flatten_type`, `join` of definitions.py).
 *
 * A list of flat types is cut off after `MAX_FLAT_KEPT`: a value that is any longer always goes by memory, so
 * what comes behind is never looked at, and `list<u8, 268435455>` costs nothing.
 */
import type { CoreType } from './shape.ts';

/** More flat parameters than this are passed in memory, behind one pointer. */
export const MAX_FLAT_PARAMS = 16;

/** More flat results than this are passed in memory. */
export const MAX_FLAT_RESULTS = 1;

/** For a function lowered with the `async` option. */
export const MAX_FLAT_ASYNC_PARAMS = 4;

/** One more than can be passed flat is enough to know that it can't be. */
const MAX_FLAT_KEPT = MAX_FLAT_PARAMS + 1;

/** `flatten_record`: the parts in their order. */
export function concatFlat(parts: readonly (readonly CoreType[])[]): readonly CoreType[] {
  const flat: CoreType[] = [];
  for (const part of parts) {
    if (flat.length >= MAX_FLAT_KEPT) break;
    flat.push(...part);
  }
  return flat.slice(0, MAX_FLAT_KEPT);
}

/** `flatten_list` of a fixed length: the element's types, `times` over. */
export function repeatFlat(element: readonly CoreType[], times: number): readonly CoreType[] {
  return concatFlat(Array<readonly CoreType[]>(Math.min(times, MAX_FLAT_KEPT)).fill(element));
}

/** `flatten_variant`: the discriminant, then the payloads of all cases laid over each other. */
export function joinCases(payloads: readonly (readonly CoreType[])[]): readonly CoreType[] {
  const joined: CoreType[] = [];
  for (const payload of payloads) {
    payload.forEach((type, i) => {
      const other = joined[i];
      joined[i] = other === undefined ? type : join(other, type);
    });
  }
  return concatFlat([['i32'], joined]);
}

/** `join`: the core type that holds a value of either type. */
export function join(a: CoreType, b: CoreType): CoreType {
  if (a === b) return a;
  const narrow = (type: CoreType): boolean => type === 'i32' || type === 'f32';
  return narrow(a) && narrow(b) ? 'i32' : 'i64';
}
