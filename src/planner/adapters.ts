/**
 * Each canonical function that a core instance is given, and each lifted function that the host calls, becomes an
 * adapter; a flat call between components becomes a direct link or a thunk (links.ts). What has to be checked is
 * decided here, from effects.
 */
import type { CanonBuiltin } from '../decoder/sections/canon.ts';
import { errorUnsupportedAsync, errorUnsupportedBuiltin } from '../errors.ts';
import { makeSignature } from './abi/make-signature.ts';
import type { Direction } from './abi/make-signature.ts';
import { addAdapter, addThunk, exportRef, planOptions, pointerOf } from './assembly.ts';
import type { Assembly } from './assembly.ts';
import { valType } from './evaluate.ts';
import { canonOptions } from './flatten.ts';
import { borrowsFromOthers, hasHandles, lends, refuseAsyncValues } from './handles.ts';
import type { CanonOptions, CoreFunc, FuncItem, HostFunc, LiftedFunc } from './items.ts';
import { chooseLink } from './links.ts';
import type { CallAdapter, CoreRef, Signature } from './plan.ts';
import { at } from './scope.ts';
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
  // An async call of an async function without a callback returns at once: what could block it is not supported.
  const returns = source.kind === 'lift' && source.options.async && source.options.callback === undefined;
  if (func.options.async && !returns) throw errorUnsupportedAsync(func.offset, 'an async lower');
  return source.kind === 'host'
    ? lowerHost(assembly, func, source, type)
    : lowerLifted(assembly, func, source);
}

