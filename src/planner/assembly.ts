/**
 * The plan while it is put together: steps in the order in which they must run, and each memory, realloc and adapter
 * once, put before the first step that needs it.
 */
import type { ShapeOf } from './abi/make-shape.ts';
import type { Direction } from './abi/make-signature.ts';
import type { PointerType } from './abi/shape.ts';
import type { DtorOf } from './core-graph.ts';
import type { Blocking, IsAsyncImport } from './blocking.ts';
import type { Effects } from './effects.ts';
import type { Flattened } from './flatten.ts';
import { hasHandles, hasWaitables } from './handles.ts';
import type {
  CanonOptions, CoreFunc, CoreInstanceItem, CoreItem, CoreMemory, CoreModuleItem, LiftedFunc,
} from './items.ts';
import type { MultiMemory } from './core-adapters.ts';
import type { MayLeave } from './may-leave.ts';
import type {
  Adapter, CallAdapter, Codec, CoreModulePlan, CoreRef, Memory, Options, Realloc, Signature, Step, TaskPlan, Thunk,
} from './plan.ts';
import type { FuncType } from './types.ts';

/** One line of WIT for a function, for comments. */
export type WitLine = (name: string, type: FuncType) => string;

export interface Assembly {
  readonly flat: Flattened;
  readonly effects: Effects;
  readonly mayLeave: MayLeave;
  readonly blocking: Blocking;
  /** The user wants this export to be asynchronous, though its type is not. */
  readonly isAsyncExport: (name: string) => boolean;
  readonly isAsyncImport: IsAsyncImport;
  readonly dtorOf: DtorOf;
  readonly witLine: WitLine;
  readonly multiMemory: MultiMemory;
  readonly shapes: { readonly [P in PointerType]: ShapeOf };
  readonly coreModules: CoreModulePlan[];
  readonly memories: Memory[];
  readonly reallocs: Realloc[];
  readonly adapters: Adapter[];
  readonly lifts: TaskPlan[];
  readonly codecs: Codec[];
  readonly steps: Step[];
  /** Component instances that have a handle table. */
  readonly tables: Set<number>;
  /** Component instances that have tasks or waitables. */
  readonly concurrent: Set<number>;
  /** Numbers given out to core instances, thunk instances among them. */
  readonly coreInstances: Map<CoreInstanceItem, number>;
  nextCoreInstance: number;
  /** Core instances whose step has been added. */
  readonly instantiated: Set<number>;
  /** By the core instance that they wait for: steps that look at it. */
  readonly waiting: Map<number, Waiting[]>;
  readonly modules: Map<CoreModuleItem, number>;
  readonly memoryIndex: Map<CoreMemory, number>;
  readonly reallocIndex: Map<CoreFunc, Map<number, number>>;
  readonly supplied: Map<CoreFunc, CoreRef>;
  readonly liftIndex: Map<LiftedFunc, number>;
  /** Steps of memories and reallocs that JavaScript uses. */
  readonly inJs: Set<string>;
  /** By element type and options but for `realloc`. */
  readonly codecIndex: Map<string, number[]>;
  /** Numbers of result types with their options (tasks.ts). */
  readonly returnTypes: Map<string, number>;
  /** Thunks that the next core instance needs: they become one module, instantiated before it. */
  readonly pendingThunks: Thunk[];
  /** Lifted functions that wait for these. */
  readonly pendingLifts: number[];
  /** The number that the instance of that module will have, once there is a thunk. */
  thunkInstance: number | undefined;
  /** The same for call adapters in core code; their module is instantiated behind the thunks. */
  readonly pendingCalls: number[];
  callsInstance: number | undefined;
}

interface Waiting {
  readonly step: Step;
  readonly needs: readonly (number | undefined)[];
}

export function newAssembly(
  facts: Pick<Assembly,
    'flat' | 'effects' | 'mayLeave' | 'blocking' | 'isAsyncExport' | 'isAsyncImport' | 'dtorOf' | 'witLine'
    | 'multiMemory' | 'shapes'>,
): Assembly {
  return {
    ...facts,
    coreModules: [], memories: [], reallocs: [], adapters: [], lifts: [], codecs: [], steps: [],
    tables: new Set(), concurrent: new Set(), inJs: new Set(), liftIndex: new Map(), codecIndex: new Map(), returnTypes: new Map(),
    coreInstances: new Map(), nextCoreInstance: 0, instantiated: new Set(), waiting: new Map(), modules: new Map(),
    memoryIndex: new Map(), reallocIndex: new Map(), supplied: new Map(), pendingThunks: [], pendingLifts: [], pendingCalls: [],
    thunkInstance: undefined, callsInstance: undefined,
  };
}

