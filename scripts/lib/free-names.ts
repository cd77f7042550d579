// Which names of an outer scope a piece of JavaScript refers to: what a declaration of the shim needs.

import type { AnyNode } from 'acorn';
import { children } from './parse-module.ts';

type Scope = { readonly names: ReadonlySet<string>; readonly outer: Scope | undefined };

/** The names that `node` refers to and doesn't declare itself, in order of first use; globals among them. */
export function freeNames(node: AnyNode): ReadonlySet<string> {
  const free = new Set<string>();
  visit(node, { names: new Set(), outer: undefined }, free);
  return free;
}

function visit(node: AnyNode, outer: Scope, free: Set<string>): void {
  if (node.type === 'Identifier') {
    if (!isDeclared(node.name, outer)) free.add(node.name);
    return;
  }
  const names = declaredNames(node);
  const scope = names.size > 0 ? { names, outer } : outer;
  for (const child of children(node)) {
    if (!isLabelOrKey(node, child)) visit(child, scope, free);
  }
}

function isDeclared(name: string, scope: Scope | undefined): boolean {
  for (; scope; scope = scope.outer) if (scope.names.has(name)) return true;
  return false;
}

/** An identifier that is a property's or a label's name, not a variable's. */
function isLabelOrKey(parent: AnyNode, child: AnyNode): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return child === parent.property && !parent.computed;
    case 'Property':
      return child === parent.key && !parent.computed && !parent.shorthand;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return child === parent.key && !parent.computed;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return child === parent.label;
    case 'MetaProperty':
      return true;
    default:
      return false;
  }
}

/** The names that come into scope with `node`, for it and all within it; its own name among them. */
function declaredNames(node: AnyNode): ReadonlySet<string> {
  const names = new Set<string>();
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (node.type !== 'ArrowFunctionExpression' && node.id) names.add(node.id.name);
      for (const parameter of node.params) addPatternNames(parameter, names);
      addVarNames(node.body, names);
      break;
    case 'ClassDeclaration':
    case 'ClassExpression':
      if (node.id) names.add(node.id.name);
      break;
    case 'BlockStatement':
    case 'StaticBlock':
      for (const statement of node.body) addDeclarationNames(statement, names);
      break;
    case 'SwitchStatement':
      for (const each of node.cases.flatMap(({ consequent }) => consequent)) addDeclarationNames(each, names);
      break;
    case 'ForStatement':
      if (node.init) addDeclarationNames(node.init, names);
      break;
    case 'ForInStatement':
    case 'ForOfStatement':
      addDeclarationNames(node.left, names);
      break;
    case 'CatchClause':
      if (node.param) addPatternNames(node.param, names);
      break;
    case 'VariableDeclaration':
      addDeclarationNames(node, names);
      break;
  }
  return names;
}

/** The names that a statement declares. */
export function declaredBy(statement: AnyNode): ReadonlySet<string> {
  const names = new Set<string>();
  addDeclarationNames(statement, names);
  return names;
}

function addDeclarationNames(node: AnyNode, names: Set<string>): void {
  if (node.type === 'VariableDeclaration') {
    for (const { id } of node.declarations) addPatternNames(id, names);
  } else if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id) {
    names.add(node.id.name);
  }
}

function addPatternNames(pattern: AnyNode, names: Set<string>): void {
  switch (pattern.type) {
    case 'Identifier':
      names.add(pattern.name);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        addPatternNames(property.type === 'Property' ? property.value : property.argument, names);
      }
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) addPatternNames(element, names);
      break;
    case 'AssignmentPattern':
      addPatternNames(pattern.left, names);
      break;
    case 'RestElement':
      addPatternNames(pattern.argument, names);
      break;
  }
}

/** `var` belongs to the function around it, however deep it stands. */
function addVarNames(node: AnyNode, names: Set<string>): void {
  if (isFunction(node)) return;
  if (node.type === 'VariableDeclaration' && node.kind === 'var') addDeclarationNames(node, names);
  for (const child of children(node)) addVarNames(child, names);
}

function isFunction(node: AnyNode): boolean {
  return /^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/.test(node.type);
}
