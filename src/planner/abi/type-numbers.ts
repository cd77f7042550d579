/**
 * Numbers for types, the same for types that are equal: how the shim compares the element types of streams and
 * futures, and the results of tasks (CanonicalABI.md, `stream_copy`, `canon task.return`).
 */
import type { Type } from '../types.ts';

/** The number of a type, or of there being none. */
export type TypeNumber = (type: Type | undefined) => number;

export function makeTypeNumbers(): TypeNumber {
  const numbers = new Map<string, number>();
  const keys = new Map<Type, string>();
  const numberOf = (key: string): number => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  // A type is described by the numbers of its parts, so that one that is used often is described once.
  const of: TypeNumber = (type) => {
    if (type === undefined) return numberOf('');
    const key = keys.get(type) ?? describe(type, of);
    keys.set(type, key);
    return numberOf(key);
  };
  return of;
}

function describe(type: Type, of: TypeNumber): string {
  switch (type.kind) {
    case 'record': return key('record', type.fields.flatMap(({ name, type: field }) => [name, of(field)]));
    case 'variant': return key('variant', type.cases.flatMap(({ name, type: payload }) => [name, of(payload)]));
    case 'list': return key('list', [of(type.element), type.length ?? 'any']);
    case 'tuple': return key('tuple', type.types.map(of));
    case 'flags':
    case 'enum': return key(type.kind, type.labels);
    case 'option': return key('option', [of(type.type)]);
    case 'result': return key('result', [of(type.ok), of(type.error)]);
    case 'own':
    case 'borrow': return key(type.kind, [type.resource.identity.index]);
    case 'stream':
    case 'future': return key(type.kind, [of(type.element)]);
    case 'map': return key('map', [of(type.key), of(type.value)]);
    default: return type.kind;
  }
}

const key = (kind: string, parts: readonly (string | number)[]): string => [kind, ...parts].join(' ');
