/**
 * Which calls between components get an adapter in core code, one that sees both memories, and how it becomes part of
 * the plan. JavaScript copies bytes as quickly, but calling it, a view and a decoder cost more than a short string:
 * a string of 50 bytes takes a ninth of the time in core code, a list of 50 a sixth, one of records a third to a sixth
 * (Node 26 and Chromium 156); without any bytes, and with 64 kB of numbers, both are equal. Values without strings and
 * lists save 4 to 14 ns, which is less than a module is worth, so `auto` leaves them in JavaScript.
 */
import type { Shape } from './abi/shape.ts';
import { addAdapter, flushThunks, isPending } from './assembly.ts';
import type { Assembly } from './assembly.ts';
import type { CanonOptions, CoreMemory } from './items.ts';
import type { CallAdapter, CoreRef, Signature } from './plan.ts';

/**
 * `auto`: where it pays, and with an adapter in JavaScript for engines that have one memory per module. `known`: where it
 * pays, for an engine that has several.
 */
export type MultiMemory = 'auto' | 'known' | 'on' | 'off';

/** Code is written in place: an adapter of more parts than this stays in JavaScript. */
const MAX_PARTS = 1000;

/** A longer list of fixed length is a loop. */
const MAX_FLAT = 16;

/** Whether the values of a call, and the memories that they are in, are such that core code can move them. */
export function canBeCore(
  setting: MultiMemory, { params, result, async }: Signature, lower: CanonOptions, lift: CanonOptions,
): boolean {
  const shapes = [...params.map(({ shape }) => shape), ...result === undefined ? [] : [result]];
  const allocates = shapes.some((shape) => shape.allocates);
  // Handles alone go from table to table, in JavaScript.
  const isWorthIt = allocates || (setting === 'on' && !shapes.some((shape) => shape.handles));
  if (setting === 'off' || async || !isWorthIt) return false;
  if (![lower, lift].every(({ memory }) => memory === undefined || isPlain(memory))) return false;
  const isUtf8 = lower.encoding === 'utf8' && lift.encoding === 'utf8';
  return countParts(shapes, isUtf8) <= MAX_PARTS;
}

/** One that every engine with several memories can import: 32-bit, unshared, in pages of 64 KiB. */
function isPlain({ type }: CoreMemory): boolean {
  return type !== undefined && type.address === 'i32' && !type.shared && type.pageSizeLog2 === 16;
}

const CONCURRENT: ReadonlySet<Shape['kind']> = new Set(['stream', 'future', 'error-context']);

/** How many places there is code for; infinitely many if there is none for something. */
function countParts(shapes: readonly Shape[], isUtf8: boolean): number {
  const known = new Map<Shape, number>();
  const sum = (parts: readonly Shape[]): number => parts.reduce((total, part) => total + count(part), 0);
  const count = (shape: Shape): number => {
    const isMissing = CONCURRENT.has(shape.kind) || (shape.kind === 'string' && !isUtf8);
    const parts = known.get(shape) ?? (isMissing ? Infinity : 1 + sumOf(shape));
    known.set(shape, parts);
    return parts;
  };
  const sumOf = (shape: Shape): number => {
    switch (shape.kind) {
      case 'list': return count(shape.element);
      case 'fixed-list': return Math.min(shape.length, MAX_FLAT) * count(shape.element);
      case 'map': return count(shape.entry);
      case 'record':
      case 'tuple': return sum(shape.fields.map((field) => field.shape));
      case 'variant': case 'option': case 'result': return sum(shape.cases.flatMap((each) => each.shape ?? []));
      default: return 0;
    }
  };
  return sum(shapes);
}

/** Where an adapter is: in JavaScript, in core code, or in both, of which the engine decides for one. */
export type InCore = 'js' | 'core' | 'either';

/** Core exceptions are converted in JavaScript; threads, and lends that are counted, are objects of it. */
export function callsInCore(
  { multiMemory, blocking }: Assembly, signature: Signature, { catches, lends, thread }: CallAdapter['checks'],
  lower: CanonOptions, lift: CanonOptions,
): InCore {
  if (catches || lends || thread || !canBeCore(multiMemory, signature, lower, lift)) return 'js';
  if ([lower, lift].some(({ realloc }) => realloc !== undefined && blocking.usesThread(realloc))) return 'js';
  return multiMemory === 'auto' ? 'either' : 'core';
}

/** Adds a call adapter. */
export function addCallAdapter(assembly: Assembly, call: Omit<CallAdapter, 'isFallback'>, where: InCore): CoreRef {
  const adapter: CallAdapter = { ...call, isFallback: where === 'either' };
  const index = where === 'core' ? assembly.adapters.push(adapter) - 1 : addAdapter(assembly, adapter);
  if (where === 'js') return { kind: 'adapter', adapter: index };
  const { lower, lift, callee, postReturn } = adapter;
  const reallocs = [lower, lift].flatMap(({ options: { realloc } }) => (realloc === undefined ? [] : [realloc]));
  const refs = [callee, postReturn, ...reallocs.map((each) => assembly.reallocs[each]?.ref)];
  // A module can't import what it exports itself.
  if (refs.some((ref) => ref !== undefined && isPending(ref, assembly.callsInstance))) flushThunks(assembly);
  assembly.callsInstance ??= assembly.nextCoreInstance++;
  const name = String(assembly.pendingCalls.push(index) - 1);
  const made = { kind: 'core-export', instance: assembly.callsInstance, name } as const;
  return where === 'core' ? made : { ...made, fallback: index };
}
