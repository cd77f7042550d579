/**
 * Nested instantiation → one flat list. Definitions are evaluated in order, as instantiation would run them: each
 * component instance gets index spaces of its own, in which imports are the items that were supplied. What is left is
 * the order in which core modules are instantiated, what each of them is given, and what the root exports.
 *
 * A component is evaluated once per instantiation, so the size of the result is bounded here and not by its bytes.
 */
import type { Component, Definition, SortIndex } from '../decoder/component.ts';
import type { CoreExternKind, CoreModule } from '../decoder/core-module.ts';
import type { Canon } from '../decoder/sections/canon.ts';
import type { CoreInstance, Instance } from '../decoder/sections/instance.ts';
import type { Import } from '../decoder/sections/import-export.ts';
import { errorLimit, errorUnsupportedValues } from '../errors.ts';
import {
  aliasOuter, declaredExports, evaluateDeclarations, evaluateType, exportOf, funcType, itemOfType, pushCoreType, renamed,
} from './evaluate.ts';
import type { ResourceMaker } from './evaluate.ts';
import { canonOptions, namedByCanon } from './canon-options.ts';
import { coreExportsOf, coreImportsOf } from './core-exports.ts';
import { hostMembers, rootMember } from './host.ts';
import type { HostPlace } from './host.ts';
import type {
  ComponentItem, CoreExportFunc, CoreExports, CoreFunc, CoreInstanceItem, CoreItem, CoreModuleItem, CoreTable, InstanceItem, Item,
} from './items.ts';
import type { HostImport, HostValue } from './plan.ts';
import { at, itemAt, makeScope, pushCoreItem, pushItem } from './scope.ts';
import type { Scope } from './scope.ts';
import type { ResourceIdentity } from './types.ts';

/** More instances than any program has; nesting can multiply them exponentially. */
const MAX_INSTANCES = 10_000;
/** Definitions evaluated, once per instance, with the imports and exports of core modules instantiated. */
const MAX_EVALUATED = 1_000_000;
/** Imports of the root, and resource types. Each takes more room than it has bytes. */
const MAX_IMPORTS = 100_000;
const MAX_RESOURCES = 100_000;

/** Where an ES module import of this extern name comes from (the user's `map`, the WASI shims). */
export type SpecifierOf = (name: string, externalId: string | undefined) => Pick<HostImport, 'specifier' | 'member'>;

export interface Flattened {
  readonly imports: readonly (readonly [name: string, item: Item])[];
  readonly exports: ReadonlyMap<string, Item>;
  readonly hostImports: readonly HostImport[];
  /** Component instances; `parent` is undefined for the root. */
  readonly instances: readonly { readonly parent: number | undefined; readonly path: string }[];
  readonly resources: readonly FlatResource[];
  readonly steps: readonly FlatStep[];
  /** Core functions and tables that canonical definitions name. */
  readonly named: ReadonlySet<CoreItem>;
}

export interface FlatResource {
  readonly identity: ResourceIdentity;
  /** The WIT name: the import's, or what it is first exported as, be it from a nested component. */
  name: string | undefined;
  readonly origin:
    | { readonly kind: 'host'; readonly value: HostValue }
    | { readonly kind: 'guest'; readonly instance: number; readonly dtor: CoreFunc | undefined; readonly rep: 'i32' | 'i64' };
}

export type FlatStep =
  | { readonly kind: 'core'; readonly instance: CoreInstanceItem }
  /** A component of the host's is instantiated; what it exports is `HostImport` number `import`. */
  | {
      readonly kind: 'host-component';
      /** The component instance that instantiates it. */
      readonly parent: number;
      readonly import: number;
      readonly value: HostValue;
      readonly args: ReadonlyMap<string, Item>;
    }
  /** A function is put into a table (trampolines.ts). */
  | { readonly kind: 'table-set'; readonly table: CoreTable; readonly index: number; readonly value: CoreExportFunc };

/** What flattening builds up. */
interface Flattening {
  readonly specifierOf: SpecifierOf;
  /** How many exported components it is nested in. */
  readonly depth: number;
  readonly imports: [string, Item][];
  readonly hostImports: HostImport[];
  readonly instances: { readonly parent: number | undefined; readonly path: string }[];
  readonly resources: FlatResource[];
  readonly steps: FlatStep[];
  readonly named: Set<CoreItem>;
  readonly modules: Map<CoreModule, CoreModuleItem>;
  coreInstances: number;
  readonly make: ResourceMaker;
}

