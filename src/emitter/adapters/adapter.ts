/**
 * Adapters → functions: one table over the kinds. Each has a line with its WIT signature above it.
 */
import type { Identifier, Statement } from 'estree';
import type { Adapter, LiftAdapter } from '../../planner/plan.ts';
import { comment } from '../builders.ts';
import type { Output } from '../output.ts';
import { statements } from '../template.ts';
import { emitCall } from './call.ts';
import { liftFunction } from './lift.ts';
import { emitLower } from './lower.ts';
import { emitResourceBuiltin } from './resource-builtins.ts';
import { emitTaskReturn } from './task-return.ts';
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
  'task.return': emitTaskReturn,
};

/** The function of adapter number `index`; nothing if it is a class's member, which stands in the class. */
export function emitAdapter(out: Output, index: number): Statement[] {
  const adapter = out.plan.adapters[index]!;
  if (adapter.kind === 'lift' && out.onlyMembers.has(index)) return [];
  const emit = EMITTERS[adapter.kind] as Emit<Adapter['kind']>;
  return comment(emit(out, adapter, out.adapter(index)), titleOf(out, adapter));
}

function titleOf({ plan }: Output, adapter: Adapter): string {
  switch (adapter.kind) {
    case 'lift':
    case 'lower': return adapter.signature.wit;
    case 'call': return adapter.lift.signature.wit;
    case 'trap': return adapter.wit;
    case 'task.return': return `canon ${adapter.signature.wit}`;
    default: return `canon ${adapter.kind} ${plan.resources[adapter.resource]!.witName}`;
  }
}

function emitLift(out: Output, adapter: LiftAdapter, name: Identifier): Statement[] {
  const { params, body } = liftFunction(out, adapter, 'function');
  return statements`
    function ${name}(${params}) {
      ${body}
    }`;
}
