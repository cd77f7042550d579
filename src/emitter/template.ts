/**
 * Quasi-quotes: the emitter's source shows the JavaScript that it emits.
 *
 *     statements`
 *       const ${p} = ${out.shim('alloc')}(${realloc}, ${4}, ${'text'});
 *       ${more}
 *       if (${p} === 0) return ${result};
 *     `
 *
 * acorn parses the text once per call site; each use is a fresh copy with the holes filled. A hole may be
 * - an expression, identifier or pattern node, where one can stand;
 * - an array of them among arguments, elements or parameters; of properties in `{ ${…} }`; of class members
 *   in
 *   `class { ${…} }`; of cases in `switch (x) { case ${…}: }`: each is spliced in;
 * - one statement or an array of them in a statement's place (after `if (x)` they become a block); end it
 *   with `;` or the
 *   line;
 * - a number, bigint, boolean or string: that literal. A string in a name's place (`x.${'a-b'}`, `{
 *   ${'a-b'}: 1 }`,
 *   `class { ${'a-b'}() {} }`) is that property name.
 */
import { parse } from 'acorn';
import type { Expression, Node, Program, Statement } from 'estree';
import { id, literal, member, objectKey } from './builders.ts';

export type HoleNode = Node;
export type Hole = HoleNode | readonly HoleNode[] | string | number | bigint | boolean;

/** The expression that the template says. */
export function expression(strings: TemplateStringsArray, ...holes: readonly Hole[]): Expression {
  const statement = parsed(strings, '(', ')')[0];
  if (statement?.type !== 'ExpressionStatement') throw new TypeError('the template is no expression');
  return fill(statement.expression, holes) as Expression;
}

/**
 * The statements that the template says: for a function's body (`return`, `await`, `break` may occur) or a
 * module.
 */
export function statements(strings: TemplateStringsArray, ...holes: readonly Hole[]): Statement[] {
  return fillAll(parsed(strings, 'for (;;) {', '}'), holes) as Statement[];
}

// ---------------------------------------------------------------------------------------------- parsing

/** A pure memo: what a template's text parses to. */
const memo = new WeakMap<TemplateStringsArray, readonly Statement[]>();

function parsed(strings: TemplateStringsArray, before: string, after: string): readonly Statement[] {
  let body = memo.get(strings);
  if (body === undefined) {
    const raw = strings.raw.map((text) => text.replace(/\\([`$])/g, '$1'));
    const text = raw.reduce((left, right, index) => `${left}$hole${index - 1}$${right}`);
    const program = parse(`${before}${text}\n${after}`, {
      ecmaVersion: 2022,
      sourceType: 'module',
      allowReturnOutsideFunction: true,
      allowSuperOutsideMethod: true,
    }) as Program;
    body = unwrap(program.body as Statement[], before);
    memo.set(strings, body);
  }
  return body;
}

function unwrap(body: readonly Statement[], before: string): readonly Statement[] {
  const [loop] = body;
  if (before === '(' || loop?.type !== 'ForStatement' || loop.body.type !== 'BlockStatement') return body;
  return loop.body.body;
}

// ---------------------------------------------------------------------------------------------- filling

type Fields = Record<string, unknown> & { readonly type: string };

const isNode = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && typeof (value as Fields).type === 'string';

/** The hole that stands here, if one does; an expression statement and a switch case stand for their hole. */
function holeAt(value: unknown, holes: readonly Hole[]): Hole | undefined {
  if (!isNode(value)) return undefined;
  switch (value.type) {
    case 'Identifier': {
      const match = /^\$hole(\d+)\$$/.exec(value.name as string);
      return match === null ? undefined : holes[Number(match[1])];
    }
    case 'ExpressionStatement': return holeAt(value.expression, holes);
    case 'Property': return value.shorthand === true ? holeAt(value.key, holes) : undefined;
    case 'PropertyDefinition': return value.value === null ? holeAt(value.key, holes) : undefined;
    case 'SwitchCase': {
      const cases = holeAt(value.test, holes);
      return Array.isArray(cases) ? cases : undefined;
    }
    default: return undefined;
  }
}

/** Fills a list, splicing the holes that are lists. */
function fillAll(list: readonly unknown[], holes: readonly Hole[]): unknown[] {
  return list.flatMap((item) => {
    const hole = holeAt(item, holes);
    if (hole === undefined || !isNode(item)) return [fill(item, holes)];
    if (Array.isArray(hole)) return [...(hole as readonly Node[])];
    return [filled(item, hole)];
  });
}

/** A copy of `value` with its holes filled. */
function fill(value: unknown, holes: readonly Hole[]): unknown {
  if (Array.isArray(value)) return fillAll(value, holes);
  if (!isNode(value)) return value;
  const hole = holeAt(value, holes);
  if (hole !== undefined) return filled(value, hole);
  const copy: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (key === 'start' || key === 'end' || (key === 'raw' && typeof value.value === 'string')) continue;
    copy[key] = isPlainObject(field) ? field : fill(field, holes);
  }
  return named(value, copy, holes);
}

/** A regular expression's pattern and flags, a template's raw text: no nodes, nothing to fill. */
const isPlainObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isNode(value);

/** What a hole gives in the place of `node`. */
function filled(node: Fields, hole: Hole): unknown {
  if (Array.isArray(hole)) {
    const list = hole as readonly HoleNode[];
    if (node.type === 'ExpressionStatement') return { type: 'BlockStatement', body: [...list] };
    throw new TypeError(`a list can't stand in the place of ${node.type}`);
  }
  const content = isNode(hole) ? hole : literal(hole as string | number | bigint | boolean);
  if (node.type === 'ExpressionStatement' && !/Statement|Declaration/.test(content.type)) {
    return { type: 'ExpressionStatement', expression: content };
  }
  // `{ ${name} }`: shorthand for whatever the name is.
  if (node.type === 'Property' && content.type === 'Identifier') {
    return { ...node, key: content, value: content };
  }
  return content;
}

/** Puts strings that stand for names into the syntax of names. */
function named(node: Fields, copy: Record<string, unknown>, holes: readonly Hole[]): unknown {
  const place = node.type === 'MemberExpression' ? 'property' : 'key';
  if (node.computed !== false) return copy;
  const name = holeAt(node[place], holes);
  if (typeof name !== 'string') return copy;
  if (place === 'property') return { ...member(copy.object as Expression, name), optional: copy.optional };
  const computed = name === '__proto__' || (name === 'constructor' && node.type !== 'Property');
  return { ...copy, computed, key: computed ? literal(name) : objectKey(name) };
}

export { id, literal, member, objectKey };