/**
 * Flattens the component whose imports the host supplies.
 * @param outer the scope around it, if it is a component nested in another that is exported as such
 * @param depth how many of those it is nested in
 */
export function flatten(
  component: Component, outer: Scope | undefined, specifierOf: SpecifierOf, depth: number,
): Flattened {
  const flat = newFlattening(specifierOf, depth);
  const scope = newInstance(flat, outer, undefined, 'root', component.offset);
  const exports = evaluateComponent(flat, component, scope, (declared) => importFromHost(flat, declared, scope));
  const { imports, hostImports, instances, resources, steps, named } = flat;
  return { imports, exports, hostImports, instances, resources, steps, named };
}

function newFlattening(specifierOf: SpecifierOf, depth: number): Flattening {
  const resources: FlatResource[] = [];
  let evaluated = 0;
  const count = (definitions: number, offset: number): void => {
    evaluated += definitions;
    if (evaluated > MAX_EVALUATED) throw errorLimit(offset, 'definitions of all instances', evaluated, MAX_EVALUATED);
  };
  const add = (resource: Omit<FlatResource, 'identity'>): ResourceIdentity => {
    if (resources.length >= MAX_RESOURCES) throw errorLimit(0, 'resource types', resources.length + 1, MAX_RESOURCES);
    const identity = { index: resources.length };
    resources.push({ identity, ...resource });
    return identity;
  };
  const make: ResourceMaker = {
    count,
    guest: ({ rep, dtor }, scope) => add({
      name: undefined,
      origin: {
        kind: 'guest',
        instance: scope.instance,
        dtor: dtor === undefined ? undefined : at(scope.spaces['core func'], dtor),
        rep: rep === 'i64' ? 'i64' : 'i32',
      },
    }),
    host: (value, name) => add({ name, origin: { kind: 'host', value } }),
  };
  return {
    specifierOf, depth, imports: [], hostImports: [], instances: [], resources, steps: [], named: new Set(),
    modules: new Map(), coreInstances: 0, make,
  };
}

function newInstance(
  flat: Flattening, outer: Scope | undefined, parent: number | undefined, path: string, offset: number,
): Scope {
  if (flat.instances.length >= MAX_INSTANCES) throw errorLimit(offset, 'instances', flat.instances.length + 1, MAX_INSTANCES);
  flat.instances.push({ parent, path });
  return makeScope(outer, flat.instances.length - 1);
}

// ---------------------------------------------------------------------------------------------- the host's

/** An import of the root. Members of an imported root resource are reached by the resource. */
function importFromHost(flat: Flattening, declared: Import, scope: Scope): Item {
  const { name, externalId } = declared.name;
  if (flat.imports.length >= MAX_IMPORTS) throw errorLimit(declared.offset, 'imports', flat.imports.length + 1, MAX_IMPORTS);
  const item = itemOfType(declared.type, scope, { kind: 'host', place: rootPlace(flat, declared, externalId) }, flat.make);
  flat.imports.push([name, item]);
  return item;
}

function rootPlace(flat: Flattening, declared: Import, externalId: string | undefined): HostPlace {
  const { name } = declared.name;
  const member = rootMember(name);
  if (member !== undefined) {
    const owner = flat.hostImports.findIndex((other) => other.name === member.resource);
    return { name, form: member.form, value: { import: owner, depth: flat.depth, path: member.path, wit: name } };
  }
  const kind = importKind(declared);
  if (kind !== undefined) flat.hostImports.push({ name, kind, ...flat.specifierOf(name, externalId) });
  const value = { import: flat.hostImports.length - 1, depth: flat.depth, path: [], wit: name };
  return { name, form: 'function', value };
}

/** Undefined for a type without a run-time side. */
function importKind({ type }: Import): HostImport['kind'] | undefined {
  switch (type.kind) {
    case 'core-module': return 'module';
    case 'type': return type.bound.kind === 'sub-resource' ? 'resource' : undefined;
    case 'value': throw errorUnsupportedValues(type.offset, 'an imported value');
    default: return type.kind;
  }
}

// ---------------------------------------------------------------------------------------------- components

/** Evaluates the definitions of a component in `scope`, which is new, and returns its exports. */
function evaluateComponent(
  flat: Flattening, component: Component, scope: Scope, supply: (declared: Import) => Item,
): ReadonlyMap<string, Item> {
  const exports = new Map<string, Item>();
  flat.make.count(component.definitions.length, component.offset);
  for (const definition of component.definitions) {
    evaluateDefinition(flat, definition, scope, supply, exports);
  }
  return exports;
}

