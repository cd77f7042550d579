/** Calls an export as a script's `invoke` does, and holds what comes back or is thrown. */
import type { Invoke } from '../wast/directives.ts';
import { lowerCamelCase } from './js-names.ts';
import { toJs } from './to-js.ts';

/** What a piece of work gave. */
export type Attempt<T> =
  | { readonly kind: 'returned'; readonly value: T }
  | { readonly kind: 'threw'; readonly error: unknown };

/** How long a promise may take before it counts as one that never settles. */
const PATIENCE_MS = 10_000;

/** Runs `work` and holds an error instead of throwing it. */
export async function attempt<T>(work: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { kind: 'returned', value: await work() };
  } catch (error) {
    return { kind: 'threw', error };
  }
}

/**
 * Calls the export of `instance` that `invoke` names and waits for a promise. A function is found by its
 * WIT name first, since that key exists wherever it differs from the JavaScript name.
 */
export function callExport(
  instance: Readonly<Record<string, unknown>>,
  invoke: Invoke,
): Promise<Attempt<unknown>> {
  return attempt(() => {
    const call = [invoke.export, lowerCamelCase(invoke.export)].map((key) => instance[key]).find(isFunction);
    if (!call) {
      const keys = Object.keys(instance).join(', ');
      throw new Error(`no exported function ${JSON.stringify(invoke.export)} among ${keys}`);
    }
    return withPatience(call(...invoke.args.map(toJs)));
  });
}

type AnyFunction = (...args: readonly unknown[]) => unknown;

const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function';

/** Only a real promise is waited for; the timer also keeps the process alive while nothing else does. */
function withPatience(result: unknown): unknown {
  if (!(result instanceof Promise)) return result;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new Error(`the promise did not settle in ${PATIENCE_MS} ms`));
    const timer = setTimeout(giveUp, PATIENCE_MS);
    result.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
