/**
 * Lowering: the code that makes a component's value of a JavaScript value (CanonicalABI.md, "Storing", "Flat
 * Lowering"; js-mapping.md, "from JS").
 */
import type { Expression } from 'estree';
import type { Shape } from '../../planner/abi/shape.ts';
import type { LowerContext, Path } from './context.ts';
import { lowerErrorContext } from './error-contexts.ts';
import { lowerHandle } from './handles.ts';
import { lowerFixedList, lowerList } from './lists-lower.ts';
import { lowerMap } from './maps.ts';
import type { Sink } from './place.ts';
import { lowerFlags, lowerRecord, lowerTuple } from './records.ts';
import { lowerScalar } from './scalars.ts';
import { lowerStream } from './streams.ts';
import { lowerString } from './strings.ts';
import { lowerEnum } from './enums.ts';
import { lowerOption, lowerVariant } from './variants-lower.ts';

type Lower<K> = (
  cx: LowerContext, shape: Extract<Shape, { kind: K }>, value: Expression, sink: Sink, path: Path,
) => Expression[];

const LOWER: { readonly [K in Shape['kind']]: Lower<K> } = {
  'bool': lowerScalar,
  'u8': lowerScalar, 's8': lowerScalar, 'u16': lowerScalar, 's16': lowerScalar,
  'u32': lowerScalar, 's32': lowerScalar, 'u64': lowerScalar, 's64': lowerScalar,
  'f32': lowerScalar, 'f64': lowerScalar,
  'char': lowerScalar,
  'string': lowerString,
  'list': lowerList,
  'fixed-list': lowerFixedList,
  'map': lowerMap,
  'record': lowerRecord,
  'tuple': lowerTuple,
  'flags': lowerFlags,
  'enum': lowerEnum,
  'variant': lowerVariant,
  'option': lowerOption,
  'result': lowerVariant,
  'own': lowerHandle,
  'borrow': lowerHandle,
  'stream': lowerStream,
  'future': lowerStream,
  'error-context': lowerErrorContext,
};

/**
 * Writes statements that put `value` into `sink`, evaluating it once. Returns the core values if the sink is
 * flat.
 */
export function lower(
  cx: LowerContext, shape: Shape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  return (LOWER[shape.kind] as Lower<Shape['kind']>)(cx, shape, value, sink, path);
}
