/**
 * What the generated module gives to its user: functions, interfaces as objects, classes of resources, core modules
 * and components, each under its names in JavaScript (js-mapping.md, “Names”).
 */
import { errorLimit } from '../errors.ts';
import { addLift } from './adapters.ts';
import { moduleIndex } from './assembly.ts';
import type { Assembly } from './assembly.ts';
import { nameInstanceExports, nameRootExports } from './export-names.ts';
import { classOf, memberKeys, membersByClass } from './host.ts';
import type { ComponentItem, FuncItem, Item, LiftedFunc } from './items.ts';
import { namedExports } from './named-exports.ts';
import type { ExportNames, ExportPlan, Plan, ResourceMember } from './plan.ts';
import { fullName, isTask } from './tasks.ts';

/** Plans a component that is exported as such, for the host to instantiate. */
export type PlanNested = (component: Extract<ComponentItem, { source: 'embedded' }>, name: string) => Plan;

export interface ExportPlanning {
  readonly assembly: Assembly;
  readonly planNested: PlanNested;
  /** False leaves out the full names of interfaces. */
  readonly namespaced: boolean;
  readonly warnings: string[];
  /** Resources that the host gets to see, with the WIT name and interface they are first exported under. */
  readonly exposed: Map<number, { readonly name: string; readonly owner: string }>;
  /** Lifted functions that have an adapter. */
  readonly lifts: Map<LiftedFunc, number>;
  /**
   * False where the host's code, called by this component, may call the function in turn: it is given to a component
   * of the host's, which is its sibling.
   */
  readonly enters: (lifted: LiftedFunc) => boolean;
  /** How many exports have been planned, those of instances within instances included. */
  count: number;
}

/** More than any program exports; instances that export one instance twice can multiply them exponentially. */
const MAX_EXPORTS = 100_000;

/** The exports of the root. */
export function planRootExports(planning: ExportPlanning, items: ReadonlyMap<string, Item>): ExportPlan[] {
  const { names, warnings } = nameRootExports(namedExports(items), planning.namespaced);
  planning.warnings.push(...warnings);
  return planExports(planning, items, names, '');
}

/** The exports of an instance; `owner` is its extern name. */
export function planInstanceExports(
  planning: ExportPlanning, items: ReadonlyMap<string, Item>, owner: string,
): ExportPlan[] {
  return planExports(planning, items, nameInstanceExports(namedExports(items)), owner);
}

function planExports(
  planning: ExportPlanning, items: ReadonlyMap<string, Item>, names: ReadonlyMap<string, readonly string[]>,
  owner: string,
): ExportPlan[] {
  const plans: ExportPlan[] = [];
  for (const [wit, item] of items) {
    if (classOf(wit) !== undefined) continue;
    plans.push(planExport(planning, { wit, js: names.get(wit) ?? [wit] }, item, items, owner));
  }
  return plans;
}

function planExport(
  planning: ExportPlanning, names: ExportNames, item: Item, siblings: ReadonlyMap<string, Item>, owner: string,
): ExportPlan {
  planning.count += 1;
  if (planning.count > MAX_EXPORTS) throw errorLimit(0, 'exports', planning.count, MAX_EXPORTS);
  switch (item.kind) {
    case 'func': return planFunc(planning, names, item, owner);
    case 'instance': return {
      kind: 'instance', names, exports: planInstanceExports(planning, item.exports, names.wit),
    };
    case 'core-module': return { kind: 'module', names, module: moduleIndex(planning.assembly, item) };
    case 'component': return item.source === 'host'
      ? { kind: 'host', names, value: item.value }
      : { kind: 'component', names, plan: planning.planNested(item, names.wit) };
    case 'type': return item.type.kind === 'resource'
      ? planResource(planning, names, item.type.identity.index, siblings, owner)
      : { kind: 'type', names };
  }
}

function planFunc(planning: ExportPlanning, names: ExportNames, item: FuncItem, owner: string): ExportPlan {
  const { source } = item;
  if (source.kind === 'lift') return { kind: 'func', names, adapter: liftOf(planning, names.wit, owner, item, source) };
  return { kind: 'host', names, value: source.value };
}

function liftOf(
  planning: ExportPlanning, name: string, owner: string, item: FuncItem, lifted: LiftedFunc,
): number {
  const { assembly, lifts } = planning;
  const known = lifts.get(lifted);
  // Under another name the user may want something else of the same function.
  const kind = isTask(assembly, fullName(owner, name), lifted) ? 'task-lift' : 'lift';
  if (known !== undefined && assembly.adapters[known]?.kind === kind) return known;
  const adapter = addLift(assembly, name, owner, item, lifted, planning.enters(lifted));
  lifts.set(lifted, adapter);
  return adapter;
}

/** A class. One that is the host's is passed on as it is. */
function planResource(
  planning: ExportPlanning, names: ExportNames, resource: number, siblings: ReadonlyMap<string, Item>, owner: string,
): ExportPlan {
  const origin = planning.assembly.flat.resources[resource]?.origin;
  if (origin?.kind === 'host') return { kind: 'host', names, value: origin.value };
  if (!planning.exposed.has(resource)) planning.exposed.set(resource, { name: names.wit, owner });
  return { kind: 'resource', names, resource, members: planMembers(planning, names.wit, siblings, owner) };
}

function planMembers(
  planning: ExportPlanning, resource: string, siblings: ReadonlyMap<string, Item>, owner: string,
): ResourceMember[] {
  const members: ResourceMember[] = [];
  const givesPromise = (extern: string): boolean => {
    const item = siblings.get(extern);
    return item?.kind === 'func' && item.source.kind === 'lift'
      && isTask(planning.assembly, fullName(owner, extern), item.source);
  };
  for (const group of membersByClass([...siblings.keys()], givesPromise).values()) {
    const own = group.filter((member) => member.resource === resource);
    const keys = memberKeys(own);
    own.forEach(({ extern, kind }, i) => {
      const item = siblings.get(extern);
      if (item?.kind !== 'func' || item.source.kind !== 'lift') return;
      members.push({ kind, name: keys[i] ?? '', adapter: liftOf(planning, extern, owner, item, item.source) });
    });
  }
  return members;
}
