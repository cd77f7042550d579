/**
 * Which values have a function of their own, because the same code would stand in several places: lists, and
 * composites in memory. Elements of lists have none, nor has what is little code: it is faster where it is used.
 */
import type { Shape } from '../../planner/abi/shape.ts';
import type { Adapter, Options, Plan, Signature } from '../../planner/plan.ts';
import type { Bytes, ShapeKind } from './shape-kinds.ts';
import { makeShapeKinds } from './shape-kinds.ts';

type Side = keyof Bytes;

/**
 * What tells the function for a shape from others; undefined where the code is written in place.
 * @param inMemory it is in memory, or goes there
 */
export type Shares = (side: Side, shape: Shape, options: Options, inMemory: boolean) => string | undefined;

/** The functions that a plan's code shares. */
export function makeShares(plan: Plan): Shares {
  const kindOf = makeShapeKinds();
  const roots = new Map<string, { readonly side: Side; readonly uses: Use[] }>();
  for (const { side, options, shapes, inMemory } of plan.adapters.flatMap(usesIn)) {
    const key = keyOf(side, options);
    const known = roots.get(key) ?? { side, uses: [] };
    roots.set(key, known);
    known.uses.push(...shapes.map((shape) => ({ kind: kindOf(shape), inMemory })));
  }
  const shared = new Map([...roots].map(([key, { side, uses }]) => [key, worthSharing(uses, side)]));
  return (side, shape, options, inMemory) => {
    const key = keyOf(side, options);
    const ids = shared.get(key);
    if (ids === undefined || ids.size === 0) return undefined;
    const kind = kindOf(shape);
    return ids.has(kind.id) && canShare(kind, inMemory, side) ? `${key} ${kind.id}` : undefined;
  };
}

const keyOf = (side: Side, { instance, encoding, memory, realloc }: Options): string =>
  [side, instance, encoding, memory, realloc].join(' ');

// ---------------------------------------------------------------------------------------------- uses

interface Use {
  readonly kind: ShapeKind;
  readonly inMemory: boolean;
}

interface Uses {
  readonly side: Side;
  readonly options: Options;
  readonly shapes: readonly Shape[];
  readonly inMemory: boolean;
}

/** The values that pass between a component and JavaScript. */
function usesIn(adapter: Adapter): Uses[] {
  switch (adapter.kind) {
    case 'lower':
    case 'host-call': return [paramsOf(adapter, 'lift'), resultOf(adapter, 'lower')];
    case 'lift':
    case 'task-lift': return [paramsOf(adapter, 'lower'), resultOf(adapter, 'lift')];
    default: return [];
  }
}

type Typed = { readonly signature: Signature; readonly options: Options };

const paramsOf = ({ signature: { params, paramsInMemory }, options }: Typed, side: Side): Uses =>
  ({ side, options, shapes: params.map(({ shape }) => shape), inMemory: paramsInMemory !== undefined });

/** The code for a function's own `result` is another one. */
function resultOf({ signature: { result, resultInMemory }, options }: Typed, side: Side): Uses {
  const all = result === undefined ? [] : [result];
  const shapes = result?.kind === 'result' ? result.cases.flatMap(({ shape }) => shape ?? []) : all;
  return { side, options, shapes, inMemory: resultInMemory };
}

// ---------------------------------------------------------------------------------------------- worth

/** Bytes of a call, and of a function around code. */
const CALL: Bytes = { lower: 85, lift: 40 };
const FUNCTION = 60;

/** Less than this stays in place, however often. */
const LITTLE: Bytes = { lower: 300, lift: 200 };

function canShare({ form, depth, handles }: ShapeKind, inMemory: boolean, side: Side): boolean {
  if (form === 'other' || (form === 'composite' && !inMemory)) return false;
  // Messages have room for two indices, of which the path takes one. What is lent to the host is taken back by the
  // function that lifted it.
  return side === 'lower' ? depth < 2 : !handles;
}

interface Count {
  readonly kind: ShapeKind;
  memory: number;
  flat: number;
}

/** Parts have smaller numbers than what they are in: when a kind's turn comes, its uses are known. */
function worthSharing(roots: readonly Use[], side: Side): ReadonlySet<number> {
  const shared = new Set<number>();
  const counts: (Count | undefined)[] = [];
  const add = (kind: ShapeKind, memory: number, flat: number): void => {
    const count = counts[kind.id] ??= { kind, memory: 0, flat: 0 };
    count.memory += memory;
    count.flat += flat;
  };
  for (const { kind, inMemory } of roots) add(kind, inMemory ? 1 : 0, inMemory ? 0 : 1);
  for (let id = counts.length - 1; id >= 0; id--) {
    const count = counts[id];
    if (count === undefined) continue;
    const { kind, memory, flat } = count;
    const isShared = isWorthIt(count, side);
    if (isShared) shared.add(id);
    for (const part of kind.parts) add(part, isShared ? 1 : memory, flat);
  }
  return shared;
}

function isWorthIt({ kind, memory, flat }: Count, side: Side): boolean {
  const calls = (canShare(kind, true, side) ? memory : 0) + (canShare(kind, false, side) ? flat : 0);
  const bytes = kind.bytes[side];
  return bytes >= LITTLE[side] && (calls - 1) * bytes > calls * CALL[side] + FUNCTION;
}
