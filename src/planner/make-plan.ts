/**
 * ValidComponent → Plan, in passes: flatten nested instantiation, draw the call graph, derive effects, then lay out
 * steps, adapters and exports with every check and link decided.
 */
import type { CanonBuiltin } from '../decoder/sections/canon.ts';
import type { Component } from '../decoder/component.ts';
import type { ValidComponent } from '../decoder/validate/index.ts';
import { makeShapes } from './abi/make-shape.ts';
import { makeTypeNumbers } from './abi/type-numbers.ts';
import { coreFuncRef } from './adapters.ts';
import { addStep, coreInstanceIndex, exportRef, flushThunks, instanceOf, moduleIndex, newAssembly } from './assembly.ts';
import type { Assembly } from './assembly.ts';
import { asyncNames, patternWarnings } from './async-names.ts';
import type { AsyncSettings } from './async-names.ts';
import { findBlocking } from './blocking.ts';
import type { IsAsyncImport } from './blocking.ts';
import type { MultiMemory } from './core-adapters.ts';
import { makeCoreGraph } from './core-graph.ts';
import type { CoreGraph, DtorOf, ScanCode } from './core-graph.ts';
import { readPackageDocs } from './docs.ts';
import { makeEffects } from './effects.ts';
import { nameClasses } from './export-names.ts';
import { planInstanceExports, planRootExports } from './exports.ts';
import type { ExportPlanning } from './exports.ts';
import { flatten } from './flatten.ts';
import type { Flattened, FlatStep, SpecifierOf } from './flatten.ts';
import type { CoreInstanceItem, CoreItem, LiftedFunc } from './items.ts';
import { isAncestor, liftMayTrap } from './links.ts';
import { findMayLeave } from './may-leave.ts';
import { oncePerModule } from './once-per-module.ts';
import { optionalImports, optionalWarnings } from './optional-imports.ts';
import type { Adapter, ComponentInstance, CoreRef, Plan, Resource, Thunk } from './plan.ts';
import { at } from './scope.ts';
import type { Scope } from './scope.ts';
import { linkTrampolines } from './trampolines.ts';
import { calledFuncs, canonUses, findUses } from './uses.ts';
import type { Uses } from './uses.ts';
import { makeWorld } from './make-world.ts';
import type { World } from './world.ts';
import { makeNameOf } from './type-index.ts';
import { witLine } from './wit-line.ts';

export interface PlanSettings extends AsyncSettings {
  /** The root's name. */
  readonly name: string;
  readonly specifierOf: SpecifierOf;
  /** False leaves out the full names of exported interfaces. */
  readonly namespacedExports: boolean;
  readonly multiMemory: MultiMemory;
  /** Patterns of imports that the host may leave out; none if not given. */
  readonly optionalImports?: readonly string[];
}

/**
 * Plans the module for a component.
 * @param scanCode decoder/core-code.ts
 * @throws TranspileError UNSUPPORTED_… for what this version does not translate, LIMIT_EXCEEDED
 */
export function makePlan(component: ValidComponent, settings: PlanSettings, scanCode: ScanCode): Plan {
  const plan = planComponent(component, undefined, settings, oncePerModule(scanCode), 0);
  return {
    ...plan,
    warnings: [
      ...plan.warnings, ...patternWarnings(settings, plan), ...optionalWarnings(settings.optionalImports ?? [], plan),
    ],
  };
}

