/**
 * Calls of the host's functions: their arguments, lifted, and the expression that calls (CanonicalABI.md,
 * `canon lower`).
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { HostCallAdapter, LowerAdapter } from '../../planner/plan.ts';
import { declare, member } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { bind, inOrder } from '../values/code.ts';
import type { LiftContext, Loans } from '../values/context.ts';
import { lift } from '../values/lift.ts';
import type { CoreParams } from './core-params.ts';
import { paramSources } from './core-params.ts';

type HostFunction = LowerAdapter | HostCallAdapter;

export interface HostArguments {
  readonly args: readonly Expression[];
  /** The array of handles that are lent, if lends are counted. */
  readonly lenders: Identifier | undefined;
  /** What ends with the call. */
  readonly endLoans: () => Statement[];
}

/** Lifts the arguments, in their order. */
export function liftArguments(
  out: Output, { signature, options, checks }: HostFunction, body: Body, params: CoreParams,
): HostArguments {
  const lenders = checks.lends ? body.local('lenders') : undefined;
  const loans = makeLoans(body);
  const cx: LiftContext = { out, body, options, lenders, loans, self: undefined, mayShare: true, lift };
  if (lenders !== undefined) body.add(declare(lenders, expression`[]`));
  const before = body.statements.length;
  const sources = paramSources(out, body, params, signature, options);
  const args = inOrder(body, signature.params.map(({ shape, local }, i) =>
    () => lift(cx, shape, sources[i]!, local)), 'arg');
  if (loans.used !== undefined) body.statements.splice(before, 0, declare(loans.used, expression`[]`));
  const endLoans = (): Statement[] => [
    ...loans.ends,
    ...(loans.used === undefined ? [] : statements`${out.shim('endLoans')}(${loans.used});`),
  ];
  return { args, lenders, endLoans };
}

/** Loans for the time of the call. */
function makeLoans(body: Body): Loans & { used: Identifier | undefined } {
  return {
    body,
    ends: [],
    used: undefined,
    list() {
      return (this.used ??= body.local('loans'));
    },
  };
}

/** `f(…)`, `self.f(…)`, `Class.f(…)`, `new Class(…)` */
export function callExpression(
  out: Output, { target, form }: HostFunction, body: Body, args: readonly Expression[],
): Expression {
  switch (form) {
    case 'function': return expression`${out.hostValue(target)}(${args})`;
    case 'constructor': return expression`new ${out.hostValue(target)}(${args})`;
    case 'static': {
      const name = target.path.at(-1)!;
      const Class = out.hostValue({ ...target, path: target.path.slice(0, -1) }, name);
      return expression`${member(Class, name)}(${args})`;
    }
    case 'method': {
      const [first, ...rest] = args;
      const self = bind(body, first!, 'self');
      return expression`${member(self, target.path.at(-1)!)}(${rest})`;
    }
  }
}
