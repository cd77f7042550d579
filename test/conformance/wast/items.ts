/**
 * A cursor over the items of one list: how the readers of directives and values take an S-expression
 * apart, each wrong item an error at its own place.
 */
import { ScriptError } from './script-error.ts';
import type { Atom, List, SExpr } from './sexpr.ts';

/** The unread rest of one list. Every `take…` removes one item or throws `ScriptError`. */
export interface Items {
  readonly list: List;
  /** Takes the next item if it is that keyword. */
  takeKeyword(text: string): boolean;
  /** Takes the next item if it is an identifier, and returns it without its `$`. */
  takeId(): string | undefined;
  takeAtom(what: string): Atom;
  takeList(what: string): List;
  /** Takes a string and decodes it; a string that is no UTF-8 is an error. */
  takeText(what: string): string;
  /** Takes all strings up to the end of the list and joins their bytes. */
  takeRemainingBytes(): Uint8Array;
  takeAny(what: string): SExpr;
  isAtEnd(): boolean;
  nextIsList(): boolean;
  expectEnd(): void;
}

/** A cursor at the first item of `list`. */
export function itemsOf(list: List): Items {
  let next = 0;
  const peek = (): SExpr | undefined => list.items[next];

  const take = <K extends SExpr['kind']>(kind: K, what: string): Extract<SExpr, { kind: K }> => {
    const item = takeAny(what);
    if (item.kind !== kind) throw new ScriptError(`expected ${what}`, item.start);
    return item as Extract<SExpr, { kind: K }>;
  };
  const takeAny = (what: string): SExpr => {
    const item = list.items[next++];
    if (item === undefined) throw new ScriptError(`expected ${what}`, list.end - 1);
    return item;
  };
  const nextAtomIf = (accept: (text: string) => boolean): string | undefined => {
    const item = peek();
    if (item?.kind !== 'atom' || !accept(item.text)) return undefined;
    next += 1;
    return item.text;
  };

  return {
    list,
    takeKeyword: (text) => nextAtomIf((atom) => atom === text) !== undefined,
    takeId: () => nextAtomIf((atom) => atom.startsWith('$'))?.slice(1),
    takeAtom: (what) => take('atom', what),
    takeList: (what) => take('list', what),
    takeText: (what) => {
      const string = take('string', what);
      return decodeText(string.bytes, string.start);
    },
    takeRemainingBytes: () => {
      const parts: Uint8Array[] = [];
      while (next < list.items.length) parts.push(take('string', 'a string').bytes);
      return concatBytes(parts);
    },
    takeAny,
    isAtEnd: () => next >= list.items.length,
    nextIsList: () => peek()?.kind === 'list',
    expectEnd: () => {
      const item = peek();
      if (item !== undefined) throw new ScriptError('unexpected item', item.start);
    },
  };
}

function decodeText(bytes: Uint8Array, offset: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ScriptError('a string that is not UTF-8', offset);
  }
}

function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
