/**
 * Lowering: the code that makes a component's value of a JavaScript value (CanonicalABI.md, "Storing", "Flat
 * Lowering"; js-mapping.md, "from JS").
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { ListShape, MapShape, Shape } from '../../planner/abi/shape.ts';
import { declare } from '../builders.ts';
import type { Body } from '../output.ts';
import { expression, statements } from '../template.ts';
import { bind } from './code.ts';
import type { LowerContext, Path } from './context.ts';
import { pathValue, viewsOf } from './context.ts';
import { lowerErrorContext } from './error-contexts.ts';
import { lowerHandle } from './handles.ts';
import { lowerFixedList, lowerList } from './lists-lower.ts';
import { lowerMap } from './maps.ts';
import { writePair } from './pairs.ts';
import type { Sink } from './place.ts';
import { FLAT, address, memoryPlace } from './place.ts';
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
  if (!canUseShared(cx, shape, path)) return lowerInPlace(cx, shape, value, sink, path);
  const key = cx.out.shares('lower', shape, cx.options, sink.kind === 'memory');
  if (key === undefined) return lowerInPlace(cx, shape, value, sink, path);
  if (shape.kind === 'list' || shape.kind === 'map') {
    return lowerSharedList(cx, shape, key, value, sink, path);
  }
  if (sink.kind === 'flat') throw new Error(`a flat ${shape.kind} is lowered in place`);
  const lowerShared = cx.out.helper(key, `lower-${shape.kind}`, (name) => sharedLower(cx, shape, name));
  cx.body.add(statements`${lowerShared}(${[address(sink), value, pathValue(path)]});`);
  return [];
}

/** Shared functions know no index, and nothing of handles that may have to be given up again. */
const canUseShared = ({ mayShare, lowered, lends }: LowerContext, { handles }: Shape, { indices }: Path): boolean =>
  mayShare === true && indices.length === 0 && !(handles && (lowered !== undefined || lends !== undefined));

const lowerInPlace: Lower<Shape['kind']> = (cx, shape, value, sink, path) =>
  (LOWER[shape.kind] as Lower<Shape['kind']>)(cx, shape, value, sink, path);

/**
 *     function lowerRecord(ptr, value, path) {
 *       checkObject(value, path);
 *       memory.u64[ptr >>> 3] = toBigInt(value.seconds, '*.seconds', path);
 *       …
 *     }
 */
function sharedLower(cx: LowerContext, shape: Shape, name: Identifier): Statement[] {
  const body = cx.out.body();
  const ptr = body.local('ptr');
  const { inner, value, path } = sharedContext(cx, body);
  const place = memoryPlace(viewsOf(inner, inner.options), inner.options.pointer, ptr);
  lowerInPlace(inner, shape, value, place, path);
  return statements`
    function ${name}(${[ptr, value, path.base]}) {
      ${body.statements}
    }`;
}

/** What the code of a shared function is written with. */
function sharedContext({ out, options }: LowerContext, body: Body) {
  const [value, base] = [body.local('value'), body.local('path')];
  const inner: LowerContext = { out, body, options, lowered: undefined, mayShare: true, lower };
  return { inner, value, path: { text: '', base, indices: [], hint: 'value', isField: false } };
}

/** `const usersPtr = lowerList(users, 'count: argument "users"');`, and the length as strings give it. */
function lowerSharedList(
  cx: LowerContext, shape: ListShape | MapShape, key: string, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const { out, body, options } = cx;
  const lowerShared = out.helper(key, `lower-${shape.kind}`, (name) => sharedListLower(cx, shape, name));
  const views = viewsOf(cx, options);
  const ptr = body.local(`${path.hint}Ptr`);
  body.add(declare(ptr, expression`${lowerShared}(${[value, pathValue(path)]})`));
  const codeUnits = expression`${views}.codeUnits`;
  const length = sink.kind === 'flat' ? bind(body, codeUnits, `${path.hint}Length`) : codeUnits;
  return writePair(out, body, shape.pointer, sink, ptr, length);
}

/**
 *     function lowerList(value, path) {
 *       const list = toArray(value, path);
 *       …
 *       memory.codeUnits = length;
 *       return ptr;
 *     }
 */
function sharedListLower(cx: LowerContext, shape: ListShape | MapShape, name: Identifier): Statement[] {
  const body = cx.out.body();
  const { inner, value, path } = sharedContext(cx, body);
  const [ptr, length] = lowerInPlace(inner, { ...shape, pointer: 'i32' }, value, FLAT, path);
  return statements`
    function ${name}(${[value, path.base]}) {
      ${body.statements}
      ${viewsOf(inner, inner.options)}.codeUnits = ${length!};
      return ${ptr!};
    }`;
}
