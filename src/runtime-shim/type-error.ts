/**
 * Arguments that can't be lowered. Text of js-mapping.md: `validateUser: argument "user".name: expected a
 * string, got number`.
 *
 * A path is a literal of the emitted code, so that it costs nothing until it is needed: `[]` stands in it for
 * each index into a list, and the last two follow as arguments. Code that several places share is given a path to go
 * on from: `*` stands for it, and it comes before the index.
 */

/** `path` with its indices in place. */
export function formatPath(path: string, ...at: (string | number | undefined)[]): string {
  return path.replace(/\*|\[\]/g, ([open, end = '']) => `${end && open}${at.shift() ?? ''}${end}`);
}

/** Throws the `TypeError` for a value that isn't `what`. */
export function wrongType(what: string, value: unknown, path: string, i?: number, j?: number): never {
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${value === null ? 'null' : typeof value}`);
}

/** The same for a value of the right type that is none of those allowed. */
export function wrongValue(what: string, value: unknown, path: string, i?: number, j?: number): never {
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${text}`);
}
