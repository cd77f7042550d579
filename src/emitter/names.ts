/**
 * Unique names in the emitted module. A local name never hides a name of the module, whichever came first.
 */
import { isIdentifierName } from './builders.ts';

/** What no binding may be called in strict code, and the globals that emitted code uses. */
const RESERVED = (
  'await break case catch class const continue debugger default delete do else enum export extends ' +
  'false finally for function if implements import in instanceof interface let new null package private ' +
  'protected public return static super switch this throw true try typeof var void while with yield ' +
  'arguments eval async undefined NaN Infinity globalThis Object Function Array Map Set WeakMap WeakRef ' +
  'Symbol String Number BigInt Boolean Math JSON Error TypeError RangeError Promise Reflect Proxy Date ' +
  'RegExp Iterator FinalizationRegistry ArrayBuffer SharedArrayBuffer DataView Uint8Array Int8Array ' +
  'Uint16Array Int16Array Uint32Array Int32Array BigUint64Array BigInt64Array Float32Array Float64Array ' +
  'Uint8ClampedArray TextDecoder TextEncoder WebAssembly URL fetch atob process queueMicrotask ' +
  'setTimeout clearTimeout setInterval clearInterval console ReadableStream isNaN parseInt'
).split(' ');

export interface Names {
  /** A new name at the top of the module, or of the function that instantiates: the first free hint. */
  topLevel(...hints: readonly [string, ...string[]]): string;
  /** The names of one function. */
  scope(): (hint: string) => string;
}

/** `taken` are names that are in use before any is asked for. */
export function makeNames(taken: Iterable<string>): Names {
  const outer = new Set<string>([...RESERVED, ...taken]);
  const locals = new Set<string>();
  // Names are never given back: the search for a free number goes on where it ended.
  const numbers = new Map<string, number>();
  return {
    topLevel(...hints) {
      const isTaken = (name: string): boolean => outer.has(name) || locals.has(name);
      const free = hints.map(identifierFrom).find((name) => !isTaken(name));
      const name = free ?? firstFree(hints[0], isTaken, numbers);
      outer.add(name);
      return name;
    },
    scope() {
      const own = new Set<string>();
      return (hint) => {
        const name = firstFree(hint, (candidate) => outer.has(candidate) || own.has(candidate));
        own.add(name);
        locals.add(name);
        return name;
      };
    },
  };
}

/** `name`, `name2`, `name3` …; `x1`, `x1_2` … */
function firstFree(
  hint: string, isTaken: (name: string) => boolean, numbers: Map<string, number> = new Map(),
): string {
  const name = identifierFrom(hint);
  if (!isTaken(name)) return name;
  const stem = /\d$/.test(name) ? `${name}_` : name;
  let number = numbers.get(stem) ?? 2;
  while (isTaken(`${stem}${number}`)) number++;
  numbers.set(stem, number);
  return `${stem}${number}`;
}

/** Any text as an identifier that reminds of it: `[method]a.do-it` gives `a_doIt`. */
export function identifierFrom(text: string): string {
  const words = text
    .replace(/^\[[^\]]*\]/, '')
    .replace(/[-\s]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/[^\w$]+/g, '_')
    .replace(/^_+(?=.)|(?<=.)_+$/g, '');
  const name = /^\d/.test(words) ? `_${words}` : words;
  return isIdentifierName(name) ? name : '_';
}
