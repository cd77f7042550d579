/**
 * Lists of things between marks: on one line if there is room, else on as few as have room.
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
  /** The items begin and end on the lines of the marks, even if there are several. */
  readonly hangs: boolean;
}

export const OBJECT: ListStyle = { open: '{', close: '}', padding: ' ', expand: true, enough: 1, hangs: false };
export const NAMES: ListStyle = { open: '{', close: '}', padding: ' ', expand: false, enough: 1, hangs: false };
export const ARRAY: ListStyle = { open: '[', close: ']', padding: '', expand: false, enough: 2, hangs: false };
export const ARGUMENTS: ListStyle = { open: '(', close: ')', padding: '', expand: false, enough: 2, hangs: true };

/** Items between marks. `after` is how much will follow on the same line. */
export function writeList(items: Items, state: State, style: ListStyle, after = 2): void {
  const { output } = state;
  const texts = output.isFlat ? [] : items.map((item) => (item === null ? '' : flatText(item, state)));
  const isLong = !output.isFlat && widthOf(texts, state) + after + output.closing > MAX_WIDTH;
  const hasLines = texts.some((text) => text.includes('\n'));
  const isWorthIt = items.length >= style.enough && !(style === ARGUMENTS && opensLast(items, texts, state));
  if (isWorthIt && (hasLines ? style.expand : isLong)) writeLines(items, texts, state, style);
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

/** As many items on a line as have room; those of several lines have them for themselves. */
function writeLines(items: Items, texts: readonly string[], state: State, style: ListStyle): void {
  const { output } = state;
  const { closing } = output;
  state.write(style.open);
  state.indentLevel++;
  const indent = `\n${indentOf(state)}`;
  const takesLines = (text: string): boolean =>
    text.includes('\n') || indent.length + text.length > MAX_WIDTH;
  items.forEach((item, index) => {
    const isLast = index === items.length - 1;
    output.closing = isLast && style.hangs ? closing + 2 : 1;
    const isOpen = index === 0 && style.hangs;
    const hasLines = takesLines(texts[index - 1] ?? '') || takesLines(texts[index]!);
    const isFull = output.column() + 1 + texts[index]!.length + output.closing > MAX_WIDTH;
    if (!isOpen) state.write((index === 0 && !style.hangs) || hasLines || isFull ? indent : ' ');
    if (item !== null) visit(item, state);
    if (!isLast || item === null) state.write(',');
  });
  output.closing = closing;
  state.indentLevel--;
  state.write((style.hangs ? '' : `\n${indentOf(state)}`) + style.close);
}
