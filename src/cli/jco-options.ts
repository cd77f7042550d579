/**
 * The options that `jco transpile` 1.35 has and wcm2js hasn't. Those that say how the work is done, or how the
 * output of jco is built, are accepted; those that change what users of the module see are refused.
 */
import type { Flags } from './arguments.ts';

/** Name → why it is refused. A choice behind a `=` is refused alone. */
export const REFUSED: Readonly<Record<string, string>> = {
  'stub': 'the input is a component, not WIT',
  'js': 'core modules stay WebAssembly',
  'no-component-error-wrapping': 'errors of a result are always thrown as ComponentError, with .payload',
  'flags-as-bigint': 'flags are objects of booleans',
  'use-namespace-objects': 'flags, enums and variants have no objects of their own',
  'enum-values-screaming-snake-case': 'cases of an enum are the strings of the WIT',
  'import-bindings=optimized': 'imports are plain functions and classes',
  'import-bindings=direct-optimized': 'imports are plain functions and classes',
};

/** Accepted, with one warning for all of them: they have no meaning here. */
export const IGNORED: readonly string[] = [
  'optimize', 'valid-lifting-optimization', 'import-bindings', 'tracing', 'no-nodejs-compat',
  'bindgen-enable-wasm-exnref', 'variants-inline-cases',
];

/** How they are written. */
export const JCO_FLAGS: Flags = {
  'stub': { takes: 'nothing' },
  'js': { takes: 'nothing' },
  'no-component-error-wrapping': { takes: 'nothing' },
  'flags-as-bigint': { takes: 'nothing' },
  'use-namespace-objects': { takes: 'nothing' },
  'enum-values-screaming-snake-case': { takes: 'nothing' },
  'import-bindings': { takes: ['js', 'optimized', 'hybrid', 'direct-optimized'] },
  'optimize': { takes: 'nothing', short: 'O' },
  'valid-lifting-optimization': { takes: 'nothing' },
  'tracing': { takes: 'nothing' },
  'no-nodejs-compat': { takes: 'nothing' },
  'bindgen-enable-wasm-exnref': { takes: 'nothing' },
  'variants-inline-cases': { takes: 'nothing' },
};
