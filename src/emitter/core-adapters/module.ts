/**
 * Core modules of call adapters: calls from one component to another whose values go from memory to memory
 * (CanonicalABI.md, `canon lower` of a `canon lift`), in core code that has a memory for each side.
 *
 *     (import "" "memory0" (memory $from 0)) (import "" "memory1" (memory $to 0)) …
 *     (func (export "0") (param $key i32) (param $length i32) (param $result i32) (local $ret i32)
 *       (local.set $ret (call $callee0 (call $string (local.get $key) (local.get $length)) (local.get $length)))
 *       (if (i32.and (local.get $ret) (i32.const 3)) (then (call $trap (i32.const 1)) unreachable)) …)
 *
 * A trap is raised in core code. The function `trap` is told its text first: it throws an error with it or, where a
 * handler of a component could catch that, keeps it.
 */
import type { HandleShape, Shape } from '../../planner/abi/shape.ts';
import type { CallAdapter, Options, Plan } from '../../planner/plan.ts';
import type { CodeWriter, Local } from '../core/code.ts';
import { CoreModuleWriter } from '../core/module.ts';
import type { Func, FuncType, Global, Memory } from '../core/types.ts';
import { makeShapeKinds } from '../values/shape-kinds.ts';
import { allocate, checkPointer } from './checks.ts';
import type { Cx, Place, Shared, Side } from './context.ts';
import { handleKey, memoryOf, moved, trap } from './context.ts';
import { pass, passParts } from './flat.ts';
import { move } from './in-memory.ts';

/** What a module imports from `""`, by its name there; numbers are those of the plan. */
export type CallImport = { readonly name: string } & (
  | { readonly kind: 'memory' | 'utf8'; readonly memory: number }
  | { readonly kind: 'realloc'; readonly realloc: number }
  | { readonly kind: 'callee' | 'post-return'; readonly adapter: number }
  | { readonly kind: 'flag' | 'dropped'; readonly instance: number }
  /** `(index)`: the handle for the receiver. */
  | { readonly kind: 'handle'; readonly shape: HandleShape; readonly from: Options; readonly to: Options }
  | { readonly kind: 'trap' }
);

export interface CallModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly imports: readonly CallImport[];
  /** The texts of traps, by the numbers that `trap` is given. */
  readonly texts: readonly string[];
}

/** Writes the module for call adapters of a plan; number i of `calls` is exported as `"i"`. `nameOf`: as for thunks. */
export function writeCalls(
  plan: Plan, calls: readonly number[], nameOf: (adapter: CallAdapter) => string | undefined = () => undefined,
): CallModule {
  const writer = new CoreModuleWriter();
  const imports = makeImports(writer, plan);
  const prepared = calls.map((index) => prepare(imports, plan, index));
  const texts: string[] = [];
  const helpers = new Map<string, Func>();
  const kinds = makeShapeKinds();
  const shared: Shared = {
    writer, texts, trap: imports.trap(),
    kindOf: (shape) => kinds(shape).id,
    helper(key, type, body) {
      const func = helpers.get(key) ?? writer.func(type, body);
      helpers.set(key, func);
      return func;
    },
  };
  prepared.forEach((call, i) => {
    const { params, results } = call.adapter.lower.signature.core;
    const func = writer.func({ params, results }, (code, locals) => writeCall(shared, code, call, locals));
    const name = nameOf(call.adapter);
    if (name !== undefined) writer.name(func, name);
    writer.export(String(i), func);
  });
  return { bytes: writer.finish(), imports: imports.list, texts };
}

// ---------------------------------------------------------------------------------------------- imports

type Imports = ReturnType<typeof makeImports>;

