/**
 * Types as declarations print them: by name where they have one, else whole, with the JavaScript names of
 * their parts.
 */
import type { NumericKind } from './abi/shape.ts';
import type { TypeDocs } from './docs.ts';
import { assignKeys, safeIdentifier, upperCamelCase } from './names.ts';
import type { ResourceType, Type } from './types.ts';
import type { TypeExpr, TypeName } from './world.ts';

/** The name that a type goes by where it is printed. */
export type NameType = (type: Type | ResourceType) => TypeName | undefined;

/** A type where it is used. */
export function makeTypeExpr(type: Type, nameType: NameType): TypeExpr {
  const name = nameType(type);
  return name === undefined ? structureOf(type, nameType) : { kind: 'named', type: name };
}

type Maker<K> = (
  type: Extract<Type, { kind: K }>, of: (type: Type) => TypeExpr, context: Context,
) => TypeExpr;

type Makers = { readonly [K in Type['kind']]?: Maker<K> };

interface Context {
  readonly nameType: NameType;
  readonly docs: TypeDocs | undefined;
}

/** A type where it is defined: whole, its parts by their names. */
export function structureOf(type: Type, nameType: NameType, docs?: TypeDocs): TypeExpr {
  return structure(type, { nameType, docs });
}

function structure<K extends Type['kind']>(type: Extract<Type, { kind: K }>, context: Context): TypeExpr {
  const make = MAKERS[type.kind as K] as Maker<K> | undefined;
  if (make !== undefined) return make(type, (inner) => makeTypeExpr(inner, context.nameType), context);
  return { kind: 'primitive', name: type.kind as Extract<TypeExpr, { kind: 'primitive' }>['name'] };
}

/** All but primitive types. */
const MAKERS: Makers = {
  record: ({ fields }, of, { docs }) => {
    const keys = assignKeys(fields.map(({ name }) => name));
    return {
      kind: 'record',
      fields: fields.map(({ name, type }, i) => ({
        name, js: keys[i] ?? name, docs: docs?.items.get(name), type: of(type), optional: isPlainOption(type),
      })),
    };
  },
  variant: ({ cases }, of, { docs }) => ({
    kind: 'variant',
    cases: cases.map(({ name, type }) => ({
      name, js: safeIdentifier(upperCamelCase(name)), docs: docs?.items.get(name), type: type && of(type),
    })),
  }),
  flags: ({ labels }, _, { docs }) => {
    const keys = assignKeys(labels);
    return {
      kind: 'flags',
      labels: labels.map((name, i) => ({ name, js: keys[i] ?? name, docs: docs?.items.get(name) })),
    };
  },
  enum: ({ labels }, _, { docs }) => ({
    kind: 'enum', labels: labels.map((name) => ({ name, docs: docs?.items.get(name) })),
  }),
  list: ({ element, length }, of) => ({
    kind: 'list',
    element: of(element),
    length,
    numbers: length === undefined ? numericKind(element) : undefined,
  }),
  tuple: ({ types }, of) => ({ kind: 'tuple', types: types.map(of) }),
  option: ({ type }, of) => ({ kind: 'option', type: of(type), tagged: type.kind === 'option' }),
  result: ({ ok, error }, of) => ({ kind: 'result', ok: ok && of(ok), error: error && of(error) }),
  own: ({ resource }, _, { nameType }) => handle(resource, false, nameType),
  borrow: ({ resource }, _, { nameType }) => handle(resource, true, nameType),
  stream: ({ element }, of) => ({
    kind: 'stream', element: element && of(element), numbers: element && numericKind(element),
  }),
  future: ({ element }, of) => ({ kind: 'future', element: element && of(element) }),
  map: ({ key, value }, of) => ({ kind: 'map', key: of(key), value: of(value) }),
};

function handle(resource: ResourceType, borrow: boolean, nameType: NameType): TypeExpr {
  const name = nameType(resource);
  if (name === undefined) throw new Error('a resource without an externally visible name passed validation');
  return { kind: 'handle', borrow, resource: name };
}

function isPlainOption(type: Type): boolean {
  return type.kind === 'option' && type.type.kind !== 'option';
}

function numericKind({ kind }: Type): NumericKind | undefined {
  return (NUMERIC as ReadonlySet<string>).has(kind) ? kind as NumericKind : undefined;
}

const NUMERIC: ReadonlySet<NumericKind> = new Set([
  'u8', 's8', 'u16', 's16', 'u32', 's32', 'u64', 's64', 'f32', 'f64',
]);
