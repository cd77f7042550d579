/**
 * Calls that always trap: into a parent, a child or itself (spec-checklist C1).
 *
 *     function trapAlways() {
 *       trap('cannot enter component instance');
 *     }
 */
import type { Identifier, Statement } from 'estree';
import type { TrapAdapter } from '../../planner/plan.ts';
import type { Output } from '../output.ts';
import { statements } from '../template.ts';
import { guard } from './guard.ts';

export function emitTrap(out: Output, { message, uncatchable }: TrapAdapter, name: Identifier): Statement[] {
  const inside = statements`${out.shim('trap')}(${message});`;
  return statements`
    function ${name}() {
      ${guard(out, out.body(), inside, { mayLeave: undefined, catches: false, uncatchable })}
    }`;
}
