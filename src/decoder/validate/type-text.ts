/**
 * How messages show the types of the component model: as WIT has them, in bounded length and time however large
 * the types are.
 */
import type { ErrorDetails } from '../../errors.ts';
import { shorten } from './text.ts';
import type {
  Case, ComponentType, DefinedType, Field, FuncType, ItemType, ResourceType, TypeEntry, ValType,
} from './types.ts';

/** How much of a type is written, so that a difference far behind can be found. */
const MAX_WRITTEN = 4000;
/** How much of it is shown, and of that of what both types begin with. */
const MAX_SHOWN = 160;
const MAX_COMMON = 60;

/** Both types as a message shows them; of long ones the part where they begin to differ. */
export function contrast(expected: string, found: string): Required<Pick<ErrorDetails, 'expected' | 'found'>> {
  if (expected === found) {
    return { expected: excerpt(expected, 0), found: `${excerpt(found, 0)} (another one that looks the same)` };
  }
  let common = 0;
  while (expected[common] === found[common]) common++;
  return { expected: excerpt(expected, common), found: excerpt(found, common) };
}

function excerpt(text: string, common: number): string {
  if (text.length <= MAX_SHOWN) return text;
  if (common <= MAX_COMMON) return shorten(text, MAX_SHOWN);
  const head = MAX_COMMON / 3;
  const start = common - MAX_COMMON / 2;
  return `${text.slice(0, head)} … ${shorten(text.slice(start), MAX_SHOWN - head)}`;
}

/** The types of two items, or value types, that don't match. */
export const contrastItems = (expected: ItemType, actual: ItemType): ErrorDetails =>
  contrast(written((out) => writeItem(out, expected)), written((out) => writeItem(out, actual)));

export const contrastValTypes = (expected: ValType, actual: ValType): ErrorDetails =>
  contrast(written((out) => writeValType(out, expected)), written((out) => writeValType(out, actual)));

/** What has been written so far. */
interface Out {
  text: string;
}

function written(write: (out: Out) => void): string {
  const out: Out = { text: '' };
  write(out);
  return out.text;
}

const isFull = (out: Out): boolean => out.text.length >= MAX_WRITTEN;

function list<T>(out: Out, items: Iterable<T>, write: (item: T) => void): void {
  let separator = '';
  for (const item of items) {
    if (isFull(out)) return;
    out.text += separator;
    write(item);
    separator = ', ';
  }
}

function writeItem(out: Out, item: ItemType): void {
  switch (item.kind) {
    case 'core-module':
      out.text += 'core module';
      return;
    case 'value':
      return writeValType(out, item.type);
    default:
      return writeType(out, item.type);
  }
}

function writeType(out: Out, type: TypeEntry): void {
  switch (type.kind) {
    case 'func':
      return writeFunc(out, type);
    case 'resource':
      out.text += `resource ${resourceName(type)}`;
      return;
    case 'instance':
      out.text += 'instance { ';
      writeNamed(out, '', type.exports);
      out.text += ' }';
      return;
    case 'component':
      return writeComponent(out, type);
    default:
      return writeValType(out, type);
  }
}

function writeComponent(out: Out, { imports, exports }: ComponentType): void {
  out.text += 'component { ';
  writeNamed(out, 'import ', imports);
  if (imports.size > 0 && exports.size > 0) out.text += ', ';
  writeNamed(out, 'export ', exports);
  out.text += ' }';
}

function writeNamed(out: Out, keyword: string, items: ReadonlyMap<string, ItemType>): void {
  list(out, items, ([name, item]) => {
    if (item.kind === 'type' && item.type.kind === 'resource') {
      out.text += `${keyword}resource ${shorten(name)}`;
      return;
    }
    out.text += `${keyword}${item.kind === 'type' ? `type ${shorten(name)} = ` : `${shorten(name)}: `}`;
    writeItem(out, item);
  });
}

const resourceName = ({ resource }: ResourceType): string =>
  resource.name === undefined ? '(local)' : shorten(resource.name);

function writeFunc(out: Out, { async, params, result }: FuncType): void {
  out.text += `${async ? 'async ' : ''}func(`;
  writeFields(out, params);
  out.text += ')';
  if (result === undefined) return;
  out.text += ' -> ';
  writeValType(out, result);
}

function writeFields(out: Out, fields: readonly Field[]): void {
  list(out, fields, ({ label, type }) => {
    out.text += `${shorten(label)}: `;
    writeValType(out, type);
  });
}

function writeValType(out: Out, type: ValType): void {
  if (isFull(out)) return;
  if (typeof type === 'string') {
    out.text += type;
    return;
  }
  const write = WRITE[type.kind] as (out: Out, type: DefinedType) => void;
  write(out, type);
}

/** `name<a, b>` */
function writeOf(out: Out, name: string, types: readonly (ValType | undefined)[]): void {
  out.text += name;
  if (types.length === 0 || types.every((type) => type === undefined)) return;
  out.text += '<';
  list(out, types, (type) => {
    if (type === undefined) out.text += '_';
    else writeValType(out, type);
  });
  out.text += '>';
}

function writeLabels(out: Out, kind: string, labels: readonly string[]): void {
  out.text += `${kind} { `;
  list(out, labels, (label) => { out.text += shorten(label); });
  out.text += ' }';
}

function writeCase(out: Out, { label, type }: Case): void {
  out.text += shorten(label);
  if (type === undefined) return;
  out.text += '(';
  writeValType(out, type);
  out.text += ')';
}

type OfKind<K extends DefinedType['kind']> = Extract<DefinedType, { kind: K }>;

const WRITE: { readonly [K in DefinedType['kind']]: (out: Out, type: OfKind<K>) => void } = {
  primitive: (out, { type }) => writeValType(out, type),
  record(out, { fields }) {
    out.text += 'record { ';
    writeFields(out, fields);
    out.text += ' }';
  },
  variant(out, { cases }) {
    out.text += 'variant { ';
    list(out, cases, (item) => writeCase(out, item));
    out.text += ' }';
  },
  list(out, { element, length }) {
    out.text += 'list<';
    writeValType(out, element);
    out.text += length === undefined ? '>' : `, ${length}>`;
  },
  tuple: (out, { types }) => writeOf(out, 'tuple', types),
  flags: (out, { labels }) => writeLabels(out, 'flags', labels),
  enum: (out, { labels }) => writeLabels(out, 'enum', labels),
  option: (out, { type }) => writeOf(out, 'option', [type]),
  result: (out, { ok, error }) => writeOf(out, 'result', error === undefined ? [ok] : [ok, error]),
  own(out, { resource }) { out.text += `own<${resourceName(resource)}>`; },
  borrow(out, { resource }) { out.text += `borrow<${resourceName(resource)}>`; },
  stream: (out, { element }) => writeOf(out, 'stream', [element]),
  future: (out, { element }) => writeOf(out, 'future', [element]),
  map: (out, { key, value }) => writeOf(out, 'map', [key, value]),
};