function planComponent(
  component: Component, outer: Scope | undefined, settings: PlanSettings, scanCode: ScanCode, depth: number,
): Plan {
  const unlinked = flatten(component, outer, settings.specifierOf, depth);
  const flat = linkTrampolines(unlinked, settings.multiMemory, scanCode, () => graphOf(unlinked, findUses(unlinked), scanCode));
  const assembly = assemble(flat, settings, scanCode);
  const planning: ExportPlanning = {
    assembly,
    planNested: ({ component: nested, outer: around }, name) =>
      planComponent(nested, around, { ...settings, name }, scanCode, depth + 1),
    namespaced: settings.namespacedExports,
    warnings: [], exposed: new Map(), lifts: new Map(), enters: () => true, count: 0,
  };
  for (const step of flat.steps) planStep(planning, step);
  const exports = planRootExports(planning, flat.exports);
  const resources = planResources(planning);
  // A lift, or a destructor, can be of a thunk.
  flushThunks(assembly);
  if (assembly.waiting.size > 0) throw new Error('a core instance is used that is never instantiated');
  const { coreModules, memories, reallocs, adapters, lifts, codecs, steps } = assembly;
  const concurrent = assembly.concurrent.size > 0;
  const entered = concurrent || [...planning.lifts.keys()].some(({ callee }) => assembly.effects.mayTrap(callee))
    || liftsTrap(assembly) || resources.some(({ exposed }) => exposed);
  return {
    name: settings.name, imports: flat.hostImports, coreModules, memories, reallocs, resources, adapters, lifts, codecs,
    steps, exports,
    instances: planInstances(assembly),
    world: planWorld(component, flat, settings),
    facts: { entered, storesErrors: storesErrors(assembly), concurrent },
    warnings: planning.warnings,
  };
}

function planWorld({ customs }: Component, flat: Flattened, settings: PlanSettings): World {
  const world = makeWorld({
    name: settings.name, imports: flat.imports, exports: [...flat.exports], docs: readPackageDocs(customs),
    namespaced: settings.namespacedExports, ...asyncNames(settings),
  });
  return { ...world, optional: optionalImports(world, settings.optionalImports ?? []) };
}

/** Everything that is known before the first step is laid out. */
function assemble(flat: Flattened, settings: PlanSettings, scanCode: ScanCode): Assembly {
  const names = asyncNames(settings);
  const isAsyncImport: IsAsyncImport = ({ value }) => names.isAsyncImport(value.wit);
  const numberOf = makeTypeNumbers();
  const shapes = { i32: makeShapes({ pointer: 'i32', numberOf }), i64: makeShapes({ pointer: 'i64', numberOf }) };
  const uses = findUses(flat);
  const graph = graphOf(flat, uses, scanCode);
  const effects = makeEffects(graph);
  const blocking = findBlocking(graph, effects, uses.lifts, isAsyncImport);
  const mayLeave = findMayLeave(uses.options, canonUses(flat, uses, shapes, settings.multiMemory), effects);
  const nameOf = makeNameOf(flat.imports, [...flat.exports]);
  return newAssembly({
    flat, effects, mayLeave, blocking, isAsyncExport: names.isAsyncExport, isAsyncImport,
    dtorOf: dtorsOf(flat), shapes, multiMemory: settings.multiMemory, witLine: (name, type) => witLine(name, type, nameOf),
  });
}

function graphOf(flat: Flattened, uses: Uses, scanCode: ScanCode): CoreGraph {
  return makeCoreGraph(uses.coreInstances, uses.tableSets, calledFuncs(uses), scanCode, dtorsOf(flat));
}

function dtorsOf({ resources }: Flattened): DtorOf {
  return ({ canon, scope }) => {
    if (!dropsResource(canon)) return undefined;
    const entry = at(scope.spaces.type, canon.resource);
    const origin = entry.kind === 'resource' ? resources[entry.identity.index]?.origin : undefined;
    return origin?.kind === 'guest' ? origin.dtor : undefined;
  };
}

function dropsResource(canon: CanonBuiltin): canon is Extract<CanonBuiltin, { resource: unknown }> {
  return canon.kind === 'resource.drop';
}

// ---------------------------------------------------------------------------------------------- steps

function planStep(planning: ExportPlanning, step: FlatStep): void {
  const { assembly } = planning;
  switch (step.kind) {
    case 'core': planCoreInstance(assembly, step.instance); break;
    case 'host-component': planHostComponent(planning, step); break;
    case 'table-set': addStep(assembly, {
      kind: 'table-set', table: exportRef(assembly, step.table), index: step.index, value: exportRef(assembly, step.value),
    }, []); break;
  }
}

