/**
 * Transferring: the code that moves a value from one component to another, lifting and lowering in one
 * without a JavaScript value in between (CanonicalABI.md, "Loading" to "Flat Lowering").
 */
import type { Expression } from 'estree';
import type { Shape } from '../../planner/abi/shape.ts';
import type { TransferContext } from './context.ts';
import { transferErrorContext } from './error-contexts.ts';
import { transferHandle } from './handles.ts';
import { transferFixedList, transferList } from './lists-lower.ts';
import { transferMap } from './maps.ts';
import type { Sink, Source } from './place.ts';
import { transferFlags, transferRecord, transferTuple } from './records.ts';
import { transferScalar } from './scalars.ts';
import { transferStream } from './streams.ts';
import { transferString } from './strings.ts';
import { transferEnum } from './enums.ts';
import { transferCases } from './variants-lower.ts';

type Transfer<K> = (
  cx: TransferContext, from: Extract<Shape, { kind: K }>, source: Source,
  to: Extract<Shape, { kind: K }>, sink: Sink, hint: string,
) => Expression[];

const TRANSFER: { readonly [K in Shape['kind']]: Transfer<K> } = {
  'bool': transferScalar,
  'u8': transferScalar, 's8': transferScalar, 'u16': transferScalar, 's16': transferScalar,
  'u32': transferScalar, 's32': transferScalar, 'u64': transferScalar, 's64': transferScalar,
  'f32': transferScalar, 'f64': transferScalar,
  'char': transferScalar,
  'string': transferString,
  'list': transferList,
  'fixed-list': transferFixedList,
  'map': transferMap,
  'record': transferRecord,
  'tuple': transferTuple,
  'flags': transferFlags,
  'enum': transferEnum,
  'variant': transferCases,
  'option': transferCases,
  'result': transferCases,
  'own': transferHandle,
  'borrow': transferHandle,
  'stream': transferStream,
  'future': transferStream,
  'error-context': transferErrorContext,
};

/**
 * Writes statements that put the value at `source` into `sink`. Returns the core values if that is flat.
 * `from` and `to` are the shapes of one type in the two components' memories.
 */
export function transfer(
  cx: TransferContext, from: Shape, source: Source, to: Shape, sink: Sink, hint: string,
): Expression[] {
  return (TRANSFER[from.kind] as Transfer<Shape['kind']>)(cx, from, source, to, sink, hint);
}
