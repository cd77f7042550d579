// Declarations of the shim as they are without what an output has no use for: `has.parking && …`, `if (has.futures) …`,
// `has.seeds ? … : …` (runtime-shim/features.ts) are decided while the table is built, for each set of features.

import type { AnyNode, IfStatement, LogicalExpression, ObjectPattern, VariableDeclaration } from 'acorn';
import MagicString from 'magic-string';
import { children, parseModule } from './parse-module.ts';
import { edited, type TracedText } from './traced-text.ts';

/** By the features that are there: their names in order, with spaces between. */
export type Variants = ReadonlyMap<string, TracedText>;

/** The features that this code asks for, in order. */
export function featuresIn(code: string): readonly string[] {
  return [...new Set([...code.matchAll(/\bhas\.(\w+)/g)].map(([, name = '']) => name))].sort();
}

/** The code for each set of its features. */
export function variantsOf(text: TracedText): Variants {
  const features = featuresIn(text.code);
  const sets = features.reduce<string[][]>((all, name) => [...all, ...all.map((set) => [...set, name])], [[]]);
  return new Map(sets.map((set) => [set.join(' '), variant(text, set, features.length)]));
}

function variant(text: TracedText, set: readonly string[], all: number): TracedText {
  const decided = fold(text, new Set(set));
  return set.length === all ? decided : withoutUnused(decided);
}

// -------------------------------------------------------------------------------------------------- deciding

interface Folding {
  readonly text: MagicString;
  readonly features: ReadonlySet<string>;
}

function fold(traced: TracedText, features: ReadonlySet<string>): TracedText {
  const text = new MagicString(traced.code);
  rewrite(parseModule(traced.code, 2022).program, { text, features });
  return edited(traced, text);
}

/** What an expression is in this set of features; undefined if that is for the output to find out. */
function valueOf(node: AnyNode, features: ReadonlySet<string>): boolean | undefined {
  switch (node.type) {
    case 'MemberExpression': {
      const { object, property } = node;
      const isFeature = object.type === 'Identifier' && object.name === 'has' && property.type === 'Identifier';
      return isFeature ? features.has(property.name) : undefined;
    }
    case 'ParenthesizedExpression':
      return valueOf(node.expression, features);
    case 'UnaryExpression': {
      const value = node.operator === '!' ? valueOf(node.argument, features) : undefined;
      return value === undefined ? undefined : !value;
    }
    case 'LogicalExpression': {
      const left = valueOf(node.left, features);
      return left === undefined || left === decides(node) ? left : valueOf(node.right, features);
    }
    default:
      return undefined;
  }
}

/** The value of one side that makes the other one irrelevant. */
const decides = ({ operator }: LogicalExpression): boolean => operator === '||';

function rewrite(node: AnyNode, folding: Folding): void {
  const { text, features } = folding;
  const value = valueOf(node, features);
  if (value !== undefined) return void text.overwrite(node.start, node.end, String(value));
  if (node.type === 'IfStatement') return rewriteIf(node, folding);
  if (node.type === 'ExpressionStatement' && valueOf(node.expression, features) === false) {
    return removeStatement(node, text);
  }
  if (node.type === 'Property' && valueOf(node.value, features) === false) return removeProperty(node, text);
  const part = remainder(node, features);
  if (part) return keep(node, part, folding);
  for (const child of children(node)) rewrite(child, folding);
}

/** What is left of an expression of which something else is decided. */
function remainder(node: AnyNode, features: ReadonlySet<string>): AnyNode | undefined {
  if (node.type === 'ParenthesizedExpression') {
    const part = remainder(node.expression, features);
    return part && /^(?:Identifier|Literal|MemberExpression|CallExpression|ArrayExpression)$/.test(part.type) ? part : undefined;
  }
  if (node.type === 'ConditionalExpression') {
    const test = valueOf(node.test, features);
    return test === undefined ? undefined : test ? node.consequent : node.alternate;
  }
  if (node.type !== 'LogicalExpression' || node.operator === '??') return undefined;
  if (valueOf(node.left, features) !== undefined) return node.right;
  return valueOf(node.right, features) === !decides(node) ? node.left : undefined;
}

