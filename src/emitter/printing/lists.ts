/**
 * Lists of things between marks: on one line if there is room, else each on its own.
 */
import type * as ESTree from 'estree';
import type { State } from './state.ts';
import { MAX_WIDTH, flatText, indentOf, visit } from './state.ts';

/** null: nothing between two commas. */
type Items = readonly (ESTree.Node | null)[];

export interface ListStyle {
  readonly open: string;
  readonly close: string;
  /** Between the marks and the items, on one line. */
  readonly padding: '' | ' ';
  /** Over several lines too if an item itself takes several. */
  readonly expand: boolean;
  /** How many items it takes to be worth several lines. */
  readonly enough: number;
}

export const OBJECT: ListStyle = { open: '{', close: '}', padding: ' ', expand: true, enough: 1 };
export const NAMES: ListStyle = { open: '{', close: '}', padding: ' ', expand: false, enough: 1 };
export const ARRAY: ListStyle = { open: '[', close: ']', padding: '', expand: false, enough: 2 };
export const ARGUMENTS: ListStyle = { open: '(', close: ')', padding: '', expand: false, enough: 2 };

/**
 * Items between marks: on one line if there is room, else each on its own. `after` is how much will follow
 * on the same line.
 */
export function writeList(items: Items, state: State, style: ListStyle, after = 2): void {
  const texts = state.output.isFlat ? [] : items.map((item) => (item === null ? '' : flatText(item, state)));
  const isLong = widthOf(texts, state) + after > MAX_WIDTH;
  const hasLines = texts.some((text) => text.includes('\n'));
  const isWorthIt = items.length >= style.enough && !(style === ARGUMENTS && opensLast(items, texts, state));
  if (isWorthIt && (hasLines ? style.expand : isLong)) writeLines(items, state, style);
  else writeOneLine(items, state, style);
}

/** The column after the texts, were they written now. */
const widthOf = (texts: readonly string[], state: State): number =>
  texts.reduce((sum, text) => sum + text.length + 2, state.output.column());

/** True if the last of the arguments can take several lines alone: `f(a, {`. */
function opensLast(items: Items, texts: readonly string[], state: State): boolean {
  const type = items.at(-1)?.type;
  const opens = type === 'ObjectExpression' || type === 'ArrayExpression';
  return opens && widthOf(texts.slice(0, -1), state) < MAX_WIDTH;
}

function writeOneLine(items: Items, state: State, style: ListStyle): void {
  const padding = items.length > 0 ? style.padding : '';
  state.write(style.open + padding);
  items.forEach((item, index) => {
    if (index > 0) state.write(', ');
    if (item !== null) visit(item, state);
  });
  if (items.at(-1) === null) state.write(',');
  state.write(padding + style.close);
}

function writeLines(items: Items, state: State, style: ListStyle): void {
  state.indentLevel++;
  const indent = indentOf(state);
  state.write(`${style.open}\n`);
  for (const item of items) {
    state.write(indent);
    if (item !== null) visit(item, state);
    // Nothing may follow a rest element.
    state.write(item?.type === 'RestElement' ? '\n' : ',\n');
  }
  state.indentLevel--;
  state.write(indentOf(state) + style.close);
}
