/**
 * Element segments (core spec, “Binary Format: Element Section”): which functions end up in tables.
 */

import { errorLeadingByte } from '../../errors.ts';
import { MAX_CORE_ELEMENTS } from '../limits.ts';
import type { Reader } from '../reader.ts';
import { readCoreConstExpr } from './const-expr.ts';
import type { CoreConstExpr } from './const-expr.ts';
import { readCoreRefType } from './types.ts';

/** What a segment is for. */
export type CoreElementMode =
  | { readonly kind: 'active'; readonly table: number; readonly at: CoreConstExpr }
  | { readonly kind: 'passive' }
  | { readonly kind: 'declarative' };

export interface CoreElementSegment {
  readonly mode: CoreElementMode;
  /**
   * One per element: the index of a function, `null` for a null reference, `undefined` for what is not known.
   */
  readonly items: readonly (number | null | undefined)[];
  readonly offset: number;
}

/** Bits of the flags that open a segment. */
const NOT_ACTIVE = 1;
/** An active segment names its table; one that is not active is declarative. */
const EXPLICIT_TABLE_OR_DECLARATIVE = 2;
const EXPRESSIONS = 4;

/** Reads `core:elem`. Adds the functions that its expressions refer to, plain or not, to `refFuncs`. */
export function readCoreElementSegment(reader: Reader, refFuncs: number[]): CoreElementSegment {
  const offset = reader.offset;
  const flags = reader.u32();
  if (flags > 7) throw errorLeadingByte(offset, flags, 'element segment flags');
  const mode = readMode(reader, flags);
  // Only the oldest form, an active segment of table 0, leaves the element kind out.
  if ((flags & (NOT_ACTIVE | EXPLICIT_TABLE_OR_DECLARATIVE)) !== 0) {
    if ((flags & EXPRESSIONS) !== 0) readCoreRefType(reader);
    else reader.expect(0x00, 'element kind');
  }
  const readItem = (flags & EXPRESSIONS) !== 0
    ? (): number | null | undefined => readExpressionItem(reader, refFuncs)
    : (): number => reader.u32();
  return { mode, items: reader.vec(MAX_CORE_ELEMENTS, 'elements', readItem), offset };
}

function readMode(reader: Reader, flags: number): CoreElementMode {
  const second = (flags & EXPLICIT_TABLE_OR_DECLARATIVE) !== 0;
  if ((flags & NOT_ACTIVE) !== 0) return { kind: second ? 'declarative' : 'passive' };
  const table = second ? reader.u32() : 0;
  return { kind: 'active', table, at: readCoreConstExpr(reader) };
}

function readExpressionItem(reader: Reader, refFuncs: number[]): number | null | undefined {
  const { value, refFuncs: named } = readCoreConstExpr(reader);
  for (const func of named) refFuncs.push(func);
  if (value.kind === 'func') return value.func;
  return value.kind === 'null' ? null : undefined;
}