function planHostComponent(planning: ExportPlanning, step: Extract<FlatStep, { kind: 'host-component' }>): void {
  const { assembly } = planning;
  const enters = ({ options }: LiftedFunc): boolean => isAncestor(assembly.flat.instances, options.instance, step.parent);
  const args = planInstanceExports({ ...planning, lifts: new Map(), enters }, step.args, step.value.wit);
  flushThunks(assembly);
  addStep(assembly, { kind: 'instantiate-host', import: step.import, component: step.value, args }, []);
}

function planCoreInstance(assembly: Assembly, item: CoreInstanceItem): void {
  const args = item.imports.map((value, i) => {
    const { module, name } = at(item.names, i);
    return { module, name, value: coreItemRef(assembly, value) };
  });
  flushThunks(assembly);
  const instance = coreInstanceIndex(assembly, item);
  const thread = assembly.blocking.startUsesThread(item) ? item.owner : undefined;
  if (thread !== undefined) assembly.concurrent.add(thread);
  const module = moduleIndex(assembly, item.module);
  addStep(assembly, { kind: 'instantiate-core', instance, module, args, thread }, args.map(({ value }) => instanceOf(value)));
  if (!assembly.instantiated.has(instance)) throw new Error('a core instance is given what is not there yet');
}

function coreItemRef(assembly: Assembly, item: CoreItem): CoreRef {
  return item.kind === 'func' ? coreFuncRef(assembly, item) : exportRef(assembly, item);
}

// ---------------------------------------------------------------------------------------------- the parts

function planInstances({ flat, mayLeave, tables, concurrent }: Assembly): ComponentInstance[] {
  return flat.instances.map(({ path }, instance) => ({
    path,
    handles: tables.has(instance) || concurrent.has(instance),
    concurrent: concurrent.has(instance),
    mayLeave: mayLeave.flag(instance),
  }));
}

function planResources({ assembly, exposed }: ExportPlanning): Resource[] {
  const { resources } = assembly.flat;
  const names = resources.map(({ name, origin }, index) => exposed.get(index) ?? {
    name: name ?? 'resource', owner: origin.kind === 'host' ? origin.value.wit.split('#')[0] : undefined,
  });
  const classes = nameClasses(names);
  return resources.map(({ origin }, index) => ({
    name: at(classes, index),
    witName: at(names, index).name,
    exposed: exposed.has(index),
    origin: origin.kind === 'host' ? origin : {
      ...origin,
      dtor: origin.dtor === undefined ? undefined : coreFuncRef(assembly, origin.dtor),
      catches: origin.dtor !== undefined && assembly.effects.mayThrow(origin.dtor),
      thread: origin.dtor !== undefined && assembly.blocking.usesThread(origin.dtor),
    },
  }));
}

/** Some function that the host calls may trap by its values: then the root has to remember it. */
function liftsTrap({ adapters }: Assembly): boolean {
  return adapters.some((adapter) => {
    if (adapter.kind !== 'lift') return false;
    const { signature, options, postReturn } = adapter;
    return options.realloc !== undefined || postReturn !== undefined || signature.params.some(({ shape }) => shape.handles)
      || (signature.result !== undefined && liftMayTrap(signature.result));
  });
}

/** Errors that JavaScript throws below core code with handlers, or that a thunk meets, are kept on the side. */
function storesErrors({ adapters, coreModules }: Assembly): boolean {
  return coreModules.some((module) => module.kind === 'thunks' && module.thunks.some(thunkMayRaise)) || adapters.some((adapter) =>
    isUncatchable(adapter));
}

function isUncatchable(adapter: Adapter): boolean {
  if (adapter.kind === 'lift' || adapter.kind === 'task-lift') return false;
  return adapter.kind === 'trap' ? adapter.uncatchable : adapter.checks.uncatchable;
}

/** A thunk that tests the may-leave flag, that a core exception may reach, or that may meet a value that is none. */
function thunkMayRaise(thunk: Thunk): boolean {
  if (thunk.kind !== 'call') return false;
  const { mayLeave, catches, params, result } = thunk;
  return mayLeave !== undefined || catches || [...params, ...(result === undefined ? [] : [result])].some(liftMayTrap);
}
