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
import { allocate, checkedPair, transferList } from './lists.ts';
import { loop } from './loops.ts';
import { writePair } from './pairs.ts';
import type { Sink, Source } from './place.ts';
import { memoryPlace, moved } from './place.ts';

const NAMES = ['key', 'value'];

/**
 *     const ages = new Map();
 *     for (let i = 0, entryPtr = agesPtr; i < agesLength; i++, entryPtr += 12) ages.set(…, …);
 */
export function liftMap(cx: LiftContext, { pointer, entry }: MapShape, source: Source, hint: string): Expression {
  const { body, options } = cx;
  const pair = checkedPair(cx, { pointer, element: entry }, source, hint);
  const [map, index, ptr] = [body.local(hint), body.local('i'), body.local('entryPtr')];
  const place = memoryPlace(viewsOf(cx, options), options.pointer, ptr);
  const inner = block(cx, (inside) => {
    const lifts = entry.fields.map(({ offset, shape }, i) =>
      () => inside.lift(inside, shape, moved(place, offset), NAMES[i]!));
    inside.body.add(statements`${map}.set(${inOrder(inside.body, lifts, 'key')});`);
  });
  body.add(declare(map, expression`new Map()`));
  body.add(loop(index, pair.length, [{ name: ptr, start: pair.ptr, size: entry.size }], inner));
  return map;
}

export function lowerMap(
  cx: LowerContext, { pointer, entry }: MapShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const { out, body, options } = cx;
  const entries = bind(body, checked(cx, 'toEntries', [value], path), `${path.hint}Entries`);
  const { ptr: start, length } = allocate(cx, entry, entries, path.hint);
  const [index, ptr] = [body.local('i'), body.local('entryPtr')];
  const place = memoryPlace(viewsOf(cx, options), options.pointer, ptr);
  const inner = block(cx, (inside) => {
    const entryPath = elementPath(path, index, 'entry');
    const pair = bind(inside.body,
      checked(inside, 'toArrayOf', [literal(2), expression`${entries}[${index}]`], entryPath), 'entry');
    entry.fields.forEach(({ offset, shape }, i) =>
      inside.lower(inside, shape, expression`${pair}[${i}]`, moved(place, offset), partPath(entryPath, i, NAMES[i]!)));
  });
  body.add(loop(index, length, [{ name: ptr, start, size: entry.size }], inner));
  return writePair(out, body, pointer, sink, start, length);
}

export function transferMap(
  cx: TransferContext, from: MapShape, source: Source, to: MapShape, sink: Sink, hint: string,
): Expression[] {
  const list = ({ pointer, entry }: MapShape) => ({ pointer, element: entry });
  return transferList(cx, list(from), source, list(to), sink, hint);
}
