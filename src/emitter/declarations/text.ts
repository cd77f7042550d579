/** What all declaration files have around their lines. */

/**
 * Something has to follow the comment of a file that it is not of, and this also means that nothing is exported but what
 * says so.
 */
export const OPENING: readonly string[] = ['export {};'];

/** @param globals the types of TypeScript's own that the lines name */
export function textOf(lines: readonly string[], globals: ReadonlySet<string>): string {
  const head = globals.has('Disposable') ? ['/// <reference lib="esnext.disposable" />'] : [];
  return `${[...head, ...lines].join('\n')}\n`;
}
