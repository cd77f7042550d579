/**
 * What an emission has asked for so far: names, shim functions, parts of the plan. Each accessor gives the
 * identifier under which the part can be used and remembers the use; what was never used is never declared.
 *
 * One `Output` per plan: a component that is exported has its own, in a function of the same module
 * (`Shared`).
 */
import type { Expression, Identifier, MemberExpression, Statement } from 'estree';
import type { CoreRef, HostValue, Plan } from '../planner/plan.ts';
import { makeFallbacks } from './adapters/fallbacks.ts';
import type { Fallbacks } from './adapters/fallbacks.ts';
import { lentResources } from './adapters/lends.ts';
import { inlinedAdapters } from './adapters/inlined.ts';
import { onlyMembers } from './adapters/members.ts';
import { declare, id, literal, member } from './builders.ts';
import { coreExportHint, hintOf, hostValueHint, liftHint } from './hints.ts';
import type { HelperModule } from './helper-modules.ts';
import type { Names } from './names.ts';
import { makeNames } from './names.ts';
import type { EmitSettings } from './settings.ts';
import type { Feature, ShimName } from './shim.ts';
import { shimNames } from './shim.ts';
import type { Origin } from './source-map/origin.ts';
import type { WitSources } from './source-map/wit-sources.ts';
import { expression } from './template.ts';
import type { Shares } from './values/shares.ts';
import { makeShares } from './values/shares.ts';

/** A function's body while it is written. */
export interface Body {
  readonly statements: Statement[];
  /**
   * A new name of this function: parameters and variables of all its blocks. Never hides one of the module.
   */
  local(hint: string): Identifier;
  add(...statements: readonly (Statement | readonly Statement[])[]): void;
}

export interface Output {
  readonly plan: Plan;
  /** Adapters that are members of classes, and nothing else. */
  readonly onlyMembers: ReadonlySet<number>;
  /** Adapters that stand where they are used. */
  readonly inlined: ReadonlySet<number>;
  /** Resources of guests that the host lends to tasks. */
  readonly lent: ReadonlySet<number>;
  /** Of the component that exports this one, and how many of those there are. */
  readonly outer: Output | undefined;
  readonly depth: number;
  readonly settings: EmitSettings;
  readonly shared: Shared;
  /** What was used, for those who declare it. */
  readonly uses: Uses;

  /** Where the function of this line of WIT is written; only with source maps, and of what is in the WIT. */
  origin(wit: string): Origin | undefined;
  /** A shim function; its code comes into the output. */
  shim(name: ShimName): Identifier;
  /** Shim functions need what they have for this. */
  feature(name: Feature): void;
  /** Which values are lowered or lifted by functions that several places share. */
  readonly shares: Shares;
  /** Which calls between components share a function. */
  readonly fallbacks: Fallbacks;
  /** A function that several places share, declared once per `key`. */
  helper(key: string, hint: string, make: (name: Identifier) => readonly Statement[]): Identifier;
  /** A new name beside the trampolines: the first hint that is free, or the first with a number. */
  topLevel(...hints: readonly [string, ...string[]]): Identifier;
  body(): Body;
  /** A variable of the instantiation, declared before all else, once per `key`. */
  state(key: string, hint: string, init: Expression | undefined, kind?: 'const' | 'let'): Identifier;

  /** The core function, memory … ; an adapter's function. */
  ref(ref: CoreRef): Identifier;
  /** `Plan.coreModules[index]` as a `WebAssembly.Module`. */
  coreModule(index: number): Identifier;
  /** A module that the shim would compile; only for targets where that isn't allowed. */
  helperModule(name: HelperModule): Identifier;
  /** `Plan.memories[index]`: its views. */
  memory(index: number): Identifier;
  realloc(index: number): Identifier;
  adapter(index: number): Identifier;
  /** `Plan.resources[index]`: the generated class, or the host's. */
  resourceClass(index: number): Identifier;
  /** The handle table of `Plan.instances[index]`. */
  table(instance: number): Identifier;
  /** `Plan.instances[index]` as the shim has it; only where there is concurrency. */
  instance(index: number): Identifier;
  /** `Plan.lifts[index]`: the object that tasks are made of. */
  lift(index: number): Identifier;
  /** Its core function, on a stack of its own. */
  stack(lift: number): Identifier;
  /** `Plan.codecs[index]` */
  codec(index: number): Identifier;
  /** The may-leave flag of `Plan.instances[index]`: 1 if it may leave. Can be assigned to. */
  mayLeave(instance: number): Identifier | MemberExpression;
  /** The same as the `WebAssembly.Global` that thunks test; only for flags of kind 'core'. */
  mayLeaveGlobal(instance: number): Identifier;
  /** The state of the instantiation; where there is concurrency, the store with its threads. */
  store(): Identifier;
  /** The root's `entered` flag; a property, which costs V8 a third of what a variable of the module does. */
  entered(): MemberExpression;
  /** The error that passes through core frames, if one does. */
  storedError(): Identifier | MemberExpression;
  /** A function, class or module of the host's, bound once. `member`: a static of the class that is called. */
  hostValue(value: HostValue, member?: string): Identifier;
}

