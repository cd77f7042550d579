/**
 * Lifting: the code that makes a JavaScript value of one of a component (CanonicalABI.md, "Loading", "Flat
 * Lifting"; js-mapping.md, "to JS").
 */
import type { Expression } from 'estree';
import type { Shape } from '../../planner/abi/shape.ts';
import type { LiftContext } from './context.ts';
import { liftErrorContext } from './error-contexts.ts';
import { liftHandle } from './handles.ts';
import { liftFixedList, liftList } from './lists-lift.ts';
import { liftMap } from './maps.ts';
import type { Source } from './place.ts';
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
  return (LIFT[shape.kind] as Lift<Shape['kind']>)(cx, shape, source, hint);
}
