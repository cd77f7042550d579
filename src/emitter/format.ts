/**
 * How nodes look: astring's generators, with those replaced that print wrongly (names in quotes, astring
 * issue 713; literals; an `else` that would change sides) or less readably than a person would.
 */
import * as astring from 'astring';
import type * as ESTree from 'estree';
import { quote } from './quote.ts';

const { generate } = astring;

const MAX_WIDTH = 110;

/** Where the text goes; knows how long the last line is. */
export interface Sink {
  write(code: string): void;
  column(): number;
  text(): string;
  /** What a node looks like on one line, for the duration of one printing. */
  readonly flat: WeakMap<ESTree.Node, string>;
}

export function makeSink(): Sink {
  const chunks: string[] = [];
  let column = 0;
  return {
    write(code) {
      chunks.push(code);
      const newline = code.lastIndexOf('\n');
      column = newline < 0 ? column + code.length : code.length - newline - 1;
    },
    column: () => column,
    text: () => chunks.join(''),
    flat: new WeakMap(),
  };
}

/** astring's state, as far as it is used here. */
interface State {
  write(code: string, node?: ESTree.Node): void;
  readonly output: Sink;
  readonly generator: Generators;
  readonly indent: string;
  indentLevel: number;
}

type Generators = Readonly<Record<string, (node: never, state: State) => void>>;

// astring's declarations leave the second out.
const { GENERATOR: BASE, EXPRESSIONS_PRECEDENCE } = astring as unknown as {
  readonly GENERATOR: Generators;
  readonly EXPRESSIONS_PRECEDENCE: Readonly<Record<string, number>>;
};

/** Parentheses around an optional chain that goes on outside of it: `(a?.b).c`. */
export const PRECEDENCE: Readonly<Record<string, number>> = {
  ...EXPRESSIONS_PRECEDENCE,
  ChainExpression: 18,
};

const visit = (node: ESTree.Node, state: State): void => state.generator[node.type]!(node as never, state);

/** As astring would, with the parts as we do. */
const asBase = (node: ESTree.Node, state: State): void =>
  BASE[node.type]!.call(state.generator, node as never, state);

// ---------------------------------------------------------------------------------------------- lists

const isFlat = (state: State): boolean => state.generator === FLAT;

/** The node on one line, were there room; contains newlines if it can't be. */
function flatText(node: ESTree.Node, state: State): string {
  const { flat } = state.output;
  let text = flat.get(node);
  if (text === undefined) {
    const sink = makeSink();
    const options = { generator: FLAT, expressionsPrecedence: PRECEDENCE, comments: true, output: sink };
    generate(node, options as never);
    text = sink.text();
    flat.set(node, text);
  }
  return text;
}

interface ListStyle {
  readonly open: string;
  readonly close: string;
  /** Between the marks and the items, on one line. */
  readonly padding: '' | ' ';
  /** Over several lines too if an item itself takes several. */
  readonly expand: boolean;
  /** How many items it takes to be worth several lines. */
  readonly enough: number;
}

const OBJECT: ListStyle = { open: '{', close: '}', padding: ' ', expand: true, enough: 1 };
const NAMES: ListStyle = { open: '{', close: '}', padding: ' ', expand: false, enough: 1 };
const ARRAY: ListStyle = { open: '[', close: ']', padding: '', expand: false, enough: 2 };
const ARGUMENTS: ListStyle = { open: '(', close: ')', padding: '', expand: false, enough: 2 };

/** Items between marks: on one line if there is room, else each on its own. */
function writeList(items: readonly (ESTree.Node | null)[], state: State, style: ListStyle): void {
  const texts = isFlat(state) ? [] : items.map((item) => (item === null ? '' : flatText(item, state)));
  const width = texts.reduce((sum, text) => sum + text.length + 2, 0);
  const isLong = state.output.column() + width + 2 > MAX_WIDTH;
  const hasLines = texts.some((text) => text.includes('\n'));
  if (items.length >= style.enough && (hasLines ? style.expand : isLong)) writeLines(items, state, style);
  else writeOneLine(items, state, style);
}

function writeOneLine(items: readonly (ESTree.Node | null)[], state: State, style: ListStyle): void {
  const padding = items.length > 0 ? style.padding : '';
  state.write(style.open + padding);
  items.forEach((item, index) => {
    if (index > 0) state.write(', ');
    if (item !== null) visit(item, state);
  });
  if (items.at(-1) === null) state.write(',');
  state.write(padding + style.close);
}