/** What all plans of one module share. */
export interface Shared {
  readonly concurrent: boolean;
  readonly names: Names;
  readonly shims: Set<ShimName>;
  readonly features: Set<Feature>;
  /** Only with source maps. */
  readonly wit: WitSources | undefined;
  readonly helperModules: Map<HelperModule, Identifier>;
}

export interface UsedValue {
  readonly value: HostValue;
  readonly id: Identifier;
  /** Of a class, those that are called. */
  readonly statics: Set<string>;
}

/** In order of first use. */
export interface Uses {
  /** Core instance → export name → identifier. */
  readonly coreExports: Map<number, Map<string, Identifier>>;
  /** Of those that the host doesn't supply. */
  readonly coreModules: Map<number, Identifier>;
  /** Host import → path, joined by NUL → the value and its identifier. */
  readonly hostValues: Map<number, Map<string, UsedValue>>;
  readonly resourceClasses: Map<number, Identifier>;
  /** Declarations of state. */
  readonly state: Statement[];
  /** Functions that several places share. */
  readonly helpers: Statement[];
  /** Functions that debuggers are to show under the names that WIT has for them. */
  readonly named: { readonly value: Expression; readonly name: string }[];
}

/** @param concurrent some plan has concurrency */
export const makeShared = (concurrent: boolean, wit?: WitSources): Shared => ({
  concurrent, names: makeNames(shimNames(concurrent)), shims: new Set(), features: new Set(), helperModules: new Map(), wit,
});

/** @param outer the output of the component that exports this one */
export function makeOutput(plan: Plan, settings: EmitSettings, shared: Shared, outer?: Output): Output {
  const uses: Uses = {
    coreExports: new Map(), coreModules: new Map(), hostValues: new Map(), resourceClasses: new Map(),
    state: [], helpers: [], named: [],
  };
  const memo = new Map<string, Identifier>();
  const topLevel: Output['topLevel'] = (...hints) => id(shared.names.topLevel(...hints));
  const base: OutputBase = {
    plan,
    onlyMembers: onlyMembers(plan),
    inlined: inlinedAdapters(plan),
    lent: lentResources(plan),
    outer,
    depth: outer === undefined ? 0 : outer.depth + 1,
    settings,
    shared,
    uses,
    topLevel,
    once: (key, hint) => getOrMake(memo, key, () => topLevel(hint)),
    shares: makeShares(plan),
    fallbacks: makeFallbacks(plan),
    helper(key, hint, make) {
      const known = memo.get(`helper ${key}`);
      if (known !== undefined) return known;
      const name = topLevel(hint);
      memo.set(`helper ${key}`, name);
      uses.helpers.push(...make(name));
      return name;
    },
    origin: (wit) => shared.wit?.originOf(plan, wit),
    shim(name) {
      shared.shims.add(name);
      return id(name);
    },
    feature: (name) => void shared.features.add(name),
    helperModule: (name) => getOrMake(shared.helperModules, name, () => topLevel(`${name}Module`)),
    body: () => makeBody(shared.names),
    state: (key, hint, init, kind = 'const') => getOrMake(memo, `state ${key}`, () => {
      const name = topLevel(hint);
      uses.state.push(declare(name, init, kind));
      return name;
    }),
  };
  return { ...base, ...planParts(base), ...instanceParts(base) };
}

type InstanceParts = Pick<Output,
  'table' | 'instance' | 'mayLeave' | 'mayLeaveGlobal' | 'store' | 'entered' | 'storedError'>;
