/**
 * What stands around the body of a function that core code calls: may it be called now, and can an error that
 * leaves it be caught where it must not be?
 *
 *     if (!mayLeave) cannotLeave();
 *     try {
 *       …
 *     } catch (error) {
 *       storedError ??= trapOnThrow(error);
 *       unreachable();
 *     }
 */
import type { Statement } from 'estree';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';

export interface Guards {
  /** The component instance whose may-leave flag is tested. */
  readonly mayLeave: number | undefined;
  /** A core exception may come out of the body and must become a trap. */
  readonly catches: boolean;
  /** Core code above has handlers, which must not see the error. */
  readonly uncatchable: boolean;
}

/** The guarded body. */
export function guard(out: Output, body: Body, inside: readonly Statement[], guards: Guards): Statement[] {
  const guarded = [...testMayLeave(out, guards), ...inside];
  if (!guards.catches && !guards.uncatchable) return guarded;
  const error = body.local('error');
  const thrown = guards.catches ? expression`${out.shim('trapOnThrow')}(${error})` : error;
  return statements`
    try {
      ${guarded}
    } catch (${error}) {
      ${guards.uncatchable ? raise(out, thrown) : statements`throw ${thrown};`}
    }`;
}

function testMayLeave(out: Output, { mayLeave }: Guards): Statement[] {
  if (mayLeave === undefined) return [];
  return statements`if (!${out.mayLeave(mayLeave)}) ${out.shim('cannotLeave')}();`;
}

/** Keeps the error for the function that faces the host, and traps in core code. */
function raise(out: Output, error: ReturnType<typeof expression>): Statement[] {
  const made = out.settings.target === 'workerd'
    ? expression`new WebAssembly.Instance(${out.helperModule('unreachable')}).exports['']`
    : expression`${out.shim('unreachableFunction')}()`;
  const unreachable = out.state('unreachable', 'unreachable', made);
  return statements`
    ${out.storedError()} ??= ${error};
    ${unreachable}();`;
}