/** Each import once. Names don't depend on the plan's numbers, so that equal modules have equal bytes. */
function makeImports(writer: CoreModuleWriter, plan: Plan) {
  const list: CallImport[] = [];
  const counts = new Map<string, number>();
  const known = new Map<string, Func | Memory | Global>();
  const once = <T extends Func | Memory | Global>(
    key: string, prefix: string, make: (name: string) => T, describe: (name: string) => CallImport,
  ): T => {
    const found = known.get(key);
    // The key begins with the prefix, which says what it is.
    if (found !== undefined) return found as T;
    const number = counts.get(prefix) ?? 0;
    counts.set(prefix, number + 1);
    const name = `${prefix}${number}`;
    const made = make(name);
    known.set(key, made);
    list.push(describe(name));
    return made;
  };
  const func = (key: string, prefix: string, type: FuncType, describe: (name: string) => CallImport): Func =>
    once(key, prefix, (name) => writer.importFunc('', name, type), describe);
  return {
    list,
    memory: (memory: number) => once(`memory ${memory}`, 'memory',
      (name) => writer.importMemory('', name, { min: 0 }), (name) => ({ name, kind: 'memory', memory })),
    realloc: (realloc: number) => func(`realloc ${realloc}`, 'realloc', REALLOC,
      (name) => ({ name, kind: 'realloc', realloc })),
    utf8: (memory: number) => func(`utf8 ${memory}`, 'utf8', CHECK_UTF8, (name) => ({ name, kind: 'utf8', memory })),
    callee: (adapter: number) => func(`callee ${adapter}`, 'callee', coreType(plan, adapter),
      (name) => ({ name, kind: 'callee', adapter })),
    postReturn: (adapter: number) => func(`post ${adapter}`, 'post',
      { params: coreType(plan, adapter).results, results: [] }, (name) => ({ name, kind: 'post-return', adapter })),
    flag: (instance: number): Global | Func => once<Global | Func>(`flag ${instance}`, 'mayLeave',
      (name) => (plan.instances[instance]!.mayLeave === 'core'
        ? writer.importGlobal('', name, { type: 'i32', mutable: true })
        : writer.importFunc('', name, { params: [], results: ['i32'] })),
      (name) => ({ name, kind: 'flag', instance })),
    handle: (shape: HandleShape, from: Options, to: Options) =>
      func(`handle ${handleKey(shape)} ${from.instance} ${to.instance}`, 'handle', HANDLE,
        (name) => ({ name, kind: 'handle', shape, from, to })),
    dropped: (instance: number) => func(`dropped ${instance}`, 'dropped', { params: [], results: [] },
      (name) => ({ name, kind: 'dropped', instance })),
    trap: () => func('trap', 'trap', { params: ['i32'], results: [] }, (name) => ({ name, kind: 'trap' })),
  };
}

const REALLOC: FuncType = { params: ['i32', 'i32', 'i32', 'i32'], results: ['i32'] };
const HANDLE: FuncType = { params: ['i32'], results: ['i32'] };
const CHECK_UTF8: FuncType = { params: ['i32', 'i32'], results: [] };

const callOf = (plan: Plan, index: number): CallAdapter => plan.adapters[index] as CallAdapter;

const coreType = (plan: Plan, index: number): FuncType => callOf(plan, index).lift.signature.core;

/** A call with what it imports. */
interface Call {
  readonly adapter: CallAdapter;
  readonly lower: Side;
  readonly lift: Side;
  readonly paramHandles: Cx['handles'];
  readonly resultHandles: Cx['handles'];
  readonly callee: Func;
  /** Traps if borrow handles are left. */
  readonly checkDropped: Func | undefined;
  readonly postReturn: Func | undefined;
  /** The caller's may-leave flag, or a function that gives it. */
  readonly flag: Global | Func | undefined;
}

function prepare(imports: Imports, plan: Plan, index: number): Call {
  const adapter = callOf(plan, index);
  const { lower, lift, postReturn, checks } = adapter;
  const sideOf = ({ memory, realloc }: Options, given: readonly Shape[]): Side => ({
    memory: memory === undefined ? undefined : imports.memory(memory),
    realloc: realloc === undefined ? undefined : imports.realloc(realloc),
    checkUtf8: memory !== undefined && given.some(({ kind }) => kind === 'string') ? imports.utf8(memory) : undefined,
  });
  const handlesOf = (given: readonly Shape[], from: Options, to: Options): ReadonlyMap<string, Func> =>
    new Map(given.filter(isHandle).map((shape) => [handleKey(shape), imports.handle(shape, from, to)]));
  const params = lower.signature.params.flatMap(({ shape }) => shapesIn(shape));
  const result = shapesIn(lift.signature.result);
  return {
    adapter,
    lower: sideOf(lower.options, params), lift: sideOf(lift.options, result),
    paramHandles: handlesOf(params, lower.options, lift.options),
    resultHandles: handlesOf(result, lift.options, lower.options),
    checkDropped: checks.borrowScope ? imports.dropped(lift.options.instance) : undefined,
    callee: imports.callee(index),
    postReturn: postReturn === undefined ? undefined : imports.postReturn(index),
    flag: checks.mayLeave ? imports.flag(lower.options.instance) : undefined,
  };
}

