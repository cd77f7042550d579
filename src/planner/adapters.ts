/**
 * Each canonical function that a core instance is given, and each lifted function that the host calls, becomes an
 * adapter; a flat call between components becomes a direct link or a thunk (links.ts). What has to be checked is
 * decided here, from effects.
 */
import type { CanonBuiltin } from '../decoder/sections/canon.ts';
import { makeSignature } from './abi/make-signature.ts';
import { addAdapter, addThunk, exportRef, noteHandles, planOptions, pointerOf } from './assembly.ts';
import type { Assembly } from './assembly.ts';
import { addCallAdapter, callsInCore } from './core-adapters.ts';
import { supplyConcurrent } from './builtins.ts';
import { borrowsFromOthers, lends } from './handles.ts';
import type { CoreFunc, FuncItem, HostFunc, LiftedFunc } from './items.ts';
import { chooseLink, related } from './links.ts';
import type { CallAdapter, CoreRef, Signature } from './plan.ts';
import { at } from './scope.ts';
import type { RefOf } from './tasks.ts';
import { addHostCall, addTaskCall, addTaskLift, fullName, isTask, signatureOf } from './tasks.ts';
import type { FuncType } from './types.ts';

type Lowered = Extract<CoreFunc, { source: 'lower' }>;
type Builtin = Extract<CoreFunc, { source: 'builtin' }>;

/** How a core function is reached; what must be supplied is planned with its first use. */
export function coreFuncRef(assembly: Assembly, func: CoreFunc): CoreRef {
  if (func.source === 'export') return exportRef(assembly, func);
  const known = assembly.supplied.get(func);
  if (known !== undefined) return known;
  const ref = func.source === 'lower' ? supplyLowered(assembly, func) : supplyBuiltin(assembly, func);
  assembly.supplied.set(func, ref);
  return ref;
}

// ---------------------------------------------------------------------------------------------- lower

function supplyLowered(assembly: Assembly, func: Lowered): CoreRef {
  const { source, type } = func.func;
  return source.kind === 'host'
    ? lowerHost(assembly, func, source, type)
    : lowerLifted(assembly, func, source);
}

function lowerHost(assembly: Assembly, func: Lowered, { value, form }: HostFunc, type: FuncType): CoreRef {
  if (type.async || assembly.isAsyncImport({ kind: 'host', value, form })) {
    return addHostCall(assembly, func, { kind: 'host', value, form }, value.wit, refOf(assembly));
  }
  const signature = signatureOf(assembly, value.wit, type, func.options, 'lower');
  const options = planOptions(assembly, func.options, signature, 'lower', (each) => coreFuncRef(assembly, each));
  return adapterRef(addAdapter(assembly, {
    kind: 'lower', signature, options, target: value, form,
    checks: {
      mayLeave: assembly.mayLeave.tested(func),
      catches: options.realloc !== undefined && mayThrow(assembly, func.options.realloc),
      uncatchable: assembly.effects.underHandler(func),
      lends: lends(signature),
    },
  }), signature, options.instance, assembly);
}

const refOf = (assembly: Assembly): RefOf => (each) => coreFuncRef(assembly, each);

function lowerLifted(assembly: Assembly, func: Lowered, lifted: LiftedFunc): CoreRef {
  const { flat, effects, mayLeave, blocking } = assembly;
  const caller = func.options.instance;
  const callee = lifted.options.instance;
  const name = lifted.callee.source === 'export' ? lifted.callee.name : 'call';
  const isTaskCall = lifted.type.async || blocking.parks(lifted.callee) && blocking.parks(func);
  if (isTaskCall && !related(flat.instances, caller, callee)) {
    return addTaskCall(assembly, func, lifted, name, refOf(assembly));
  }
  const lower = signatureOf(assembly, name, lifted.type, func.options, func.options.async ? 'async lower' : 'lower');
  const thread = usesThread(assembly, lifted);
  const checks = { mayLeave: mayLeave.tested(func), catches: effects.mayThrow(lifted.callee) };
  const link = chooseLink(flat.instances, caller, callee, lower, {
    ...checks, postReturn: lifted.options.postReturn !== undefined || thread,
  });
  const uncatchable = effects.underHandler(func);
  switch (link) {
    case 'trap': return adapterRef(addAdapter(assembly, {
      kind: 'trap', message: 'cannot enter component instance', wit: lower.wit, core: lower.core, uncatchable,
    }));
    case 'direct': return coreFuncRef(assembly, lifted.callee);
    case 'thunk': return lowerByThunk(assembly, func, lifted, lower)
      ?? addCall(assembly, func, lifted, lower, { ...checks, uncatchable, thread });
    case 'adapter': return addCall(assembly, func, lifted, lower, { ...checks, uncatchable, thread });
  }
}

/** Undefined where the callee is itself a thunk of the module that this one would be in. */
function lowerByThunk(
  assembly: Assembly, func: Lowered, lifted: LiftedFunc, { params, result }: Signature,
): CoreRef | undefined {
  const callee = coreFuncRef(assembly, lifted.callee);
  if (callee.kind === 'core-export' && callee.instance === assembly.thunkInstance) return undefined;
  return addThunk(assembly, {
    kind: 'call',
    params: params.map(({ shape }) => shape),
    result,
    callee,
    mayLeave: assembly.mayLeave.tested(func) ? func.options.instance : undefined,
    catches: assembly.effects.mayThrow(lifted.callee),
  });
}

