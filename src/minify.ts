/**
 * The option `minify`: the caller's function, or the package `oxc-minify`, an optional peer dependency.
 */
import { errorMinify } from './errors.ts';
import type { Minifier, Settings } from './options.ts';

/** The part of `oxc-minify` that is used. */
interface OxcMinify {
  minifySync(fileName: string, code: string, options: object): {
    readonly code: string;
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

/**
 * The minifier that the option asks for, if it asks for one.
 * @throws TranspileError OPTION_VALUE if `oxc-minify` is not there; what is returned throws it if it fails
 */
export function findMinifier(minify: Settings['minify']): Minifier | undefined {
  if (minify === false) return undefined;
  const minifier = typeof minify === 'function' ? minify : withOxc(findOxc());
  return (code, fileName) => {
    const minified = attempt(() => minifier(code, fileName));
    if (typeof minified !== 'string') throw errorMinify('the minifier has to return a string');
    return minified;
  };
}

function attempt(minifier: () => string): string {
  try {
    return minifier();
  } catch (cause) {
    const error = errorMinify(`the minifier failed: ${String(cause)}`);
    error.cause = cause;
    throw error;
  }
}

/** Names of classes are kept: `ComponentError` and resources are told apart by them in messages. */
function withOxc(oxc: OxcMinify): Minifier {
  const options = {
    module: true,
    compress: { target: 'es2022', keepNames: { function: false, class: true } },
    mangle: { toplevel: true, keepNames: { function: false, class: true } },
  };
  return (code, fileName) => {
    const { code: minified, errors } = oxc.minifySync(fileName, code, options);
    if (errors[0] !== undefined) throw new Error(errors[0].message);
    return minified;
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
