/**
 * Random component types as the property tests have them: what they are in text, how they flatten
 * (CanonicalABI.md, "Flattening"), and how they lie in memory. Written for the tests alone: nothing of the
 * planner is used, so that a mistake there doesn't hide itself.
 */

export const INTEGERS = ['u8', 's8', 'u16', 's16', 'u32', 's32', 'u64', 's64'] as const;
export type Integer = (typeof INTEGERS)[number];
export type Scalar = Integer | 'bool' | 'f32' | 'f64' | 'char' | 'string';

/** A label in WIT, and the property that it is in JavaScript (js-mapping.md, "Names"). */
export interface Label {
  readonly wit: string;
  readonly js: string;
}

export interface Case {
  readonly label: Label;
  readonly type: Type | undefined;
}

export interface Named extends Case {
  readonly type: Type;
}

export type Type =
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'list'; readonly element: Type }
  | { readonly kind: 'fixed-list'; readonly element: Type; readonly length: number }
  | { readonly kind: 'map'; readonly key: Scalar; readonly value: Type }
  | { readonly kind: 'record'; readonly fields: readonly Named[] }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | { readonly kind: 'flags'; readonly labels: readonly Label[] }
  | { readonly kind: 'enum'; readonly labels: readonly Label[] }
  | { readonly kind: 'variant'; readonly cases: readonly Case[] }
  | { readonly kind: 'option'; readonly some: Type }
  | { readonly kind: 'result'; readonly ok: Type | undefined; readonly err: Type | undefined };

export interface Signature {
  readonly params: readonly Type[];
  readonly result: Type | undefined;
}

export type Flat = 'i32' | 'i64' | 'f32' | 'f64';
export type Pointer = 'i32' | 'i64';

type Of<K extends Type['kind']> = Extract<Type, { readonly kind: K }>;

// ------------------------------------------------------------------------------------------ flattening

const FLAT_SCALARS: Readonly<Record<Exclude<Scalar, 'string'>, Flat>> = {
  bool: 'i32', u8: 'i32', s8: 'i32', u16: 'i32', s16: 'i32', u32: 'i32', s32: 'i32', u64: 'i64', s64: 'i64',
  f32: 'f32', f64: 'f64', char: 'i32',
};

const FLATTEN: { readonly [K in Type['kind']]: (type: Of<K>, pointer: Pointer) => readonly Flat[] } = {
  scalar: ({ scalar }, pointer) => (scalar === 'string' ? [pointer, pointer] : [FLAT_SCALARS[scalar]]),
  list: (_, pointer) => [pointer, pointer],
  'fixed-list': ({ element, length }, pointer) => {
    const one = flatten(element, pointer);
    return Array.from({ length }, () => one).flat();
  },
  map: (_, pointer) => [pointer, pointer],
  record: ({ fields }, pointer) => fields.flatMap(({ type }) => flatten(type, pointer)),
  tuple: ({ elements }, pointer) => elements.flatMap((type) => flatten(type, pointer)),
  flags: () => ['i32'],
  enum: () => ['i32'],
  variant: ({ cases }, pointer) => flattenCases(cases.map(({ type }) => type), pointer),
  option: ({ some }, pointer) => flattenCases([undefined, some], pointer),
  result: ({ ok, err }, pointer) => flattenCases([ok, err], pointer),
};

export function flatten<K extends Type['kind']>(type: Of<K>, pointer: Pointer): readonly Flat[] {
  return FLATTEN[type.kind as K](type, pointer);
}

function flattenCases(cases: readonly (Type | undefined)[], pointer: Pointer): readonly Flat[] {
  const joined: Flat[] = [];
  for (const type of cases) {
    const flat = type === undefined ? [] : flatten(type, pointer);
    flat.forEach((each, i) => { joined[i] = join(joined[i] ?? each, each); });
  }
  return ['i32', ...joined];
}

function join(a: Flat, b: Flat): Flat {
  if (a === b) return a;
  return [a, b].every((each) => each === 'i32' || each === 'f32') ? 'i32' : 'i64';
}

// ------------------------------------------------------------------------------------------ layout

export interface Layout {
  readonly size: number;
  readonly align: number;
}

const SCALAR_SIZES: Readonly<Record<Exclude<Scalar, 'string'>, number>> = {
  bool: 1, u8: 1, s8: 1, u16: 2, s16: 2, u32: 4, s32: 4, u64: 8, s64: 8, f32: 4, f64: 8, char: 4,
};

const pair = (pointer: Pointer): Layout =>
  (pointer === 'i64' ? { size: 16, align: 8 } : { size: 8, align: 4 });
const same = (size: number): Layout => ({ size, align: size });

