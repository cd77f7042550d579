/**
 * Evaluated imports and exports → the world as WIT sees it: indices gone, types by their names, documentation
 * where it belongs. WIT.md, “WIT Worlds”.
 */
import type { NameTest } from './async-names.ts';
import { docsOfInterface, docsOfWorld } from './docs.ts';
import type { InterfaceDocs, PackageDocs, WorldDocs } from './docs.ts';
import { classOf, memberKeys, membersByClass } from './host.ts';
import type { FuncItem, Item, TypeEntry, TypeItem } from './items.ts';
import { assignLocals, parseExternName, safeIdentifier } from './names.ts';
import type { InterfaceName } from './names.ts';
import { fullName } from './tasks.ts';
import { makeTypeIndex } from './type-index.ts';
import type { Items, Owner, TypeIndex } from './type-index.ts';
import { makeTypeExpr, structureOf } from './type-expr.ts';
import type { NameType } from './type-expr.ts';
import type { Interface, NamedType, Nested, TypeDefinition, WitFunc, World, WorldItem } from './world.ts';

export interface WorldInput {
  /** The root's name. */
  readonly name: string;
  readonly imports: Items;
  readonly exports: Items;
  readonly docs: PackageDocs | undefined;
  /** False leaves out the full names of exported interfaces, as in the generated module. */
  readonly namespaced: boolean;
  /** Names of the host's functions, and of the component's, that are asynchronous whatever their types. */
  readonly isAsyncImport?: NameTest;
  readonly isAsyncExport?: NameTest;
}

const NONE: NameTest = () => false;

/** The world of a component. */
export function makeWorld(input: WorldInput): World {
  const { name, imports, exports, docs, namespaced, isAsyncImport = NONE, isAsyncExport = NONE } = input;
  const index = makeTypeIndex(imports, exports, namespaced);
  const promises: Promises = (full, { type, source }) =>
    type.async || (source.kind === 'lift' ? isAsyncExport(full) : isAsyncImport(source.value.wit));
  const all = [...imports, ...exports];
  const worldDocs = docsOfWorld(docs, {
    types: namesOf(all, 'type'), funcs: namesOf(all, 'func'), interfaces: namesOf(all, 'instance'),
  });
  return {
    name,
    docs: worldDocs?.docs,
    interfaces: index.interfaces.map((owner) =>
      makeInterface(makeSite(index, owner, interfaceDocs(docs, worldDocs, owner), promises))),
    imports: worldItems(makeSite(index, index.imports, worldDocs, promises)),
    exports: worldItems(makeSite(index, index.exports, worldDocs && {
      ...worldDocs, funcs: new Map([...worldDocs.funcs, ...worldDocs.exportedFuncs]),
    }, promises)),
    optional: [],
  };
}

function namesOf(items: Items, kind: Item['kind']): ReadonlySet<string> {
  return new Set(items.filter(([, item]) => item.kind === kind).map(([name]) => name));
}

function interfaceDocs(
  docs: PackageDocs | undefined, world: WorldDocs | undefined, { name, direction, items }: Owner,
): InterfaceDocs | undefined {
  const inline = direction === 'export' ? world?.exportedInterfaces.get(name) : undefined;
  return inline ?? world?.interfaces.get(name)
    ?? docsOfInterface(docs, name, { types: namesOf(items, 'type'), funcs: namesOf(items, 'func') });
}

/** JavaScript sees a promise of what the function gives. `full`: its name with the interface. */
type Promises = (full: string, func: FuncItem) => boolean;

/** An interface or a side of the world, with what printing its items needs. */
interface Site {
  readonly index: TypeIndex;
  readonly owner: Owner;
  readonly docs: InterfaceDocs | undefined;
  /** Constructors, methods and statics by the resource they are of. */
  readonly members: ReadonlyMap<string, readonly Member[]>;
  readonly nameType: NameType;
  readonly promises: Promises;
}

interface Member {
  readonly name: string;
  readonly func: FuncItem;
  /** The JavaScript name; a constructor has none, unless it is a static. */
  readonly js: readonly string[];
}

function makeSite(index: TypeIndex, owner: Owner, docs: InterfaceDocs | undefined, promises: Promises): Site {
  const items = new Map(owner.items);
  const members = new Map<string, Member[]>();
  const isTask = (extern: string): boolean => {
    const item = items.get(extern);
    return item?.kind === 'func' && item.source.kind === 'lift' && promises(fullName(owner.name, extern), item);
  };
  for (const group of membersByClass([...items.keys()], isTask).values()) {
    const first = group[0];
    if (first === undefined || !owner.types.has(first.resource)) continue;
    const names = memberKeys(group);
    const ofResource = members.get(first.resource) ?? [];
    members.set(first.resource, ofResource);
    group.forEach(({ extern }, i) => {
      const func = items.get(extern);
      if (func?.kind === 'func') ofResource.push({ name: extern, func, js: names.slice(i, i + 1) });
    });
  }
  return { index, owner, docs, members, nameType: (type) => index.find(type, owner.index), promises };
}

