/**
 * Which name each type goes by. Importing or exporting a type makes a new object of it (types.ts), so the
 * object says by which of its names a function refers to it; that two objects are one type under two names
 * shows in their parts, which are the same objects.
 */
import { nameInstanceExports, nameRootExports } from './export-names.ts';
import type { InstanceItem, Item, TypeEntry } from './items.ts';
import { namedExports } from './named-exports.ts';
import { claim, safeIdentifier, upperCamelCase } from './names.ts';
import type { NameOf } from './wit-line.ts';
import type { TypeName } from './world.ts';

/** Named items, in their order. */
export type Items = readonly (readonly [name: string, item: Item])[];

/** An interface, or one side of the world: what it has, and the JavaScript names of that. */
export interface Owner {
  /** The interface's number; undefined for the world itself. */
  readonly index: number | undefined;
  /** The extern name of an interface. */
  readonly name: string;
  readonly direction: 'import' | 'export';
  readonly items: Items;
  /** By extern name; of all but constructors, methods and statics. */
  readonly js: ReadonlyMap<string, readonly string[]>;
  /** By extern name: the types. */
  readonly types: Map<string, TypeName>;
}

export interface TypeIndex {
  readonly imports: Owner;
  readonly exports: Owner;
  readonly interfaces: readonly Owner[];
  /** The number of an instance's interface. */
  interfaceOf(direction: 'import' | 'export', instance: InstanceItem): number;
  /** The name of a type as seen from `owner`: one of its own if it has one. */
  find(type: TypeEntry, owner: number | undefined): TypeName | undefined;
  /** The first name of the type that `owner` has under `name`; that name itself if there was none before. */
  original(type: TypeEntry, owner: number | undefined, name: string): TypeName | undefined;
}

/** @param namespaced as for `nameRootExports` */
export function makeTypeIndex(imports: Items, exports: Items, namespaced: boolean): TypeIndex {
  const interfaces: Owner[] = [];
  const numbers = { import: new Map<InstanceItem, number>(), export: new Map<InstanceItem, number>() };
  const worldTypes = new Set<string>();
  const table = makeTable();

  const addOwner = (owner: Owner, taken: Set<string>): Owner => {
    for (const [name, item] of owner.items) {
      if (item.kind === 'instance') addInterface(name, owner.direction, item);
      else if (item.kind === 'type') {
        const js = claim(taken, safeIdentifier(upperCamelCase(name)));
        const typeName = { interface: owner.index, name, js };
        owner.types.set(name, typeName);
        table.add(item.type, typeName);
      }
    }
    return owner;
  };
  // An instance is one interface, by however many names it is reached: they can multiply exponentially.
  const addInterface = (name: string, direction: 'import' | 'export', instance: InstanceItem): void => {
    if (numbers[direction].has(instance)) return;
    const items = [...instance.exports];
    const index = interfaces.length;
    numbers[direction].set(instance, index);
    const js = nameInstanceExports(namedExports(items));
    const owner = { index, name, direction, items, js, types: new Map<string, TypeName>() };
    interfaces.push(owner);
    addOwner(owner, new Set());
  };
  const addWorld = (direction: 'import' | 'export', items: Items): Owner => {
    const { names: js } = nameRootExports(namedExports(items), direction === 'import' || namespaced);
    return addOwner({ index: undefined, name: '', direction, items, js, types: new Map() }, worldTypes);
  };
  return {
    imports: addWorld('import', imports),
    exports: addWorld('export', exports),
    interfaces,
    interfaceOf: (direction, instance) => numbers[direction].get(instance) ?? 0,
    find: table.find,
    original: table.original,
  };
}

/** Names of types for one-line comments. */
export function makeNameOf(imports: Items, exports: Items): NameOf {
  // Many components have no adapter to comment on.
  let index: TypeIndex | undefined;
  return (type) => (index ??= makeTypeIndex(imports, exports, true)).find(type, undefined)?.name;
}

// ---------------------------------------------------------------------------------------------- the table

/** The names of one type object, or of one type. */
interface Known {
  readonly first: TypeName;
  readonly byOwner: Map<number | undefined, TypeName>;
}

/** Types and their names, in the order in which they were named. */
function makeTable() {
  const objects = new Map<TypeEntry, Known>();
  /** By what all renamings of a type have in common. */
  const structures = new Map<string, Known>();
  const structureKey = makeStructureKey();
  return {
    add(entry: TypeEntry, name: TypeName): void {
      addName(objects, entry, name);
      const key = structureKey(entry);
      if (key !== undefined) addName(structures, key, name);
    },
    find(type: TypeEntry, owner: number | undefined): TypeName | undefined {
      // A type that must have a name is known by another object of it; any other is rather printed whole.
      const known = objects.get(type)
        ?? (needsName(type) ? structures.get(structureKey(type) ?? '') : undefined);
      return known?.byOwner.get(owner) ?? known?.first;
    },
    original(type: TypeEntry, owner: number | undefined, wit: string): TypeName | undefined {
      const first = (structures.get(structureKey(type) ?? '') ?? objects.get(type))?.first;
      return first?.interface === owner && first?.name === wit ? undefined : first;
    },
  };
}

function addName<K>(table: Map<K, Known>, key: K, name: TypeName): void {
  const known = table.get(key);
  if (known === undefined) table.set(key, { first: name, byOwner: new Map([[name.interface, name]]) });
  else if (!known.byOwner.has(name.interface)) known.byOwner.set(name.interface, name);
}

/** Explainer.md, “External Visibility of Types”. */
function needsName({ kind }: TypeEntry): boolean {
  return ['record', 'variant', 'enum', 'flags', 'resource'].includes(kind);
}

/**
 * A text that a type and its renamings share, and no other type; undefined for types that have no parts to
 * tell by.
 */
function makeStructureKey(): (type: TypeEntry) => string | undefined {
  const numbers = new Map<unknown, number>();
  const numberOf = (part: unknown): number => {
    const number = numbers.get(part) ?? numbers.size;
    numbers.set(part, number);
    return number;
  };
  return (type) => {
    const parts = Object.entries(type);
    if (!parts.some(([, part]) => typeof part === 'object')) return undefined;
    const texts = parts.map(([key, part]) =>
      (typeof part === 'object' ? `${key}=#${numberOf(part)}` : `${key}=${part}`));
    return texts.sort().join();
  };
}
