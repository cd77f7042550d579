// What a bundler can drop: the shim's top level may hold nothing else, or parts of it would stay everywhere.
// Which forms Rollup and esbuild both drop was measured, form by form.

import type { AnyNode, CallExpression, Class, NewExpression, VariableDeclaration } from 'acorn';

/** True where a comment `#__PURE__` stands directly before the node that starts at this offset. */
type IsMarkedPure = (start: number) => boolean;

const EMPTY_COLLECTIONS = /^(?:Map|Set|WeakMap|WeakSet)$/;

/** Why a bundler would keep this top-level declaration when nothing uses it; undefined when it wouldn't. */
export function reasonToKeep(node: AnyNode, isMarkedPure: IsMarkedPure): string | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
      return undefined;
    case 'ClassDeclaration':
      return isPlainClass(node, isMarkedPure)
        ? undefined
        : 'a class may extend a plain name, has literals as static fields, no static block, no computed key but symbols and names';
    case 'VariableDeclaration':
      return reasonToKeepVariable(node, isMarkedPure);
    default:
      return 'only functions, classes, const and let may stand at the top level';
  }
}

function reasonToKeepVariable(node: VariableDeclaration, isMarkedPure: IsMarkedPure): string | undefined {
  const [declarator] = node.declarations;
  if (node.kind !== 'const' && node.kind !== 'let') return `${node.kind} is not used in the shim`;
  if (node.declarations.length !== 1) return 'one name per statement, please';
  if (!declarator || declarator.id.type !== 'Identifier') return 'bundlers keep a destructuring declaration';
  if (declarator.init && !isDroppable(declarator.init, isMarkedPure)) {
    return 'bundlers keep this initialiser: make it lazy, a literal, or mark the call /*#__PURE__*/';
  }
  return undefined;
}

function isDroppable(node: AnyNode, isMarkedPure: IsMarkedPure): boolean {
  const all = (nodes: readonly (AnyNode | null)[]): boolean =>
    nodes.every((each) => each !== null && isDroppable(each, isMarkedPure));
  switch (node.type) {
    case 'Literal':
    case 'Identifier':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return true;
    case 'ClassExpression':
      return isPlainClass(node, isMarkedPure);
    case 'TemplateLiteral':
      return node.expressions.length === 0;
    case 'UnaryExpression':
      return (node.operator === '-' || node.operator === '!') && node.argument.type === 'Literal';
    case 'ArrayExpression':
      return all(node.elements);
    case 'ObjectExpression':
      return node.properties.every((each) => each.type === 'Property' && !each.computed && all([each.value]));
    case 'MemberExpression':
      return isSymbolMember(node);
    case 'LogicalExpression':
      return all([node.left, node.right]);
    case 'NewExpression':
    case 'CallExpression':
      return isMarkedPure(node.start) ? all(node.arguments) : isKnownPureCall(node);
    default:
      return false;
  }
}

/** `new Map()` and its like without arguments; `Symbol('…')` and `Symbol.for('…')`. */
function isKnownPureCall(node: NewExpression | CallExpression): boolean {
  const { callee } = node;
  if (node.type === 'NewExpression') {
    return callee.type === 'Identifier' && EMPTY_COLLECTIONS.test(callee.name) && node.arguments.length === 0;
  }
  const isSymbol = callee.type === 'Identifier' && callee.name === 'Symbol';
  return (isSymbol || isSymbolMember(callee)) && node.arguments.every((each) => each.type === 'Literal');
}

function isSymbolMember(node: AnyNode): boolean {
  return node.type === 'MemberExpression' && !node.computed
    && node.object.type === 'Identifier' && node.object.name === 'Symbol';
}

function isPlainClass(node: Class, isMarkedPure: IsMarkedPure): boolean {
  if (node.superClass && node.superClass.type !== 'Identifier') return false;
  return node.body.body.every((member) => {
    if (member.type === 'StaticBlock') return false;
    if (member.computed && !isSymbolMember(member.key) && member.key.type !== 'Identifier') return false;
    if (member.type === 'MethodDefinition' || !member.static) return true;
    return !member.value || isDroppable(member.value, isMarkedPure);
  });
}
