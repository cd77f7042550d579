/**
 * Adapters → functions: one table over the kinds. Each has a line with its WIT signature above it.
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { Adapter, CoreRef, LiftAdapter, ResourceAdapter } from '../../planner/plan.ts';
import { comment } from '../builders.ts';
import type { Output } from '../output.ts';
import { placed } from '../source-map/origin.ts';
import { expression, statements } from '../template.ts';
import { builtinFunction, emitBuiltin } from './builtins.ts';
import { emitCall } from './call.ts';
import { emitHostCall } from './host-call.ts';
import { liftFunction } from './lift.ts';
import { emitLower } from './lower.ts';
import { emitResourceBuiltin, resourceFunction } from './resource-builtins.ts';
import { emitTaskCall } from './task-call.ts';
import { emitTaskLift } from './task-lift.ts';
import { emitTaskReturn } from './task-return.ts';
import { functionName, titleOf } from './title.ts';
import { emitTrap } from './trap.ts';

type Emit<K> = (out: Output, adapter: Extract<Adapter, { kind: K }>, name: Identifier) => Statement[];

const EMITTERS: { readonly [K in Adapter['kind']]: Emit<K> } = {
  'lift': emitLift,
  'lower': emitLower,
  'call': emitCall,
  'trap': emitTrap,
  'resource.new': emitResourceBuiltin,
  'resource.drop': emitResourceBuiltin,
  'resource.rep': emitResourceBuiltin,
  'task-lift': emitTaskLift,
  'task-call': emitTaskCall,
  'host-call': emitHostCall,
  'task.return': emitTaskReturn,
  'builtin': emitBuiltin,
};

/**
 * The function of adapter number `index`; nothing if it stands where it is used, such as the member of a class in
 * the class.
 */
export function emitAdapter(out: Output, index: number): Statement[] {
  const adapter = out.plan.adapters[index]!;
  const isMember = adapter.kind === 'lift' || adapter.kind === 'task-lift';
  if ((isMember && out.onlyMembers.has(index)) || out.inlined.has(index)) return [];
  const emit = EMITTERS[adapter.kind] as Emit<Adapter['kind']>;
  const [title, value] = [titleOf(out.plan, adapter), out.adapter(index)];
  const emitted = emit(out, adapter, value);
  const name = out.settings.sourcemap === false ? undefined : functionName(title);
  const isFunction = emitted.some((each) => each.type === 'FunctionDeclaration' && each.id.name === value.name);
  if (name !== undefined && isFunction) out.uses.named.push({ value, name });
  return comment(placed(emitted, out.origin(title)), title);
}

/**
 * What a core instance is given: a name, or the function itself.
 *
 *     (index) => dropHostHandle(handles, index, -1)
 */
export function coreImport(out: Output, ref: CoreRef): Expression {
  if (ref.kind !== 'adapter' || !out.inlined.has(ref.adapter)) return out.ref(ref);
  const adapter = out.plan.adapters[ref.adapter]!;
  const { before, params, body } = adapter.kind === 'builtin'
    ? builtinFunction(out, adapter)
    : resourceFunction(out, adapter as ResourceAdapter);
  if (before.length > 0) throw new Error('a function has declarations before it');
  const [only, ...more] = body;
  const value = only?.type === 'ExpressionStatement' ? only.expression
    : only?.type === 'ReturnStatement' ? only.argument : undefined;
  return value && more.length === 0
    ? expression`(${[...params]}) => ${value}`
    : expression`(${[...params]}) => { ${[...body]} }`;
}

function emitLift(out: Output, adapter: LiftAdapter, name: Identifier): Statement[] {
  const { params, body } = liftFunction(out, adapter, 'function');
  return statements`
    function ${name}(${params}) {
      ${body}
    }`;
}
