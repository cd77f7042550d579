/**
 * A plan as text, one line per step: what is instantiated with what, and which adapters do what with which checks.
 */
import type {
  Adapter, BuiltinAdapter, Codec, CoreModulePlan, CoreRef, Options, Plan, Step, TaskPlan, Thunk,
} from '../../src/planner/plan.ts';

export function planText(plan: Plan): string {
  const lines = [
    ...plan.instances.map(({ path, handles, concurrent, mayLeave }, i) =>
      `instance ${i} ${path}${handles ? ', handles' : ''}${concurrent ? ', concurrent' : ''}${mayLeave === 'none' ? '' : `, may-leave in ${mayLeave}`}`),
    ...plan.resources.map(({ witName, name, origin, exposed }, i) => `resource ${i} ${witName} as ${name} of ${
      origin.kind === 'host' ? `the host's ${origin.value.wit}` : `instance ${origin.instance}${
        origin.dtor === undefined ? '' : `, dtor ${ref(origin.dtor)}`}`}${exposed ? ', exposed' : ''}`),
    ...plan.coreModules.flatMap((module, i) => moduleText(plan, module, i)),
    `entered: ${plan.facts.entered ? 'flag' : 'none'}${plan.facts.storesErrors ? ', errors stored' : ''}`,
    '',
    ...plan.steps.map((step) => stepText(plan, step)),
  ];
  return lines.join('\n');
}

const ref = (value: CoreRef): string =>
  (value.kind === 'adapter' ? `adapter ${value.adapter}` : `core ${value.instance} ${JSON.stringify(value.name)}${
    value.fallback === undefined ? '' : ` or adapter ${value.fallback}`}`);

function moduleText(plan: Plan, module: CoreModulePlan, i: number): string[] {
  if (module.kind === 'embedded') return [`module ${i} embedded, ${module.bytes.length} bytes`];
  if (module.kind === 'imported') return [`module ${i} imported, ${module.value.wit}`];
  if (module.kind === 'calls') {
    // Where they are optional, they are steps too.
    const text = (call: number): string => (module.optional ? '' : ` ${adapterText(plan.adapters[call] as Adapter)}`);
    return [
      `module ${i} calls${module.optional ? ', optional' : ''}`,
      ...module.calls.map((call, k) => `  ${k} adapter ${call}${text(call)}`),
    ];
  }
  return [`module ${i} thunks`, ...module.thunks.map((thunk, k) => `  ${k} ${thunkText(thunk)}`)];
}

function thunkText(thunk: Thunk): string {
  if (thunk.kind === 'realloc') return `realloc ${ref(thunk.callee)}, clears may-leave of ${thunk.mayLeave}`;
  if (thunk.kind === 'thread') return `thread of ${ref(thunk.table)}`;
  if (thunk.kind !== 'call') {
    return `${thunk.kind} ${ref(thunk.callee)} (${thunk.core.params.join(' ')}) -> ${thunk.core.results.join(' ') || 'nothing'}`;
  }
  const { params, result, callee, mayLeave, catches } = thunk;
  return `call ${ref(callee)} (${params.map(({ kind }) => kind).join(' ')}) -> ${result?.kind ?? 'nothing'}${
    mayLeave === undefined ? '' : `, tests may-leave of ${mayLeave}`}${catches ? ', catches' : ''}`;
}

function stepText(plan: Plan, step: Step): string {
  switch (step.kind) {
    case 'instantiate-core': return [
      `core ${step.instance} = module ${step.module}${inThread(step.thread)}`,
      ...step.args.map(({ module, name, value }) => `  ${JSON.stringify(module)} ${JSON.stringify(name)} = ${ref(value)}`),
    ].join('\n');
    case 'adapter': return `adapter ${step.adapter} ${adapterText(plan.adapters[step.adapter] as Adapter)}`;
    case 'memory': {
      const memory = plan.memories[step.memory];
      return `memory ${step.memory} = ${memory === undefined ? '?' : `${ref(memory.ref)}${memory.grows ? ', grows' : ''}`}`;
    }
    case 'realloc': {
      const realloc = plan.reallocs[step.realloc];
      return `realloc ${step.realloc} = ${realloc === undefined ? '?' : `${ref(realloc.ref)}${
        realloc.clearsMayLeave === undefined ? '' : `, clears may-leave of ${realloc.clearsMayLeave}`}${inThread(realloc.thread)}`}`;
    }
    case 'lift': return `lift ${step.lift} ${liftText(plan.lifts[step.lift] as TaskPlan)}`;
    case 'codec': return `codec ${step.codec} ${codecText(plan.codecs[step.codec] as Codec)}`;
    case 'table-set': return `${ref(step.table)}[${step.index}] = ${ref(step.value)}`;
    case 'instantiate-host': return `import ${step.import} = instance of the host's ${step.component.wit}`;
  }
}

