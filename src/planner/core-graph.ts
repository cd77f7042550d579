/**
 * The call graph of everything that runs: functions of all core instances, the canonical functions between them, and
 * calls through tables and references. An edge means “may call”. It only ever errs by having too many edges.
 *
 * Nodes are numbers. The functions of a core instance have consecutive ones, imports included; a canonical function
 * has its own; so has each table with each type that is called through it, and each instance of a host's module,
 * which may do anything that it is able to.
 */
import type { CodeFacts } from '../decoder/core-code.ts';
import type { CoreElementSegment, CoreModule } from '../decoder/core-module.ts';
import type { CoreExportFunc, CoreFunc, CoreInstanceItem, CoreItem, CoreTable } from './items.ts';

/** The destructor that `resource.drop` may run. */
export type DtorOf = (drop: Extract<CoreFunc, { source: 'builtin' }>) => CoreFunc | undefined;

/** Scans the bodies of a module (decoder/core-code.ts); may be asked for the same several times. */
export type ScanCode = (module: CoreModule) => readonly CodeFacts[];

/** A function is put into a table. */
export interface TableSet {
  readonly table: CoreTable;
  readonly value: CoreExportFunc;
}

export interface CoreGraph {
  node(func: CoreFunc): number;
  /** The functions called by a node. */
  readonly edges: readonly (readonly number[])[];
  /** What a node's own body may do, callees not counted. Canonical functions and groups do nothing by themselves. */
  readonly facts: readonly (NodeFacts | undefined)[];
  /** The canonical functions, by node. */
  readonly canon: ReadonlyMap<number, CanonFunc>;
  /** Memories that a function may grow, as `memoryKey`s. */
  readonly grown: ReadonlySet<string>;
}

export type NodeFacts = Pick<CodeFacts, 'throws' | 'catches' | 'traps'>;

type CanonFunc = Exclude<CoreFunc, { source: 'export' }>;
type Module = { readonly module: CoreModule; readonly code: readonly CodeFacts[] };

const ANYTHING: NodeFacts = { throws: true, catches: true, traps: true };

interface Building {
  readonly scan: ScanCode;
  readonly dtorOf: DtorOf;
  readonly edges: number[][];
  readonly facts: (NodeFacts | undefined)[];
  /** The first node of each core instance. */
  readonly base: Map<CoreInstanceItem, number>;
  readonly canonNodes: Map<CanonFunc, number>;
  readonly canon: Map<number, CanonFunc>;
  /** Per table (and for references) and function type: a node that calls whatever may be in there. */
  readonly groups: Map<string, Map<string | undefined, number>>;
  /** Tables into which references are put that need not be known to the module that does it. */
  readonly openTables: Set<string>;
  readonly grown: Set<string>;
}

/**
 * @param instances all core instances, in order
 * @param sets what is put into tables besides
 * @param roots canonical functions and others that are called from outside: what they need is in the graph too
 */
export function makeCoreGraph(
  instances: readonly CoreInstanceItem[], sets: readonly TableSet[], roots: readonly CoreFunc[], scan: ScanCode,
  dtorOf: DtorOf,
): CoreGraph {
  const building: Building = {
    scan, dtorOf, edges: [], facts: [], base: new Map(), canonNodes: new Map(), canon: new Map(), groups: new Map(),
    openTables: new Set(), grown: new Set(),
  };
  for (const instance of instances) addNodes(building, instance);
  for (const instance of instances) addEdges(building, instance);
  for (const { table, value } of sets) fillTable(building, itemKey(table), exportType(value), nodeOf(building, value));
  for (const table of building.openTables) openTable(building, table);
  const node = (func: CoreFunc): number => nodeOf(building, func);
  for (const root of roots) node(root);
  const { edges, facts, canon, grown } = building;
  return { node, edges, facts, canon, grown };
}

function newNode({ edges, facts }: Building, fact: NodeFacts | undefined): number {
  facts.push(fact);
  return edges.push([]) - 1;
}

function embedded(building: Building, { module: { source } }: CoreInstanceItem): Module | undefined {
  return source.kind === 'embedded' ? { module: source.module, code: building.scan(source.module) } : undefined;
}

