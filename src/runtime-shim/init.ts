/**
 * `--tla-compat`: exports are there before the component is.
 */

/** Stands for each exported function until `$init` is done. */
export function notInitialized(): never {
  throw new Error('this module is not ready: await its export $init first');
}