const inThread = (instance: number | undefined): string =>
  (instance === undefined ? '' : `, in a thread of instance ${instance}`);

function liftText(lift: TaskPlan): string {
  const { name, instance, async, abi, exclusive, callee, stack, callback, callbackStack, returnType } = lift;
  const on = (stacked: boolean): string => (stacked ? ' on a stack' : '');
  return `${async ? 'async ' : ''}${name} in instance ${instance}, ${abi}${exclusive ? ', exclusive' : ''}: ${ref(callee)}${on(stack)}${
    callback === undefined ? '' : `, callback ${ref(callback)}${on(callbackStack)}`}${
    lift.postReturn === undefined ? '' : `, post-return ${ref(lift.postReturn)}`}${
    returnType === undefined ? '' : `, returns type ${returnType}`}`;
}

const codecText = (codec: Codec): string =>
  `type ${codec.type}, ${codec.element?.kind ?? 'nothing'}${codec.lifts ? ', lifts' : ''}${codec.lowers ? ', lowers' : ''}${options(codec.options)}`;

function builtinText({ builtin, instance }: BuiltinAdapter): string {
  const details = Object.entries(builtin).filter(([key]) => key !== 'name')
    .map(([key, value]: [string, unknown]) => (typeof value === 'object' ? '' : `, ${key} ${value}`));
  return `${builtin.name} in instance ${instance}${details.join('')}`;
}

function adapterText(adapter: Adapter): string {
  switch (adapter.kind) {
    case 'lift': return `lift ${ref(adapter.callee)} as ${adapter.signature.wit}${options(adapter.options)}${
      adapter.postReturn === undefined ? '' : `, post-return ${ref(adapter.postReturn)}`}${checks(adapter.checks)}`;
    case 'lower': return `lower ${adapter.form} ${adapter.signature.wit}${options(adapter.options)}${checks(adapter.checks)}`;
    case 'call': return `call ${ref(adapter.callee)} as ${adapter.lift.signature.wit}\n  from${
      options(adapter.lower.options)}\n  to${options(adapter.lift.options)}${
      adapter.postReturn === undefined ? '' : `, post-return ${ref(adapter.postReturn)}`}${checks(adapter.checks)}`;
    case 'task.return': return `task.return${options(adapter.options)}${checks(adapter.checks)}`;
    case 'task-lift': return `lift ${adapter.lift} as ${adapter.signature.wit}${options(adapter.options)}${checks(adapter.checks)}`;
    case 'task-call': return `${adapter.lower.async ? 'async ' : ''}call of lift ${adapter.task} as ${adapter.lift.signature.wit}\n  from${
      options(adapter.lower.options)}\n  to${options(adapter.lift.options)}${checks(adapter.checks)}`;
    case 'host-call': return `${adapter.async ? 'async ' : ''}call of the host's ${adapter.name}: ${adapter.form} ${
      adapter.signature.wit}${options(adapter.options)}${adapter.always ? ', blocks' : ''}${checks(adapter.checks)}`;
    case 'builtin': return `${builtinText(adapter)}${checks(adapter.checks)}`;
    case 'trap': return `trap "${adapter.message}"`;
    default: return `${adapter.kind} of resource ${adapter.resource} in instance ${adapter.instance}${checks(adapter.checks)}`;
  }
}

function options({ instance, encoding, memory, realloc }: Options): string {
  return ` in instance ${instance}${memory === undefined ? '' : `, ${encoding} in memory ${memory}`}${
    realloc === undefined ? '' : `, realloc ${realloc}`}`;
}

function checks(flags: Readonly<Record<string, boolean>>): string {
  const set = Object.entries(flags).filter(([, value]) => value).map(([name]) => name);
  return set.length === 0 ? '' : `\n  checks ${set.join(', ')}`;
}
