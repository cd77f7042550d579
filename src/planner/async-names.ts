/**
 * The user's patterns for functions that are to be asynchronous though their types are not: `ns:pkg/iface@1.2.3#func`,
 * without the version, or `func` at the root; `*` stands for anything.
 */

/** True for the full names of functions that a pattern fits. */
export type NameTest = (name: string) => boolean;

/** @param plain a pattern may be the name of a function of any interface, without that */
export function matchNames(patterns: readonly string[], plain = false): NameTest {
  if (patterns.length === 0) return () => false;
  const tests = patterns.map((pattern) => new RegExp(`^${pattern.split('*').map(escape).join('.*')}$`, 's'));
  return (name) => [name, withoutVersion(name), ...(plain ? [name.replace(/^.*#/s, '')] : [])].some((each) => tests.some((test) => test.test(each)));
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** `wasi:io/poll@0.2.3#poll` → `wasi:io/poll#poll` */
const withoutVersion = (name: string): string => name.replace(/@[^#]*/, '');
