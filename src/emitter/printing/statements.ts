/**
 * Statements: paragraphs with an empty line between, comments above.
 */
import type * as ESTree from 'estree';
import type { Commented, LineComment } from '../builders.ts';
import type { Placed } from '../source-map/origin.ts';
import type { State } from './state.ts';
import { MAX_WIDTH, flatText, indentOf, visit } from './state.ts';

/** Statements that stand as a paragraph of their own. */
const PARAGRAPH = /^(?:FunctionDeclaration|ClassDeclaration|Export)/;

function needsBlankLine(before: ESTree.Node, after: ESTree.Node): boolean {
  if ((after as Commented<ESTree.Node>).paragraph === true || commentsOf(after).length > 0) return true;
  if (before.type === 'MethodDefinition' || after.type === 'MethodDefinition') return true;
  return PARAGRAPH.test(before.type) || PARAGRAPH.test(after.type);
}

const commentsOf = (node: ESTree.Node): readonly LineComment[] =>
  (node as Commented<ESTree.Node>).comments ?? [];

export function writeStatements(body: readonly ESTree.Node[], state: State): void {
  const indent = indentOf(state);
  const { output } = state;
  const { closing, origin } = output;
  output.closing = 0;
  body.forEach((statement, index) => {
    const before = body[index - 1];
    if (before !== undefined && needsBlankLine(before, statement)) state.write('\n');
    for (const { value } of commentsOf(statement)) state.write(`${indent}// ${value}\n`);
    state.write(indent);
    const { origin: own } = statement as Placed<ESTree.Node>;
    output.origin = own ?? origin;
    output.mark(own !== undefined);
    visit(statement, state);
    output.origin = origin;
    if (own !== undefined) output.mark();
    state.write('\n');
  });
  output.closing = closing;
}

export function writeBlock({ body }: { readonly body: readonly ESTree.Node[] }, state: State): void {
  if (body.length === 0) return state.write('{}');
  state.write('{\n');
  state.indentLevel++;
  writeStatements(body, state);
  state.indentLevel--;
  state.write(`${indentOf(state)}}`);
}

/** Simple statements, which own no `else`. */
const SIMPLE = /^(?:Expression|Return|Throw|Break|Continue)Statement$/;

/** A branch of an `if`, in braces unless it is one simple statement that has room. Gives what stands behind it. */
function writeBranch(branch: ESTree.Statement, state: State): string {
  const body = branch.type === 'BlockStatement' ? branch.body : [branch];
  const [only] = body;
  const isBare = only !== undefined && body.length === 1 && SIMPLE.test(only.type)
    && (branch === only || (commentsOf(only).length === 0 && hasRoom(only, state)));
  if (isBare) visit(only, state);
  else writeBlock({ body }, state);
  return isBare ? `\n${indentOf(state)}` : ' ';
}

function hasRoom(node: ESTree.Node, state: State): boolean {
  const text = flatText(node, state);
  return !text.includes('\n') && state.output.column() + text.length <= MAX_WIDTH;
}

export function writeFor({ init, test, update, body }: ESTree.ForStatement, state: State): void {
  state.write('for (');
  // Without the semicolon that a statement of its own has; `in` stands in parentheses.
  if (init?.type === 'VariableDeclaration') writeVariables(init, state);
  else if (init != null) visit(init, state);
  state.write(';');
  for (const [part, end] of [[test, ';'], [update, '']] as const) {
    if (part != null) state.write(' ');
    if (part?.type === 'SequenceExpression') writeSequence(part, state);
    else if (part != null) visit(part, state);
    state.write(end);
  }
  state.write(') ');
  visit(body, state);
}

function writeVariables({ kind, declarations }: ESTree.VariableDeclaration, state: State): void {
  state.write(`${kind} `);
  declarations.forEach((declarator, index) => {
    if (index > 0) state.write(', ');
    visit(declarator, state);
  });
}

/** Expressions with commas between, where no parentheses are needed. */
function writeSequence({ expressions }: ESTree.SequenceExpression, state: State): void {
  expressions.forEach((expression, index) => {
    if (index > 0) state.write(', ');
    visit(expression, state);
  });
}

/** An `else` stays with its `if`. */
export function writeIf({ test, consequent, alternate }: ESTree.IfStatement, state: State): void {
  state.write('if (');
  visit(test, state);
  state.write(') ');
  if (alternate == null && consequent.type !== 'BlockStatement') return visit(consequent, state);
  const between = writeBranch(consequent, state);
  if (alternate == null) return;
  state.write(`${between}else `);
  if (alternate.type === 'BlockStatement') writeBranch(alternate, state);
  else visit(alternate, state);
}

/** A case that is one block opens it behind the colon. */
export function writeSwitch({ discriminant, cases }: ESTree.SwitchStatement, state: State): void {
  state.write('switch (');
  visit(discriminant, state);
  state.write(') {\n');
  state.indentLevel++;
  for (const each of cases) writeCase(each, state);
  state.indentLevel--;
  state.write(`${indentOf(state)}}`);
}

function writeCase({ test, consequent }: ESTree.SwitchCase, state: State): void {
  state.write(`${indentOf(state)}${test == null ? 'default' : 'case '}`);
  if (test != null) visit(test, state);
  state.write(':');
  const [only, ...more] = consequent;
  if (only?.type === 'BlockStatement' && more.length === 0) {
    state.write(' ');
    writeBlock(only, state);
    state.write('\n');
    return;
  }
  state.write('\n');
  state.indentLevel++;
  writeStatements(consequent, state);
  state.indentLevel--;
}
