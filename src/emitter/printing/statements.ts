/**
 * Statements: paragraphs with an empty line between, comments above.
 */
import type * as ESTree from 'estree';
import type { Commented, LineComment } from '../builders.ts';
import type { State } from './state.ts';
import { indentOf, visit } from './state.ts';

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
  body.forEach((statement, index) => {
    const before = body[index - 1];
    if (before !== undefined && needsBlankLine(before, statement)) state.write('\n');
    for (const { value } of commentsOf(statement)) state.write(`${indent}// ${value}\n`);
    state.write(indent);
    visit(statement, state);
    state.write('\n');
  });
}

export function writeBlock({ body }: { readonly body: readonly ESTree.Node[] }, state: State): void {
  if (body.length === 0) return state.write('{}');
  state.write('{\n');
  state.indentLevel++;
  writeStatements(body, state);
  state.indentLevel--;
  state.write(`${indentOf(state)}}`);
}

/** The statement between `if (…)` and `else`: in braces if an `if` at its end could take the `else`. */
function writeBeforeElse(statement: ESTree.Statement, state: State): void {
  const ownsNoElse = /^(?:Block|Expression|Return|Throw|Break|Continue)Statement$/.test(statement.type);
  if (ownsNoElse) visit(statement, state);
  else writeBlock({ body: [statement] }, state);
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
export function writeIf(node: ESTree.IfStatement, state: State): void {
  state.write('if (');
  visit(node.test, state);
  state.write(') ');
  if (node.alternate == null) return visit(node.consequent, state);
  writeBeforeElse(node.consequent, state);
  if (node.consequent.type === 'BlockStatement') state.write(' ');
  else state.write(`\n${indentOf(state)}`);
  state.write('else ');
  visit(node.alternate, state);
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
