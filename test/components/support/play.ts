// What a driver gives: the host's half of one component. Drivers run in every Node as they are, without
// vitest: they import Node's own modules, types and, for WASI 0.3, what users import of its shim.

/**
 * The imports by interface (or bare function) name, and what is done with the exports of an instance over
 * them.
 */
export interface Play<Exports> {
  readonly imports: Readonly<Record<string, object>>;
  /** Throws an `AssertionError` where the component doesn't do what it should. */
  drive(exports: Exports): void | Promise<void>;
}
