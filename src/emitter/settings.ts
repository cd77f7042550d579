/**
 * What the emitter is told beside the plan. `src/options.ts` makes it of the user's options.
 */

/** Where a core module is that isn't part of the code. */
export type CoreModulePlace =
  /** A JavaScript expression that gives its `URL`. */
  | { readonly kind: 'url'; readonly expression: string }
  /** The default export of a module: a URL that is relative to the code. */
  | { readonly kind: 'import'; readonly specifier: string };

/** Puts a core module somewhere. Called once per module. */
export type PlaceCoreModule = (fileName: string, bytes: Uint8Array) => CoreModulePlace;

/** What the module runs in, which decides how it comes by its core modules (loader.ts). */
export type Target = 'universal' | 'node' | 'browser' | 'deno' | 'bun' | 'workerd';

export interface EmitSettings {
  readonly target: Target;
  /** undefined: an ES module that instantiates itself. Else the module exports `instantiate`. */
  readonly instantiation: 'async' | 'sync' | undefined;
  /**
   * No top-level await: the ES module exports a promise `$init`, and its other exports work once that is
   * there.
   */
  readonly tlaCompat: boolean;
  /** Core modules of fewer bytes than this are part of the code. */
  readonly base64Cutoff: number;
  /**
   * Integers out of range, and other values that JavaScript would convert, are refused with a `TypeError`.
   */
  readonly strict: boolean;
  /** The shim is part of the code, or imported from `wcm2js/runtime`. */
  readonly runtime: 'inline' | 'import';
  /** For tests: free choices are made at random, by this seed. */
  readonly seed: number | undefined;
  /** Where the code comes from is noted, and functions get the names of WIT at run time, too. */
  readonly sourcemap: boolean | 'inline';
  /** For bundlers' plugins, which have places of their own. By default core modules are files beside the code. */
  readonly placeCoreModule: PlaceCoreModule | undefined;
  /**
   * For bundlers' plugins: with `runtime: 'import'`, the module that has the shim of this key (`emitter/shared-shim.ts`), instead
   * of `wcm2js/runtime`, which has all of it.
   */
  readonly shimSpecifier: ((key: string) => string) | undefined;
}

export const defaultEmitSettings: EmitSettings = {
  target: 'universal',
  instantiation: undefined,
  tlaCompat: false,
  base64Cutoff: 5000,
  strict: false,
  runtime: 'inline',
  seed: undefined,
  sourcemap: false,
  placeCoreModule: undefined,
  shimSpecifier: undefined,
};
