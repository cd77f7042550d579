/** 🪙 Component-level start functions and values (Binary.md, Start Definitions and Value Definitions). */
import { errorLimit } from '../../errors.ts';
import type { FuncIndex, ValueIndex } from '../component.ts';
import { MAX_FUNCTION_RESULTS, MAX_START_ARGUMENTS } from '../limits.ts';
import type { Reader } from '../reader.ts';
import { readIndex } from './sort.ts';
import { readValType } from './value-type.ts';
import type { ValTypeRef } from './value-type.ts';

/** `start` */
export interface Start {
  readonly func: FuncIndex;
  readonly args: readonly ValueIndex[];
  readonly results: number;
  readonly offset: number;
}

/** `value`: its bytes are kept, to be read by its type. */
export interface Value {
  readonly type: ValTypeRef;
  /** A view of the input. */
  readonly bytes: Uint8Array;
  readonly bytesOffset: number;
  readonly offset: number;
}

/** `start` */
export function readStart(reader: Reader): Start {
  const offset = reader.offset;
  const func = readIndex<'func'>(reader);
  const args = reader.vec(MAX_START_ARGUMENTS, 'start function arguments', readIndex<'value'>);
  const resultsOffset = reader.offset;
  const results = reader.u32();
  if (results > MAX_FUNCTION_RESULTS) {
    throw errorLimit(resultsOffset, 'start function results', results, MAX_FUNCTION_RESULTS);
  }
  return { func, args, results, offset };
}

/** `value` */
export function readValue(reader: Reader): Value {
  const offset = reader.offset;
  const type = readValType(reader);
  const length = reader.u32();
  const bytesOffset = reader.offset;
  return { type, bytes: reader.bytes(length), bytesOffset, offset };
}
