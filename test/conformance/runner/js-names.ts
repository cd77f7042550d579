/**
 * The JavaScript name of a WIT label, by the words of the contract with users: lowerCamelCase of the
 * kebab name. Written here a second time on purpose: the runner judges the transpiler and can't borrow
 * its rules.
 */

/** `do-mixed` → `doMixed`, `HTTP-server` → `httpServer`, `x-Y-z` → `xYZ`, `a1-2b` → `a12b`. */
export const lowerCamelCase = (label: string): string =>
  label
    .split('-')
    .map((word) => word.toLowerCase())
    .map((word, index) => (index === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1)))
    .join('');
