/**
 * What instantiation does, step by step: a table from the plan's steps to the statements that do them.
 */
import type { Expression, Identifier, ObjectPattern, Pattern, Statement } from 'estree';
import type { CoreArg, CoreModulePlan, Step } from '../planner/plan.ts';
import { coreImport, emitAdapter } from './adapters/adapter.ts';
import { titleOf } from './adapters/title.ts';
import { emitCodec } from './adapters/codecs.ts';
import { emitLiftObject } from './adapters/lift-object.ts';
import { emitMemory, emitRealloc } from './adapters/memory.ts';
import { comment, declare, literal, object } from './builders.ts';
import type { CoreFiles } from './core-files.ts';
import type { Component } from './component.ts';
import { argumentObject } from './exports.ts';
import { bindInstantiated } from './imports.ts';
import { callImports } from './core-adapters/imports.ts';
import type { Output } from './output.ts';
import type { StackImport } from './stack-thunks.ts';
import { expression, statements } from './template.ts';
import { aroundFirstThread } from './threads.ts';
import { THUNK_TRAPS, calleeName, flagName } from './thunks.ts';

/** Statements, or what gives them when all uses are known. */
export type Emitted = readonly Statement[] | (() => readonly Statement[]);

type StepEmitter<K> = (step: Extract<Step, { kind: K }>, component: Component) => Emitted;

const EMITTERS: { readonly [K in Step['kind']]: StepEmitter<K> } = {
  'instantiate-core': emitInstantiateCore,
  'table-set': emitTableSet,
  'lift': ({ lift }, { out }) => emitLiftObject(out, lift),
  'codec': ({ codec }, { out }) => emitCodec(out, codec),
  'adapter': ({ adapter }, { out }) => emitAdapter(out, adapter),
  'memory': ({ memory }, { out }) => emitMemory(out, memory),
  'realloc': ({ realloc }, { out }) => emitRealloc(out, realloc),
  'instantiate-host': emitInstantiateHost,
};

/** The statements of one step. */
export function emitStep(step: Step, component: Component): Emitted {
  return (EMITTERS[step.kind] as StepEmitter<Step['kind']>)(step, component);
}

/**
 *     const core0 = await WebAssembly.instantiate(module0, { env: { memory: core1_memory, log: lowerLog } });
 *     const { memory: core0_memory, 'docs:adder/add@0.1.0#add': core0_add } = core0.exports;
 */
function emitInstantiateCore(
  { instance, module, args, thread }: Extract<Step, { kind: 'instantiate-core' }>, component: Component,
): Emitted {
  const { out, mode, files } = component;
  const plan = out.plan.coreModules[module]!;
  const values = writtenArgs(out, plan, files) ?? coreArgs(out, args);
  const call = mode.instantiateCore([out.coreModule(module), ...importArgument(values)]);
  const made = mode.async ? expression`await ${call}` : call;
  if (plan.kind === 'calls' && plan.optional) return () => optionalInstance(out, instance, plan, out.coreModule(module), made);
  // The start function may look at its thread.
  const around = thread === undefined ? { before: [], after: [] } : aroundFirstThread(out, thread);
  const titles = plan.kind === 'calls' ? plan.calls.map((index) => titleOf(out.plan, out.plan.adapters[index]!)) : [];
  const titled = (all: readonly Statement[]): Statement[] => titles.reduceRight(comment, [...all]);
  return () => {
    const names = [...out.uses.coreExports.get(instance) ?? []];
    if (names.length === 0) return [...around.before, ...statements`${made};`, ...around.after];
    const core = out.topLevel(`core${instance}`);
    const pattern = object(names) as unknown as ObjectPattern;
    const exported = declare(pattern, expression`${core}.exports`);
    return titled([...around.before, declare(core, made), ...around.after, exported]);
  };
}

/** `core0_table.set(0, core2_run);` */
function emitTableSet({ table, index, value }: Extract<Step, { kind: 'table-set' }>, { out }: Component): Emitted {
  return statements`${out.ref(table)}.set(${literal(index)}, ${out.ref(value)});`;
}

/**
 * Call adapters in core code or, where the engine doesn't know such modules, in JavaScript.
 *
 *     const core2 = module2 && await WebAssembly.instantiate(module2, { '': { … } });
 *     const { 0: core2_0 = callPut } = core2?.exports ?? {};
 */
