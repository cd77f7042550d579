/**
 * What of the flattened component is in use: canonical functions that a core instance is given, and lifted functions
 * that the host or another component calls. Effects are looked for from these.
 */
import type { CanonBuiltin } from '../decoder/sections/canon.ts';
import { makeSignature } from './abi/make-signature.ts';
import type { ShapeOf } from './abi/make-shape.ts';
import type { PointerType } from './abi/shape.ts';
import { pointerOf } from './assembly.ts';
import type { MultiMemory } from './core-adapters.ts';
import { canBeCore } from './core-adapters.ts';
import type { TableSet } from './core-graph.ts';
import type { Flattened } from './flatten.ts';
import type { CanonOptions, CoreFunc, CoreInstanceItem, Item, LiftedFunc } from './items.ts';
import { chooseLink } from './links.ts';
import type { CanonUse } from './may-leave.ts';

export interface Uses {
  readonly coreInstances: readonly CoreInstanceItem[];
  readonly tableSets: readonly TableSet[];
  readonly canon: readonly CanonFunc[];
  /** Lifted functions that the host may call. */
  readonly exported: readonly LiftedFunc[];
  /** All lifted functions that may be called. */
  readonly lifts: readonly LiftedFunc[];
  readonly destructors: readonly CoreFunc[];
  /** The options of all lifts and lowers in use. */
  readonly options: readonly CanonOptions[];
}

type CanonFunc = Exclude<CoreFunc, { source: 'export' }>;

export function findUses(flat: Flattened): Uses {
  const coreInstances = flat.steps.flatMap((step) => (step.kind === 'core' ? [step.instance] : []));
  const exported = new Set<LiftedFunc>();
  for (const item of flat.exports.values()) collectLifts(item, exported);
  for (const step of flat.steps) {
    if (step.kind === 'host-component') for (const item of step.args.values()) collectLifts(item, exported);
  }
  const canon = new Set<CanonFunc>();
  const lifts = new Set<LiftedFunc>();
  for (const { imports } of coreInstances) {
    for (const item of imports) if (item.kind === 'func') collectCanon(item, canon, lifts);
  }
  for (const lifted of exported) collectLifted(lifted, canon, lifts);
  const destructors = flat.resources.flatMap(({ origin }) => (origin.kind === 'guest' ? origin.dtor ?? [] : []));
  for (const dtor of destructors) collectCanon(dtor, canon, lifts);
  const lowers = [...canon].flatMap((func) => (func.source === 'lower' ? [func.options] : []));
  return {
    coreInstances, tableSets: flat.steps.filter((step) => step.kind === 'table-set'), canon: [...canon], exported: [...exported], lifts: [...lifts], destructors,
    options: [...lowers, ...[...lifts].map(({ options }) => options)],
  };
}

function collectLifts(item: Item, found: Set<LiftedFunc>): void {
  if (item.kind === 'func' && item.source.kind === 'lift') found.add(item.source);
  if (item.kind === 'instance') for (const inner of item.exports.values()) collectLifts(inner, found);
}

/** A canonical function may lower a function that lifts another. */
function collectCanon(func: CoreFunc, canon: Set<CanonFunc>, lifts: Set<LiftedFunc>): void {
  if (func.source === 'export' || canon.has(func)) return;
  canon.add(func);
  if (func.source !== 'lower') return;
  if (func.options.realloc !== undefined) collectCanon(func.options.realloc, canon, lifts);
  if (func.func.source.kind === 'lift') collectLifted(func.func.source, canon, lifts);
}

/** A canonical function can itself be what is lifted, a realloc or a post-return. */
function collectLifted(lifted: LiftedFunc, canon: Set<CanonFunc>, lifts: Set<LiftedFunc>): void {
  if (lifts.has(lifted)) return;
  lifts.add(lifted);
  const { realloc, postReturn, callback } = lifted.options;
  for (const func of [lifted.callee, realloc, postReturn, callback]) {
    if (func !== undefined) collectCanon(func, canon, lifts);
  }
}

/** Core functions that something outside of core code calls. */
export function calledFuncs({ canon, options, exported, destructors }: Uses): readonly CoreFunc[] {
  const windows = options.flatMap(({ realloc, postReturn, callback }) => [realloc, postReturn, callback]);
  return [...canon, ...exported.map(({ callee }) => callee), ...destructors, ...windows].filter((func) => func !== undefined);
}

/** Canonical functions with the instance that they belong to, and what would test its flag. */
export function canonUses(
  flat: Flattened, { canon }: Uses, shapes: { readonly [P in PointerType]: ShapeOf }, multiMemory: MultiMemory,
): readonly CanonUse[] {
  return canon.filter(testsMayLeave).map((func) => (func.source === 'builtin'
    ? { func, instance: func.scope.instance, by: 'js' }
    : { func, instance: func.options.instance, by: testerOf(flat, func, shapes, multiMemory) }));
}

/** Whether a canonical function may be called while its instance may not leave is asked of all but a few. */
function testsMayLeave(func: CanonFunc): boolean {
  return func.source !== 'builtin' || !ALWAYS_CALLABLE.has(func.canon.kind);
}

const ALWAYS_CALLABLE: ReadonlySet<CanonBuiltin['kind']> = new Set([
  'resource.rep', 'context.get', 'context.set', 'backpressure.inc', 'backpressure.dec',
]);

function testerOf(
  flat: Flattened, { func, options }: Extract<CanonFunc, { source: 'lower' }>,
  shapes: { readonly [P in PointerType]: ShapeOf }, multiMemory: MultiMemory,
): CanonUse['by'] {
  const { source } = func;
  if (source.kind !== 'lift' || options.async) return 'js';
  const signature = makeSignature('', '', source.type, shapes[pointerOf(options.memory)], 'lower');
  const postReturn = source.options.postReturn !== undefined;
  const link = chooseLink(flat.instances, options.instance, source.options.instance, signature, {
    mayLeave: true, catches: false, postReturn,
  });
  if (link === 'thunk') return 'thunk';
  return link === 'adapter' && canBeCore(multiMemory, signature, options, source.options) ? 'call' : 'js';
}