/** A node for each function, so that calls can be drawn in any order. A host's module gets one for all. */
function addNodes(building: Building, instance: CoreInstanceItem): void {
  building.base.set(instance, building.edges.length);
  const own = embedded(building, instance);
  if (own === undefined) {
    newNode(building, ANYTHING);
    return;
  }
  const { module, code } = own;
  for (let func = 0; func < module.funcs.length; func++) newNode(building, code[func - module.importedFuncs]);
}

function baseOf({ base }: Building, instance: CoreInstanceItem): number {
  const found = base.get(instance);
  if (found === undefined) throw new Error('a core instance is missing from the call graph');
  return found;
}

function nodeOf(building: Building, func: CoreFunc): number {
  if (func.source === 'export') return baseOf(building, func.instance) + (func.index ?? 0);
  const known = building.canonNodes.get(func);
  if (known !== undefined) return known;
  const node = newNode(building, undefined);
  building.canonNodes.set(func, node);
  building.canon.set(node, func);
  building.edges[node]?.push(...canonCallees(building, func).map((callee) => nodeOf(building, callee)));
  return node;
}

/** The core functions that a canonical function calls. */
function canonCallees({ dtorOf }: Building, func: CanonFunc): readonly CoreFunc[] {
  if (func.source === 'builtin') return [dtorOf(func) ?? []].flat();
  const { source } = func.func;
  const target = source.kind === 'lift'
    ? [source.callee, source.options.realloc, source.options.postReturn, source.options.callback]
    : [];
  return [...target, func.options.realloc].filter((callee) => callee !== undefined);
}

function addEdges(building: Building, instance: CoreInstanceItem): void {
  const base = baseOf(building, instance);
  const own = embedded(building, instance);
  for (const item of instance.imports) {
    // A host's module may put anything into the tables it exports, and call what is in them.
    if (item.kind === 'table' && item.type === undefined) {
      shareTable(building, itemKey(item), baseOf(building, item.instance));
    }
  }
  const imported = importedFuncs(instance).map((func) => nodeOf(building, func));
  if (own === undefined) {
    building.edges[base]?.push(...imported);
    shareTable(building, REFERENCES, base);
    for (const item of instance.imports) {
      if (item.kind === 'table') shareTable(building, itemKey(item), base);
      if (item.kind === 'memory') building.grown.add(memoryKeyOf(item));
    }
    return;
  }
  imported.forEach((target, func) => building.edges[base + func]?.push(target));
  const { module, code } = own;
  code.forEach((facts, body) => {
    addCalls(building, instance, module, base + module.importedFuncs + body, facts);
    for (const memory of facts.growsMemory) building.grown.add(memoryKey(instance, memory));
  });
  fillTables(building, instance, own);
}

const importedFuncs = ({ imports }: CoreInstanceItem): readonly CoreFunc[] =>
  imports.filter((item): item is CoreFunc => item.kind === 'func');

function addCalls(
  building: Building, instance: CoreInstanceItem, module: CoreModule, node: number, facts: CodeFacts,
): void {
  const base = baseOf(building, instance);
  const edges = building.edges[node];
  if (edges === undefined) return;
  if (facts.unknown) {
    for (let func = 0; func < module.funcs.length; func++) edges.push(base + func);
    for (let table = 0; table < module.tables.length; table++) {
      edges.push(group(building, tableKey(instance, table), undefined));
    }
    edges.push(group(building, REFERENCES, undefined));
    return;
  }
  for (const callee of facts.calls) edges.push(base + callee);
  for (const { table, type } of facts.indirect) {
    edges.push(group(building, tableKey(instance, table), typeKey(module, type)));
  }
  for (const type of facts.callRefs) edges.push(group(building, REFERENCES, typeKey(module, type)));
}

// ---------------------------------------------------------------------------------------------- tables

/** The “table” of all references that are made anywhere. */
const REFERENCES = 'references';

/** In place of a type: the functions in a table of which it isn't known. */
const UNKNOWN = 'unknown';

/**
 * A function type by its structure. Undefined, for any, if functions of a subtype may be called as it, or if
 * it refers to other types by index: another module has those under another.
 */
function typeKey(module: CoreModule, type: number): string | undefined {
  const found = module.types[type];
  if (found?.composite.kind !== 'func' || !found.final || found.supertypes.length > 0) return undefined;
  const { params, results } = found.composite;
  const hasIndex = [...params, ...results].some((each) => typeof each !== 'string' && typeof each.heap === 'number');
  return hasIndex ? undefined : JSON.stringify([params, results]);
}