/** The number of a module in the plan; a module is there once, however often it is instantiated. */
export function moduleIndex(assembly: Assembly, item: CoreModuleItem): number {
  const known = assembly.modules.get(item);
  if (known !== undefined) return known;
  const { source } = item;
  const index = assembly.coreModules.push(source.kind === 'embedded'
    ? { kind: 'embedded', bytes: source.module.bytes }
    : { kind: 'imported', value: source.value }) - 1;
  assembly.modules.set(item, index);
  return index;
}

/** The number of a core instance. An adapter that it is given may use it before it is instantiated. */
export function coreInstanceIndex(assembly: Assembly, item: CoreInstanceItem): number {
  const known = assembly.coreInstances.get(item);
  if (known !== undefined) return known;
  const index = assembly.nextCoreInstance++;
  assembly.coreInstances.set(item, index);
  return index;
}

/** The core instance that something is an export of. Functions of adapters are there from the start. */
export const instanceOf = (ref: CoreRef): number | undefined => (ref.kind === 'core-export' ? ref.instance : undefined);

/** Adds a step, once the core instances are there that it needs. */
export function addStep(assembly: Assembly, step: Step, needs: Waiting['needs']): void {
  const { steps, instantiated, waiting } = assembly;
  const missing = needs.find((instance) => instance !== undefined && !instantiated.has(instance));
  if (missing !== undefined) {
    const others = waiting.get(missing);
    if (others === undefined) waiting.set(missing, [{ step, needs }]);
    else others.push({ step, needs });
    return;
  }
  steps.push(step);
  if (step.kind !== 'instantiate-core') return;
  const { instance } = step;
  instantiated.add(instance);
  const next = waiting.get(instance) ?? [];
  waiting.delete(instance);
  for (const each of next) addStep(assembly, each.step, each.needs);
}

/** Something that a core instance exports. */
export function exportRef(assembly: Assembly, item: Exclude<CoreItem, { source: 'lower' | 'builtin' }>): CoreRef {
  return { kind: 'core-export', instance: coreInstanceIndex(assembly, item.instance), name: item.name };
}

/** Adds an adapter, and the step that makes its function. */
export function addAdapter(assembly: Assembly, adapter: Adapter): number {
  const index = assembly.adapters.push(adapter) - 1;
  addStep(assembly, { kind: 'adapter', adapter: index }, []);
  return index;
}

/** Adds a thunk to those that the next core instance needs. */
export function addThunk(assembly: Assembly, thunk: Thunk): CoreRef {
  if (thunk.kind !== 'thread' && isPending(thunk.callee, assembly.callsInstance)) flushThunks(assembly);
  assembly.thunkInstance ??= assembly.nextCoreInstance++;
  const index = assembly.pendingThunks.push(thunk) - 1;
  return { kind: 'core-export', instance: assembly.thunkInstance, name: String(index) };
}

/** Adds the step for a lifted function, once the thunks are there that it may be of. */
export function addLiftStep(assembly: Assembly, lift: number): void {
  if (assembly.thunkInstance !== undefined || assembly.callsInstance !== undefined) {
    assembly.pendingLifts.push(lift);
    return;
  }
  const { callee, callback } = assembly.lifts[lift]!;
  addStep(assembly, { kind: 'lift', lift }, [callee, callback].map((ref) => ref && instanceOf(ref)));
}

/** True of an export of an instance that is still to be made. */
export const isPending = (ref: CoreRef, instance: number | undefined): boolean =>
  ref.kind === 'core-export' && ref.instance === instance;

/** Instantiates the thunks that have been added, and the call adapters in core code, which may call them. */
export function flushThunks(assembly: Assembly): void {
  const { thunkInstance, callsInstance } = assembly;
  if (thunkInstance !== undefined) {
    assembly.thunkInstance = undefined;
    addThunks(assembly, assembly.pendingThunks.splice(0), thunkInstance);
  }
  if (callsInstance !== undefined) {
    assembly.callsInstance = undefined;
    addCalls(assembly, assembly.pendingCalls.splice(0), callsInstance);
  }
  for (const lift of assembly.pendingLifts.splice(0)) addLiftStep(assembly, lift);
}

/** Adds an instance of a module of thunks. Its exports are named by their numbers. */
function addThunks(assembly: Assembly, thunks: readonly Thunk[], instance: number): void {
  const needs = thunks.map((thunk) => instanceOf(thunk.kind === 'thread' ? thunk.table : thunk.callee));
  addWritten(assembly, { kind: 'thunks', thunks }, instance, needs);
}

/** Adds an instance of a module of call adapters. */
function addCalls(assembly: Assembly, calls: readonly number[], instance: number): void {
  const needs = calls.flatMap((call) => refsOf(assembly, assembly.adapters[call] as CallAdapter)).map((ref) => ref && instanceOf(ref));
  addWritten(assembly, { kind: 'calls', calls, optional: assembly.multiMemory === 'auto' }, instance, needs);
}

