/**
 * A thread for code that is called synchronously and may look at it: `context.get` and what else asks for the current
 * thread finds that, and not the caller's (CanonicalABI.md, "Thread State").
 *
 *     const previous = enterThread(instance1);
 *     core1_f(x);
 *     leaveThread(state, previous);
 */
import type { Identifier, Statement } from 'estree';
import { id } from './builders.ts';
import type { Body, Output } from './output.ts';
import { statements } from './template.ts';

export interface AroundThread {
  readonly before: Statement[];
  readonly after: Statement[];
}

/** Around code that core code calls, which has a thread already. */
export function aroundThread(out: Output, body: Body, instance: number): AroundThread {
  const previous = body.local('previous');
  return {
    before: statements`const ${previous} = ${out.shim('enterThread')}(${out.instance(instance)});`,
    after: leave(out, previous),
  };
}

/** Around code that is called from outside, where there is none. */
export function aroundFirstThread(out: Output, instance: number): AroundThread {
  return {
    before: statements`${out.shim('enterThread')}(${out.instance(instance)});`,
    after: leave(out, id('undefined')),
  };
}

const leave = (out: Output, previous: Identifier): Statement[] =>
  statements`${out.shim('leaveThread')}(${[out.store(), previous]});`;
