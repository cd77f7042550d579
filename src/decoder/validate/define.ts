/** Makes abstract types, and what is computed about each from its parts. */
import { errorLimit, errorNesting, errorTypeSize } from '../../errors.ts';
import {
  MAX_EFFECTIVE_TYPE_SIZE, MAX_NESTING_DEPTH, MAX_TYPE_DEPTH, MAX_VALUE_BYTES,
} from '../limits.ts';
import { computeLayout } from './layout.ts';
import type {
  BoundResource, ComponentType, DefinedType, DefinedTypeBody, Facts, Field, FuncType, InstanceType, ItemType,
  ModuleType, ResourceType, TypeEntry, ValType,
} from './types.ts';

const PRIMITIVE: Facts = {
  size: 1, depth: 1, hasResource: false, hasIdentity: false, hasBorrow: false, hasPointer: false,
};
const STRING: Facts = { ...PRIMITIVE, hasPointer: true };
const RESOURCE: Facts = { ...PRIMITIVE, hasResource: true, hasIdentity: true };

/** Most types are small, and there may be very many: the facts of all small ones are these. */
const SMALL_SIZE = 4;
const SMALL_DEPTH = 4;
const SMALL: readonly Facts[] = Array.from({ length: SMALL_SIZE * SMALL_DEPTH * 16 }, (_, key) => ({
  size: Math.floor(key / 16) % SMALL_SIZE,
  depth: Math.floor(key / 16 / SMALL_SIZE),
  hasResource: (key & 1) > 0, hasIdentity: (key & 2) > 0, hasBorrow: (key & 4) > 0, hasPointer: (key & 8) > 0,
}));

/** Facts like these. */
function shareFacts(facts: Facts): Facts {
  const { size, depth, hasResource, hasIdentity, hasBorrow, hasPointer } = facts;
  if (size >= SMALL_SIZE || depth >= SMALL_DEPTH) return facts;
  const flags = Number(hasResource) + 2 * Number(hasIdentity) + 4 * Number(hasBorrow) + 8 * Number(hasPointer);
  return SMALL[(depth * SMALL_SIZE + size) * 16 + flags] ?? facts;
}

const NO_ITEMS: ReadonlyMap<string, never> = new Map<string, never>();

/** Nothing keeps a map of its own alive. */
const shareEmpty = <T>(items: ReadonlyMap<string, T>): ReadonlyMap<string, T> => items.size === 0 ? NO_ITEMS : items;

/** Value types that imports and exports may only use under a name: their identity matters. */
export const MUST_BE_NAMED: ReadonlySet<DefinedTypeBody['kind']> = new Set([
  'record', 'variant', 'enum', 'flags',
]);

export function factsOfValType(type: ValType): Facts {
  if (typeof type === 'string') return type === 'string' ? STRING : PRIMITIVE;
  return type.facts;
}

export const factsOfType = (type: TypeEntry): Facts => type.kind === 'resource' ? RESOURCE : type.facts;

function factsOfItem(item: ItemType): Facts {
  if (item.kind === 'core-module') return item.type.facts;
  return item.kind === 'value' ? factsOfValType(item.type) : factsOfType(item.type);
}

/**
 * The facts of a type made of parts with these. `offset` is for the error when it is too large or too deep.
 */
function combine(parts: Iterable<Facts>, offset: number): Facts {
  let size = 1;
  let depth = 0;
  let hasResource = false;
  let hasIdentity = false;
  let hasBorrow = false;
  let hasPointer = false;
  for (const part of parts) {
    size += part.size;
    depth = Math.max(depth, part.depth);
    hasResource ||= part.hasResource;
    hasIdentity ||= part.hasIdentity;
    hasBorrow ||= part.hasBorrow;
    hasPointer ||= part.hasPointer;
  }
  checkSize(size, offset);
  return shareFacts({ size, depth, hasResource, hasIdentity, hasBorrow, hasPointer });
}

function checkSize(size: number, offset: number): void {
  if (size >= MAX_EFFECTIVE_TYPE_SIZE) {
    throw errorLimit(offset, 'effective type', size, MAX_EFFECTIVE_TYPE_SIZE - 1);
  }
}