function evaluateDefinition(
  flat: Flattening, definition: Definition, scope: Scope, supply: (declared: Import) => Item, exports: Map<string, Item>,
): void {
  switch (definition.kind) {
    case 'core-module': scope.spaces['core module'].push(embeddedModule(flat, definition.module)); break;
    case 'core-instance':
      scope.spaces['core instance'].push(coreInstance(flat, definition.instance, scope));
      break;
    case 'core-type': pushCoreType(scope, definition.type); break;
    case 'component':
      scope.spaces.component.push({
        kind: 'component', source: 'embedded', component: definition.component, outer: scope,
      });
      break;
    case 'instance': scope.spaces.instance.push(componentInstance(flat, definition.instance, scope)); break;
    case 'alias': evaluateAlias(definition.alias, scope); break;
    case 'type': scope.spaces.type.push(evaluateType(definition.type, scope, flat.make)); break;
    case 'canon': evaluateCanon(flat, definition.canon, scope); break;
    case 'import': pushItem(scope, supply(definition.import)); break;
    case 'export': {
      const { name, value, type } = definition.export;
      const item = exportedItem(flat, value, type, scope);
      pushItem(scope, item);
      nameResource(flat, name.name, item);
      exports.set(name.name, item);
      break;
    }
    case 'start':
    case 'value': throw errorUnsupportedValues(definition.offset, `a ${definition.kind} definition`);
  }
}

/** A resource is known by the first name it is exported under. */
function nameResource(flat: Flattening, name: string, item: Item): void {
  if (item.kind !== 'type' || item.type.kind !== 'resource') return;
  const resource = at(flat.resources, item.type.identity.index);
  resource.name ??= name;
}

/** An exported item: types get a new name, and with an ascribed type the item is seen as that. */
function exportedItem(
  flat: Flattening, value: SortIndex, type: Import['type'] | undefined, scope: Scope,
): Item {
  const item = sortIndex(value, scope);
  if (type !== undefined && item.kind !== 'type') {
    return itemOfType(type, scope, { kind: 'item', item }, flat.make);
  }
  return item.kind === 'type' ? { kind: 'type', type: renamed(item.type) } : item;
}

function sortIndex({ sort, index, offset }: SortIndex, scope: Scope): Item {
  if (sort === 'value') throw errorUnsupportedValues(offset, 'a value');
  return itemAt(scope, sort, index);
}

function componentInstance(flat: Flattening, instance: Instance, scope: Scope): InstanceItem {
  if (instance.kind === 'exports') {
    const exports = new Map(instance.exports.map(({ name, value }) => [name.name, sortIndex(value, scope)]));
    for (const [name, item] of exports) nameResource(flat, name, item);
    return { kind: 'instance', exports };
  }
  const args = new Map(instance.args.map(({ name, value }) => [name, sortIndex(value, scope)]));
  const component = at(scope.spaces.component, instance.component);
  return component.source === 'embedded'
    ? instantiateEmbedded(flat, component, args, scope, instance)
    : instantiateHost(flat, component, args, scope.instance);
}

function instantiateEmbedded(
  flat: Flattening, { component, outer }: Extract<ComponentItem, { source: 'embedded' }>, args: ReadonlyMap<string, Item>,
  parent: Scope, instance: { readonly component: number; readonly offset: number },
): InstanceItem {
  const name = component.names.component ?? `component ${instance.component}`;
  const path = `${at(flat.instances, parent.instance).path} › ${name}`;
  const scope = newInstance(flat, outer, parent.instance, path, instance.offset);
  const supply = ({ name: { name: wanted } }: Import): Item => {
    const found = args.get(wanted);
    if (found === undefined) throw new Error(`an instantiation without the import "${wanted}" passed validation`);
    return found;
  };
  return { kind: 'instance', exports: evaluateComponent(flat, component, scope, supply) };
}

