/**
 * Built-ins of the concurrency half of the canonical ABI: functions of the shim, given what they need of the
 * instantiation (CanonicalABI.md, “Canonical Definitions”).
 *
 *     // canon stream.read
 *     function canonStreamRead(index, ptr, length) {
 *       return copyBuffer(instance, streamReadable, codec, index, ptr >>> 0, length >>> 0);
 *     }
 */
import type { Identifier, Statement } from 'estree';
import type { Builtin, BuiltinAdapter } from '../../planner/plan.ts';
import { declare, literal, member } from '../builders.ts';
import type { Output } from '../output.ts';
import type { ShimName } from '../shim.ts';
import { expression, statements } from '../template.ts';
import { pointerFromCore } from '../values/pairs.ts';
import type { AdapterFunction, Making } from './builtin-call.ts';
import { call } from './builtin-call.ts';
import { lowerDebugMessage, newErrorContext } from './error-context-builtins.ts';
import { guard } from './guard.ts';

type Name = Builtin['name'];
type OfName<N extends Name> = Extract<Builtin, { name: N }>;

interface Maker<B> {
  /** What its core parameters are called. */
  readonly params: readonly string[];
  /** The statements of its body. */
  readonly body: (making: Making, builtin: B) => Statement[];
}

/** The statements of the function `name`. */
export function emitBuiltin(out: Output, adapter: BuiltinAdapter, name: Identifier): Statement[] {
  const { before, params, body } = builtinFunction(out, adapter);
  return [...before, ...statements`
    function ${name}(${params}) {
      ${body}
    }`];
}

/** Parameters and body of the function. */
export function builtinFunction(out: Output, adapter: BuiltinAdapter): AdapterFunction {
  const { builtin, instance, checks } = adapter;
  const maker = BUILTINS[builtin.name] as Maker<Builtin>;
  const body = out.body();
  const params = maker.params.map((hint) => body.local(hint));
  const before: Statement[] = [];
  const inside = maker.body({ out, adapter, body, params, before }, builtin);
  const guards = {
    mayLeave: checks.mayLeave ? instance : undefined, catches: false, uncatchable: checks.uncatchable,
  };
  return { before, params, body: guard(out, body, inside, guards) };
}

export const builtinTitle = ({ builtin }: BuiltinAdapter): string => `canon ${builtin.name}`;

// ---------------------------------------------------------------------------------------------- kinds

/** The arguments are the core parameters. */
const plain = (shim: ShimName, ...params: readonly string[]): Maker<Builtin> =>
  ({ params, body: (making) => call(making, shim, making.params) });

/** Before them, whether it can be woken by being cancelled. */
const cancellable = (
  shim: ShimName, ...params: readonly string[]
): Maker<{ readonly cancellable: boolean }> => ({
  params,
  body: (making, builtin) => call(making, shim, [literal(builtin.cancellable), ...making.params]),
});

/** `waitable-set.wait`, `waitable-set.poll`: gives the event in memory. */
const event = (shim: ShimName): Maker<OfName<'waitable-set.wait' | 'waitable-set.poll'>> => ({
  params: ['set', 'ptr'],
  body(making, builtin) {
    const { out, params: [set, ptr] } = making;
    const { pointer } = out.plan.memories[builtin.memory]!;
    const at = pointerFromCore(out, pointer, ptr!);
    return call(making, shim, [out.memory(builtin.memory), literal(builtin.cancellable), set!, at]);
  },
});

/** `dropEnd(instance, streamReadable, 2, index)`: of an end, and a stream or future type. */
const ofEnd = (shim: ShimName, end: ShimName, ...params: readonly string[]): Maker<{ readonly type: number }> => ({
  params,
  body: (making, { type }) => call(making, shim, [making.out.shim(end), literal(type), ...making.params]),
});

/** A copy into memory, or out of it. */
const copy = (
  end: ShimName, ...params: readonly string[]
): Maker<OfName<'stream.read' | 'stream.write' | 'future.read' | 'future.write'>> => ({
  params: ['index', ...params],
  body(making, { codec, async, pointer }) {
    const { out, adapter, params: [index, ...numbers] } = making;
    const unsigned = numbers.map((each) => pointerFromCore(out, pointer, each));
    const shim = async ? 'copyBuffer' : 'copyBufferSync';
    const all = [out.shim(end), out.codec(codec), index!, ...unsigned];
    if (!async || adapter.core.results[0] !== 'i64') return call(making, shim, all);
    const result = expression`${out.shim(shim)}(${[out.instance(adapter.instance), ...all]})`;
    return statements`return BigInt(${result} >>> 0);`;
  },
});

const cancelCopy = (end: ShimName): Maker<{ readonly type: number; readonly async: boolean }> => ({
  params: ['index'],
  body: (making, { type, async }) => call(making, async ? 'cancelCopy' : 'cancelCopySync',
    [making.out.shim(end), literal(type), ...making.params]),
});

