/**
 * Links trampolines away (trampoline-shapes.ts): a core module is given at once what the table will have at the end.
 * A function of JavaScript's needs the memory only when it is called, so it can be given to the module that exports it.
 *
 * Nobody can tell the difference: between the two modules nothing runs that could reach a trampoline, whose entry is
 * null; nobody else sees the table; and what is put there has the type that the trampoline calls.
 *
 * Who needs an export of a core instance that comes later (of wit-component's adapter modules) keeps the trampoline;
 * then that export is put into the table by itself.
 */
import type { CoreModule } from '../decoder/core-module.ts';
import type { MultiMemory } from './core-adapters.ts';
import type { CoreGraph, ScanCode } from './core-graph.ts';
import { closure, reversed } from './effects.ts';
import type { FlatResource, Flattened, FlatStep } from './flatten.ts';
import type { CoreExportFunc, CoreFunc, CoreInstanceItem, CoreItem, CoreTable } from './items.ts';
import { makeLatest } from './latest.ts';
import type { Latest } from './latest.ts';
import { oncePerModule } from './once-per-module.ts';
import type { Filling } from './trampoline-shapes.ts';
import { fillingOf, isTrampolines, sameType } from './trampoline-shapes.ts';

/** An instance of a module of trampolines, and who uses what of it. */
interface Trampolines {
  readonly step: number;
  readonly imports: { readonly user: CoreInstanceItem; readonly position: number; readonly func: CoreExportFunc }[];
  /** Core instances that import the table. */
  readonly tableUsers: CoreInstanceItem[];
  /** Canonical definitions name these; they may need them before the table is filled. */
  readonly named: CoreItem[];
  readonly dtors: CoreExportFunc[];
}

/** What becomes of the trampolines of one instance. */
interface Links {
  readonly imports: readonly { readonly user: CoreInstanceItem; readonly position: number; readonly target: CoreFunc }[];
  readonly dtors: readonly (readonly [dtor: CoreFunc, target: CoreFunc])[];
  /** Those that stay. */
  readonly kept: ReadonlySet<number>;
}

/**
 * @param scan decoder/core-code.ts
 * @param makeGraph the call graph as it is now; asked for only if it matters
 */
export function linkTrampolines(
  flat: Flattened, multiMemory: MultiMemory, scan: ScanCode, makeGraph: () => CoreGraph,
): Flattened {
  const found = findTrampolines(flat, scan);
  if (found.size === 0) return flat;
  const latest = makeLatest(multiMemory);
  const filling = oncePerModule(fillingOf);
  const isQuiet = quietBetween(flat.steps, found, makeGraph);
  const imports = new Map<CoreInstanceItem, Map<number, CoreFunc>>();
  const dtors = new Map<CoreFunc, CoreFunc>();
  const replaced = new Map<FlatStep, readonly FlatStep[]>();
  for (const [at, step] of flat.steps.entries()) {
    const pair = step.kind === 'core' ? pairOf(found, step.instance, filling) : undefined;
    if (pair === undefined || !isQuiet(pair.trampolines.step + 1, at)) continue;
    const links = linksOf(pair, latest);
    const sets = tableSets(pair, links.kept);
    if (sets === undefined) continue;
    for (const { user, position, target } of links.imports) {
      imports.set(user, (imports.get(user) ?? new Map<number, CoreFunc>()).set(position, target));
    }
    for (const [dtor, target] of links.dtors) dtors.set(dtor, target);
    replaced.set(step, sets);
    if (links.kept.size === 0) replaced.set(flat.steps[pair.trampolines.step]!, []);
  }
  for (const [user, changes] of imports) user.imports = user.imports.map((item, i) => changes.get(i) ?? item);
  return {
    ...flat,
    steps: flat.steps.flatMap((step) => replaced.get(step) ?? [step]),
    resources: flat.resources.map((resource) => withDtor(resource, dtors)),
  };
}

function withDtor(resource: FlatResource, dtors: ReadonlyMap<CoreFunc, CoreFunc>): FlatResource {
  const { origin } = resource;
  const target = origin.kind === 'guest' && origin.dtor !== undefined ? dtors.get(origin.dtor) : undefined;
  return target === undefined ? resource : { ...resource, origin: { ...origin, dtor: target } as FlatResource['origin'] };
}

// ---------------------------------------------------------------------------------------------- what runs

/** Whether nothing can call a trampoline from one step up to another. */
function quietBetween(
  steps: readonly FlatStep[], found: Found, makeGraph: () => CoreGraph,
): (from: number, to: number) => boolean {
  const any = countBefore(steps, (step) => startOf(step) !== undefined);
  let reaching: readonly number[] | undefined;
  return (from, to) => {
    if (any[from] === any[to]) return true;
    reaching ??= countBefore(steps, startReaches(found, makeGraph()));
    return reaching[from] === reaching[to];
  };
}

/** How many steps there are of a kind before each step, and before the end. */
function countBefore(steps: readonly FlatStep[], is: (step: FlatStep) => boolean): readonly number[] {
  const counts = [0];
  let count = 0;
  for (const step of steps) counts.push(is(step) ? ++count : count);
  return counts;
}

/** The core function that runs with a step, or that it is not known what does. */
function startOf(step: FlatStep): CoreExportFunc | 'unknown' | undefined {
  if (step.kind !== 'core') return step.kind === 'host-component' ? 'unknown' : undefined;
  const { instance } = step;
  const { source } = instance.module;
  if (source.kind === 'host') return 'unknown';
  const { start } = source.module;
  return start === undefined ? undefined : { kind: 'func', source: 'export', instance, name: '', index: start };
}

