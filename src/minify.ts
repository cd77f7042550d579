/**
 * The option `minify`: the caller's function, or the package `oxc-minify`, an optional peer dependency.
 */
import { errorMinify } from './errors.ts';
import type { Minifier, Settings } from './options.ts';

/** The part of `oxc-minify` that is used. */
interface OxcMinify {
  minifySync(fileName: string, code: string, options: object): {
    readonly code: string;
    readonly map?: { readonly mappings: string } | null;
    readonly errors: readonly { readonly message: string }[];
  };
}

/** The part of Node that finds a package at once; a static import of `node:module` would break bundlers. */
interface NodeProcess {
  cwd(): string;
  readonly getBuiltinModule?: (name: 'node:module') => {
    createRequire(from: string): (name: 'oxc-minify') => OxcMinify;
  };
}

export interface Minified {
  readonly code: string;
  /** From this code to what was minified, if the minifier gives them. */
  readonly mappings: string | undefined;
}

/**
 * The minifier that the option asks for, if it asks for one.
 * @throws TranspileError OPTION_VALUE if `oxc-minify` is not there; what is returned throws it if it fails
 */
export function findMinifier(
  { minify, sourcemap }: Pick<Settings, 'minify' | 'sourcemap'>,
): ((code: string, fileName: string) => Minified) | undefined {
  if (minify === false) return undefined;
  const minifier = typeof minify === 'function' ? minify : withOxc(findOxc(), sourcemap !== false);
  return (code, fileName) => {
    const result = attempt(() => minifier(code, fileName));
    const { code: minified, map = undefined } = typeof result === 'object' && result !== null ? result : { code: result };
    if (typeof minified !== 'string') throw errorMinify('the minifier has to return a string, or { code, map }');
    return { code: minified, mappings: readMappings(map) };
  };
}

/** Maps of minifiers have one source, and no sections. */
function readMappings(map: unknown): string | undefined {
  const read: unknown = typeof map === 'string' ? attempt(() => JSON.parse(map) as unknown) : map;
  if (read === undefined || read === null) return undefined;
  const mappings: unknown = typeof read === 'object' ? Reflect.get(read, 'mappings') : undefined;
  if (typeof mappings !== 'string') throw errorMinify('the map of the minifier has no mappings');
  return mappings;
}

function attempt<T>(minifier: () => T): T {
  try {
    return minifier();
  } catch (cause) {
    const error = errorMinify(`the minifier failed: ${String(cause)}`);
    error.cause = cause;
    throw error;
  }
}

/** Names of classes are kept: `ComponentError` and resources are told apart by them in messages. */
function withOxc(oxc: OxcMinify, sourcemap: boolean): Minifier {
  const options = {
    module: true,
    sourcemap,
    compress: { target: 'es2022', keepNames: { function: false, class: true } },
    mangle: { toplevel: true, keepNames: { function: false, class: true } },
  };
  return (code, fileName) => {
    const { code: minified, map, errors } = oxc.minifySync(fileName, code, options);
    if (errors[0] !== undefined) throw new Error(errors[0].message);
    return { code: minified, map };
  };
}

/** Looked for beside this package, then in the working directory. */
function findOxc(): OxcMinify {
  const node = (globalThis as { readonly process?: NodeProcess }).process;
  const createRequire = node?.getBuiltinModule?.('node:module').createRequire;
  if (node === undefined || createRequire === undefined) {
    throw errorMinify('true needs Node and the package oxc-minify; '
      + 'give a function (code, fileName) => string');
  }
  let reason: unknown;
  for (const from of [import.meta.url, `${node.cwd()}/package.json`]) {
    try {
      return createRequire(from)('oxc-minify');
    } catch (error) {
      reason ??= error;
    }
  }
  const isMissing = reason instanceof Error && 'code' in reason && reason.code === 'MODULE_NOT_FOUND';
  const text = isMissing ? 'install it with: npm install oxc-minify' : String(reason);
  throw errorMinify(`it needs the package oxc-minify: ${text}`);
}
