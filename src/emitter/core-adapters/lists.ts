/**
 * Lists and maps from one memory to another (CanonicalABI.md, `store_list_into_range`). Bytes are copied where that
 * will do, else a function of the module has a loop for that kind of element.
 */
import type { ListShape, MapShape, Shape } from '../../planner/abi/shape.ts';
import type { Local } from '../core/code.ts';
import { allocate, checkList } from './checks.ts';
import type { Cx } from './context.ts';
import { directionOf, memoryOf } from './context.ts';
import { moveElements } from './in-memory.ts';

/** Copies a list; leaves its new address on the stack. */
export function copyList(cx: Cx, shape: ListShape | MapShape, ptr: Local, length: Local): void {
  const element = shape.kind === 'map' ? shape.entry : shape.element;
  if (element.bitwise) {
    // As little code as a call is worth.
    writeCopy(cx, element, ptr, length);
    return;
  }
  const { shared, code } = cx;
  const type = { params: ['i32', 'i32'], results: ['i32'] } as const;
  const copy = shared.helper(`copy ${directionOf(cx)} ${shared.kindOf(element)}`, type, (inner, [at, count]) =>
    writeCopy({ ...cx, code: inner }, element, at!, count!));
  code.localGet(ptr).localGet(length).call(copy);
}

function writeCopy(cx: Cx, element: Shape, ptr: Local, length: Local): void {
  const { code, from, to } = cx;
  const [bytes, copy] = [code.local('i32'), code.local('i32')];
  checkList(cx, ptr, length, element, bytes);
  allocate(cx, element.align, bytes, copy);
  if (element.bitwise) {
    code.localGet(copy).localGet(ptr).localGet(bytes).memoryCopy(memoryOf(to), memoryOf(from));
  } else {
    const [next, end] = [code.local('i32'), code.local('i32')];
    code.localGet(ptr).localGet(bytes).op('i32.add').localSet(end);
    code.localGet(copy).localSet(next);
    moveElements(cx, element, ptr, next, end);
  }
  code.localGet(copy);
}
