/** How messages show what comes out of the component, and what was perhaps meant instead. */
import { nearestName } from '../../suggest.ts';

/** Longer names are cut short: nobody reads them, and a message is no place for 100 kB. */
const MAX_SHOWN = 100;

/** Longer names are not compared, nor more of them: comparing takes the product of the lengths. */
const MAX_COMPARED_LENGTH = 64;
const MAX_COMPARED_NAMES = 1000;

const shorten = (name: string): string =>
  name.length > MAX_SHOWN ? `${name.slice(0, MAX_SHOWN)}…` : name;

/** A name in the text of a message. */
export const quote = (name: string): string => `\`${shorten(name)}\``;

/** The step of an error's path that leads to what has a name, such as `import "a:b/c"`. */
export const pathStep = (what: string, name: string): string => `${what} ${JSON.stringify(shorten(name))}`;

/** `; did you mean …?` where one of the `known` names is near to the one that is not there, else nothing. */
export function didYouMean(missing: string, known: Iterable<string>): string {
  if (missing.length > MAX_COMPARED_LENGTH) return '';
  const nearest = nearestName(missing, comparable(known));
  return nearest === undefined ? '' : `; did you mean ${quote(nearest)}?`;
}

function* comparable(names: Iterable<string>): Iterable<string> {
  let count = 0;
  for (const name of names) {
    if (++count > MAX_COMPARED_NAMES) return;
    if (name.length <= MAX_COMPARED_LENGTH) yield name;
  }
}
