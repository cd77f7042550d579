/**
 * Expressions that astring prints wrongly (literals, some arrow functions) or in too long a line.
 */
import type * as ESTree from 'estree';
import { quote } from '../quote.ts';
import { ARGUMENTS, writeList } from './lists.ts';
import type { State } from './state.ts';
import { MAX_WIDTH, PRECEDENCE, asBase, flatText, indentOf, visit } from './state.ts';

export function writeLiteral(node: ESTree.Literal & { readonly raw?: string }, state: State): void {
  if (typeof node.value === 'string') return state.write(quote(node.value), node);
  if ('regex' in node) return state.write(`/${node.regex.pattern}/${node.regex.flags}`, node);
  if (node.raw !== undefined) return state.write(node.raw, node);
  state.write('bigint' in node ? `${node.bigint}n` : String(node.value), node);
}

/** What is called or constructed, in parentheses where astring puts them. */
export function writeCallee(node: ESTree.CallExpression | ESTree.NewExpression, state: State): void {
  const { callee } = node;
  const binds = PRECEDENCE[callee.type] ?? 0;
  const isOpen = binds < PRECEDENCE.CallExpression!;
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

export function writeFunction(
  node: ESTree.FunctionDeclaration | ESTree.FunctionExpression, state: State,
): void {
  const name = node.id === null || node.id === undefined ? '' : node.id.name;
  state.write(`${node.async ? 'async ' : ''}function${node.generator ? '*' : ''} ${name}`, node);
  writeList(node.params, state, ARGUMENTS);
  state.write(' ');
  visit(node.body, state);
}

export function writeArrow(node: ESTree.ArrowFunctionExpression, state: State): void {
  state.output.mark(true);
  state.write(node.async ? 'async ' : '', node);
  writeList(node.params, state, ARGUMENTS);
  state.write(' => ');
  state.output.mark();
  const { body } = node;
  const startsWithBrace = body.type === 'ObjectExpression'
    || (body.type === 'AssignmentExpression' && body.left.type === 'ObjectPattern');
  if (startsWithBrace) state.write('(');
  visit(body, state);
  if (startsWithBrace) state.write(')');
}

export function writeMethod(node: ESTree.MethodDefinition | ESTree.Property, state: State): void {
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

type Operation = ESTree.BinaryExpression | ESTree.LogicalExpression;

/**
 * A chain of one operator: as many operands on a line as have room, the operator before each but the first.
 * Operands that are operations themselves get parentheses, needed or not.
 */
export function writeBinary(node: Operation, state: State): void {
  const operands = chainOf(node);
  const isShort = state.output.isFlat || state.output.column() + flatText(node, state).length < MAX_WIDTH;
  if (isShort || operands.length < 3) return asBase(node, state);
  state.indentLevel++;
  operands.forEach((operand, index) => {
    const text = flatText(operand, state);
    if (index > 0 && state.output.column() + text.length + 6 > MAX_WIDTH) state.write(`\n${indentOf(state)}`);
    else if (index > 0) state.write(' ');
    if (index > 0) state.write(`${node.operator} `);
    const binds = PRECEDENCE[operand.type] ?? 0;
    const isOpen = binds < PRECEDENCE.UnaryExpression! || binds === PRECEDENCE.ArrowFunctionExpression;
    if (isOpen) state.write('(');
    visit(operand, state);
    if (isOpen) state.write(')');
  });
  state.indentLevel--;
}

const isOperation = (node: ESTree.Node): node is Operation =>
  node.type === 'BinaryExpression' || node.type === 'LogicalExpression';

/** `a | b | c` as a list; nothing for operators that associate otherwise or have parentheses of their own. */
function chainOf(node: Operation): readonly ESTree.Expression[] {
  if (node.operator === '**' || node.operator === 'in') return [];
  const operands: ESTree.Expression[] = [];
  let left: ESTree.Expression | ESTree.PrivateIdentifier = node;
  while (isOperation(left) && left.operator === node.operator) {
    operands.unshift(left.right);
    left = left.left;
  }
  return left.type === 'PrivateIdentifier' ? [] : [left, ...operands];
}