/** The exports of the host's component are the host's: they are reached by an import that the step adds. */
function instantiateHost(
  flat: Flattening, { value, type }: Extract<ComponentItem, { source: 'host' }>, args: ReadonlyMap<string, Item>,
  parent: number,
): InstanceItem {
  const index = flat.hostImports.length;
  flat.hostImports.push({ name: value.wit, kind: 'instance', specifier: '', member: [] });
  flat.steps.push({ kind: 'host-component', parent, import: index, value, args });
  const place: HostPlace = {
    name: value.wit, form: 'function', value: { import: index, depth: flat.depth, path: [], wit: value.wit },
  };
  const scope = makeScope(type.outer, 0);
  const members = hostMembers(place, declaredExports(type));
  const exports = evaluateDeclarations(type.declarations, scope, (name, kind) => {
    const arg = kind === 'import' ? args.get(name) : undefined;
    return arg === undefined ? { kind: 'host', place: members(name) } : { kind: 'item', item: arg };
  }, flat.make);
  return { kind: 'instance', exports };
}

function evaluateAlias(alias: Extract<Definition, { kind: 'alias' }>['alias'], scope: Scope): void {
  switch (alias.kind) {
    case 'export': {
      if (alias.sort === 'value') throw errorUnsupportedValues(alias.offset, 'an alias of a value');
      pushItem(scope, exportOf(at(scope.spaces.instance, alias.instance), alias.name));
      break;
    }
    case 'core-export': {
      const found = at(scope.spaces['core instance'], alias.instance)(alias.name, alias.sort.slice(5) as CoreExternKind);
      if (found === undefined) throw new Error(`a core alias of the missing export "${alias.name}" passed validation`);
      pushCoreItem(scope, found);
      break;
    }
    case 'outer': aliasOuter(scope, alias); break;
  }
}

// ---------------------------------------------------------------------------------------------- core instances

/** A module that is defined once is one item, however many scopes come to see it. */
function embeddedModule(flat: Flattening, module: CoreModule): CoreModuleItem {
  const known = flat.modules.get(module);
  if (known !== undefined) return known;
  const item: CoreModuleItem = { kind: 'core-module', source: { kind: 'embedded', module } };
  flat.modules.set(module, item);
  return item;
}

function coreInstance(flat: Flattening, instance: CoreInstance, scope: Scope): CoreExports {
  if (instance.kind === 'exports') {
    const items = new Map(instance.exports.map(({ name, sort, index }) => [name, coreItem(scope, sort, index)]));
    return (name) => items.get(name);
  }
  const module = at(scope.spaces['core module'], instance.module);
  const args = new Map(instance.args.map(({ name, instance: index }) => [name, at(scope.spaces['core instance'], index)]));
  const names = coreImportsOf(module);
  const { source } = module;
  flat.make.count(names.length + (source.kind === 'embedded' ? source.module.exports.length : 0), instance.offset);
  const imports = names.map(({ module: from, name, kind }) => {
    const found = args.get(from)?.(name, kind);
    if (found === undefined) throw new Error(`core import "${from}" "${name}" is missing, yet passed validation`);
    return found;
  });
  const item: CoreInstanceItem = { index: flat.coreInstances++, owner: scope.instance, module, imports, names };
  if (item.index >= MAX_INSTANCES) throw errorLimit(instance.offset, 'core instances', item.index + 1, MAX_INSTANCES);
  flat.steps.push({ kind: 'core', instance: item });
  return coreExportsOf(item);
}

function coreItem(scope: Scope, sort: string, index: number): CoreItem {
  const { spaces } = scope;
  switch (sort) {
    case 'func': return at(spaces['core func'], index);
    case 'table': return at(spaces['core table'], index);
    case 'memory': return at(spaces['core memory'], index);
    case 'global': return at(spaces['core global'], index);
    case 'tag': return at(spaces['core tag'], index);
    default: throw new Error(`core ${sort} can't be exported, yet passed validation`);
  }
}

// ---------------------------------------------------------------------------------------------- canon

function evaluateCanon({ named }: Flattening, canon: Canon, scope: Scope): void {
  const { spaces } = scope;
  for (const item of namedByCanon(canon, scope)) named.add(item);
  switch (canon.kind) {
    case 'lift': {
      const type = funcType(scope, canon.type);
      const options = canonOptions(canon.options, scope);
      const callee = at(spaces['core func'], canon.func);
      spaces.func.push({ kind: 'func', type, source: { kind: 'lift', callee, options, type, offset: canon.offset } });
      break;
    }
    case 'lower':
      spaces['core func'].push({
        kind: 'func', source: 'lower', func: at(spaces.func, canon.func), options: canonOptions(canon.options, scope),
        offset: canon.offset,
      });
      break;
    default: spaces['core func'].push({ kind: 'func', source: 'builtin', canon, scope, offset: canon.offset });
  }
}