const BUILTINS: { readonly [N in Name]: Maker<OfName<N>> } = {
  'task.cancel': plain('taskCancel'),
  'subtask.cancel': {
    params: ['index'],
    body: (making, { async, blocks }) => (blocks
      ? call(making, 'subtaskCancel', [literal(async), ...making.params])
      : call(making, 'subtaskCancelNow', [literal(async), ...making.params])),
  },
  'subtask.drop': plain('subtaskDrop', 'index'),
  'backpressure.inc': plain('backpressureInc'),
  'backpressure.dec': plain('backpressureDec'),
  'context.get': { params: [], body: getContext },
  'context.set': { params: ['value'], body: setContext },
  'waitable-set.new': plain('waitableSetNew'),
  'waitable-set.wait': event('waitableSetWait'),
  'waitable-set.poll': event('waitableSetPoll'),
  'waitable-set.drop': plain('waitableSetDrop', 'set'),
  'waitable.join': plain('waitableJoin', 'waitable', 'set'),
  'thread.index': plain('threadIndex'),
  'thread.new-indirect': { params: ['index', 'context'], body: newThread },
  'thread.resume-later': plain('threadResumeLater', 'thread'),
  'thread.suspend': cancellable('threadSuspend'),
  'thread.yield': cancellable('threadYield'),
  'thread.suspend-then-resume': cancellable('threadSuspendThenResume', 'thread'),
  'thread.yield-then-resume': cancellable('threadYieldThenResume', 'thread'),
  'thread.suspend-then-promote': cancellable('threadSuspendThenPromote', 'thread'),
  'thread.yield-then-promote': cancellable('threadYieldThenPromote', 'thread'),
  'thread.available-parallelism': { params: [], body: countProcessors },
  'stream.new': ofEnd('newEnds', 'streamReadable'),
  'stream.read': copy('streamReadable', 'ptr', 'length'),
  'stream.write': copy('streamWritable', 'ptr', 'length'),
  'stream.cancel-read': cancelCopy('streamReadable'),
  'stream.cancel-write': cancelCopy('streamWritable'),
  'stream.drop-readable': ofEnd('dropEnd', 'streamReadable', 'index'),
  'stream.drop-writable': ofEnd('dropEnd', 'streamWritable', 'index'),
  'future.new': ofEnd('newEnds', 'futureReadable'),
  'future.read': copy('futureReadable', 'ptr'),
  'future.write': copy('futureWritable', 'ptr'),
  'future.cancel-read': cancelCopy('futureReadable'),
  'future.cancel-write': cancelCopy('futureWritable'),
  'future.drop-readable': ofEnd('dropEnd', 'futureReadable', 'index'),
  'future.drop-writable': {
    params: ['index'],
    body: (making, { type }) => call(making, 'dropFutureWritable', [literal(type), ...making.params]),
  },
  'error-context.new': { params: ['ptr', 'length'], body: newErrorContext },
  'error-context.debug-message': { params: ['index', 'ptr'], body: lowerDebugMessage },
  'error-context.drop': plain('errorContextDrop', 'index'),
};

// ---------------------------------------------------------------------------------------------- the others

/** A slot that was never set has the number 0. */
function getContext({ out, adapter }: Making, { slot }: OfName<'context.get' | 'context.set'>): Statement[] {
  const value = expression`${out.shim('contextGet')}(${[out.store(), literal(slot)]})`;
  return statements`return ${adapter.core.results[0] === 'i64' ? expression`BigInt(${value})` : value};`;
}

function setContext(
  { out, params: [value] }: Making, { slot }: OfName<'context.get' | 'context.set'>,
): Statement[] {
  return statements`${out.shim('contextSet')}(${[out.store(), literal(slot), value!]});`;
}

/**
 *     const runThread = promising(core2_0);
 *
 *     threadNewIndirect(instance, runThread, core0_table, index >>> 0, context)
 */
function newThread(making: Making, { run, table }: OfName<'thread.new-indirect'>): Statement[] {
  const { out, adapter: { core }, params: [index, context], before } = making;
  const runThread = out.topLevel('runThread');
  before.push(declare(runThread, expression`${out.shim('promising')}(${out.ref(run)})`));
  if (out.settings.target === 'workerd') before.push(...giveStartModule(out, core.params[1] === 'i64' ? 'i64' : 'i32'));
  const isWide = core.params[0] === 'i64';
  const at = isWide ? expression`BigInt.asUintN(64, ${index!})` : expression`${index!} >>> 0`;
  return call(making, 'threadNewIndirect', [runThread, out.ref(table), at, context!]);
}

/** `startModules.number = startI32Module;` */
function giveStartModule(out: Output, context: 'i32' | 'i64'): Statement[] {
  const place = member(out.shim('startModules'), context === 'i64' ? 'bigint' : 'number');
  return statements`${place} = ${out.helperModule(`start-${context}`)};`;
}

function countProcessors(): Statement[] {
  return statements`return Math.max(1, globalThis.navigator?.hardwareConcurrency ?? 1);`;
}
