/**
 * Lifted functions that run as tasks, and the calls of them: from the host, and from other components
 * (CanonicalABI.md, `canon lift`, `canon lower`). Functions that may park get a stack of their own.
 */
import type { Direction } from './abi/make-signature.ts';
import { makeSignature } from './abi/make-signature.ts';
import type { Shape } from './abi/shape.ts';
import { addAdapter, addLiftStep, addThunk, flushThunks, noteHandles, planOptions, pointerOf } from './assembly.ts';
import type { Assembly } from './assembly.ts';
import { hasBorrow, lends } from './handles.ts';
import type { CanonOptions, CoreFunc, FuncItem, HostFunc, LiftedFunc } from './items.ts';
import type { CoreRef, CoreSignature, Options, Signature } from './plan.ts';
import type { FuncType, Type } from './types.ts';
import { readyAtOnce } from './wasi.ts';

type Lowered = Extract<CoreFunc, { source: 'lower' }>;

/** How a core function is reached (adapters.ts). */
export type RefOf = (func: CoreFunc) => CoreRef;

/** What callbacks take and give (CanonicalABI.md, `canon lift`). */
const CALLBACK: CoreSignature = { params: ['i32', 'i32', 'i32'], results: ['i32'] };

/** The direction in which a function is lifted. */
const liftDirection = ({ options }: LiftedFunc): Direction => (options.async ? 'async lift' : 'lift');

/** `wasi:cli/run@0.3.0#run`; functions of the root have no owner. */
export const fullName = (owner: string, name: string): string => (owner === '' ? name : `${owner}#${name}`);

/** It runs as a task when the host calls it: it is asynchronous, or the user wants it to be. */
export function isTask(assembly: Assembly, name: string, { type }: LiftedFunc): boolean {
  return type.async || assembly.isAsyncExport(name);
}

// ---------------------------------------------------------------------------------------------- lift

/** The adapter through which the host calls a task. `name` has its interface: `wasi:cli/run@0.3.0#run`. */
export function addTaskLift(
  assembly: Assembly, name: string, func: FuncItem, lifted: LiftedFunc, refOf: RefOf,
): number {
  const { options } = lifted;
  // JavaScript has no asynchronous constructors (host.ts, `membersByClass`).
  const plain = name.slice(name.indexOf('#') + 1).replace(/^\[constructor\](.*)$/s, '[static]$1.create');
  const shapeOf = assembly.shapes[pointerOf(options.memory)];
  const signature = makeSignature(plain, assembly.witLine(name, func.type), func.type, shapeOf, liftDirection(lifted));
  const planned = planOptions(assembly, options, signature, 'lift', refOf);
  const lift = taskIndex(assembly, name, lifted, refOf);
  noteHandles(assembly, signature, options.instance);
  return addAdapter(assembly, {
    kind: 'task-lift', signature, options: planned, lift,
    checks: { lends: lends(signature) },
  });
}

/** The number in `Plan.lifts` of a lifted function; its step comes with its first use. */
function taskIndex(assembly: Assembly, name: string, lifted: LiftedFunc, refOf: RefOf): number {
  const known = assembly.liftIndex.get(lifted);
  if (known !== undefined) return known;
  const { callee, options, type } = lifted;
  const { instance, callback, postReturn } = options;
  const signature = signatureOf(assembly, name, type, options, liftDirection(lifted));
  const abi = !options.async ? 'sync' : callback === undefined ? 'stackful' : 'callback';
  const { params, results } = signature.core;
  const main = stackOf(assembly, callee, { params, results: abi === 'callback' ? CALLBACK.results : results }, refOf);
  const back = callback && stackOf(assembly, callback, CALLBACK, refOf);
  assembly.concurrent.add(instance);
  const lift = assembly.lifts.push({
    name, instance, async: type.async,
    exclusive: type.async && abi !== 'stackful',
    abi,
    returnType: options.async ? returnType(assembly, type.result, options) : undefined,
    callee: main.ref, stack: main.stack,
    callback: back?.ref, callbackStack: back?.stack === true,
    postReturn: postReturn === undefined ? undefined : refOf(postReturn),
    postReturnClearsMayLeave: postReturn !== undefined && assembly.mayLeave.seen(instance, postReturn),
  }) - 1;
  assembly.liftIndex.set(lifted, lift);
  addLiftStep(assembly, lift);
  return lift;
}

/** The core function, or a thunk around it that can be called on a stack of its own. */
function stackOf(
  assembly: Assembly, func: CoreFunc, core: CoreSignature, refOf: RefOf,
): { readonly ref: CoreRef; readonly stack: boolean } {
  const callee = refOf(func);
  if (!assembly.blocking.parks(func)) return { ref: callee, stack: false };
  // A thunk of the module that the new one would be in can't be imported by it.
  if (callee.kind === 'core-export' && callee.instance === assembly.thunkInstance) flushThunks(assembly);
  return { ref: addThunk(assembly, { kind: 'stack', callee, core }), stack: true };
}

