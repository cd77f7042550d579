// Component types as the generator thinks of them: trees with resources as leaves, made at random, and how
// they flatten (CanonicalABI.md, Flattening).

import type { Random } from '../random.ts';

/** A resource type; what it is is who it is. */
export interface Resource {
  readonly kind: 'resource';
}

export type Type =
  | { readonly kind: 'primitive'; readonly byte: number }
  | { readonly kind: 'list' | 'option'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly types: readonly Type[] }
  | { readonly kind: 'result'; readonly ok: Type | undefined; readonly error: Type | undefined }
  | { readonly kind: 'record'; readonly fields: readonly (readonly [string, Type])[] }
  | { readonly kind: 'variant'; readonly cases: readonly (readonly [string, Type | undefined])[] }
  | { readonly kind: 'enum' | 'flags'; readonly labels: readonly string[] }
  | { readonly kind: 'own' | 'borrow'; readonly resource: Resource };

export interface Func {
  readonly params: readonly (readonly [string, Type])[];
  readonly result: Type | undefined;
}

/** What a component imports or exports. */
export type Extern =
  | { readonly name: string; readonly kind: 'resource'; readonly resource: Resource }
  | { readonly name: string; readonly kind: 'type'; readonly type: Type }
  | { readonly name: string; readonly kind: 'func'; readonly func: Func }
  | { readonly name: string; readonly kind: 'instance'; readonly exports: readonly Extern[] };

const WORDS = [
  'a', 'b', 'if', 'class', 'await', 'constructor', 'proto', 'to-string', 'URL', 'get-URL', 'then', 'x1',
  'value-of',
  'arguments', 'eval', 'name', 'length', 'prototype', 'has-own-property', 'memory', 'async', 'symbol',
  'a-b-c',
];

/** A label that no other with another number is equal to, or nearly. */
export function randomLabel(random: Random, number: number): string {
  return `${random.pick(WORDS)}-n${number}`;
}

/** What random types are made of. */
export interface Ingredients {
  readonly resources: readonly Resource[];
  /** Types that there are already. */
  readonly types: readonly Type[];
}

/** A value type without borrows. */
export function randomType(random: Random, from: Ingredients, depth = 0): Type {
  if (from.types.length > 0 && random.chance(0.3)) return random.pick(from.types);
  if (from.resources.length > 0 && random.chance(0.15)) {
    return { kind: 'own', resource: random.pick(from.resources) };
  }
  if (depth > 3 || random.chance(0.35)) return { kind: 'primitive', byte: 0x73 + random.int(13) };
  const inner = (): Type => randomType(random, from, depth + 1);
  const perhaps = (): Type | undefined => (random.chance(0.6) ? inner() : undefined);
  const labels = (): string[] => {
    const length = 1 + random.int(random.chance(0.05) ? 30 : 5);
    return Array.from({ length }, (_, i) => randomLabel(random, i));
  };
  const makers: readonly (() => Type)[] = [
    () => ({ kind: 'list', element: inner() }),
    () => ({ kind: 'option', element: inner() }),
    () => ({ kind: 'tuple', types: labels().map(inner) }),
    () => ({ kind: 'result', ok: perhaps(), error: perhaps() }),
    () => ({ kind: 'record', fields: labels().map((label) => [label, inner()]) }),
    () => ({ kind: 'variant', cases: labels().map((label) => [label, perhaps()]) }),
    () => ({ kind: 'enum', labels: labels() }),
    () => ({ kind: 'flags', labels: labels() }),
  ];
  return random.pick(makers)();
}

export function randomFunc(random: Random, from: Ingredients): Func {
  const count = random.int(random.chance(0.1) ? 20 : 4);
  const params = Array.from({ length: count }, (_, i): [string, Type] => {
    const borrow = from.resources.length > 0 && random.chance(0.2);
    const label = randomLabel(random, i);
    if (!borrow) return [label, randomType(random, from)];
    return [label, { kind: 'borrow', resource: random.pick(from.resources) }];
  });
  return { params, result: random.chance(0.6) ? randomType(random, from) : undefined };
}

/** The core types of a value. */
export function flatten(type: Type): readonly number[] {
  switch (type.kind) {
    case 'primitive': return FLAT[type.byte] ?? [I32];
    case 'list': return [I32, I32];
    case 'tuple': return type.types.flatMap(flatten);
    case 'record': return type.fields.flatMap(([, field]) => flatten(field));
    case 'option': return flattenCases([undefined, type.element]);
    case 'result': return flattenCases([type.ok, type.error]);
    case 'variant': return flattenCases(type.cases.map(([, payload]) => payload));
    default: return [I32];
  }
}

export const I32 = 0x7f;
const I64 = 0x7e;
const F32 = 0x7d;
const F64 = 0x7c;
/** Those of primitive types that are not `i32`: string, f64, f32, u64, s64. */
const FLAT: Readonly<Record<number, readonly number[]>> = {
  0x73: [I32, I32], 0x75: [F64], 0x76: [F32], 0x77: [I64], 0x78: [I64],
};

function flattenCases(payloads: readonly (Type | undefined)[]): number[] {
  const joined: number[] = [];
  for (const payload of payloads) {
    for (const [i, type] of (payload === undefined ? [] : flatten(payload)).entries()) {
      const before = joined[i] ?? type;
      const narrow = [before, type].every((each) => each === I32 || each === F32);
      joined[i] = before === type ? type : narrow ? I32 : I64;
    }
  }
  return [I32, ...joined];
}
