/**
 * Functions and types as one line of WIT, for comments in the generated module:
 * `docs:adder/add@0.1.0#add: func(x: u32, y: u32) -> u32`. What doesn't fit is left out, marked by `…`.
 */
import { parseExternName } from './names.ts';
import type { FuncType, ResourceType, Type } from './types.ts';

/** The name that a type goes by, if it has one. */
export type NameOf = (type: Type | ResourceType) => string | undefined;

/** Lines of the output have 110 columns: this leaves room for the comment mark and for indentation. */
const MAX_LENGTH = 104;

/** Names longer than this are cut, however much room there is. */
const MAX_NAME = 60;

/** Levels of types in types: all of them if they fit, else fewer. */
const MAX_DEPTH = 16;
const DEPTHS = [MAX_DEPTH, 2, 1, 0];

/**
 * One line of WIT for a function, of plain printable text whatever its names are.
 * @param name the extern name, after the interface's and `#` if it is in one
 * @param nameOf types that have a name are printed by it; without, all are printed whole
 */
export function witLine(name: string, type: FuncType, nameOf: NameOf = () => undefined): string {
  const method = parseExternName(name.slice(name.indexOf('#') + 1)).kind === 'method';
  const params = method ? type.params.slice(1) : type.params;
  const short = name.replace(/^.*#/s, '…#');
  const whole = printFunc(name, { ...type, params }, false, MAX_DEPTH, nameOf);
  if (whole.length <= MAX_LENGTH) return whole;
  for (const depth of DEPTHS) {
    for (const count of depth === 0 ? [params.length, 2, 0] : [params.length]) {
      const shown = { ...type, params: params.slice(0, count) };
      const line = printFunc(short, shown, count < params.length, depth, nameOf);
      if (line.length <= MAX_LENGTH) return line;
    }
  }
  return `${shorten(plain(short), MAX_LENGTH - 10)}: func(…)`;
}

function printFunc(name: string, type: FuncType, more: boolean, depth: number, nameOf: NameOf): string {
  const params = type.params.map((param) => `${cut(param.name)}: ${witType(param.type, nameOf, depth)}`);
  const list = [...params, ...(more ? ['…'] : [])].join(', ');
  const result = type.result === undefined ? '' : ` -> ${witType(type.result, nameOf, depth)}`;
  return `${plain(name)}: ${type.async ? 'async ' : ''}func(${list})${result}`;
}

/** A type as WIT has it; more than `depth` levels down it is `…`. */
function witType(type: Type, nameOf: NameOf, depth: number): string {
  const name = nameOf(type);
  if (name !== undefined) return cut(name);
  const simple = PRINTERS[type.kind] === undefined || type.kind === 'own';
  if (depth < 0 && !simple) return '…';
  return printType(type, (inner) => witType(inner, nameOf, depth - 1), nameOf);
}

type Printer<K> = (type: Extract<Type, { kind: K }>, print: (type: Type) => string, nameOf: NameOf) => string;

type Printers = { readonly [K in Type['kind']]?: Printer<K> };

function printType<K extends Type['kind']>(
  type: Extract<Type, { kind: K }>, print: (type: Type) => string, nameOf: NameOf,
): string {
  const printer = PRINTERS[type.kind as K] as Printer<K> | undefined;
  return printer === undefined ? type.kind : printer(type, print, nameOf);
}

/** All but primitive types, which are printed by their kind. */
const PRINTERS: Printers = {
  record: ({ fields }, print) =>
    `record { ${some(fields, ({ name, type }) => `${cut(name)}: ${print(type)}`)} }`,
  variant: ({ cases }, print) =>
    `variant { ${some(cases, ({ name, type }) => cut(name) + payload(type, print))} }`,
  list: ({ element, length }, print) => `list<${print(element)}${length === undefined ? '' : `, ${length}`}>`,
  tuple: ({ types }, print) => `tuple<${some(types, print)}>`,
  flags: ({ labels }) => `flags { ${some(labels, cut)} }`,
  enum: ({ labels }) => `enum { ${some(labels, cut)} }`,
  option: ({ type }, print) => `option<${print(type)}>`,
  result: ({ ok, error }, print) => {
    if (error === undefined) return ok === undefined ? 'result' : `result<${print(ok)}>`;
    return `result<${ok === undefined ? '_' : print(ok)}, ${print(error)}>`;
  },
  own: ({ resource }, _, nameOf) => cut(nameOf(resource) ?? 'resource'),
  borrow: ({ resource }, _, nameOf) => `borrow<${cut(nameOf(resource) ?? 'resource')}>`,
  stream: ({ element }, print) => (element === undefined ? 'stream' : `stream<${print(element)}>`),
  future: ({ element }, print) => (element === undefined ? 'future' : `future<${print(element)}>`),
  map: ({ key, value }, print) => `map<${print(key)}, ${print(value)}>`,
};

function payload(type: Type | undefined, print: (type: Type) => string): string {
  return type === undefined ? '' : `(${print(type)})`;
}

/** The first few of a list: a line has no room for more. */
function some<T>(all: readonly T[], print: (each: T) => string): string {
  const first = all.slice(0, 8).map(print);
  return [...first, ...(all.length > 8 ? ['…'] : [])].join(', ');
}

/** A label that is neither too long nor anything but printable text. */
function cut(name: string): string {
  return shorten(plain(name), MAX_NAME);
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** Valid names pass unchanged. Nothing that could end a comment or a script element does. */
function plain(text: string): string {
  return text.slice(0, 2 * MAX_LENGTH).replace(/[^\x20-\x7e…]|\*(?=\/)|<(?=[!/])/g, '?');
}