/** The type of a function that is exported. */
function exportType({ instance: { module: { source } }, index }: CoreExportFunc): string | undefined {
  const type = source.kind === 'embedded' ? source.module.funcs[index ?? -1] : undefined;
  return source.kind === 'embedded' && type !== undefined ? typeKey(source.module, type) : undefined;
}

/** The node for calls through a table with a type, or (undefined) with any type. */
function group(building: Building, table: string, type: string | undefined): number {
  const types = building.groups.get(table) ?? new Map<string | undefined, number>();
  building.groups.set(table, types);
  const known = types.get(type);
  if (known !== undefined) return known;
  const node = newNode(building, undefined);
  types.set(type, node);
  // Functions of unknown type may be called as any, and a call of any type reaches all.
  if (type !== UNKNOWN) building.edges[node]?.push(group(building, table, UNKNOWN));
  if (type !== undefined) building.edges[group(building, table, undefined)]?.push(node);
  return node;
}

function fillTable(building: Building, table: string, type: string | undefined, func: number): void {
  building.edges[group(building, table, type ?? UNKNOWN)]?.push(func);
}

/** A table that an instance of a host's module can see: it may put anything in, and call what is there. */
function shareTable(building: Building, table: string, instance: number): void {
  fillTable(building, table, undefined, instance);
  building.edges[instance]?.push(group(building, table, undefined));
  if (table !== REFERENCES) building.openTables.add(table);
}

/** Any reference that is made anywhere may be in the table. */
function openTable(building: Building, table: string): void {
  for (const [type, node] of building.groups.get(table) ?? []) {
    building.edges[node]?.push(group(building, REFERENCES, type));
  }
}

/**
 * Puts into each table what the module's element segments put there. What instructions write, other values than
 * `ref.func` give and initial values fill in may come from anywhere.
 */
function fillTables(building: Building, instance: CoreInstanceItem, { module, code }: Module): void {
  const base = baseOf(building, instance);
  const fill = (table: string, func: number): void =>
    fillTable(building, table, typeKey(module, module.funcs[func] ?? -1), base + func);
  const references = new Set(module.refFuncs);
  const open = (table: number): unknown => building.openTables.add(tableKey(instance, table));
  for (const facts of code) {
    for (const func of facts.refFuncs) references.add(func);
    facts.tableWrites.forEach(open);
  }
  module.filledTables.forEach(open);
  for (const segment of module.elements) {
    const funcs = funcsOf(segment);
    if (segment.mode.kind === 'active') {
      const key = tableKey(instance, segment.mode.table);
      for (const func of funcs) fill(key, func);
      if (segment.items.includes(undefined)) open(segment.mode.table);
    }
    for (const func of funcs) references.add(func);
  }
  for (const func of references) fill(REFERENCES, func);
}

const funcsOf = ({ items }: CoreElementSegment): readonly number[] =>
  items.filter((item): item is number => typeof item === 'number');

/** One key for one table, whichever instance looks at it. */
const tableKey = (instance: CoreInstanceItem, index: number): string =>
  spaceKey(instance, 'table', index);

/** One key for one memory, whichever instance looks at it. */
const memoryKey = (instance: CoreInstanceItem, index: number): string =>
  spaceKey(instance, 'memory', index);

function spaceKey(instance: CoreInstanceItem, kind: 'table' | 'memory', index: number): string {
  const imported = instance.imports.filter((item) => item.kind === kind)[index];
  return imported === undefined ? `${kind} ${instance.index} ${index}` : itemKey(imported);
}

/** The key of a memory that was exported. */
export const memoryKeyOf = (item: CoreItem): string => itemKey(item);

function itemKey(item: CoreItem): string {
  if (item.kind === 'func' && item.source !== 'export') throw new Error('a canonical function has no place in a module');
  const { instance, name, kind } = item;
  const { source } = instance.module;
  const found = source.kind === 'embedded'
    ? source.module.exports.find((entry) => entry.kind === kind && entry.name === name)
    : undefined;
  return found === undefined ? `${kind} ${instance.index} ${name}` : `${kind} ${instance.index} ${found.index}`;
}