// ---------------------------------------------------------------------------------------------- interfaces

function makeInterface(site: Site): Interface {
  const { owner, docs } = site;
  const types: NamedType[] = [];
  const funcs: WitFunc[] = [];
  const nested: Nested[] = [];
  for (const [name, item] of owner.items) {
    switch (item.kind) {
      case 'type': if (isDeclared(item.type)) types.push(makeNamedType(site, name, item.type)); break;
      case 'func': if (!isMember(site, name)) funcs.push(makeFunc(site, name, item)); break;
      default: nested.push(makeNested(site, name, item));
    }
  }
  const { name, direction } = owner;
  return { name, parsed: parsedName(name), direction, docs: docs?.docs, types, funcs, nested };
}

function parsedName(name: string): InterfaceName | undefined {
  const parsed = parseExternName(name);
  return parsed.kind === 'interface' ? parsed : undefined;
}

/** Function, instance and component types can be exported too; nothing is declared for them. */
function isDeclared({ kind }: TypeEntry): boolean {
  return kind !== 'func' && kind !== 'instance-type' && kind !== 'component-type';
}

/** True for functions that are declared in their class. */
function isMember({ members }: Site, name: string): boolean {
  const resource = classOf(name)?.resource;
  return resource !== undefined && members.has(resource);
}

function makeNested({ index, owner }: Site, name: string, item: Exclude<Item, FuncItem | TypeItem>): Nested {
  const js = owner.js.get(name) ?? [name];
  if (item.kind !== 'instance') {
    const kind = item.kind === 'core-module' ? 'module' : 'component';
    return { kind, name, js, id: safeIdentifier(js[0] ?? name) };
  }
  return { kind: 'interface', name, js, interface: index.interfaceOf(owner.direction, item) };
}

function worldItems(site: Site): WorldItem[] {
  const { owner } = site;
  return owner.items.flatMap(([name, item]): WorldItem[] => {
    const js = owner.js.get(name) ?? [name];
    switch (item.kind) {
      case 'func': return isMember(site, name) ? []
        : [{ kind: 'func', name, js, func: makeFunc(site, name, item) }];
      case 'type': return !isDeclared(item.type) ? []
        : [{ kind: 'type', name, js, type: makeNamedType(site, name, item.type) }];
      default: return [makeNested(site, name, item)];
    }
  });
}

// ---------------------------------------------------------------------------------------------- types

function makeNamedType(site: Site, name: string, entry: TypeEntry): NamedType {
  const { owner, docs } = site;
  return {
    name,
    js: owner.types.get(name)?.js ?? name,
    keys: entry.kind === 'resource' ? owner.js.get(name) ?? [name] : [],
    docs: docs?.types.get(name)?.docs,
    definition: defineType(site, name, entry),
  };
}

function defineType(site: Site, name: string, entry: TypeEntry): TypeDefinition {
  const { index, owner, docs, nameType } = site;
  const of = index.original(entry, owner.index, name);
  // A resource that has its methods here is a class of its own here.
  if (of !== undefined && !site.members.has(name)) return { kind: 'alias', of };
  switch (entry.kind) {
    case 'resource': {
      const members = site.members.get(name) ?? [];
      return {
        kind: 'resource',
        members: members.map((each) => makeFunc(site, each.name, each.func, each.js)),
      };
    }
    case 'func': case 'instance-type': case 'component-type':
      throw new Error(`the ${entry.kind} "${name}" is no type of values`);
    default: return structureOf(entry, nameType, docs?.types.get(name));
  }
}

// ---------------------------------------------------------------------------------------------- functions

function makeFunc(
  { owner, docs, nameType, promises }: Site, name: string, func: FuncItem,
  js: readonly string[] = owner.js.get(name) ?? [name],
): WitFunc {
  const { type } = func;
  const member = classOf(name);
  const params = member?.kind === 'method' ? type.params.slice(1) : type.params;
  const locals = assignLocals(params.map((param) => param.name));
  return {
    name,
    js,
    id: safeIdentifier(js[0] ?? name),
    kind: member?.kind ?? 'freestanding',
    resource: member?.resource,
    docs: docs?.funcs.get(name),
    async: type.async,
    promises: promises(fullName(owner.name, name), func),
    params: params.map((param, i) => {
      return { name: param.name, js: locals[i] ?? param.name, type: makeTypeExpr(param.type, nameType) };
    }),
    result: type.result && makeTypeExpr(type.result, nameType),
    throws: type.result?.kind !== 'result' ? undefined : {
      ok: type.result.ok && makeTypeExpr(type.result.ok, nameType),
      error: type.result.error && makeTypeExpr(type.result.error, nameType),
    },
  };
}
