/**
 * The few syntax nodes that a template can't express: literals, members and keys by any name, comments.
 */
import type {
  Expression, Identifier, ImportDeclaration, Literal, MemberExpression, Pattern, Property, Statement,
} from 'estree';
import { commentText } from './quote.ts';

/** A comment as astring prints it: one `// text` line above the node. */
export interface LineComment {
  readonly type: 'Line';
  readonly value: string;
}

/** A node that may have comments above it, or begin a paragraph. */
export type Commented<T> = T & { comments?: readonly LineComment[]; paragraph?: boolean };

/** `import source module from './x.wasm'`: the module itself, compiled, and not its exports. */
export type PhasedImport = ImportDeclaration & { phase?: 'source' };

/**
 * True of text that is an identifier's name, reserved or not. Deliberately ASCII: what looks alike is
 * alike.
 */
export const isIdentifierName = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

/** A reference to, or a binding of, a name that the emitter has chosen. Throws if it isn't an identifier. */
export function id(name: string): Identifier {
  if (!isIdentifierName(name)) throw new TypeError(`not an identifier: ${JSON.stringify(name)}`);
  return { type: 'Identifier', name };
}

/** A literal of any value; negative numbers, -0, NaN and infinities as the expressions that give them. */
export function literal(value: string | number | bigint | boolean): Expression {
  if (typeof value === 'bigint') {
    return value < 0n ? minus(literal(-value)) : { type: 'Literal', value, bigint: String(value) };
  }
  if (typeof value !== 'number') return { type: 'Literal', value };
  if (Number.isNaN(value)) return { type: 'Identifier', name: 'NaN' };
  if (value < 0 || Object.is(value, -0)) return minus(literal(-value));
  if (value === Infinity) return { type: 'Identifier', name: 'Infinity' };
  return { type: 'Literal', value };
}

const minus = (argument: Expression): Expression =>
  ({ type: 'UnaryExpression', operator: '-', prefix: true, argument });

/** `object.key`, or `object['key']` where the key is no identifier. */
export function member(object: Expression, key: string | number): MemberExpression {
  const dotted = typeof key === 'string' && isIdentifierName(key);
  const property: Identifier | Expression = dotted ? id(key) : literal(key);
  return { type: 'MemberExpression', object, property, computed: !dotted, optional: false };
}

/** Keys that read the same as numbers. */
const ARRAY_INDEX = /^(?:0|[1-9]\d{0,8})$/;

/** A key of an object literal, a pattern or a class, without the brackets of a computed one. */
export function objectKey(key: string): Identifier | Literal {
  if (isIdentifierName(key)) return id(key);
  return { type: 'Literal', value: ARRAY_INDEX.test(key) ? Number(key) : key };
}

/**
 * `key: value` of an object literal: an own property whatever the key, so `['__proto__']: value`. Shorthand
 * where key and name agree.
 */
export function property(key: string, value: Expression): Property {
  const computed = key === '__proto__';
  return {
    type: 'Property',
    kind: 'init',
    key: computed ? literal(key) : objectKey(key),
    value,
    computed,
    method: false,
    shorthand: !computed && value.type === 'Identifier' && value.name === key,
  };
}

/** An object literal with these keys in order. */
export function object(entries: Iterable<readonly [key: string, value: Expression]>): Expression {
  const properties = Array.from(entries, ([key, value]) => property(key, value));
  return { type: 'ObjectExpression', properties };
}

/** `const target = value;`, or `let target;` */
export function declare(
  target: Pattern, value: Expression | undefined, kind: 'const' | 'let' = 'const',
): Statement {
  const declarator = { type: 'VariableDeclarator' as const, id: target, init: value ?? null };
  return { type: 'VariableDeclaration', kind, declarations: [declarator] };
}

/** The statements with an empty line above the first. */
export function paragraph(statements: readonly Statement[]): Statement[] {
  const [first, ...rest] = statements;
  const opening: Commented<Statement> | undefined = first && { ...first, paragraph: true };
  return opening === undefined ? [] : [opening, ...rest];
}

/** The statements with one `// text` line above the first, whatever the text. None stay none. */
export function comment(statements: readonly Statement[], text: string): Statement[] {
  const [first, ...rest] = statements;
  if (first === undefined) return [];
  const above = (first as Commented<Statement>).comments ?? [];
  const line: LineComment = { type: 'Line', value: commentText(text) };
  const commented: Commented<Statement> = { ...first, comments: [line, ...above] };
  return [commented, ...rest];
}
