/**
 * What things of the plan are called in the output, before names are made unique.
 */
import type { Adapter, HostValue, Plan } from '../planner/plan.ts';
import { identifierFrom } from './names.ts';

/**
 * The name of an adapter's function: an exported function's own; for those that core code calls, what it
 * does first.
 */
export function hintOf(plan: Plan, index: number): string {
  const adapter = plan.adapters[index]!;
  const hint: { [K in Adapter['kind']]: (adapter: Extract<Adapter, { kind: K }>) => string } = {
    'lift': ({ signature }) => camelCase(signature.name),
    'lower': ({ signature }) => camelCase(signature.name, 'lower'),
    'call': ({ callee, lift }) =>
      camelCase(callee.kind === 'core-export' ? callee.name : lift.signature.name, 'call'),
    'trap': () => 'trapAlways',
    'resource.new': ({ resource }) => camelCase(plan.resources[resource]!.witName, 'new'),
    'resource.drop': ({ resource }) => camelCase(plan.resources[resource]!.witName, 'drop'),
    'resource.rep': ({ resource }) => camelCase(plan.resources[resource]!.witName, 'rep of'),
    'task-lift': ({ signature }) => camelCase(signature.name),
    'task-call': ({ lift }) => camelCase(lift.signature.name, 'call'),
    'host-call': ({ signature }) => camelCase(signature.name, 'lower'),
    'task.return': () => 'taskReturn',
    // The plain names are the shim's.
    'builtin': ({ builtin }) => camelCase(builtin.name, 'canon'),
  };
  return (hint[adapter.kind] as (adapter: Adapter) => string)(adapter);
}

/** `addLift`, `addStack` */
export function liftHint(plan: Plan, index: number, suffix: 'lift' | 'stack'): string {
  return `${camelCase(plan.lifts[index]!.name)}${suffix === 'lift' ? 'Lift' : 'Stack'}`;
}

/** `core0_add` for the export `docs:adder/add@0.1.0#add` of core instance 0. */
export function coreExportHint(instance: number, name: string): string {
  const last = /[^#|]*$/.exec(name)?.[0] ?? '';
  return identifierFrom(`core${instance}_${last === '' ? name : last}`);
}

/** The last name on the way to it; an import's own for the import itself. */
export function hostValueHint(plan: Plan, value: HostValue): string {
  const name = value.path.at(-1);
  return name === undefined ? interfaceHint(plan.imports[value.import]!.name) : identifierFrom(name);
}

/** `stdout` for `wasi:cli/stdout@0.2.3`. */
export function interfaceHint(name: string): string {
  return camelCase(name.replace(/@.*$/, '').replace(/^.*\//, ''));
}

/** The prefix and the name, without interface and annotation: `lowerADoIt` for `x:y/z#[method]a.do-it`. */
function camelCase(name: string, prefix = ''): string {
  const own = name.replace(/^.*#/s, '').replace(/\[[^\]]*\]/g, '');
  const words = `${prefix} ${own}`.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const [first = '', ...rest] = words;
  return identifierFrom(first + rest.map((word) => word[0]!.toUpperCase() + word.slice(1)).join(''));
}
