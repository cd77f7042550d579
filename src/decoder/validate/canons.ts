/**
 * Canonical definitions: what they refer to, and the types of the functions that they make (CanonicalABI.md).
 */
import { errorResource, errorSort } from '../../errors.ts';
import type { TypeIndex } from '../component.ts';
import type { CoreFuncType } from '../core-module.ts';
import type { Canon } from '../sections/canon.ts';
import { checkOptions } from './canon-options.ts';
import { flatten, flattenLowered } from './flatten.ts';
import { addEntry, entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import { checkValType, funcTypeAt, resourceAt } from './type-defs.ts';
import type { CoreValType } from './types.ts';

/** The definition of kind `K`. */
type Of<K extends Canon['kind'], C = Canon> = C extends Canon ? (K extends C['kind'] ? C : never) : never;

/** `canon` */
export function checkCanon(scope: Scope, canon: Canon): void {
  if (canon.kind === 'lift') return checkLift(scope, canon);
  const check = CHECKS[canon.kind] as (scope: Scope, canon: Canon) => CoreFuncType;
  addEntry(scope, 'core func', check(scope, canon), canon.offset);
}

function checkLift(scope: Scope, { func, options, type, offset }: Of<'lift'>): void {
  const funcType = funcTypeAt(scope, type, offset);
  entryAt(scope, 'core func', func, offset);
  checkOptions(scope, options);
  addEntry(scope, 'func', funcType, offset);
}

function checkLower(scope: Scope, { func, options, offset }: Of<'lower'>): CoreFuncType {
  const type = entryAt(scope, 'func', func, offset);
  const { address, async } = checkOptions(scope, options);
  return flattenLowered({ memo: scope.validation.flat, address }, type, async);
}

const core = (params: readonly CoreValType[], results: readonly CoreValType[] = []): CoreFuncType => (
  { kind: 'func', params, results });

type CoreCanon = Exclude<Canon, { kind: 'lift' }>;

/** For each kind, what checks it and gives the type of its core function. */
const CHECKS: { readonly [K in CoreCanon['kind']]: (scope: Scope, canon: Of<K>) => CoreFuncType } = {
  'lower': checkLower,
  'resource.new': (scope, canon) => core([localRep(scope, canon)], ['i32']),
  'resource.drop': (scope, { resource, offset }) => {
    resourceAt(scope, resource, offset);
    return core(['i32']);
  },
  'resource.rep': (scope, canon) => core(['i32'], [localRep(scope, canon)]),
  'task.return': checkTaskReturn,
  'task.cancel': () => core([]),
  'context.get': (_scope, { type }) => core([], [type]),
  'context.set': (_scope, { type }) => core([type]),
  'subtask.cancel': () => core(['i32'], ['i32']),
  'subtask.drop': () => core(['i32']),
  'backpressure.inc': () => core([]),
  'backpressure.dec': () => core([]),
  'stream.new': (scope, canon) => copyType(scope, 'stream', canon, [], ['i64']),
  'stream.read': checkStreamCopy,
  'stream.write': checkStreamCopy,
  'stream.cancel-read': (scope, canon) => copyType(scope, 'stream', canon, ['i32'], ['i32']),
  'stream.cancel-write': (scope, canon) => copyType(scope, 'stream', canon, ['i32'], ['i32']),
  'stream.drop-readable': (scope, canon) => copyType(scope, 'stream', canon, ['i32']),
  'stream.drop-writable': (scope, canon) => copyType(scope, 'stream', canon, ['i32']),
  'future.new': (scope, canon) => copyType(scope, 'future', canon, [], ['i64']),
  'future.read': checkFutureCopy,
  'future.write': checkFutureCopy,
  'future.cancel-read': (scope, canon) => copyType(scope, 'future', canon, ['i32'], ['i32']),
  'future.cancel-write': (scope, canon) => copyType(scope, 'future', canon, ['i32'], ['i32']),
  'future.drop-readable': (scope, canon) => copyType(scope, 'future', canon, ['i32']),
  'future.drop-writable': (scope, canon) => copyType(scope, 'future', canon, ['i32']),
  'error-context.new': (scope, { options }) => {
    const { address } = checkOptions(scope, options);
    return core([address, address], ['i32']);
  },
  'error-context.debug-message': (scope, { options }) => core(['i32', checkOptions(scope, options).address]),
  'error-context.drop': () => core(['i32']),
  'waitable-set.new': () => core([], ['i32']),
  'waitable-set.wait': checkWait,
  'waitable-set.poll': checkWait,
  'waitable-set.drop': () => core(['i32']),
  'waitable.join': () => core(['i32', 'i32']),
  'thread.index': () => core([], ['i32']),
  'thread.new-indirect': checkIndirect,
  'thread.resume-later': () => core(['i32']),
  'thread.yield': () => core([], ['i32']),
  'thread.suspend': () => core([], ['i32']),
  'thread.suspend-then-resume': () => core(['i32'], ['i32']),
  'thread.yield-then-resume': () => core(['i32'], ['i32']),
  'thread.suspend-then-promote': () => core(['i32'], ['i32']),
  'thread.yield-then-promote': () => core(['i32'], ['i32']),
  'thread.spawn-ref': (scope, { type, offset }) => {
    entryAt(scope, 'core type', type, offset);
    return core([{ kind: 'ref', nullable: true, heap: type, shared: false }, 'i32'], ['i32']);
  },
  'thread.spawn-indirect': checkIndirect,
  'thread.available-parallelism': () => core([], ['i32']),
};

/** The core representation of a resource type that this component defines itself. */
function localRep(scope: Scope, { resource, offset }: Of<'resource.new'>): CoreValType {
  const rep = scope.definedResources.get(resourceAt(scope, resource, offset).resource);
  if (rep === undefined) throw errorResource(offset, `type index ${resource} is not a local resource`);
  return rep;
}

function checkTaskReturn(scope: Scope, { result, options, offset }: Of<'task.return'>): CoreFuncType {
  const { address } = checkOptions(scope, options);
  if (result === undefined) return core([]);
  const flat = flatten({ memo: scope.validation.flat, address }, checkValType(scope, result, offset));
  return core(flat === 'many' ? [address] : flat);
}

interface CopyCanon {
  readonly kind: string;
  readonly type: TypeIndex;
  readonly offset: number;
}

/** Checks the stream or future type of a built-in whose core function has these parameters and results. */
function copyType(
  scope: Scope, what: 'stream' | 'future', { kind, type, offset }: CopyCanon, params: readonly CoreValType[],
  results: readonly CoreValType[] = [],
): CoreFuncType {
  if (entryAt(scope, 'type', type, offset).kind !== what) {
    throw errorSort(offset, `\`${kind}\` requires a ${what} type: type index ${type} is not a ${what} type`);
  }
  return core(params, results);
}

function checkStreamCopy(scope: Scope, canon: Of<'stream.read'>): CoreFuncType {
  const { address } = checkOptions(scope, canon.options);
  return copyType(scope, 'stream', canon, ['i32', address, address], [address]);
}

function checkFutureCopy(scope: Scope, canon: Of<'future.read'>): CoreFuncType {
  const { address } = checkOptions(scope, canon.options);
  return copyType(scope, 'future', canon, ['i32', address], ['i32']);
}

function checkWait(scope: Scope, { memory, offset }: Of<'waitable-set.wait'>): CoreFuncType {
  return core(['i32', entryAt(scope, 'core memory', memory, offset).address], ['i32']);
}

type IndirectCanon = Pick<Of<'thread.new-indirect'>, 'type' | 'table' | 'offset'>;

function checkIndirect(scope: Scope, { type, table, offset }: IndirectCanon): CoreFuncType {
  entryAt(scope, 'core type', type, offset);
  return core([entryAt(scope, 'core table', table, offset).address, 'i32'], ['i32']);
}
