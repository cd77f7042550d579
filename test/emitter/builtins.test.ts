// Built-ins of the concurrency half: each is a function that gives the shim what it needs (contract with runtime-shim/).

import { describe, expect, test } from 'vitest';
import { builtinTitle, emitBuiltin } from '../../src/emitter/adapters/builtins.ts';
import { id } from '../../src/emitter/builders.ts';
import { makeOutput, makeShared } from '../../src/emitter/output.ts';
import { print } from '../../src/emitter/print.ts';
import type { Builtin, BuiltinAdapter, CoreSignature, Options, Plan } from '../../src/planner/plan.ts';
import { coreExport, plan, settings } from './support/plans.ts';

const options = (changes: Partial<Options> = {}): Options =>
  ({ instance: 0, encoding: 'utf8', memory: 0, realloc: 0, pointer: 'i32', ...changes });

const codec = { type: 3, element: undefined, options: options(), lifts: true, lowers: true };

const memoryOf = (pointer: 'i32' | 'i64'): Plan['memories'][number] => ({ ref: coreExport(0, 'memory'), pointer, grows: true });

/** The text of a built-in; its parameters are `i32`. */
function emitted(
  builtin: Builtin, core: Partial<CoreSignature> = {}, checks: Partial<BuiltinAdapter['checks']> = {}, pointer: 'i32' | 'i64' = 'i32',
): string {
  const out = makeOutput(plan({
    memories: [memoryOf(pointer)],
    reallocs: [{ ref: coreExport(0, 'realloc'), memory: 0, clearsMayLeave: undefined, thread: undefined }],
    codecs: [codec],
    instances: [{ path: 'root', handles: true, concurrent: true, mayLeave: 'js' }],
  }), settings(), makeShared(true));
  const adapter: BuiltinAdapter = {
    kind: 'builtin', builtin, instance: 0, core: { params: [], results: [], ...core },
    checks: { mayLeave: false, uncatchable: false, ...checks },
  };
  return print(emitBuiltin(out, adapter, id('f'))).trim();
}

const one: Partial<CoreSignature> = { results: ['i32'] };

