/**
 * Lifting: the code that makes a JavaScript value of one of a component (CanonicalABI.md, "Loading", "Flat
 * Lifting"; js-mapping.md, "to JS").
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { ListShape, MapShape, Shape } from '../../planner/abi/shape.ts';
import { expression, statements } from '../template.ts';
import type { LiftContext } from './context.ts';
import { viewsOf } from './context.ts';
import { liftErrorContext } from './error-contexts.ts';
import { liftHandle } from './handles.ts';
import { liftFixedList, liftList } from './lists-lift.ts';
import { liftMap } from './maps.ts';
import { corePair } from './pairs.ts';
import type { Source } from './place.ts';
import { address, memoryPlace } from './place.ts';
import { liftFlags, liftRecord, liftTuple } from './records.ts';
import { liftScalar } from './scalars.ts';
import { liftStream } from './streams.ts';
import { liftString } from './strings.ts';
import { liftEnum } from './enums.ts';
import { liftOption, liftResult, liftVariant } from './variants-lift.ts';

type Lift<K> = (
  cx: LiftContext, shape: Extract<Shape, { kind: K }>, source: Source, hint: string,
) => Expression;

const LIFT: { readonly [K in Shape['kind']]: Lift<K> } = {
  'bool': liftScalar,
  'u8': liftScalar, 's8': liftScalar, 'u16': liftScalar, 's16': liftScalar,
  'u32': liftScalar, 's32': liftScalar, 'u64': liftScalar, 's64': liftScalar,
  'f32': liftScalar, 'f64': liftScalar,
  'char': liftScalar,
  'string': liftString,
  'list': liftList,
  'fixed-list': liftFixedList,
  'map': liftMap,
  'record': liftRecord,
  'tuple': liftTuple,
  'flags': liftFlags,
  'enum': liftEnum,
  'variant': liftVariant,
  'option': liftOption,
  'result': liftResult,
  'own': liftHandle,
  'borrow': liftHandle,
  'stream': liftStream,
  'future': liftStream,
  'error-context': liftErrorContext,
};

/**
 * An expression for the value at `source`, evaluated once, after the statements that it adds to `cx.body`.
 */
export function lift(cx: LiftContext, shape: Shape, source: Source, hint: string): Expression {
  const key = cx.mayShare ? cx.out.shares('lift', shape, cx.options, source.kind === 'memory') : undefined;
  if (key === undefined) return liftInPlace(cx, shape, source, hint);
  const liftShared = cx.out.helper(key, `lift-${shape.kind}`, (name) => sharedLift(cx, shape, name));
  if (isPair(shape)) return expression`${liftShared}(${[...corePair(shape.pointer, source)]})`;
  if (source.kind === 'flat') throw new Error(`a flat ${shape.kind} is lifted in place`);
  return expression`${liftShared}(${address(source)})`;
}

const isPair = (shape: Shape): shape is ListShape | MapShape => shape.kind === 'list' || shape.kind === 'map';

const liftInPlace: Lift<Shape['kind']> = (cx, shape, source, hint) =>
  (LIFT[shape.kind] as Lift<Shape['kind']>)(cx, shape, source, hint);

/**
 *     function liftRecord(ptr) {
 *       return { seconds: memory.u64[ptr >>> 3], nanoseconds: memory.u32[ptr + 8 >>> 2] };
 *     }
 *
 * Of a list it gets the pointer and the length.
 */
function sharedLift({ out, options }: LiftContext, shape: Shape, name: Identifier): Statement[] {
  const body = out.body();
  const cx: LiftContext = {
    out, body, options, lenders: undefined, loans: undefined, self: undefined, mayShare: true, lift,
  };
  const params = [body.local('ptr'), ...isPair(shape) ? [body.local('length')] : []];
  const source: Source = isPair(shape)
    ? { kind: 'flat', values: params.map((value) => ({ value, type: shape.pointer })) }
    : memoryPlace(viewsOf(cx, options), options.pointer, params[0]!);
  const value = liftInPlace(cx, shape, source, 'value');
  return statements`
    function ${name}(${params}) {
      ${body.statements}
      return ${value};
    }`;
}