function writeLines(items: readonly (ESTree.Node | null)[], state: State, style: ListStyle): void {
  state.indentLevel++;
  const indent = state.indent.repeat(state.indentLevel);
  state.write(`${style.open}\n`);
  for (const item of items) {
    state.write(indent);
    if (item !== null) visit(item, state);
    // Nothing may follow a rest element.
    state.write(item?.type === 'RestElement' ? '\n' : ',\n');
  }
  state.indentLevel--;
  state.write(state.indent.repeat(state.indentLevel) + style.close);
}

// ---------------------------------------------------------------------------------------------- statements

/** Statements that stand as a paragraph of their own. */
const PARAGRAPH = /^(?:FunctionDeclaration|ClassDeclaration|Export)/;

function needsBlankLine(before: ESTree.Node, after: ESTree.Node): boolean {
  if (hasComment(after)) return true;
  if (before.type === 'MethodDefinition' || after.type === 'MethodDefinition') return true;
  return PARAGRAPH.test(before.type) || PARAGRAPH.test(after.type);
}

const commentsOf = (node: ESTree.Node): readonly ESTree.Comment[] =>
  (node as { readonly comments?: readonly ESTree.Comment[] }).comments ?? [];

const hasComment = (node: ESTree.Node): boolean => commentsOf(node).length > 0;

function writeStatements(body: readonly ESTree.Node[], state: State): void {
  const indent = state.indent.repeat(state.indentLevel);
  body.forEach((statement, index) => {
    const before = body[index - 1];
    if (before !== undefined && needsBlankLine(before, statement)) state.write('\n');
    for (const { value } of commentsOf(statement)) state.write(`${indent}// ${value}\n`);
    state.write(indent);
    visit(statement, state);
    state.write('\n');
  });
}

function writeBlock({ body }: { readonly body: readonly ESTree.Node[] }, state: State): void {
  if (body.length === 0) return state.write('{}');
  state.write('{\n');
  state.indentLevel++;
  writeStatements(body, state);
  state.indentLevel--;
  state.write(`${state.indent.repeat(state.indentLevel)}}`);
}

/** The statement between `if (…)` and `else`: in braces if an `if` at its end could take the `else`. */
function writeBeforeElse(statement: ESTree.Statement, state: State): void {
  const ownsNoElse = /^(?:Block|Expression|Return|Throw|Break|Continue)Statement$/.test(statement.type);
  if (ownsNoElse) visit(statement, state);
  else writeBlock({ body: [statement] }, state);
}

// ---------------------------------------------------------------------------------------------- names

/** A name of an import or export: an identifier, or a string in quotes. */
const moduleName = (name: ESTree.Identifier | ESTree.Literal): string =>
  name.type === 'Identifier' ? name.name : quote(String(name.value));

const renamed = (from: string, to: string): string => (from === to ? from : `${from} as ${to}`);

function writeSource(
  { source }: { readonly source?: ESTree.Literal | null | undefined }, state: State,
): void {
  if (source != null) {
    state.write(' from ');
    visit(source, state);
  }
  state.write(';');
}

function writeImport(node: ESTree.ImportDeclaration, state: State): void {
  const parts = node.specifiers.filter(({ type }) => type !== 'ImportSpecifier').map((specifier) =>
    specifier.type === 'ImportNamespaceSpecifier' ? `* as ${specifier.local.name}` : specifier.local.name);
  const named = node.specifiers.filter(({ type }) => type === 'ImportSpecifier');
  state.write(`import ${parts.join(', ')}${parts.length > 0 && named.length > 0 ? ', ' : ''}`);
  if (named.length > 0) writeList(named, state, NAMES);
  if (node.specifiers.length > 0) return writeSource(node, state);
  visit(node.source, state);
  state.write(';');
}

// ---------------------------------------------------------------------------------------------- expressions

function writeLiteral(node: ESTree.Literal & { readonly raw?: string }, state: State): void {
  if (typeof node.value === 'string') return state.write(quote(node.value), node);
  if ('regex' in node) return state.write(`/${node.regex.pattern}/${node.regex.flags}`, node);
  if (node.raw !== undefined) return state.write(node.raw, node);
  state.write('bigint' in node ? `${node.bigint}n` : String(node.value), node);
}

/** What is called or constructed, in parentheses where astring puts them. */
function writeCallee(node: ESTree.CallExpression | ESTree.NewExpression, state: State): void {
  const { callee } = node;
  const binds = PRECEDENCE[callee.type] ?? 0;
  const isOpen = binds === astring.NEEDS_PARENTHESES || binds < PRECEDENCE.CallExpression!;
  if (isOpen || (node.type === 'NewExpression' && hasCall(callee))) {
    state.write('(');
    visit(callee, state);
    state.write(')');
  } else {
    visit(callee, state);
  }
}

function hasCall(node: ESTree.Node): boolean {
  if (node.type === 'CallExpression') return true;
  return node.type === 'MemberExpression' && hasCall(node.object);
}