/**
 * Says of a step whether what runs may call a trampoline, of whatever instance, or leave core code: the host could drop
 * a resource, and a trampoline may be its destructor.
 */
function startReaches(found: Found, graph: CoreGraph): (step: FlatStep) => boolean {
  const callers = reversed(graph);
  const trampolines = [...found.values()].flatMap(({ imports }) => imports.map(({ func }) => graph.node(func)));
  const reaching = closure([...trampolines, ...graph.canon.keys()], (node) => callers[node] ?? []);
  return (step) => {
    const start = startOf(step);
    return start === 'unknown' || (start !== undefined && reaching.has(graph.node(start)));
  };
}

// ---------------------------------------------------------------------------------------------- who uses what

type FillingOf = (module: CoreModule) => Filling | undefined;
type Found = ReadonlyMap<CoreInstanceItem, Trampolines>;

function findTrampolines({ steps, named, resources }: Flattened, scan: ScanCode): Found {
  const isOne = oncePerModule((module) => isTrampolines(module, scan));
  const found = new Map<CoreInstanceItem, Trampolines>();
  const users: CoreInstanceItem[] = [];
  for (const [at, step] of steps.entries()) {
    if (step.kind !== 'core') continue;
    users.push(step.instance);
    const module = embeddedIn(step.instance);
    if (module !== undefined && isOne(module)) found.set(step.instance, { step: at, imports: [], tableUsers: [], named: [], dtors: [] });
  }
  const ownerOf = (item: CoreItem): Trampolines | undefined =>
    (item.kind !== 'func' || item.source === 'export' ? found.get(item.instance) : undefined);
  for (const user of found.size === 0 ? [] : users) {
    for (const [position, item] of user.imports.entries()) {
      if (item.kind === 'table') ownerOf(item)?.tableUsers.push(user);
      else if (item.kind === 'func' && item.source === 'export') ownerOf(item)?.imports.push({ user, position, func: item });
    }
  }
  for (const item of named) ownerOf(item)?.named.push(item);
  for (const { origin } of resources) {
    const dtor = origin.kind === 'guest' ? origin.dtor : undefined;
    if (dtor?.source === 'export') ownerOf(dtor)?.dtors.push(dtor);
  }
  return found;
}

// ---------------------------------------------------------------------------------------------- pairs

/** Trampolines whose table is there for nothing but to be filled by one core instance. */
interface Pair {
  readonly trampolines: Trampolines;
  readonly table: CoreTable;
  /** What a trampoline calls: undefined if its entry stays null, or `unknown`. */
  readonly targetOf: (func: number) => CoreFunc | 'unknown' | undefined;
}

/** The pair that `filler` is the second half of. */
function pairOf(found: Found, filler: CoreInstanceItem, fillingOf: FillingOf): Pair | undefined {
  const module = embeddedIn(filler);
  const filling = module && fillingOf(module);
  const table = filling && filler.imports[filling.table];
  if (module === undefined || filling === undefined || table?.kind !== 'table') return undefined;
  const trampolines = found.get(table.instance);
  const own = embeddedIn(table.instance);
  if (trampolines === undefined || own === undefined) return undefined;
  if (trampolines.tableUsers.length !== 1 || trampolines.named.some(({ kind }) => kind === 'table')) return undefined;
  return {
    trampolines, table,
    targetOf(func) {
      const position = filling.entries.get(func);
      if (position === undefined) return undefined;
      const target = filler.imports[position];
      if (target?.kind !== 'func' || !sameType(own, func, module, position)) return 'unknown';
      // A trampoline to another one would have to be linked first; a host's module tells its types too late.
      return target.source === 'export' && (found.has(target.instance) || target.index === undefined) ? 'unknown' : target;
    },
  };
}

const embeddedIn = ({ module: { source } }: CoreInstanceItem): CoreModule | undefined =>
  (source.kind === 'embedded' ? source.module : undefined);

/** What is linked, and what stays. */
function linksOf({ trampolines: { imports, named, dtors }, targetOf }: Pair, latest: Latest): Links {
  const kept = new Set<number>();
  const links: { user: CoreInstanceItem; position: number; target: CoreFunc }[] = [];
  const destructors: (readonly [CoreFunc, CoreFunc])[] = [];
  for (const { user, position, func } of imports) {
    const target = targetOf(indexOf(func));
    if (typeof target === 'object' && latest(target) < user.index) links.push({ user, position, target });
    else kept.add(indexOf(func));
  }
  for (const item of named) if (item.kind === 'func' && item.source === 'export') kept.add(indexOf(item));
  for (const dtor of dtors) {
    const target = targetOf(indexOf(dtor));
    // What has to be supplied would be only at the end; a start function after the table is filled may drop resources.
    if (typeof target === 'object' && target.source === 'export') destructors.push([dtor, target]);
    else kept.add(indexOf(dtor));
  }
  return { imports: links, dtors: destructors, kept };
}

/**
 * How the trampolines that stay get what they call. Undefined if one is no function of core code: JavaScript can't put
 * it into a table. An entry that nothing is put into stays null.
 */
function tableSets({ table, targetOf }: Pair, kept: ReadonlySet<number>): readonly FlatStep[] | undefined {
  const sets: FlatStep[] = [];
  for (const index of [...kept].sort((a, b) => a - b)) {
    const value = targetOf(index);
    if (value === undefined) continue;
    if (value === 'unknown' || value.source !== 'export') return undefined;
    sets.push({ kind: 'table-set', table, index, value });
  }
  return sets;
}

function indexOf({ index }: CoreExportFunc): number {
  if (index === undefined) throw new Error('a function of an embedded module has no index');
  return index;
}
