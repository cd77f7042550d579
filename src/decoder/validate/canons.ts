/**
 * Canonical definitions: what they refer to, and the types of the functions that they make (CanonicalABI.md,
 * Canonical Definitions). Lifting and lowering are in lift-lower.ts.
 */
import { errorCanon, errorResource, errorSort } from '../../errors.ts';
import type { TypeIndex } from '../component.ts';
import type { CoreMemoryType } from '../core-module.ts';
import type { Canon } from '../sections/canon.ts';
import { checkOptions, forbid, requireMemory, requireRealloc } from './canon-options.ts';
import { coreFunc } from './core-funcs.ts';
import { factsOfValType } from './define.ts';
import { checkLift, checkLower, checkTaskReturn } from './lift-lower.ts';
import { addEntry, entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import { checkNewIndirect, checkSpawnIndirect, checkSpawnRef } from './threads.ts';
import { resourceAt } from './type-defs.ts';
import type { CoreFuncItem, CoreValType, DefinedType, ValType } from './types.ts';

/** The definition of kind `K`. */
type Of<K extends Canon['kind'], C = Canon> = C extends Canon ? (K extends C['kind'] ? C : never) : never;

/** `canon` */
export function checkCanon(scope: Scope, canon: Canon): void {
  if (canon.kind === 'lift') return checkLift(scope, canon);
  const check = CHECKS[canon.kind] as Check<Canon>;
  addEntry(scope, 'core func', check(scope, canon), canon.offset);
}

type Check<C> = (scope: Scope, canon: C) => CoreFuncItem;

/** A built-in about which nothing can be wrong, with these parameters and results. */
const plain = (params: readonly CoreValType[], results: readonly CoreValType[] = []): Check<Canon> =>
  (scope) => coreFunc(scope, params, results);

/** One about a stream or a future that has no options. */
const end = (
  what: Copied, params: readonly CoreValType[], results: readonly CoreValType[] = [],
): Check<CopyCanon> => (scope, canon) => {
  elementOf(scope, what, canon);
  return coreFunc(scope, params, results);
};

type CoreCanon = Exclude<Canon, { kind: 'lift' }>;

/** For each kind, what checks it and gives the type of its core function. */
const CHECKS: { readonly [K in CoreCanon['kind']]: Check<Of<K>> } = {
  'lower': checkLower,
  'resource.new': (scope, canon) => coreFunc(scope, [localRep(scope, canon)], ['i32']),
  'resource.drop': (scope, { resource, offset }) => {
    resourceAt(scope, resource, offset);
    return coreFunc(scope, ['i32']);
  },
  'resource.rep': (scope, canon) => coreFunc(scope, ['i32'], [localRep(scope, canon)]),
  'task.return': checkTaskReturn,
  'task.cancel': plain([]),
  'context.get': (scope, canon) => coreFunc(scope, [], [contextType(scope, canon)]),
  'context.set': (scope, canon) => coreFunc(scope, [contextType(scope, canon)]),
  'subtask.cancel': plain(['i32'], ['i32']),
  'subtask.drop': plain(['i32']),
  'backpressure.inc': plain([]),
  'backpressure.dec': plain([]),
  'stream.new': end('stream', [], ['i64']),
  'stream.read': checkStreamCopy,
  'stream.write': checkStreamCopy,
  'stream.cancel-read': end('stream', ['i32'], ['i32']),
  'stream.cancel-write': end('stream', ['i32'], ['i32']),
  'stream.drop-readable': end('stream', ['i32']),
  'stream.drop-writable': end('stream', ['i32']),
  'future.new': end('future', [], ['i64']),
  'future.read': checkFutureCopy,
  'future.write': checkFutureCopy,
  'future.cancel-read': end('future', ['i32'], ['i32']),
  'future.cancel-write': end('future', ['i32'], ['i32']),
  'future.drop-readable': end('future', ['i32']),
  'future.drop-writable': end('future', ['i32']),
  'error-context.new': checkErrorContextNew,
  'error-context.debug-message': checkDebugMessage,
  'error-context.drop': plain(['i32']),
  'waitable-set.new': plain([], ['i32']),
  'waitable-set.wait': checkWait,
  'waitable-set.poll': checkWait,
  'waitable-set.drop': plain(['i32']),
  'waitable.join': plain(['i32', 'i32']),
  'thread.index': plain([], ['i32']),
  'thread.new-indirect': checkNewIndirect,
  'thread.resume-later': plain(['i32']),
  'thread.yield': plain([], ['i32']),
  'thread.suspend': plain([], ['i32']),
  'thread.suspend-then-resume': plain(['i32'], ['i32']),
  'thread.yield-then-resume': plain(['i32'], ['i32']),
  'thread.suspend-then-promote': plain(['i32'], ['i32']),
  'thread.yield-then-promote': plain(['i32'], ['i32']),
  'thread.spawn-ref': checkSpawnRef,
  'thread.spawn-indirect': checkSpawnIndirect,
  'thread.available-parallelism': (scope, { shared }) => coreFunc(scope, [], ['i32'], shared),
};

/** The core representation of a resource type that this component defines itself. */
function localRep(scope: Scope, { resource, offset }: Of<'resource.new'>): CoreValType {
  const rep = scope.definedResources.get(resourceAt(scope, resource, offset).resource);
  if (rep === undefined) throw errorResource(offset, `type index ${resource} is not a local resource`);
  return rep;
}

/** How many slots thread-local storage has. */
const CONTEXT_SLOTS = 2;

/** All of a component's built-ins for thread-local storage speak of one type. */
function contextType(scope: Scope, { kind, type, index, offset }: Of<'context.get'>): CoreValType {
  if (type !== 'i32' && type !== 'i64') {
    throw errorCanon(offset, `\`${kind}\` only supports \`i32\` or \`i64\``);
  }
  if (index >= CONTEXT_SLOTS) throw errorCanon(offset, `\`${kind}\` immediate must be zero or one: ${index}`);
  scope.contextType ??= type;
  if (scope.contextType !== type) {
    throw errorCanon(offset,
      `\`${kind}\` type must match previous context type`, { expected: scope.contextType, found: type });
  }
  return type;
}

type Copied = 'stream' | 'future';

interface CopyCanon {
  readonly kind: string;
  readonly type: TypeIndex;
  readonly offset: number;
}

/** The type of what goes through the stream or future that a built-in is about. */
function elementOf(scope: Scope, what: Copied, { kind, type, offset }: CopyCanon): ValType | undefined {
  const found = entryAt(scope, 'type', type, offset);
  if (found.kind !== what) {
    throw errorSort(offset, `\`${kind}\` requires a ${what} type: type index ${type} is not a ${what} type`);
  }
  return (found as Extract<DefinedType, { kind: Copied }>).element;
}

function checkStreamCopy(scope: Scope, canon: Of<'stream.read'>): CoreFuncItem {
  const address = checkCopy(scope, 'stream', canon);
  return coreFunc(scope, ['i32', address, address], [address]);
}

function checkFutureCopy(scope: Scope, canon: Of<'future.read'>): CoreFuncItem {
  return coreFunc(scope, ['i32', checkCopy(scope, 'future', canon)], ['i32']);
}

/** The type of addresses. What is read is lifted from the other side and lowered into this memory. */
function checkCopy(scope: Scope, what: Copied, canon: Of<'stream.read'>): CoreValType {
  const element = elementOf(scope, what, canon);
  const options = checkOptions(scope, canon.options, canon.offset);
  forbid(options, `\`${canon.kind}\``, 'post-return', 'callback');
  if (element === undefined) return options.address;
  requireMemory(options, 'elements are copied from or to memory');
  const isRead = canon.kind === 'stream.read' || canon.kind === 'future.read';
  if (isRead && factsOfValType(element).hasPointer) {
    requireRealloc(options, 'the elements contain strings, lists or maps');
  }
  return options.address;
}

function checkErrorContextNew(scope: Scope, canon: Of<'error-context.new'>): CoreFuncItem {
  const options = checkOptions(scope, canon.options, canon.offset);
  forbid(options, '`error-context.new`', 'async', 'post-return', 'callback');
  requireMemory(options, 'the debug message is in memory');
  return coreFunc(scope, [options.address, options.address], ['i32']);
}

function checkDebugMessage(scope: Scope, canon: Of<'error-context.debug-message'>): CoreFuncItem {
  const options = checkOptions(scope, canon.options, canon.offset);
  forbid(options, '`error-context.debug-message`', 'async', 'post-return', 'callback');
  requireRealloc(options, 'the debug message is written to memory');
  return coreFunc(scope, ['i32', options.address]);
}

function checkWait(scope: Scope, { kind, memory, offset }: Of<'waitable-set.wait'>): CoreFuncItem {
  const type: CoreMemoryType = entryAt(scope, 'core memory', memory, offset);
  if (type.shared) throw errorCanon(offset, `the memory of \`${kind}\` can't be shared`);
  return coreFunc(scope, ['i32', type.address], ['i32']);
}
