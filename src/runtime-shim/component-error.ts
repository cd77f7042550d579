/**
 * `result` errors at the border to JavaScript: thrown to the host as `ComponentError`, and found in what the
 * host throws (js-mapping.md, "Values").
 */

/** Thrown by an export whose `result` is an error. */
export class ComponentError extends Error {
  /** The error, lifted. */
  readonly payload: unknown;

  constructor(payload: unknown) {
    super(typeof payload === 'string' ? payload : 'the function returned an error (see error.payload)');
    this.payload = payload;
  }

  override get name(): string {
    return 'ComponentError';
  }
}

/** What a host function means by throwing `error`: a `result`'s error. Any other `Error` is thrown on. */
export function errorPayload(error: unknown): unknown {
  if (typeof error === 'object' && error !== null && Object.hasOwn(error, 'payload')) {
    return (error as { readonly payload: unknown }).payload;
  }
  // Those of other realms are told by their tag.
  if (error instanceof Error || Object.prototype.toString.call(error) === '[object Error]') throw error;
  return error;
}