describe('plain ones', () => {
  test.each<[Builtin, Partial<CoreSignature>, string]>([
    [{ name: 'task.cancel' }, {}, 'function f() { taskCancel(instance); }'],
    [{ name: 'subtask.drop' }, {}, 'function f(index) { subtaskDrop(instance, index); }'],
    [{ name: 'subtask.cancel', async: true, blocks: true }, one, 'function f(index) { return subtaskCancel(instance, true, index); }'],
    [{ name: 'subtask.cancel', async: false, blocks: false }, one, 'function f(index) { return subtaskCancelNow(instance, false, index); }'],
    [{ name: 'backpressure.inc' }, {}, 'function f() { backpressureInc(instance); }'],
    [{ name: 'backpressure.dec' }, {}, 'function f() { backpressureDec(instance); }'],
    [{ name: 'context.get', slot: 1 }, one, 'function f() { return contextGet(state, 1); }'],
    [{ name: 'context.get', slot: 0 }, { results: ['i64'] }, 'function f() { return BigInt(contextGet(state, 0)); }'],
    [{ name: 'context.set', slot: 1 }, {}, 'function f(value) { contextSet(state, 1, value); }'],
    [{ name: 'waitable-set.new' }, one, 'function f() { return waitableSetNew(instance); }'],
    [{ name: 'waitable-set.drop' }, {}, 'function f(set) { waitableSetDrop(instance, set); }'],
    [{ name: 'waitable.join' }, {}, 'function f(waitable, set) { waitableJoin(instance, waitable, set); }'],
    [{ name: 'waitable-set.wait', cancellable: true, memory: 0 }, one,
      'function f(set, ptr) { return waitableSetWait(instance, memory, true, set, ptr >>> 0); }'],
    [{ name: 'waitable-set.poll', cancellable: false, memory: 0 }, one,
      'function f(set, ptr) { return waitableSetPoll(instance, memory, false, set, ptr >>> 0); }'],
    [{ name: 'thread.index' }, one, 'function f() { return threadIndex(instance); }'],
    [{ name: 'thread.resume-later' }, {}, 'function f(thread) { threadResumeLater(instance, thread); }'],
    [{ name: 'thread.yield', cancellable: false }, one, 'function f() { return threadYield(instance, false); }'],
    [{ name: 'thread.suspend', cancellable: true }, one, 'function f() { return threadSuspend(instance, true); }'],
    [{ name: 'thread.suspend-then-resume', cancellable: true }, one,
      'function f(thread) { return threadSuspendThenResume(instance, true, thread); }'],
    [{ name: 'thread.yield-then-resume', cancellable: true }, one,
      'function f(thread) { return threadYieldThenResume(instance, true, thread); }'],
    [{ name: 'thread.suspend-then-promote', cancellable: true }, one,
      'function f(thread) { return threadSuspendThenPromote(instance, true, thread); }'],
    [{ name: 'thread.yield-then-promote', cancellable: true }, one,
      'function f(thread) { return threadYieldThenPromote(instance, true, thread); }'],
    [{ name: 'stream.new', type: 3 }, { results: ['i64'] }, 'function f() { return newEnds(instance, streamReadable, 3); }'],
    [{ name: 'future.new', type: 3 }, { results: ['i64'] }, 'function f() { return newEnds(instance, futureReadable, 3); }'],
    [{ name: 'stream.read', codec: 0, async: true, pointer: 'i32' }, one,
      'function f(index, ptr, length) { return copyBuffer(instance, streamReadable, codec, index, ptr >>> 0, length >>> 0); }'],
    [{ name: 'stream.write', codec: 0, async: false, pointer: 'i32' }, one,
      'function f(index, ptr, length) { return copyBufferSync(instance, streamWritable, codec, index, ptr >>> 0, length >>> 0); }'],
    [{ name: 'future.read', codec: 0, async: true, pointer: 'i32' }, one,
      'function f(index, ptr) { return copyBuffer(instance, futureReadable, codec, index, ptr >>> 0); }'],
    [{ name: 'future.write', codec: 0, async: true, pointer: 'i64' }, one,
      'function f(index, ptr) { return copyBuffer(instance, futureWritable, codec, index, fromI64(ptr)); }'],
    [{ name: 'stream.cancel-read', type: 3, async: true }, one, 'function f(index) { return cancelCopy(instance, streamReadable, 3, index); }'],
    [{ name: 'stream.cancel-write', type: 3, async: false }, one, 'function f(index) { return cancelCopySync(instance, streamWritable, 3, index); }'],
    [{ name: 'future.cancel-read', type: 3, async: true }, one, 'function f(index) { return cancelCopy(instance, futureReadable, 3, index); }'],
    [{ name: 'future.cancel-write', type: 3, async: true }, one, 'function f(index) { return cancelCopy(instance, futureWritable, 3, index); }'],
    [{ name: 'stream.drop-readable', type: 3 }, {}, 'function f(index) { dropEnd(instance, streamReadable, 3, index); }'],
    [{ name: 'stream.drop-writable', type: 3 }, {}, 'function f(index) { dropEnd(instance, streamWritable, 3, index); }'],
    [{ name: 'future.drop-readable', type: 3 }, {}, 'function f(index) { dropEnd(instance, futureReadable, 3, index); }'],
    [{ name: 'future.drop-writable', type: 3 }, {}, 'function f(index) { dropFutureWritable(instance, 3, index); }'],
    [{ name: 'error-context.new', options: options() }, one,
      'function f(ptr, length) { return errorContextNew(instance, liftUtf8(memory, ptr >>> 0, length >>> 0)); }'],
    [{ name: 'error-context.drop' }, {}, 'function f(index) { errorContextDrop(instance, index); }'],
  ])('%j', (builtin, core, text) => {
    expect(emitted(builtin, core).replace(/\s+/g, ' ')).toBe(text);
  });
});

