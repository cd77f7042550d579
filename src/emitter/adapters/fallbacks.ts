/**
 * Which adapters share a function: fall-backs of adapters in core code, called where the engine can't have those. They need not be
 * as fast as can be, so those that move the same values between the same two memories have one function, which is given the callee:
 *
 *     // docs:db/store@0.1.0#put: func(key: string) -> string
 *     function callPut(keyPtr, keyLength, resultPtr) {
 *       return call(core1_put, core1_post_put, keyPtr, keyLength, resultPtr);
 *     }
 */
import type { CallAdapter, CoreRef, Plan, Signature } from '../../planner/plan.ts';
import { makeShapeKinds } from '../values/shape-kinds.ts';

/** What tells the function of an adapter from others'; undefined if it has one of its own. */
export type Fallbacks = (adapter: CallAdapter) => string | undefined;

export function makeFallbacks(plan: Plan): Fallbacks {
  const kindOf = makeShapeKinds();
  const idsOf = ({ params, result }: Signature): unknown[] =>
    [...params.map(({ shape }) => kindOf(shape).id), result === undefined ? 'none' : kindOf(result).id];
  const keyOf = ({ lower, lift, postReturn, checks }: CallAdapter): string =>
    JSON.stringify([lower, lift].flatMap(({ signature, options }) => [idsOf(signature), options])
      .concat([postReturn !== undefined, checks]));
  const keys = new Map<CallAdapter, string>();
  const counts = new Map<string, number>();
  for (const adapter of plan.adapters) {
    if (adapter.kind !== 'call' || !adapter.isFallback || isInJavaScript(adapter.callee)) continue;
    const key = keyOf(adapter);
    keys.set(adapter, key);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (adapter) => {
    const key = keys.get(adapter);
    return key !== undefined && counts.get(key)! > 1 ? key : undefined;
  };
}

/** What it is called with has to be converted: core-call.ts. */
const isInJavaScript = (ref: CoreRef): boolean => ref.kind === 'adapter' || ref.fallback !== undefined;