function optionalInstance(
  out: Output, instance: number, { calls }: Extract<CoreModulePlan, { kind: 'calls' }>, module: Identifier, made: Expression,
): readonly Statement[] {
  const core = out.topLevel(`core${instance}`);
  const names = [...out.uses.coreExports.get(instance) ?? []].map(([name, left]): [string, Expression] => {
    const pattern: Pattern = { type: 'AssignmentPattern', left, right: out.adapter(calls[Number(name)]!) };
    return [name, pattern as unknown as Expression];
  });
  return [
    declare(core, expression`${module} && ${made}`),
    declare(object(names) as unknown as ObjectPattern, expression`${core}?.exports ?? {}`),
  ];
}

type ImportValue = readonly [module: string, name: string, value: Expression];

function importArgument(values: readonly ImportValue[]): Expression[] {
  if (values.length === 0) return [];
  const modules = new Map<string, Map<string, Expression>>();
  for (const [module, name, value] of values) {
    const names = modules.get(module) ?? new Map<string, Expression>();
    modules.set(module, names.set(name, value));
  }
  return [object([...modules].map(([module, names]) => [module, object(names)]))];
}

const coreArgs = (out: Output, args: readonly CoreArg[]): readonly ImportValue[] =>
  args.map(({ module, name, value }) => [module, name, coreImport(out, value)]);

/** What a module that the emitter wrote is given. */
function writtenArgs(out: Output, plan: CoreModulePlan, files: CoreFiles): readonly ImportValue[] | undefined {
  if (plan.kind === 'thunks') return thunkArgs(out, plan, files);
  return plan.kind === 'calls' ? callImports(out, plan, files.callsOf(plan)) : undefined;
}

/**
 * Callees, flags, for each trap a function that keeps its error (the thunk itself traps), and what is done
 * for stacks.
 */
function thunkArgs(
  out: Output, plan: Extract<CoreModulePlan, { kind: 'thunks' }>, files: CoreFiles,
): readonly ImportValue[] {
  const { flags, traps, stacks } = files.thunksOf(plan);
  return [
    ...plan.thunks.map((thunk, index): ImportValue =>
      ['', calleeName(index), out.ref(thunk.kind === 'thread' ? thunk.table : thunk.callee)]),
    ...flags.map((instance): ImportValue => ['', flagName(instance), out.mayLeaveGlobal(instance)]),
    ...traps.map((name): ImportValue => ['', name, expression`() => {
      ${out.storedError()} ??= new WebAssembly.RuntimeError(${THUNK_TRAPS[name]});
    }`]),
    ...stacks.map(({ name, kind }): ImportValue => ['', name, STACK_IMPORTS[kind](out, name)]),
  ];
}

/** What thunks call to park a stack, and when core code has returned. */
const STACK_IMPORTS: { readonly [K in StackImport['kind']]: (out: Output, name: string) => Expression } = {
  park: (out) => out.state('park', 'parkStack',
    expression`${out.shim('suspending')}(() => ${out.shim('park')}(${out.store()}))`),
  finish: (out, name) => {
    const result = expression`${out.shim('finish')}(${out.store()})`;
    // Counts are Numbers in the shim, also those of 64-bit memories.
    return name.endsWith('i64')
      ? out.state('finish i64', 'finishWait64', expression`() => BigInt(${result})`)
      : out.state('finish', 'finishWait', expression`() => ${result}`);
  },
  returned: (out) => out.state('returned', 'tellReturned',
    expression`(result) => ${out.shim('coreReturned')}(${out.store()}, result)`),
};

/** A component of the host's, given what it imports. */
function emitInstantiateHost(
  step: Extract<Step, { kind: 'instantiate-host' }>, component: Component,
): Emitted {
  const { out, mode } = component;
  const [given, imports] = [out.hostValue(step.component), argumentObject(component, step.args)];
  const call = expression`${given}(undefined, ${imports.value})`;
  return () => [
    ...imports.statements,
    ...bindInstantiated(out, step.import, mode.async ? expression`await ${call}` : call),
  ];
}

/** The statements of a list in which some waited for all uses. */
export const settle = (emitted: readonly Emitted[]): Statement[] =>
  emitted.flatMap((each) => (typeof each === 'function' ? [...each()] : [...each]));
