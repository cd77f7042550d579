/** How messages show what comes out of the component, and what was perhaps meant instead. */
import { nearestName } from '../../suggest.ts';

/** Longer names are cut short: nobody reads them, and a message is no place for 100 kB. */
const MAX_SHOWN = 100;

/** Longer names are not compared, nor more of them: comparing takes the product of the lengths. */
const MAX_COMPARED_LENGTH = 64;
const MAX_COMPARED_NAMES = 1000;

/** The name, or the beginning of a long one; half of a character is not left over. */
export function shorten(name: string, most: number = MAX_SHOWN): string {
  return name.length > most ? `${name.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : name;
}

/** A name in the text of a message. */
export const quote = (name: string): string => `\`${shorten(name)}\``;

/** The step of an error's path that leads to what has a name, such as `import "a:b/c"`. */
export const pathStep = (what: string, name: string): string => `${what} ${JSON.stringify(shorten(name))}`;

/** The same for what a core module imports under two names. */
export const corePathStep = (module: string, name: string): string =>
  `${pathStep('import', module)} ${JSON.stringify(shorten(name))}`;

/** The name among `known` that is near to the one that is not there, if there is one. */
export function nearName(missing: string, known: Iterable<string>): string | undefined {
  if (missing.length > MAX_COMPARED_LENGTH) return undefined;
  return nearestName(missing, comparable(missing, known));
}

/** Names of about the same length, of others it is known that they are not near. */
function* comparable(missing: string, names: Iterable<string>): Iterable<string> {
  let count = 0;
  for (const name of names) {
    if (name.length > MAX_COMPARED_LENGTH) continue;
    if (Math.abs(name.length - missing.length) > Math.max(name.length, missing.length) / 3) continue;
    if (++count > MAX_COMPARED_NAMES) return;
    yield name;
  }
}
