/** Types, type definitions and functions in WIT (WIT.md, “Types” and “Item: Functions”). */
import type { NamedType, TypeExpr, TypeName, WitFunc } from '../../planner/world.ts';
import { commentText } from '../quote.ts';
import { funcLine, further } from './lines.ts';
import type { Line } from './lines.ts';
import { witId } from './scope.ts';
import type { WitScope } from './scope.ts';

/** `/// text` lines. */
export function docLines(docs: string | undefined): string[] {
  if (docs === undefined) return [];
  return docs.split(/\r\n?|[\n\u2028\u2029]/).map((line) => `/// ${commentText(line)}`.trimEnd());
}

// ---------------------------------------------------------------------------------------------- types

type Printer<K> = (type: Extract<TypeExpr, { kind: K }>, scope: WitScope) => string;

type Printers = { readonly [K in TypeExpr['kind']]: Printer<K> };

/** A type where it is used. */
export function typeText<K extends TypeExpr['kind']>(
  type: Extract<TypeExpr, { kind: K }>, scope: WitScope,
): string {
  return (PRINTERS[type.kind as K] as Printer<K>)(type, scope);
}

/** WIT wants a name for records, variants, flags and enums; validation has made sure that they have one. */
const PRINTERS: Printers = {
  named: ({ type }, scope) => scope.typeName(type),
  primitive: ({ name }) => name,
  record: ({ fields }, scope) => {
    const parts = fields.map(({ name, type }) => `${witId(name)}: ${typeText(type, scope)}`);
    return `record { ${parts.join(', ')} }`;
  },
  variant: ({ cases }, scope) => {
    const parts = cases.map(({ name, type }) => witId(name) + payload(type, scope));
    return `variant { ${parts.join(', ')} }`;
  },
  flags: ({ labels }) => `flags { ${labels.map(({ name }) => witId(name)).join(', ')} }`,
  enum: ({ labels }) => `enum { ${labels.map(({ name }) => witId(name)).join(', ')} }`,
  list: ({ element, length }, scope) =>
    `list<${typeText(element, scope)}${length === undefined ? '' : `, ${length}`}>`,
  tuple: ({ types }, scope) => `tuple<${types.map((each) => typeText(each, scope)).join(', ')}>`,
  option: ({ type }, scope) => `option<${typeText(type, scope)}>`,
  result: ({ ok, error }, scope) => {
    if (error === undefined) return ok === undefined ? 'result' : `result<${typeText(ok, scope)}>`;
    return `result<${ok === undefined ? '_' : typeText(ok, scope)}, ${typeText(error, scope)}>`;
  },
  map: ({ key, value }, scope) => `map<${typeText(key, scope)}, ${typeText(value, scope)}>`,
  handle: ({ borrow, resource }, scope) => {
    const name = scope.typeName(resource);
    return borrow ? `borrow<${name}>` : name;
  },
  stream: ({ element }, scope) => (element === undefined ? 'stream' : `stream<${typeText(element, scope)}>`),
  future: ({ element }, scope) => (element === undefined ? 'future' : `future<${typeText(element, scope)}>`),
};

function payload(type: TypeExpr | undefined, scope: WitScope): string {
  return type === undefined ? '' : `(${typeText(type, scope)})`;
}

// ---------------------------------------------------------------------------------------------- definitions

/** The definition of a named type; `owner` stands before the names of its functions. */
export function definitionLines({ name, docs, definition }: NamedType, scope: WitScope, owner: string): Line[] {
  const id = witId(name);
  const comment = docLines(docs);
  switch (definition.kind) {
    case 'alias': return aliasLines(name, definition.of, scope);
    case 'resource': return [...comment, ...block(`resource ${id}`, definition.members.flatMap((member) =>
      [...docLines(member.docs), funcLine(owner, member, `${memberText(member, scope)};`)]))];
    case 'record': return [...comment, ...block(`record ${id}`, definition.fields.flatMap((field) =>
      [...docLines(field.docs), `${witId(field.name)}: ${typeText(field.type, scope)},`]))];
    case 'variant': return [...comment, ...block(`variant ${id}`, definition.cases.flatMap((each) =>
      [...docLines(each.docs), `${witId(each.name)}${payload(each.type, scope)},`]))];
    case 'flags':
    case 'enum': return [...comment, ...block(`${definition.kind} ${id}`, definition.labels.flatMap((label) =>
      [...docLines(label.docs), `${witId(label.name)},`]))];
    default: return [...comment, `type ${id} = ${typeText(definition, scope)};`];
  }
}

/** `type` for a type of the same interface; one of another is used from there. */
function aliasLines(name: string, of: TypeName, scope: WitScope): string[] {
  if (!scope.isOwn(of) && scope.use(of, name)) return [];
  return of.name === name ? [] : [`type ${witId(name)} = ${witId(of.name)};`];
}

export function block(head: string, lines: readonly Line[]): Line[] {
  if (lines.length === 0 && head.startsWith('resource')) return [`${head};`];
  return [`${head} {`, ...further(lines), '}'];
}

// ---------------------------------------------------------------------------------------------- functions

/** `func(x: u32) -> u32` */
export function funcText(func: WitFunc, scope: WitScope): string {
  const result = func.result === undefined ? '' : ` -> ${typeText(func.result, scope)}`;
  return `${func.async ? 'async ' : ''}func(${paramsText(func, scope)})${result}`;
}

function paramsText({ params }: WitFunc, scope: WitScope): string {
  return params.map(({ name, type }) => `${witId(name)}: ${typeText(type, scope)}`).join(', ');
}

function memberText(func: WitFunc, scope: WitScope): string {
  if (func.kind === 'constructor') {
    const fallible = func.throws !== undefined && func.result !== undefined;
    return `constructor(${paramsText(func, scope)})${fallible ? ` -> ${typeText(func.result, scope)}` : ''}`;
  }
  const name = witId(func.name.slice(func.name.indexOf('.') + 1));
  return `${name}: ${func.kind === 'static' ? 'static ' : ''}${funcText(func, scope)}`;
}
