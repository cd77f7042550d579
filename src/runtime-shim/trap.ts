/**
 * Traps: `trap()` of definitions.py as `WebAssembly.RuntimeError`s with the reference texts.
 */

export function trap(message: string): never {
  throw new WebAssembly.RuntimeError(message);
}

/**
 * Entered again from outside, or after a trap (CanonicalABI.md, `may_enter_from`; "lockdown" in
 * Explainer.md).
 */
export function cannotEnter(): never {
  trap('cannot enter component instance');
}

/** An import is called while `realloc` or post-return runs (CanonicalABI.md, `may_leave`). */
export function cannotLeave(): never {
  trap('cannot leave component instance');
}

/**
 * `call_and_trap_on_throw`: what came out of core code, a core exception as the cause of the trap that it is at this
 * border.
 */
export function trapOnThrow(error: unknown): unknown {
  if (!(error instanceof WebAssembly.Exception)) return error;
  // The declarations don't know of the options.
  const { RuntimeError } = WebAssembly as unknown as { readonly RuntimeError: ErrorConstructor };
  return new RuntimeError('uncaught exception propagated out of component', { cause: error });
}

/**
 * A core function that executes `unreachable`: no handler in core code catches the trap, as one would an
 * error thrown by JavaScript.
 */
export function unreachableFunction(): () => never {
  // (module (func (export "") unreachable))
  const sections = [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 4, 1, 0, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  const module = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...sections]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module));
  return exports[''] as () => never;
}
