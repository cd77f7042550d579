/**
 * What passes between two components in a call: arguments and results, from memory to memory (CanonicalABI.md,
 * `canon lower` of a `canon lift`).
 */
import type { Expression, Identifier } from 'estree';
import type { Options, Signature } from '../../planner/plan.ts';
import type { Body, Output } from '../output.ts';
import { expression } from '../template.ts';
import { bind } from '../values/code.ts';
import type { TransferContext } from '../values/context.ts';
import { reallocOf, viewsOf } from '../values/context.ts';
import { pointerToCore } from '../values/pairs.ts';
import type { Sink, Source } from '../values/place.ts';
import { FLAT, FLAT_INLINE, memoryPlace, moved } from '../values/place.ts';
import { transfer } from '../values/transfer.ts';
import type { CoreParams } from './core-params.ts';
import { paramSources, pointedTo } from './core-params.ts';

/** One side of a call. */
interface Side {
  readonly signature: Signature;
  readonly options: Options;
}

/** A call while its code is written. */
export interface Transferring {
  readonly out: Output;
  readonly adapter: { readonly lower: Side; readonly lift: Side };
  /** Where the code goes. */
  readonly body: Body;
  /** What the caller passed. */
  readonly params: CoreParams;
}

/** Arguments: from the caller to the callee. */
export function transferParams(
  { out, adapter: { lower, lift }, body, params }: Transferring, lenders: Identifier | undefined,
): Expression[] {
  const cx: TransferContext = { out, body, from: lower.options, to: lift.options, lenders, transfer };
  const sources = paramSources(out, body, params, lower.signature, lower.options);
  const spilled = lift.signature.paramsInMemory;
  const { pointer } = lift.options;
  if (spilled === undefined) {
    return lower.signature.params.flatMap(({ shape, local }, i) =>
      transfer(cx, shape, sources[i]!, lift.signature.params[i]!.shape, FLAT, local));
  }
  const { size, align, fields } = spilled;
  const ptr = bind(body, expression`${reallocOf(cx, lift.options)}(0, 0, ${align}, ${size})`, 'argsCopy');
  const place = memoryPlace(viewsOf(cx, lift.options), pointer, ptr);
  lower.signature.params.forEach(({ shape, local }, i) => {
    const { offset, shape: to } = fields[i]!;
    transfer(cx, shape, sources[i]!, to, moved(place, offset), local);
  });
  return [pointerToCore(pointer, ptr)];
}

/** The result: from the callee to the caller. Gives the core value that is returned, if one is. */
export function transferResult(
  { out, adapter: { lower, lift }, body, params }: Transferring, source: Source,
): Expression | undefined {
  const [from, to] = [lift.signature.result!, lower.signature.result!];
  const options = { from: lift.options, to: lower.options };
  const cx: TransferContext = { out, body, ...options, lenders: undefined, transfer };
  const sink: Sink = params.outPointer === undefined
    ? FLAT_INLINE
    : pointedTo(out, body, params.outPointer, lower.options, to, 'ptr');
  return transfer(cx, from, source, to, sink, 'result')[0];
}