/** What core code imports to do what this adapter does. */
function refsOf({ memories, reallocs }: Assembly, { callee, postReturn, lower, lift }: CallAdapter): (CoreRef | undefined)[] {
  const sides = [lower, lift].flatMap(({ options: { memory, realloc } }) => [
    memory === undefined ? undefined : memories[memory]!.ref, realloc === undefined ? undefined : reallocs[realloc]!.ref,
  ]);
  return [callee, postReturn, ...sides];
}

/** Adds an instance of a module that the emitter writes. */
function addWritten(assembly: Assembly, written: CoreModulePlan, instance: number, needs: Waiting['needs']): void {
  const module = assembly.coreModules.push(written) - 1;
  addStep(assembly, { kind: 'instantiate-core', instance, module, args: [], thread: undefined }, needs);
}

/** The number of a memory; its step comes with its first use in JavaScript. */
export function memoryIndex(assembly: Assembly, item: CoreMemory, user: User = 'js'): number {
  const ref = exportRef(assembly, item);
  const index = assembly.memoryIndex.get(item) ?? assembly.memories.push({
    ref, pointer: pointerOf(item), grows: assembly.effects.grows(item),
  }) - 1;
  assembly.memoryIndex.set(item, index);
  addStepOnce(assembly, { kind: 'memory', memory: index }, user, ref);
  return index;
}

/** Who uses a memory or realloc: core code needs neither views of the one nor a function around the other. */
export type User = 'js' | 'core';

/** @param ref what it is made of */
function addStepOnce(assembly: Assembly, step: Step, user: User, ref: CoreRef): void {
  const key = JSON.stringify(step);
  if (user === 'core' || assembly.inJs.has(key)) return;
  assembly.inJs.add(key);
  addStep(assembly, step, [instanceOf(ref)]);
}

export const pointerOf = (memory: CoreMemory | undefined): PointerType => memory?.type?.address ?? 'i32';

/** An adapter passes such values to or from this component instance: handles need a table. */
export function noteHandles(assembly: Assembly, signature: Signature, instance: number): void {
  if (hasHandles(signature)) assembly.tables.add(instance);
  if (hasWaitables(signature)) assembly.concurrent.add(instance);
}

/** The options of a lift or lower, as far as values of the signature need them. */
export function planOptions(
  assembly: Assembly, options: CanonOptions, signature: Signature, direction: Direction,
  refOf: (func: CoreFunc) => CoreRef, user: User = 'js',
): Options {
  const { instance, encoding } = options;
  const needs = memoryNeeds(signature, direction);
  const memory = options.memory === undefined || !needs.memory
    ? undefined
    : memoryIndex(assembly, options.memory, user);
  const realloc = options.realloc === undefined || memory === undefined || !needs.realloc
    ? undefined
    : reallocIndex(assembly, options.realloc, memory, instance, refOf);
  if (realloc !== undefined) addStepOnce(assembly, { kind: 'realloc', realloc }, user, assembly.reallocs[realloc]!.ref);
  return { instance, encoding, memory, realloc, pointer: pointerOf(options.memory) };
}

/** Lifting allocates for parameters, lowering for the result. */
function memoryNeeds(
  { params, result, paramsInMemory, resultInMemory }: Signature, direction: Direction,
): { readonly memory: boolean; readonly realloc: boolean } {
  const paramsAllocate = params.some(({ shape }) => shape.allocates);
  const resultAllocates = result?.allocates === true;
  const spilled = paramsInMemory !== undefined;
  return {
    memory: paramsAllocate || resultAllocates || spilled || resultInMemory,
    realloc: direction === 'lift' ? paramsAllocate || spilled : resultAllocates,
  };
}

function reallocIndex(
  assembly: Assembly, func: CoreFunc, memory: number, instance: number, refOf: (func: CoreFunc) => CoreRef,
): number {
  const byMemory = assembly.reallocIndex.get(func) ?? new Map<number, number>();
  assembly.reallocIndex.set(func, byMemory);
  const known = byMemory.get(memory);
  if (known !== undefined) return known;
  const pointer = assembly.memories[memory]?.pointer ?? 'i32';
  const clears = assembly.mayLeave.seen(instance, func);
  let ref = refOf(func);
  // Where thunks test the flag, a thunk clears it: JavaScript would need 10 ns to set a global.
  if (clears && assembly.mayLeave.flag(instance) === 'core') {
    if (isPending(ref, assembly.callsInstance)) flushThunks(assembly);
    const thunks = assembly.nextCoreInstance++;
    addThunks(assembly, [{ kind: 'realloc', callee: ref, mayLeave: instance, pointer }], thunks);
    ref = { kind: 'core-export', instance: thunks, name: '0' };
  }
  const clearsMayLeave = clears && assembly.mayLeave.flag(instance) === 'js' ? instance : undefined;
  const thread = assembly.blocking.usesThread(func) ? instance : undefined;
  if (thread !== undefined) assembly.concurrent.add(thread);
  const index = assembly.reallocs.push({ ref, memory, clearsMayLeave, thread }) - 1;
  byMemory.set(memory, index);
  return index;
}
