/**
 * How many bytes values take up in linear memory (CanonicalABI.md, Alignment and Element Size), for the rule
 * that no type's values take up more than a limit. Pointers are counted with 64 bits, as the rule says.
 */
import type { DefinedType, DefinedTypeBody, PrimitiveType, ValType } from './types.ts';

/** `elem_size` and `alignment`, for pointers of 64 bits. */
export interface Layout {
  readonly size: number;
  readonly alignment: number;
}

const POINTER_BYTES = 8;

/** Most values are small, and there may be very many types: the layouts of all small ones are these. */
const SMALL_SIZE = 32;
const SMALL: readonly (readonly Layout[])[] = [1, 2, 4, 8].map((alignment) => (
  Array.from({ length: SMALL_SIZE }, (_, size) => ({ size, alignment }))));

function layout(size: number, alignment: number): Layout {
  return SMALL[Math.log2(alignment)]?.[size] ?? { size, alignment };
}

/** As large as aligned. */
const bytes = (size: number): Layout => layout(size, size);

const RANGE = layout(2 * POINTER_BYTES, POINTER_BYTES);
const HANDLE = bytes(4);

const PRIMITIVES: { readonly [P in PrimitiveType]: Layout } = {
  'bool': bytes(1),
  's8': bytes(1),
  'u8': bytes(1),
  's16': bytes(2),
  'u16': bytes(2),
  's32': bytes(4),
  'u32': bytes(4),
  's64': bytes(8),
  'u64': bytes(8),
  'f32': bytes(4),
  'f64': bytes(8),
  'char': bytes(4),
  'string': RANGE,
  'error-context': HANDLE,
};

const layoutOf = (type: ValType): Layout => typeof type === 'string' ? PRIMITIVES[type] : type.layout;

type Of<K extends DefinedType['kind']> = Extract<DefinedTypeBody, { kind: K }>;

const LAYOUTS: { readonly [K in DefinedType['kind']]: (type: Of<K>) => Layout } = {
  primitive: ({ type }) => PRIMITIVES[type],
  record: ({ fields }) => recordLayout(fields.map((field) => field.type)),
  variant: ({ cases }) => variantLayout(cases.map((item) => item.type)),
  list({ element, length }) {
    if (length === undefined) return RANGE;
    const { size, alignment } = layoutOf(element);
    return layout(size * length, alignment);
  },
  tuple: ({ types }) => recordLayout(types),
  flags: ({ labels }) => bytes(labels.length <= 8 ? 1 : labels.length <= 16 ? 2 : 4),
  enum: ({ labels }) => discriminant(labels.length),
  option: ({ type }) => variantLayout([undefined, type]),
  result: ({ ok, error }) => variantLayout([ok, error]),
  own: () => HANDLE,
  borrow: () => HANDLE,
  stream: () => HANDLE,
  future: () => HANDLE,
  map: () => RANGE,
};

/** The layout of a type whose parts have theirs. Sizes far beyond the limit are not exact. */
export function computeLayout(type: DefinedTypeBody): Layout {
  const compute = LAYOUTS[type.kind] as (type: DefinedTypeBody) => Layout;
  return compute(type);
}

/** `elem_size_record` */
function recordLayout(types: readonly ValType[]): Layout {
  let size = 0;
  let alignment = 1;
  for (const type of types) {
    const field = layoutOf(type);
    size = alignTo(size, field.alignment) + field.size;
    alignment = Math.max(alignment, field.alignment);
  }
  return layout(alignTo(size, alignment), alignment);
}

/** `elem_size_variant` */
function variantLayout(cases: readonly (ValType | undefined)[]): Layout {
  const tag = discriminant(cases.length);
  let size = 0;
  let caseAlignment = 1;
  for (const type of cases) {
    if (type === undefined) continue;
    const payload = layoutOf(type);
    size = Math.max(size, payload.size);
    caseAlignment = Math.max(caseAlignment, payload.alignment);
  }
  const alignment = Math.max(tag.alignment, caseAlignment);
  return layout(alignTo(alignTo(tag.size, caseAlignment) + size, alignment), alignment);
}

/** `discriminant_type` */
const discriminant = (cases: number): Layout => bytes(cases <= 2 ** 8 ? 1 : cases <= 2 ** 16 ? 2 : 4);

/** `align_to` */
const alignTo = (offset: number, alignment: number): number => Math.ceil(offset / alignment) * alignment;
