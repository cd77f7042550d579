/** The options of the plugins: those of `transpile()` that make sense in a bundler, and which files they are for. */
import { errorOptionValue } from '../errors.ts';
import { readOptions } from '../options.ts';
import type { TranspileOptions } from '../options.ts';
import { matcherOf } from './patterns.ts';
import type { Pattern } from './patterns.ts';

/** A bundler minifies itself, and files are called as the components are. */
type Left = 'name' | 'minify' | 'typescript';

export interface PluginOptions extends Omit<TranspileOptions, Left> {
  /** The components that are meant: globs, relative to the working directory, or regular expressions. Default: all. */
  readonly include?: Pattern | readonly Pattern[] | undefined;
  /** Components that are not meant though `include` has them. */
  readonly exclude?: Pattern | readonly Pattern[] | undefined;
  /** Write declarations beside each component, `app.d.wasm.ts` for `app.wasm`. Default: false. */
  readonly types?: boolean | undefined;
}

/** The options, checked. */
export interface PluginSettings {
  readonly transpile: Omit<TranspileOptions, Left>;
  readonly types: boolean;
  /** Is this file meant? */
  includes(file: string): boolean;
}

const LEFT: Readonly<Record<Left, string>> = {
  name: 'files are called as the component is',
  minify: 'the bundler minifies',
  typescript: 'declarations are no part of a bundle; `types` writes them beside the component',
};

/** @throws TranspileError OPTION_UNKNOWN, OPTION_VALUE */
export function readPluginOptions({ include, exclude, types = false, ...transpile }: PluginOptions = {}): PluginSettings {
  for (const [name, reason] of Object.entries(LEFT)) {
    if (Object.hasOwn(transpile, name)) throw errorOptionValue(name, `nothing in a plugin: ${reason}`);
  }
  readOptions(transpile);
  if (transpile.target === 'workerd') {
    throw errorOptionValue('target', "no 'workerd' in a plugin: transpile with the command, and leave core modules to what uploads them");
  }
  if (typeof types !== 'boolean') throw errorOptionValue('types', `true or false, got ${JSON.stringify(types)}`);
  const isIncluded = include === undefined ? () => true : matcherOf('include', include);
  const isExcluded = exclude === undefined ? () => false : matcherOf('exclude', exclude);
  return { transpile, types, includes: (file) => isIncluded(file) && !isExcluded(file) };
}