const LAYOUT: { readonly [K in Type['kind']]: (type: Of<K>, pointer: Pointer) => Layout } = {
  scalar: ({ scalar }, pointer) => (scalar === 'string' ? pair(pointer) : same(SCALAR_SIZES[scalar])),
  list: (_, pointer) => pair(pointer),
  'fixed-list': ({ element, length }, pointer) => {
    const { size, align } = layout(element, pointer);
    return { size: length * size, align };
  },
  map: (_, pointer) => pair(pointer),
  record: ({ fields }, pointer) => layoutInTurn(fields.map(({ type }) => type), pointer),
  tuple: ({ elements }, pointer) => layoutInTurn(elements, pointer),
  flags: ({ labels }) => same(labels.length <= 8 ? 1 : labels.length <= 16 ? 2 : 4),
  enum: ({ labels }) => same(discriminantSize(labels.length)),
  variant: ({ cases }, pointer) => layoutCases(cases.map(({ type }) => type), pointer),
  option: ({ some }, pointer) => layoutCases([undefined, some], pointer),
  result: ({ ok, err }, pointer) => layoutCases([ok, err], pointer),
};

/** Of a value in memory (CanonicalABI.md, "Alignment" and "Element Size"). */
export function layout<K extends Type['kind']>(type: Of<K>, pointer: Pointer): Layout {
  return LAYOUT[type.kind as K](type, pointer);
}

function layoutInTurn(types: readonly Type[], pointer: Pointer): Layout {
  let end = 0;
  let most = 1;
  for (const { size, align } of types.map((type) => layout(type, pointer))) {
    end = alignTo(end, align) + size;
    most = Math.max(most, align);
  }
  return { size: alignTo(end, most), align: most };
}

function layoutCases(types: readonly (Type | undefined)[], pointer: Pointer): Layout {
  const discriminant = discriminantSize(types.length);
  const payloads = types.flatMap((type) => (type === undefined ? [] : [layout(type, pointer)]));
  const align = Math.max(1, ...payloads.map((each) => each.align));
  const size = alignTo(discriminant, align) + Math.max(0, ...payloads.map((each) => each.size));
  const most = Math.max(align, discriminant);
  return { size: alignTo(size, most), align: most };
}

const discriminantSize = (cases: number): number => (cases <= 0x100 ? 1 : 2);

const alignTo = (offset: number, align: number): number => Math.ceil(offset / align) * align;

// ------------------------------------------------------------------------------------------ text

/** The definitions of types that must have a name where they are imported and exported: `$t0`, `$t1`, … */
export interface TypeText {
  /** The right sides, in an order in which each refers to earlier ones alone. */
  readonly named: readonly string[];
  readonly params: readonly string[];
  readonly result: string | undefined;
}

type Print = (type: Type | undefined) => string;

const TEXT: { readonly [K in Type['kind']]: (type: Of<K>, print: Print) => string } = {
  scalar: ({ scalar }) => scalar,
  list: ({ element }, print) => `(list ${print(element)})`,
  'fixed-list': ({ element, length }, print) => `(list ${print(element)} ${length})`,
  map: ({ key, value }, print) => `(map ${key} ${print(value)})`,
  record: ({ fields }, print) => `(record ${fields
    .map(({ label, type }) => `(field "${label.wit}" ${print(type)})`).join(' ')})`,
  tuple: ({ elements }, print) => `(tuple ${elements.map(print).join(' ')})`,
  flags: ({ labels }) => `(flags ${labels.map(({ wit }) => `"${wit}"`).join(' ')})`,
  enum: ({ labels }) => `(enum ${labels.map(({ wit }) => `"${wit}"`).join(' ')})`,
  variant: ({ cases }, print) => `(variant ${cases
    .map(({ label, type }) => `(case "${label.wit}" ${print(type)})`).join(' ')})`,
  option: ({ some }, print) => `(option ${print(some)})`,
  result: ({ ok, err }, print) => `(result ${print(ok)} ${err === undefined ? '' : `(error ${print(err)})`})`,
};

const NEEDS_NAME: readonly Type['kind'][] = ['record', 'variant', 'enum', 'flags'];

export function signatureText({ params, result }: Signature): TypeText {
  const named: string[] = [];
  const print: Print = (type) => {
    if (type === undefined) return '';
    const text = printOne(type, print);
    return NEEDS_NAME.includes(type.kind) ? `$t${named.push(text) - 1}` : text;
  };
  const paramTexts = params.map(print);
  return { params: paramTexts, result: result === undefined ? undefined : print(result), named };
}

function printOne<K extends Type['kind']>(type: Of<K>, print: Print): string {
  return TEXT[type.kind as K](type, print);
}