/** All shapes in some shapes; the planner lets no large ones through. */
function shapesIn(shape: Shape | undefined): readonly Shape[] {
  if (shape === undefined) return [];
  switch (shape.kind) {
    case 'list':
    case 'fixed-list': return [shape, ...shapesIn(shape.element)];
    case 'map': return [shape, ...shapesIn(shape.entry)];
    case 'record':
    case 'tuple': return [shape, ...shape.fields.flatMap((field) => shapesIn(field.shape))];
    case 'variant': case 'option': case 'result':
      return [shape, ...shape.cases.flatMap((each) => shapesIn(each.shape))];
    default: return [shape];
  }
}

const isHandle = (shape: Shape): shape is HandleShape => shape.kind === 'own' || shape.kind === 'borrow';

// ---------------------------------------------------------------------------------------------- code

function writeCall(shared: Shared, code: CodeWriter, call: Call, params: readonly Local[]): void {
  const { adapter: { lift: { signature: { core, result, resultInMemory } } }, lower, lift, callee, checkDropped, postReturn, flag } = call;
  if (flag !== undefined) {
    if (flag.kind === 'global') code.globalGet(flag);
    else code.call(flag);
    code.op('i32.eqz').if(() => trap({ shared, code }, 'cannot leave component instance'));
  }
  const cx = { shared, code, from: lower, to: lift, handles: call.paramHandles };
  for (const arg of passParams(cx, call, params)) code.localGet(arg);
  code.call(callee);
  const [type] = core.results;
  const ret = type && code.local(type);
  if (ret !== undefined) code.localSet(ret);
  const back = { shared, code, from: lift, to: lower, handles: call.resultHandles };
  if (ret !== undefined && resultInMemory) checkPointer(back, lift, ret, result!);
  if (checkDropped !== undefined) code.call(checkDropped);
  const results = ret === undefined ? [] : passResult(back, call, params, ret);
  if (postReturn !== undefined) {
    if (ret !== undefined) code.localGet(ret);
    code.call(postReturn);
  }
  for (const result of results) code.localGet(result);
}

/** Arguments: from the caller to the callee. */
function passParams(cx: Cx, { adapter: { lower } }: Call, params: readonly Local[]): readonly Local[] {
  const { paramsInMemory, params: plans } = lower.signature;
  if (paramsInMemory === undefined) return passParts(cx, plans.map(({ shape }) => shape), params);
  const { code } = cx;
  const copy = code.local('i32');
  checkPointer(cx, cx.from, params[0]!, paramsInMemory);
  allocate(cx, paramsInMemory.align, paramsInMemory.size, copy);
  const [source, target] = [placeAt(cx.from, params[0]!), placeAt(cx.to, copy)];
  for (const { offset, shape } of paramsInMemory.fields) move(cx, shape, moved(source, offset), moved(target, offset));
  return [copy];
}

/** The result: from the callee, which returned `ret`, known to be good, to the caller. */
function passResult(
  cx: Cx, { adapter: { lower: { signature } } }: Call, params: readonly Local[], ret: Local,
): readonly Local[] {
  const { result, resultInMemory } = signature;
  if (result === undefined) return [];
  if (!resultInMemory) return pass(cx, result, [ret]);
  const out = params.at(-1)!;
  checkPointer(cx, cx.to, out, result);
  move(cx, result, placeAt(cx.from, ret), placeAt(cx.to, out));
  return [];
}

const placeAt = (side: Side, base: Local): Place => ({ memory: memoryOf(side), base, offset: 0 });