/** The value types that a value type is directly made of. */
export function partsOf(type: DefinedTypeBody): readonly ValType[] {
  switch (type.kind) {
    case 'record':
      return type.fields.map((field) => field.type);
    case 'variant':
      return type.cases.flatMap((item) => item.type ?? []);
    case 'list':
      return [type.element];
    case 'tuple':
      return type.types;
    case 'option':
      return [type.type];
    case 'result':
      return [type.ok, type.error].filter((part) => part !== undefined);
    case 'stream':
    case 'future':
      return type.element === undefined ? [] : [type.element];
    case 'map':
      return [type.key, type.value];
    default:
      return [];
  }
}

/** A value type. Too large or too deep a one is an error at `offset`. */
export function defineValType(body: DefinedTypeBody, offset: number): DefinedType {
  const facts = combine(partsOf(body).map(factsOfValType), offset);
  const depth = facts.depth + 1;
  if (depth > MAX_TYPE_DEPTH) throw errorNesting(offset, 'value types', MAX_TYPE_DEPTH);
  const layout = computeLayout(body);
  if (layout.size > MAX_VALUE_BYTES) throw errorTypeSize(offset, layout.size, MAX_VALUE_BYTES);
  const isHandle = body.kind === 'own' || body.kind === 'borrow';
  return {
    ...body,
    layout,
    facts: shareFacts({
      size: facts.size,
      depth,
      hasResource: facts.hasResource || isHandle,
      hasIdentity: facts.hasIdentity || isHandle || MUST_BE_NAMED.has(body.kind),
      hasBorrow: facts.hasBorrow || body.kind === 'borrow',
      // What goes through a stream or future is not in the value.
      hasPointer: isPointer(body) || (facts.hasPointer && body.kind !== 'stream' && body.kind !== 'future'),
    }),
  };
}

function isPointer(type: DefinedTypeBody): boolean {
  if (type.kind === 'primitive') return type.type === 'string';
  return type.kind === 'map' || (type.kind === 'list' && type.length === undefined);
}

export function defineFuncType(
  async: boolean, params: readonly Field[], result: ValType | undefined, offset: number,
): FuncType {
  const parts = params.map((param) => factsOfValType(param.type));
  const paramsHavePointer = parts.some((facts) => facts.hasPointer);
  if (result !== undefined) parts.push(factsOfValType(result));
  return { kind: 'func', async, params, result, facts: combine(parts, offset), paramsHavePointer };
}

export function defineModuleType(
  imports: ModuleType['imports'], exports: ModuleType['exports'], offset: number,
): ModuleType {
  let size = 1 + exports.size;
  for (const items of imports.values()) size += items.size;
  checkSize(size, offset);
  const facts = shareFacts({ ...PRIMITIVE, size });
  return { kind: 'core-module', imports: shareEmpty(imports), exports: shareEmpty(exports), facts };
}

export function defineInstanceType(
  exports: ReadonlyMap<string, ItemType>, resources: readonly BoundResource[], offset: number,
): InstanceType {
  const facts = nest(combine(factsOfItems(exports), offset), offset);
  return { kind: 'instance', exports: shareEmpty(exports), resources, facts };
}

export function defineComponentType(
  type: Omit<ComponentType, 'kind' | 'facts'>, offset: number,
): ComponentType {
  const { imports, exports, importedResources, definedResources } = type;
  const parts = [...factsOfItems(imports), ...factsOfItems(exports)];
  return {
    kind: 'component',
    imports: shareEmpty(imports),
    exports: shareEmpty(exports),
    importedResources,
    definedResources,
    facts: nest(combine(parts, offset), offset),
  };
}

/** One level of instance and component types more. Their depth adds to that of the value types in them. */
function nest(facts: Facts, offset: number): Facts {
  const depth = facts.depth + 1;
  if (depth > MAX_TYPE_DEPTH + MAX_NESTING_DEPTH) {
    throw errorNesting(offset, 'component and instance types', MAX_NESTING_DEPTH);
  }
  return shareFacts({ ...facts, depth });
}

function* factsOfItems(items: ReadonlyMap<string, ItemType>): Iterable<Facts> {
  for (const item of items.values()) yield factsOfItem(item);
}

/** The same type under another identity. */
export const renewType = (type: TypeEntry): TypeEntry => ({ ...type });

/** A resource type unlike every other. */
export const newResourceType = (name: string | undefined): ResourceType => (
  { kind: 'resource', resource: { name } });