function lowerHost(assembly: Assembly, func: Lowered, { value, form }: HostFunc, type: FuncType): CoreRef {
  if (type.async) throw errorUnsupportedAsync(func.offset, `the async import ${value.wit}`);
  const signature = signatureOf(assembly, value.wit, type, func.options, 'lower');
  refuseAsyncValues(signature, func.offset);
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

function lowerLifted(assembly: Assembly, func: Lowered, lifted: LiftedFunc): CoreRef {
  const { async } = lifted.options;
  if (async !== func.options.async || lifted.type.async !== async) throw errorUnsupportedAsync(lifted.offset, 'an async lift');
  const { flat, effects, mayLeave } = assembly;
  const caller = func.options.instance;
  const callee = lifted.options.instance;
  const name = lifted.callee.source === 'export' ? lifted.callee.name : 'call';
  const lower = signatureOf(assembly, name, lifted.type, func.options, async ? 'async lower' : 'lower');
  refuseAsyncValues(lower, func.offset);
  const checks = { mayLeave: mayLeave.tested(func), catches: effects.mayThrow(lifted.callee) };
  const link = chooseLink(flat.instances, caller, callee, lower, {
    ...checks, postReturn: lifted.options.postReturn !== undefined,
  });
  const uncatchable = effects.underHandler(func);
  switch (link) {
    case 'trap': return adapterRef(addAdapter(assembly, {
      kind: 'trap', message: 'cannot enter component instance', wit: lower.wit, core: lower.core, uncatchable,
    }));
    case 'direct': return coreFuncRef(assembly, lifted.callee);
    case 'thunk': return lowerByThunk(assembly, func, lifted, lower)
      ?? addCall(assembly, func, lifted, lower, { ...checks, uncatchable });
    case 'adapter': return addCall(assembly, func, lifted, lower, { ...checks, uncatchable });
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
  checks: Pick<CallAdapter['checks'], 'mayLeave' | 'uncatchable'>,
): CoreRef {
  const refOf = (each: CoreFunc): CoreRef => coreFuncRef(assembly, each);
  const { async } = lifted.options;
  const lower = { signature, options: planOptions(assembly, func.options, signature, 'lower', refOf) };
  const lifting = signatureOf(assembly, signature.name, lifted.type, lifted.options, async ? 'async lift' : 'lift');
  const lift = { signature: lifting, options: planOptions(assembly, lifted.options, lifting, 'lift', refOf) };
  const { postReturn } = lifted.options;
  const callee = lift.options.instance;
  const index = addAdapter(assembly, {
    kind: 'call', result: async ? 'task.return' : 'returned', lower, lift, callee: refOf(lifted.callee),
    postReturn: postReturn === undefined ? undefined : refOf(postReturn),
    checks: {
      mayLeave: checks.mayLeave,
      catches: mayThrow(assembly, lifted.callee, lifted.options.realloc, postReturn, func.options.realloc),
      uncatchable: checks.uncatchable,
      lends: lends(signature),
      borrowScope: borrowsFromOthers(assembly.flat, signature, callee),
      postReturnClearsMayLeave: postReturn !== undefined && assembly.mayLeave.seen(callee, postReturn),
    },
  });
  adapterRef(index, signature, callee, assembly);
  return adapterRef(index, signature, func.options.instance, assembly);
}

/** A core exception may come out of one of these, and has to become a trap. */
function mayThrow({ effects }: Assembly, ...funcs: readonly (CoreFunc | undefined)[]): boolean {
  return funcs.some((func) => func !== undefined && effects.mayThrow(func));
}

/** The adapter's function; handles in the signature need the instance to have a table. */
function adapterRef(adapter: number, signature?: Signature, instance?: number, assembly?: Assembly): CoreRef {
  if (signature !== undefined && instance !== undefined && hasHandles(signature)) assembly?.tables.add(instance);
  return { kind: 'adapter', adapter };
}

// ---------------------------------------------------------------------------------------------- lift

/** The adapter through which the host calls a component's function. */
export function addLift(
  assembly: Assembly, name: string, owner: string, func: FuncItem, lifted: LiftedFunc, enter: boolean,
): number {
  const { options, type } = lifted;
  if (options.async || type.async) throw errorUnsupportedAsync(lifted.offset, `the export ${name}`);
  const refOf = (each: CoreFunc): CoreRef => coreFuncRef(assembly, each);
  const wit = assembly.witLine(owner === '' ? name : `${owner}#${name}`, func.type);
  const shapeOf = assembly.shapes[pointerOf(options.memory)];
  const signature = makeSignature(name, wit, func.type, shapeOf, 'lift');
  refuseAsyncValues(signature, lifted.offset);
  const planned = planOptions(assembly, options, signature, 'lift', refOf);
  const { postReturn } = options;
  if (hasHandles(signature)) assembly.tables.add(options.instance);
  return addAdapter(assembly, {
    kind: 'lift', signature, options: planned, callee: refOf(lifted.callee),
    postReturn: postReturn === undefined ? undefined : refOf(postReturn),
    checks: {
      enter,
      catches: mayThrow(assembly, lifted.callee, options.realloc, postReturn),
      lends: lends(signature),
      borrowScope: borrowsFromOthers(assembly.flat, signature, options.instance),
      postReturnClearsMayLeave: postReturn !== undefined && assembly.mayLeave.seen(options.instance, postReturn),
    },
  });
}

function signatureOf(
  assembly: Assembly, name: string, type: FuncType, options: CanonOptions, direction: Direction,
): Signature {
  return makeSignature(name, assembly.witLine(name, type), type, assembly.shapes[pointerOf(options.memory)], direction);
}

// ---------------------------------------------------------------------------------------------- built-ins

function supplyBuiltin(assembly: Assembly, func: Builtin): CoreRef {
  const { canon, scope } = func;
  if (canon.kind === 'task.return') return supplyTaskReturn(assembly, func, canon);
  if (!isResourceBuiltin(canon)) throw errorUnsupportedBuiltin(canon.offset, canon.kind);
  const entry = at(scope.spaces.type, canon.resource);
  if (entry.kind !== 'resource') throw new Error(`${canon.kind} of a type that is no resource passed validation`);
  const dtor = assembly.dtorOf(func);
  assembly.tables.add(scope.instance);
  return adapterRef(addAdapter(assembly, {
    kind: canon.kind, resource: entry.identity.index, instance: scope.instance,
    checks: {
      mayLeave: canon.kind !== 'resource.rep' && assembly.mayLeave.tested(func),
      uncatchable: assembly.effects.underHandler(func),
      catches: canon.kind === 'resource.drop' && mayThrow(assembly, dtor),
    },
  }));
}

function supplyTaskReturn(
  assembly: Assembly, func: Builtin, { result, options: list }: Extract<CanonBuiltin, { kind: 'task.return' }>,
): CoreRef {
  const options = canonOptions(list, func.scope);
  const type: FuncType = {
    async: false, params: result === undefined ? [] : [{ name: 'result', type: valType(result, func.scope) }],
  };
  const signature = signatureOf(assembly, 'task.return', type, options, 'lower');
  refuseAsyncValues(signature, func.offset);
  return adapterRef(addAdapter(assembly, {
    kind: 'task.return', signature,
    options: planOptions(assembly, options, signature, 'lower', (each) => coreFuncRef(assembly, each)),
    checks: { mayLeave: assembly.mayLeave.tested(func), uncatchable: assembly.effects.underHandler(func) },
  }), signature, options.instance, assembly);
}

function isResourceBuiltin(canon: CanonBuiltin): canon is Extract<CanonBuiltin, { resource: unknown }> {
  return canon.kind === 'resource.new' || canon.kind === 'resource.drop' || canon.kind === 'resource.rep';
}
