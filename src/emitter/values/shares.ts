/**
 * Which values have a function of their own, because the same code would stand in several places: lists, and
 * composites in memory. What an element of a list is takes no call, and neither does what is little code: there
 * code is faster where it is used.
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
  const uses = new Map<string, Use[]>();
  for (const use of plan.adapters.flatMap(usesIn)) {
    const list = uses.get(keyOf(use)) ?? [];
    uses.set(keyOf(use), [...list, ...use.shapes.map((shape) => ({ kind: kindOf(shape), inMemory: use.inMemory }))]);
  }
  const shared = new Map([...uses].map(([key, roots]) => [key, worthSharing(roots, key.startsWith('lower') ? 'lower' : 'lift')]));
  return (side, shape, options, inMemory) => {
    const key = keyOf({ side, options });
    const ids = shared.get(key);
    if (ids === undefined || ids.size === 0) return undefined;
    const kind = kindOf(shape);
    return ids.has(kind.id) && canShare(kind, inMemory, side) ? `${key} ${kind.id}` : undefined;
  };
}

const keyOf = (
  { side, options: { instance, encoding, memory, realloc } }: { readonly side: Side; readonly options: Options },
): string => [side, instance, encoding, memory, realloc].join(' ');

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
  const shapes = result?.kind === 'result' ? result.cases.flatMap(({ shape }) => shape ?? []) : [result ?? []].flat();
  return { side, options, shapes, inMemory: resultInMemory };
}

// ---------------------------------------------------------------------------------------------- worth

/** Bytes of a call, and of a function around code. */
const CALL: Bytes = { lower: 85, lift: 40 };
const FUNCTION = 60;

/** Less than this stays in place, however often. */
const LITTLE = 200;

function canShare({ form, depth, handles }: ShapeKind, inMemory: boolean, side: Side): boolean {
  if (form === 'other' || (form === 'composite' && !inMemory)) return false;
  // Messages have room for two indices, of which a shared function's path takes one; lifted handles may have to be
  // given back.
  return side === 'lower' ? depth < 2 && !(form === 'list' && handles) : !handles;
}

/** Parts have smaller numbers than what they are in: when a kind's turn comes, its uses are known. */
function worthSharing(roots: readonly Use[], side: Side): ReadonlySet<number> {
  const shared = new Set<number>();
  const counts = new Map<ShapeKind, { memory: number; flat: number }>();
  const count = (kind: ShapeKind, inMemory: boolean, times: number): void => {
    const known = counts.get(kind) ?? { memory: 0, flat: 0 };
    known[inMemory ? 'memory' : 'flat'] += times;
    counts.set(kind, known);
  };
  for (const { kind, inMemory } of roots) count(kind, inMemory, 1);
  for (;;) {
    const [kind] = [...counts.keys()].sort((a, b) => b.id - a.id);
    if (kind === undefined) return shared;
    const { memory, flat } = counts.get(kind)!;
    counts.delete(kind);
    const calls = (canShare(kind, true, side) ? memory : 0) + (canShare(kind, false, side) ? flat : 0);
    const bytes = kind.bytes[side];
    const isShared = bytes >= LITTLE && (calls - 1) * bytes > calls * CALL[side] + FUNCTION;
    if (isShared) shared.add(kind.id);
    for (const part of kind.parts) {
      count(part, true, isShared ? 1 : memory);
      if (flat > 0) count(part, false, flat);
    }
  }
}
