/**
 * Component value literals of scripts, `(u32.const 1)`, `(record.const (field "x" u32.const 1))` and so
 * on, read into plain data. They follow the value types of the component model (Explainer.md,
 * "Fundamental value types").
 */
import { itemsOf } from './items.ts';
import type { Items } from './items.ts';
import { parseFloatLiteral, parseIntegerLiteral } from './numbers.ts';
import { ScriptError } from './script-error.ts';
import type { List } from './sexpr.ts';

export type IntegerType = 'u8' | 's8' | 'u16' | 's16' | 'u32' | 's32' | 'u64' | 's64';
export type FloatType = 'f32' | 'f64';

/** One component value as a script writes it. Any NaN of a script is `NaN` here. */
export type Literal =
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly type: IntegerType; readonly value: bigint }
  | { readonly kind: 'float'; readonly type: FloatType; readonly value: number }
  | { readonly kind: 'char'; readonly value: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly Literal[] }
  | { readonly kind: 'tuple'; readonly items: readonly Literal[] }
  | { readonly kind: 'record'; readonly fields: readonly LiteralField[] }
  | { readonly kind: 'variant'; readonly case: string; readonly payload?: Literal }
  | { readonly kind: 'enum'; readonly case: string }
  | { readonly kind: 'option'; readonly case: 'some' | 'none'; readonly payload?: Literal }
  | { readonly kind: 'result'; readonly case: 'ok' | 'err'; readonly payload?: Literal }
  | { readonly kind: 'flags'; readonly labels: readonly string[] };

/** One field of a record literal, by its WIT name. */
export interface LiteralField {
  readonly name: string;
  readonly value: Literal;
}

/** Reads one literal in its own parentheses. Throws `ScriptError` for anything else. */
export function readLiteral(list: List): Literal {
  const items = itemsOf(list);
  const literal = readUnwrapped(items);
  items.expectEnd();
  return literal;
}

/** Reads all remaining items as literals in parentheses. */
export function readLiterals(items: Items): Literal[] {
  const literals: Literal[] = [];
  while (!items.isAtEnd()) literals.push(readLiteral(items.takeList('a value')));
  return literals;
}

/** A literal is its keyword and what follows: in a record field it stands without parentheses of its own. */
function readUnwrapped(items: Items): Literal {
  const keyword = items.takeAtom('a value keyword such as u32.const');
  const read = READERS.get(keyword.text);
  if (!read) throw new ScriptError(`unknown kind of value: ${keyword.text}`, keyword.start);
  return read(items);
}

const readInteger = (type: IntegerType) => (items: Items): Literal => {
  const atom = items.takeAtom('an integer');
  const value = parseIntegerLiteral(atom.text, type);
  if (value === undefined) throw new ScriptError(`${atom.text} is no ${type}`, atom.start);
  return { kind: 'integer', type, value };
};

const readFloat = (type: FloatType) => (items: Items): Literal => {
  const atom = items.takeAtom('a number');
  const value = parseFloatLiteral(atom.text, type);
  if (value === undefined) throw new ScriptError(`${atom.text} is no ${type}`, atom.start);
  return { kind: 'float', type, value };
};

const readPayload = (items: Items): { readonly payload?: Literal } =>
  items.isAtEnd() ? {} : { payload: readLiteral(items.takeList('a payload')) };

function readBool(items: Items): Literal {
  const atom = items.takeAtom('true or false');
  const isBool = atom.text === 'true' || atom.text === 'false';
  if (!isBool) throw new ScriptError('expected true or false', atom.start);
  return { kind: 'bool', value: atom.text === 'true' };
}

function readChar(items: Items): Literal {
  const value = items.takeText('a character');
  if ([...value].length !== 1) throw new ScriptError('expected one character', items.list.start);
  return { kind: 'char', value };
}

function readField(list: List): LiteralField {
  const items = itemsOf(list);
  if (!items.takeKeyword('field')) throw new ScriptError('expected (field "name" value)', list.start);
  const name = items.takeText('a field name');
  const value = items.nextIsList() ? readLiteral(items.takeList('a value')) : readUnwrapped(items);
  items.expectEnd();
  return { name, value };
}

function readRecord(items: Items): Literal {
  const fields: LiteralField[] = [];
  while (!items.isAtEnd()) fields.push(readField(items.takeList('a field')));
  return { kind: 'record', fields };
}

function readFlags(items: Items): Literal {
  const labels: string[] = [];
  while (!items.isAtEnd()) labels.push(items.takeText('a label'));
  return { kind: 'flags', labels };
}

const INTEGER_TYPES: readonly IntegerType[] = ['u8', 's8', 'u16', 's16', 'u32', 's32', 'u64', 's64'];

const READERS: ReadonlyMap<string, (items: Items) => Literal> = new Map<string, (items: Items) => Literal>([
  ...INTEGER_TYPES.map((type) => [`${type}.const`, readInteger(type)] as const),
  ['f32.const', readFloat('f32')],
  ['f64.const', readFloat('f64')],
  ['bool.const', readBool],
  ['char.const', readChar],
  ['str.const', (items) => ({ kind: 'string', value: items.takeText('a string') })],
  ['list.const', (items) => ({ kind: 'list', items: readLiterals(items) })],
  ['tuple.const', (items) => ({ kind: 'tuple', items: readLiterals(items) })],
  ['record.const', readRecord],
  ['variant.const', (items) => ({ kind: 'variant', case: items.takeText('a case'), ...readPayload(items) })],
  ['enum.const', (items) => ({ kind: 'enum', case: items.takeText('a case') })],
  ['option.none', () => ({ kind: 'option', case: 'none' })],
  ['option.some', (items) => ({ kind: 'option', case: 'some', ...readPayload(items) })],
  ['result.ok', (items) => ({ kind: 'result', case: 'ok', ...readPayload(items) })],
  ['result.err', (items) => ({ kind: 'result', case: 'err', ...readPayload(items) })],
  ['flags.const', readFlags],
]);
