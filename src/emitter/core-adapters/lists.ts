/**
 * Lists and maps from one memory to another (CanonicalABI.md, `store_list_into_range`): a function of the module for
 * each kind of element. Bytes are copied where that will do, else there is a loop.
 */
import type { ListShape, MapShape } from '../../planner/abi/shape.ts';
import type { Local } from '../core/code.ts';
import { allocate, checkList } from './checks.ts';
import type { Cx } from './context.ts';
import { directionOf, memoryOf } from './context.ts';
import { moveElements } from './in-memory.ts';

/** Copies a list; leaves its new address on the stack. */
export function copyList(cx: Cx, shape: ListShape | MapShape, ptr: Local, length: Local): void {
  const { shared, from, to } = cx;
  const element = shape.kind === 'map' ? shape.entry : shape.element;
  const { size, align, bitwise } = element;
  const [source, target] = [memoryOf(from), memoryOf(to)];
  const kind = bitwise ? `bytes ${size} ${align}` : shared.kindOf(element);
  const type = { params: ['i32', 'i32'], results: ['i32'] } as const;
  const copy = shared.helper(`copy ${directionOf(cx)} ${kind}`, type, (code, [at, count]) => {
    const inner = { ...cx, code };
    const [bytes, result] = [code.local('i32'), code.local('i32')];
    checkList(inner, at!, count!, element, bytes);
    allocate(inner, align, bytes, result);
    if (bitwise) {
      code.localGet(result).localGet(at!).localGet(bytes).memoryCopy(target, source);
    } else {
      const [next, end] = [code.local('i32'), code.local('i32')];
      code.localGet(at!).localGet(bytes).op('i32.add').localSet(end);
      code.localGet(result).localSet(next);
      moveElements(inner, element, at!, next, end);
    }
    code.localGet(result);
  });
  cx.code.localGet(ptr).localGet(length).call(copy);
}
