/**
 * Maps: `list<tuple<K, V>>` in memory, a `Map` in JavaScript.
 */
import type { Expression } from 'estree';
import type { MapShape } from '../../planner/abi/shape.ts';
import { declare, literal } from '../builders.ts';
import { expression, statements } from '../template.ts';
import { bind, inOrder } from './code.ts';
import type { LiftContext, LowerContext, Path, TransferContext } from './context.ts';
import { block, checked, elementPath, partPath, viewsOf } from './context.ts';
import { forEach } from './lists-lift.ts';
import type { Elements } from './lists-lower.ts';
import { transferList } from './lists-lower.ts';
import { loop } from './loops.ts';
import { allocate, arrayLength, checkedPair, writePair } from './pairs.ts';
import type { Sink, Source } from './place.ts';
import { memoryPlace, moved, sourcePart } from './place.ts';

const NAMES = ['key', 'value'];

const elementsOf = ({ pointer, entry }: MapShape): Elements => ({ pointer, element: entry });

/**
 *     const ages = new Map();
 *     for (let i = 0, entryPtr = agesPtr; i < agesLength; i++, entryPtr += 12) ages.set(…, …);
 */
export function liftMap(cx: LiftContext, shape: MapShape, source: Source, hint: string): Expression {
  const { entry } = shape;
  const { ptr, length } = checkedPair(cx, cx.options, elementsOf(shape), source, hint);
  const map = cx.body.local(hint);
  cx.body.add(declare(map, expression`new Map()`), forEach(cx, entry, ptr, length, 'entries', (inner, at) => {
    const lifts = entry.fields.map(({ offset, shape: part }, i) =>
      () => inner.lift(inner, part, sourcePart(at, offset, i, part), NAMES[i]!));
    inner.body.add(statements`${map}.set(${inOrder(inner.body, lifts, 'key')});`);
  }));
  return map;
}

export function lowerMap(
  cx: LowerContext, { pointer, entry }: MapShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const { out, body, options } = cx;
  const entries = bind(body, checked(cx, 'toEntries', [value], path), `${path.hint}Entries`);
  const { ptr: start, length } = allocate(cx, entry, arrayLength(entries), path.hint);
  const [index, ptr] = [body.local('i'), body.local('entryPtr')];
  const place = memoryPlace(viewsOf(cx, options), options.pointer, ptr);
  const inner = block({ ...cx, mayShare: false }, (inside) => {
    const entryPath = elementPath(path, index, 'entry');
    const array = checked(inside, 'toArrayOf', [literal(2), expression`${entries}[${index}]`], entryPath);
    const pair = bind(inside.body, array, 'entry');
    entry.fields.forEach(({ offset, shape }, i) => inside.lower(
      inside, shape, expression`${pair}[${i}]`, moved(place, offset), partPath(entryPath, i, NAMES[i]!),
    ));
  });
  body.add(loop(index, length, [{ name: ptr, start, size: entry.size }], inner));
  return writePair(out, body, pointer, sink, start, length);
}

export const transferMap = (
  cx: TransferContext, from: MapShape, source: Source, to: MapShape, sink: Sink, hint: string,
): Expression[] => transferList(cx, elementsOf(from), source, elementsOf(to), sink, hint);