function writeFunction(node: ESTree.FunctionDeclaration | ESTree.FunctionExpression, state: State): void {
  const name = node.id === null || node.id === undefined ? '' : node.id.name;
  state.write(`${node.async ? 'async ' : ''}function${node.generator ? '*' : ''} ${name}`, node);
  writeList(node.params, state, ARGUMENTS);
  state.write(' ');
  visit(node.body, state);
}

function writeArrow(node: ESTree.ArrowFunctionExpression, state: State): void {
  state.write(node.async ? 'async ' : '', node);
  writeList(node.params, state, ARGUMENTS);
  state.write(' => ');
  const { body } = node;
  const startsWithBrace = body.type === 'ObjectExpression'
    || (body.type === 'AssignmentExpression' && body.left.type === 'ObjectPattern');
  if (startsWithBrace) state.write('(');
  visit(body, state);
  if (startsWithBrace) state.write(')');
}

function writeMethod(node: ESTree.MethodDefinition | ESTree.Property, state: State): void {
  const value = node.value as ESTree.FunctionExpression;
  if (node.type === 'MethodDefinition' && node.static) state.write('static ');
  if (node.kind === 'get' || node.kind === 'set') state.write(`${node.kind} `);
  state.write(`${value.async ? 'async ' : ''}${value.generator ? '*' : ''}`);
  if (node.computed) state.write('[');
  visit(node.key, state);
  if (node.computed) state.write(']');
  writeList(value.params, state, ARGUMENTS);
  state.write(' ');
  visit(value.body, state);
}

const OWN = {
  Literal: writeLiteral,
  Program: ({ body }: ESTree.Program, state: State) => writeStatements(body, state),
  BlockStatement: writeBlock,
  ClassBody: writeBlock,
  IfStatement(node: ESTree.IfStatement, state: State) {
    state.write('if (');
    visit(node.test, state);
    state.write(') ');
    if (node.alternate == null) return visit(node.consequent, state);
    writeBeforeElse(node.consequent, state);
    if (node.consequent.type === 'BlockStatement') state.write(' ');
    else state.write(`\n${state.indent.repeat(state.indentLevel)}`);
    state.write('else ');
    visit(node.alternate, state);
  },
  ForStatement(node: ESTree.ForStatement, state: State) {
    if (node.init != null || node.test != null || node.update != null) return asBase(node, state);
    state.write('for (;;) ');
    visit(node.body, state);
  },
  ImportDeclaration: writeImport,
  ImportSpecifier: (node: ESTree.ImportSpecifier, state: State) =>
    state.write(renamed(moduleName(node.imported), node.local.name), node),
  ExportSpecifier: (node: ESTree.ExportSpecifier, state: State) =>
    state.write(renamed(moduleName(node.local), moduleName(node.exported)), node),
  ExportNamedDeclaration(node: ESTree.ExportNamedDeclaration, state: State) {
    state.write('export ');
    if (node.declaration != null) return visit(node.declaration, state);
    writeList(node.specifiers, state, NAMES);
    writeSource(node, state);
  },
  ExportAllDeclaration(node: ESTree.ExportAllDeclaration, state: State) {
    state.write(node.exported === null ? 'export *' : `export * as ${moduleName(node.exported)}`);
    writeSource(node, state);
  },
  ObjectExpression: (node: ESTree.ObjectExpression, state: State) => writeList(node.properties, state, OBJECT),
  ObjectPattern: ({ properties }: ESTree.ObjectPattern, state: State) => writeList(properties, state, NAMES),
  ArrayExpression: ({ elements }: ESTree.ArrayExpression, state: State) => writeList(elements, state, ARRAY),
  ArrayPattern: ({ elements }: ESTree.ArrayPattern, state: State) => writeList(elements, state, ARRAY),
  CallExpression(node: ESTree.SimpleCallExpression, state: State) {
    writeCallee(node, state);
    if (node.optional) state.write('?.');
    writeList(node.arguments, state, ARGUMENTS);
  },
  NewExpression(node: ESTree.NewExpression, state: State) {
    state.write('new ');
    writeCallee(node, state);
    writeList(node.arguments, state, ARGUMENTS);
  },
  FunctionDeclaration: writeFunction,
  FunctionExpression: writeFunction,
  ArrowFunctionExpression: writeArrow,
  MethodDefinition: writeMethod,
  Property(node: ESTree.Property, state: State) {
    if (node.method || node.kind !== 'init') return writeMethod(node, state);
    asBase(node, state);
  },
};

/** The generators for text. */
export const GENERATOR: Generators = { ...BASE, ...OWN };

/** The same, known to keep to one line. */
const FLAT: Generators = { ...GENERATOR };