type PlanParts = Pick<Output,
  'ref' | 'coreModule' | 'memory' | 'realloc' | 'lift' | 'stack' | 'codec' | 'adapter' | 'resourceClass'
  | 'hostValue'>;

interface OutputBase extends Omit<Output, keyof InstanceParts | keyof PlanParts> {
  /** A name at the top, the same for the same key. */
  once(key: string, hint: string): Identifier;
}

/** The number that tells the parts of a list apart, where there are several. */
const numbered = (name: string, list: readonly unknown[], index: number): string =>
  (list.length === 1 ? name : `${name}${index}`);

function planParts({ plan, outer, depth, uses, once, topLevel }: OutputBase): PlanParts {
  const adapter = (index: number): Identifier => once(`adapter ${index}`, hintOf(plan, index));
  const hostValue: Output['hostValue'] = (value, member) => {
    if (outer !== undefined && (value.depth ?? 0) < depth) return outer.hostValue(value, member);
    const values = getOrMake(uses.hostValues, value.import, () => new Map<string, UsedValue>());
    const make = (): UsedValue => ({ value, id: topLevel(hostValueHint(plan, value)), statics: new Set() });
    const used = getOrMake(values, value.path.join('\0'), make);
    if (member !== undefined) used.statics.add(member);
    return used.id;
  };
  return {
    adapter,
    hostValue,
    ref(ref) {
      if (ref.kind === 'adapter') return adapter(ref.adapter);
      const { instance, name } = ref;
      const names = getOrMake(uses.coreExports, instance, () => new Map<string, Identifier>());
      return getOrMake(names, name, () => topLevel(coreExportHint(instance, name)));
    },
    coreModule(index) {
      const module = plan.coreModules[index]!;
      if (module.kind === 'imported') return hostValue(module.value);
      return getOrMake(uses.coreModules, index, () => topLevel(`module${index}`));
    },
    memory: (index) => once(`memory ${index}`, numbered('memory', plan.memories, index)),
    realloc: (index) => once(`realloc ${index}`, numbered('realloc', plan.reallocs, index)),
    lift: (index) => once(`lift ${index}`, liftHint(plan, index, 'lift')),
    stack: (index) => once(`stack ${index}`, liftHint(plan, index, 'stack')),
    codec: (index) => once(`codec ${index}`, numbered('codec', plan.codecs, index)),
    resourceClass(index) {
      const { origin, name } = plan.resources[index]!;
      if (origin.kind === 'host') return hostValue(origin.value);
      return getOrMake(uses.resourceClasses, index, () => topLevel(name));
    },
  };
}

function instanceParts({ plan, settings: { seed }, shim, state }: OutputBase): InstanceParts {
  const { instances, facts } = plan;
  const seeds = seed === undefined ? [] : [expression`${shim('seededChance')}(${[literal(seed)]})`];
  const store = (): Identifier => state('entered', 'state',
    facts.concurrent ? expression`${shim('newStore')}(${seeds})` : expression`{ entered: 0 }`);
  const table = (instance: number): Identifier => state(`table ${instance}`,
    numbered('handles', instances, instance), expression`${shim('handleTable')}()`);
  const mayLeaveGlobal = (instance: number): Identifier =>
    state(`mayLeave ${instance}`, numbered('mayLeave', instances, instance),
      expression`new WebAssembly.Global({ value: 'i32', mutable: true }, 1)`);
  return {
    mayLeaveGlobal,
    mayLeave(instance) {
      if (instances[instance]!.mayLeave === 'core') return member(mayLeaveGlobal(instance), 'value');
      return state(`mayLeave ${instance}`, numbered('mayLeave', instances, instance), expression`1`, 'let');
    },
    table,
    instance: (index) => state(`instance ${index}`, numbered('instance', instances, index),
      expression`${shim('componentInstance')}(${[store(), table(index)]})`),
    store,
    entered: () => member(store(), 'entered'),
    storedError: () => (facts.concurrent
      ? member(store(), 'error')
      : state('storedError', 'storedError', undefined, 'let')),
  };
}

function makeBody(names: Names): Body {
  const scope = names.scope();
  const statements: Statement[] = [];
  return {
    statements,
    local: (hint) => id(scope(hint)),
    add(...added) {
      for (const item of added) {
        if (Array.isArray(item)) statements.push(...(item as readonly Statement[]));
        else statements.push(item as Statement);
      }
    },
  };
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
