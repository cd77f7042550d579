// Decodes the items of one section, for the tests of the section readers.

import type { Definition } from '../../src/decoder/component.ts';
import { decode } from '../../src/decoder/decode.ts';
import { TranspileError } from '../../src/errors.ts';
import { component, section, vec } from './binary.ts';
import type { Part } from './binary.ts';

/** The definitions of one section. Its items start at offset 11: preamble 8, id, size, count. */
export const decodeItems = (id: number, ...items: readonly Part[]): readonly Definition[] =>
  decode(component(section(id, vec(...items)))).definitions;

/** The error, as it is printed, that the decoder has for these items. */
export function refusal(id: number, ...items: readonly Part[]): string {
  try {
    decodeItems(id, ...items);
  } catch (error) {
    if (error instanceof TranspileError) return error.format();
    throw error;
  }
  throw new Error('decoded without an error');
}

/** Plain data without its offsets and without properties that are absent. */
export function withoutOffsets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOffsets);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => key !== 'offset' && inner !== undefined)
      .map(([key, inner]) => [key, withoutOffsets(inner)]),
  );
}
