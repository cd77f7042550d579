/**
 * S-expressions of a script: tokens grouped by parentheses. Annotations `(@name …)` are dropped like
 * comments, as the annotations proposal of the text format says of those that a tool doesn't know.
 */
import { ScriptError } from './script-error.ts';
import { tokenize } from './tokens.ts';
import type { StringToken, Token } from './tokens.ts';

/** An atom: a keyword, an identifier or a number. */
export interface Atom {
  readonly kind: 'atom';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A parenthesised list, `start` at its opening and `end` after its closing parenthesis. */
export interface List {
  readonly kind: 'list';
  readonly items: readonly SExpr[];
  readonly start: number;
  readonly end: number;
}

export type SExpr = Atom | List | StringToken;

/** The top-level lists of a script. Throws `ScriptError` for unbalanced parentheses and for stray atoms. */
export function parseSExprs(script: string): List[] {
  const tokens = tokenize(script);
  const lists: List[] = [];
  let next = 0;

  const readList = (open: Token): List => {
    const items: SExpr[] = [];
    for (let token = tokens[next++]; token !== undefined; token = tokens[next++]) {
      if (token.kind === 'close') return { kind: 'list', items, start: open.start, end: token.end };
      if (token.kind !== 'open') {
        items.push(token);
        continue;
      }
      const list = readList(token);
      if (!isAnnotation(list)) items.push(list);
    }
    throw new ScriptError('opening parenthesis without a closing one', open.start);
  };

  while (next < tokens.length) {
    const token = tokens[next++];
    if (token?.kind !== 'open') {
      throw new ScriptError('expected a directive in parentheses', token?.start ?? script.length);
    }
    const list = readList(token);
    if (!isAnnotation(list)) lists.push(list);
  }
  return lists;
}

function isAnnotation(list: List): boolean {
  const head = list.items[0];
  return head?.kind === 'atom' && head.text.startsWith('@') && head.start === list.start + 1;
}
