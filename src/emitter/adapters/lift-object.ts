/**
 * What the shim knows of a lifted function that runs as a task (runtime-shim/task.ts, `Lift`), made once.
 *
 *     // local:local/baz#foo
 *     const fooStack = promising(core2_4);
 *     const fooLift = {
 *       instance,
 *       name: 'local:local/baz#foo',
 *       async: true,
 *       exclusive: true,
 *       returnType: 0,
 *       stack: afterStackCall,
 *       callback: core0_callback,
 *     };
 */
import type { Expression, Statement } from 'estree';
import { declare, literal, object } from '../builders.ts';
import type { Output } from '../output.ts';
import { expression } from '../template.ts';

/** Of a function that returns its result itself, and gives none to `task.return`. */
const NO_RETURN_TYPE = -1;

export function emitLiftObject(out: Output, index: number): Statement[] {
  const lift = out.plan.lifts[index]!;
  const { name, instance, async, exclusive, returnType, callee, stack, callback, callbackStack } = lift;
  const promising = (func: Expression): Expression => expression`${out.shim('promising')}(${func})`;
  const onStack = (key: string, is: boolean): [string, Expression][] =>
    (is ? [[key, out.shim('afterStackCall')]] : []);
  if (!exclusive) out.feature('lockFree');
  const core = callback === undefined ? undefined : out.ref(callback);
  const value = object([
    ['instance', out.instance(instance)],
    ['name', literal(name)],
    ['async', literal(async)],
    ...(async ? [] : [['sync', out.shim('syncRules')] as const]),
    ['exclusive', literal(exclusive)],
    ['returnType', literal(returnType ?? NO_RETURN_TYPE)],
    ...onStack('stack', stack),
    ...onStack('callbackStack', callbackStack),
    ...(core === undefined ? [] : [['callback', callbackStack ? promising(core) : core] as const]),
  ]);
  return [
    ...(stack ? [declare(out.stack(index), promising(out.ref(callee)))] : []),
    declare(out.lift(index), value),
  ];
}