function addCall(
  assembly: Assembly, func: Lowered, lifted: LiftedFunc, signature: Signature,
  checks: Pick<CallAdapter['checks'], 'mayLeave' | 'uncatchable' | 'thread'>,
): CoreRef {
  const ref = refOf(assembly);
  const { instance: callee, postReturn } = lifted.options;
  const all: CallAdapter['checks'] = {
    ...checks,
    catches: mayThrow(assembly, lifted.callee, lifted.options.realloc, postReturn, func.options.realloc),
    lends: lends(signature),
    borrowScope: borrowsFromOthers(assembly.flat, signature, callee),
    postReturnClearsMayLeave: postReturn !== undefined && assembly.mayLeave.seen(callee, postReturn),
  };
  const user = callsInCore(assembly, signature, all, func.options, lifted.options);
  const planned = user === 'core' ? 'core' : 'js';
  const lower = { signature, options: planOptions(assembly, func.options, signature, 'lower', ref, planned) };
  const lifting = signatureOf(assembly, signature.name, lifted.type, lifted.options, 'lift');
  const lift = { signature: lifting, options: planOptions(assembly, lifted.options, lifting, 'lift', ref, planned) };
  if (checks.thread) assembly.concurrent.add(callee);
  noteHandles(assembly, signature, callee);
  noteHandles(assembly, signature, func.options.instance);
  return addCallAdapter(assembly, {
    kind: 'call', lower, lift, callee: ref(lifted.callee),
    postReturn: postReturn === undefined ? undefined : ref(postReturn),
    checks: all,
  }, user);
}

/** The function, or its post-return, may look at the thread that it runs on. */
function usesThread({ blocking }: Assembly, { callee, options: { postReturn } }: LiftedFunc): boolean {
  return blocking.usesThread(callee) || (postReturn !== undefined && blocking.usesThread(postReturn));
}

/** A core exception may come out of one of these, and has to become a trap. */
function mayThrow({ effects }: Assembly, ...funcs: readonly (CoreFunc | undefined)[]): boolean {
  return funcs.some((func) => func !== undefined && effects.mayThrow(func));
}

/** The adapter's function; handles in the signature need the instance to have a table. */
function adapterRef(adapter: number, signature?: Signature, instance?: number, assembly?: Assembly): CoreRef {
  if (signature !== undefined && instance !== undefined && assembly !== undefined) noteHandles(assembly, signature, instance);
  return { kind: 'adapter', adapter };
}

// ---------------------------------------------------------------------------------------------- lift

/** The adapter through which the host calls a component's function. */
export function addLift(
  assembly: Assembly, name: string, owner: string, func: FuncItem, lifted: LiftedFunc, enter: boolean,
): number {
  const { options } = lifted;
  const full = fullName(owner, name);
  const ref = refOf(assembly);
  if (isTask(assembly, full, lifted)) return addTaskLift(assembly, full, func, lifted, ref);
  const wit = assembly.witLine(full, func.type);
  const shapeOf = assembly.shapes[pointerOf(options.memory)];
  const signature = makeSignature(name, wit, func.type, shapeOf, 'lift');
  const planned = planOptions(assembly, options, signature, 'lift', ref);
  const { postReturn } = options;
  const thread = usesThread(assembly, lifted);
  if (thread) assembly.concurrent.add(options.instance);
  noteHandles(assembly, signature, options.instance);
  return addAdapter(assembly, {
    kind: 'lift', signature, options: planned, callee: ref(lifted.callee),
    postReturn: postReturn === undefined ? undefined : ref(postReturn),
    checks: {
      enter,
      catches: mayThrow(assembly, lifted.callee, options.realloc, postReturn),
      lends: lends(signature),
      borrowScope: borrowsFromOthers(assembly.flat, signature, options.instance),
      postReturnClearsMayLeave: postReturn !== undefined && assembly.mayLeave.seen(options.instance, postReturn),
      thread,
    },
  });
}

// ---------------------------------------------------------------------------------------------- built-ins

function supplyBuiltin(assembly: Assembly, func: Builtin): CoreRef {
  const { canon, scope } = func;
  if (!isResourceBuiltin(canon)) return supplyConcurrent(assembly, func, refOf(assembly));
  const entry = at(scope.spaces.type, canon.resource);
  if (entry.kind !== 'resource') throw new Error(`${canon.kind} of a type that is no resource passed validation`);
  const dtor = assembly.dtorOf(func);
  assembly.tables.add(scope.instance);
  return adapterRef(addAdapter(assembly, {
    kind: canon.kind, resource: entry.identity.index, instance: scope.instance,
    checks: {
      mayLeave: assembly.mayLeave.tested(func),
      uncatchable: assembly.effects.underHandler(func),
      catches: canon.kind === 'resource.drop' && mayThrow(assembly, dtor),
    },
  }));
}

function isResourceBuiltin(canon: CanonBuiltin): canon is Extract<CanonBuiltin, { resource: unknown }> {
  return canon.kind === 'resource.new' || canon.kind === 'resource.drop' || canon.kind === 'resource.rep';
}
