/** Components by the module hooks of Node, which Deno has too. */
import type { LoadHookContext, LoadHookSync, ResolveHookSync } from 'node:module';
import { split } from '../request.ts';
import { failureModule } from './failure.ts';
import type { Sources } from './sources.ts';

/** `require` takes modules of the same path for the same, so the query becomes part of it. */
const MARK_IN_PATHS = '%3F';

/**
 * @param inDeno where errors that `load` throws reach whoever requires, but not whoever imports, and where `nextLoad` takes core
 *   modules for text
 */
export function makeHooks(
  sourceOf: Sources, { inDeno }: { readonly inDeno: boolean },
): { readonly resolve: ResolveHookSync; readonly load: LoadHookSync } {
  const source = (url: string, { conditions }: LoadHookContext): string | undefined => {
    try {
      return sourceOf(url.replace(`.wasm${MARK_IN_PATHS}`, '.wasm?'));
    } catch (error) {
      if (inDeno && !conditions.includes('require')) return failureModule(error);
      throw error;
    }
  };
  return {
    // Neither `require` nor the `exports` of a package know queries.
    resolve(specifier, context, nextResolve) {
      const [path, query] = split(specifier);
      if (query === undefined || !path.endsWith('.wasm')) return nextResolve(specifier, context);
      const resolved = nextResolve(path, context);
      const mark = context.conditions.includes('require') ? MARK_IN_PATHS : '?';
      return { ...resolved, url: `${resolved.url}${mark}${query}` };
    },
    load(url, context, nextLoad) {
      // Who says what a file is, such as `with { type: 'bytes' }`, means that.
      if (context.importAttributes?.['type'] !== undefined) return nextLoad(url, context);
      const code = source(url, context);
      if (code !== undefined) return { format: 'module', source: code, shortCircuit: true };
      return inDeno && url.endsWith('.wasm') ? LEFT_TO_DENO : nextLoad(url, context);
    },
  };
}

/** No source: it reads the file itself. */
const LEFT_TO_DENO = { format: 'wasm', shortCircuit: true };
