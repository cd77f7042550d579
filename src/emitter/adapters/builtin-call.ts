/**
 * A built-in while it is written, and the call of the shim function that does what it does.
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { BuiltinAdapter } from '../../planner/plan.ts';
import type { Body, Output } from '../output.ts';
import type { ShimName } from '../shim.ts';
import { expression, statements } from '../template.ts';

export interface Making {
  readonly out: Output;
  readonly adapter: BuiltinAdapter;
  readonly body: Body;
  /** Its parameters, in order. */
  readonly params: readonly Identifier[];
  /** What stands before the function. */
  readonly before: Statement[];
}

/** What a built-in's function is made of. */
export interface AdapterFunction {
  /** What stands before it. */
  readonly before: readonly Statement[];
  readonly params: readonly Identifier[];
  readonly body: readonly Statement[];
}

/** `return taskCancel(instance, …);`, without `return` where core code gets nothing. */
export function call(
  { out, adapter: { instance, core } }: Making, shim: ShimName, args: readonly Expression[],
): Statement[] {
  const value = expression`${out.shim(shim)}(${[out.instance(instance), ...args]})`;
  return core.results.length === 0 ? statements`${value};` : statements`return ${value};`;
}
