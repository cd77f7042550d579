/**
 * What a generator is given: astring's state, with a sink of ours that knows how long the last line is.
 */
import * as astring from 'astring';
import type * as ESTree from 'estree';
import type { Mark, Origin } from '../source-map/origin.ts';
import { unnamed } from '../source-map/origin.ts';

export const MAX_WIDTH = 110;

/** Where the text goes. */
export interface Sink {
  write(code: string): void;
  column(): number;
  text(): string;
  /** All is to stand on one line that can: the text is only measured. */
  readonly isFlat: boolean;
  /** How many marks close on the line on which the node that is written ends. */
  closing: number;
  /** What nodes look like on one line, for the duration of one printing. */
  readonly flat: WeakMap<ESTree.Node, string>;
  /** Of what is written now. */
  origin: Origin | undefined;
  /** Notes that what is written from here on is of `origin`; with its name where a function begins. */
  mark(isFunction?: boolean): void;
  readonly marks: readonly Mark[];
}

export function makeSink(isFlat = false): Sink {
  const chunks: string[] = [];
  const marks: Mark[] = [];
  let [column, length] = [0, 0];
  return {
    write(code) {
      chunks.push(code);
      length += code.length;
      const newline = code.lastIndexOf('\n');
      column = newline < 0 ? column + code.length : code.length - newline - 1;
    },
    column: () => column,
    text: () => chunks.join(''),
    isFlat,
    closing: 0,
    flat: new WeakMap(),
    origin: undefined,
    mark(isFunction = false) {
      const { origin } = this;
      if (origin === undefined && marks.at(-1)?.origin === undefined) return;
      marks.push({ offset: length, origin: isFunction || origin === undefined ? origin : unnamed(origin) });
    },
    marks,
  };
}

/** astring's state, as far as it is used here. */
export interface State {
  write(code: string, node?: ESTree.Node): void;
  readonly output: Sink;
  readonly generator: Generators;
  readonly indent: string;
  indentLevel: number;
}

export type Generators = Readonly<Record<string, (node: never, state: State) => void>>;

// astring's declarations leave the last two out.
const { GENERATOR, EXPRESSIONS_PRECEDENCE } = astring as unknown as {
  readonly GENERATOR: Generators;
  readonly EXPRESSIONS_PRECEDENCE: Readonly<Record<string, number>>;
};

export const BASE: Generators = GENERATOR;

/** astring's table, with parentheses around an optional chain that goes on outside of it: `(a?.b).c`. */
export const PRECEDENCE: Readonly<Record<string, number>> = {
  ...EXPRESSIONS_PRECEDENCE,
  ChainExpression: 18,
};

/** Writes a node. */
export const visit = (node: ESTree.Node, state: State): void =>
  state.generator[node.type]!(node as never, state);

/** Writes a node as astring would, with its parts as we do. */
export const asBase = (node: ESTree.Node, state: State): void =>
  BASE[node.type]!.call(state.generator, node as never, state);

/** The white space at the start of a line. */
export const indentOf = (state: State): string => state.indent.repeat(state.indentLevel);

/** Prints a node into a sink. */
export function printInto(sink: Sink, node: ESTree.Node, generator: Generators): void {
  const options = {
    generator,
    expressionsPrecedence: PRECEDENCE,
    comments: true,
    output: sink,
  };
  // The declarations want a stream of Node's, and don't know all options.
  astring.generate(node, options as never);
}

/** The node on one line, were there room; with line breaks if it can't be. */
export function flatText(node: ESTree.Node, state: State): string {
  const { flat } = state.output;
  let text = flat.get(node);
  if (text === undefined) {
    const sink = makeSink(true);
    printInto(sink, node, state.generator);
    text = sink.text();
    flat.set(node, text);
  }
  return text;
}