test('results of reads and writes of 64-bit memories are BigInts; those of a try are not', () => {
  const read = (async: boolean): string =>
    emitted({ name: 'stream.read', codec: 0, async, pointer: 'i64' }, { results: ['i64'] });
  expect(read(true)).toContain('return BigInt(copyBuffer(instance, streamReadable, codec, index, fromI64(ptr), fromI64(length)) >>> 0);');
  expect(read(false)).toContain('return copyBufferSync(instance, streamReadable, codec, index, fromI64(ptr), fromI64(length));');
});

test('the event of a 64-bit memory is stored at a Number', () => {
  expect(emitted({ name: 'waitable-set.poll', cancellable: false, memory: 0 }, one, {}, 'i64')).toContain('set, fromI64(ptr))');
});

test('debug messages are lifted and lowered by the encoding', () => {
  const lifted = emitted({ name: 'error-context.new', options: options({ encoding: 'utf16' }) }, one);
  expect(lifted).toContain('errorContextNew(instance, liftUtf16(memory, ptr >>> 0, length >>> 0))');
  expect(emitted({ name: 'error-context.debug-message', options: options() })).toBe(`function f(index, ptr) {
  const message = errorContextDebugMessage(instance, index);
  const at = checkPointer(memory, ptr >>> 0, 4, 8);
  storeString(memory, at, lowerUtf8(memory, realloc, message));
}`);
  const wide = options({ pointer: 'i64', encoding: 'latin1+utf16' });
  expect(emitted({ name: 'error-context.debug-message', options: wide }, {}, {}, 'i64')).toBe(`function f(index, ptr) {
  const message = errorContextDebugMessage(instance, index);
  const at = checkPointer(memory, fromI64(ptr), 8, 16);
  storePair64(memory, at, lowerLatin1OrUtf16(memory, realloc, message), codeUnitsToI64(memory.codeUnits));
}`);
});

test('threads are run on stacks of their own, by a function that is made once', () => {
  const builtin: Builtin = {
    name: 'thread.new-indirect', run: coreExport(1, '0'), table: coreExport(0, 'table'), context: 'i32',
  };
  expect(emitted(builtin, { params: ['i32', 'i32'], results: ['i32'] })).toBe(`const runThread = promising(core1_0);

function f(index, context) {
  return threadNewIndirect(instance, runThread, core0_table, index >>> 0, context);
}`);
  expect(emitted(builtin, { params: ['i64', 'i32'], results: ['i32'] })).toContain('BigInt.asUintN(64, index)');
});

test('there is at least one processor', () => {
  const text = emitted({ name: 'thread.available-parallelism' }, one);
  const count = (navigator: unknown): unknown =>
    (new Function('globalThis', `${text}; return f();`) as (globalThis: unknown) => unknown)({ navigator });
  expect(count({ hardwareConcurrency: 8 })).toBe(8);
  expect(count({ hardwareConcurrency: 0 })).toBe(1);
  expect(count({})).toBe(1);
  expect(count(undefined)).toBe(1);
});

test('may-leave is tested, and errors are kept from handlers above, where the plan says so', () => {
  const text = emitted({ name: 'waitable-set.new' }, one, { mayLeave: true, uncatchable: true });
  expect(text).toMatch(/if \(!mayLeave\) cannotLeave\(\);\s+return waitableSetNew\(instance\);\s+\} catch \(error\) \{[^}]*unreachable\(\);/);
});

test('comments say which', () => {
  const adapter = { kind: 'builtin', builtin: { name: 'waitable-set.new' } } as BuiltinAdapter;
  expect(builtinTitle(adapter)).toBe('canon waitable-set.new');
});