/**
 * Equal numbers for equal types, and equal options where these matter (CanonicalABI.md, `canon task.return`). The
 * memory and encoding of a result that has neither strings nor pointers can't be told.
 */
export function returnType(assembly: Assembly, result: Type | undefined, options: CanonOptions): number {
  const { numberOf } = assembly.shapes.i32;
  const type = numberOf(result);
  const shape = result && assembly.shapes[pointerOf(options.memory)](result);
  const memory = shape?.allocates === true || (shape?.flat.length ?? 0) > 16 ? options.memory : undefined;
  const place = memory === undefined ? '' : `${memory.instance.index} ${memory.name} ${options.encoding}`;
  const key = `${type} ${place}`;
  const known = assembly.returnTypes.get(key) ?? assembly.returnTypes.size;
  assembly.returnTypes.set(key, known);
  return known;
}

// ---------------------------------------------------------------------------------------------- lower

/** A call of a function that runs as a task. Lowered synchronously, it can block the caller's stack. */
export function addTaskCall(
  assembly: Assembly, func: Lowered, lifted: LiftedFunc, name: string, refOf: RefOf,
): CoreRef {
  const { async, instance: caller } = func.options;
  const lowering = signatureOf(assembly, name, lifted.type, func.options, async ? 'async lower' : 'lower');
  const lifting = signatureOf(assembly, name, lifted.type, lifted.options, liftDirection(lifted));
  const lower = { signature: lowering, options: planOptions(assembly, func.options, lowering, 'lower', refOf), async };
  const lift = { signature: lifting, options: planOptions(assembly, lifted.options, lifting, 'lift', refOf) };
  const task = taskIndex(assembly, name, lifted, refOf);
  noteHandles(assembly, lowering, caller);
  noteHandles(assembly, lifting, lifted.options.instance);
  assembly.concurrent.add(caller);
  const waits = !async || assembly.blocking.hasStacks(lifted.options.instance);
  const adapter = addAdapter(assembly, {
    kind: 'task-call', lower, lift, task, waits,
    checks: {
      mayLeave: assembly.mayLeave.tested(func),
      uncatchable: assembly.effects.underHandler(func),
      lends: hasBorrow(lowering),
    },
  });
  return waits ? suspend(assembly, adapter, lowering.core) : { kind: 'adapter', adapter };
}

/** A call of an asynchronous function of the host's. */
export function addHostCall(
  assembly: Assembly, func: Lowered, { value, form }: HostFunc, name: string, refOf: RefOf,
): CoreRef {
  const { options, func: { type } } = func;
  const direction = options.async ? 'async lower' : 'lower';
  const signature = signatureOf(assembly, value.wit, type, options, direction);
  noteHandles(assembly, signature, options.instance);
  assembly.concurrent.add(options.instance);
  const adapter = addAdapter(assembly, {
    kind: 'host-call', signature, options: planOptions(assembly, options, signature, 'lower', refOf),
    target: value, form, name, async: options.async, always: !type.async,
    ready: readyAtOnce(assembly.flat, value),
    checks: {
      mayLeave: assembly.mayLeave.tested(func),
      uncatchable: assembly.effects.underHandler(func),
      lends: hasBorrow(signature),
    },
  });
  return options.async ? { kind: 'adapter', adapter } : suspend(assembly, adapter, signature.core);
}

/** The thunk that tries the adapter, and parks if that has to block. */
export function suspend(assembly: Assembly, adapter: number, core: CoreSignature): CoreRef {
  return addThunk(assembly, { kind: 'suspend', callee: { kind: 'adapter', adapter }, core });
}

export function signatureOf(
  assembly: Assembly, name: string, type: FuncType, options: CanonOptions, direction: Direction,
): Signature {
  return makeSignature(name, assembly.witLine(name, type), type, assembly.shapes[pointerOf(options.memory)], direction);
}

/** The options of a codec, an error context: what a value in memory needs. */
export function elementOptions(
  assembly: Assembly, options: CanonOptions, element: Shape | undefined, lowers: boolean, refOf: RefOf,
): Options {
  const type: Type = { kind: 'u8' };
  const signature = makeSignature('', '', { async: false, params: [], result: type }, assembly.shapes[pointerOf(options.memory)], 'lower');
  const asResult: Signature = { ...signature, result: element, resultInMemory: element !== undefined };
  return planOptions(assembly, options, asResult, lowers ? 'lower' : 'lift', refOf);
}
