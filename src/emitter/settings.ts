/**
 * What the emitter is told beside the plan. `src/options.ts` makes it of the user's options.
 */

export interface EmitSettings {
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
}

export const defaultEmitSettings: EmitSettings = {
  instantiation: undefined,
  tlaCompat: false,
  base64Cutoff: 5000,
  strict: false,
  runtime: 'inline',
  seed: undefined,
  sourcemap: false,
};