/** Leaves of `node` only this part of it. */
function keep(node: AnyNode, part: AnyNode, folding: Folding): void {
  const { text } = folding;
  if (part.start > node.start) text.remove(node.start, part.start);
  if (part.end < node.end) text.remove(part.end, node.end);
  rewrite(part, folding);
}

function rewriteIf(node: IfStatement, folding: Folding): void {
  const { text, features } = folding;
  const { test, consequent, alternate } = node;
  const value = valueOf(test, features);
  if (value === undefined) {
    for (const child of children(node)) rewrite(child, folding);
    return;
  }
  const chosen = value ? consequent : alternate;
  if (!chosen) return removeStatement(node, text);
  if (chosen.type !== 'BlockStatement') return keep(node, chosen, folding);
  const { body } = chosen;
  text.remove(node.start, body[0]!.start).remove(body.at(-1)!.end, node.end);
  for (const { index } of text.original.slice(body[0]!.start, body.at(-1)!.end).matchAll(/\n {2}/g)) {
    const at = body[0]!.start + index + 1;
    text.remove(at, at + 2);
  }
  for (const statement of body) rewrite(statement, folding);
}

/** With the line that it is on. */
function removeStatement({ start, end }: AnyNode, text: MagicString): void {
  text.remove(text.original.lastIndexOf('\n', start), end);
}

/** `urgent: has.parking && []`, which has a line of its own. */
function removeProperty({ start, end }: AnyNode, text: MagicString): void {
  text.remove(text.original.lastIndexOf('\n', start), text.original.indexOf('\n', end));
}

// ------------------------------------------------------------------------------------------ what is left over

/** Takes out of patterns, and of the ends of lists of parameters, what is no longer used. */
function withoutUnused(traced: TracedText): TracedText {
  const { program } = parseModule(traced.code, 2022);
  const text = new MagicString(traced.code);
  const counts = new Map<string, number>();
  visit(program, (node) => {
    if (node.type === 'Identifier') counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
  });
  const isUnused = (node: AnyNode): boolean => node.type === 'Identifier' && counts.get(node.name) === 1;
  visit(program, (node) => {
    if (node.type === 'VariableDeclaration') removeFromVariable(node, isUnused, text);
    else if ('params' in node) removeFromParameters(node.params, isUnused, text);
  });
  return text.hasChanged() ? withoutUnused(edited(traced, text)) : traced;
}

/** A shorthand property is one identifier. */
function visit(node: AnyNode, look: (node: AnyNode) => void): void {
  look(node);
  for (const child of children(node)) {
    if (node.type !== 'Property' || !node.shorthand || child !== node.key) visit(child, look);
  }
}

type Test = (node: AnyNode) => boolean;

function removeFromVariable(declaration: VariableDeclaration, isUnused: Test, text: MagicString): void {
  const [declarator] = declaration.declarations;
  if (declarator?.id.type === 'ObjectPattern' && !removeFromPattern(declarator.id, isUnused, text)) {
    removeStatement(declaration, text);
  }
}

function removeFromParameters(parameters: readonly AnyNode[], isUnused: Test, text: MagicString): void {
  const last = parameters.at(-1);
  if (last === undefined) return;
  const isNeeded = last.type === 'ObjectPattern' ? removeFromPattern(last, isUnused, text) : !isUnused(last);
  if (!isNeeded) text.remove(parameters.at(-2)?.end ?? last.start, last.end);
  for (const each of parameters.slice(0, -1)) {
    if (each.type === 'ObjectPattern') removeFromPattern(each, isUnused, text);
  }
}

/** False if nothing of it is used. */
function removeFromPattern({ properties, start, end }: ObjectPattern, isUnused: Test, text: MagicString): boolean {
  const used = properties.filter((each) => each.type !== 'Property' || !each.shorthand || !isUnused(each.value));
  if (used.length > 0 && used.length < properties.length) {
    const list = used.map((each) => text.original.slice(each.start, each.end)).join(', ');
    text.overwrite(start, end, `{ ${list} }`);
  }
  return used.length > 0;
}
