/**
 * The world of a component as WIT text: the world in a package of its own, then each package whose interfaces
 * it refers to (WIT.md, “Packages”). An interface that is both imported and exported is written once, with
 * all that is asked for on either side.
 *
 * What WIT has no words for is in comments: modules and components as imports and exports, nested instances.
 */
import type { Interface, NamedType, World, WorldItem } from '../planner/world.ts';
import { commentText } from './quote.ts';
import { funcLine, placesOf, textOf } from './wit/lines.ts';
import type { Line, Place } from './wit/lines.ts';
import { interfacePath, makeWitScope, packageOf, witId } from './wit/scope.ts';
import type { WitScope } from './wit/scope.ts';
import { block, definitionLines, docLines, funcText } from './wit/types.ts';

/** The text of a world. It ends with a line feed. */
export const emitWit = (world: World): string => textOf(worldText(world));

/** The same, and where in it functions are: by their names, `ns:pkg/iface@1.2.3#[method]conn.query` or `run`. */
export function emitWitWithPlaces(world: World): { readonly text: string; readonly places: ReadonlyMap<string, Place> } {
  const lines = worldText(world);
  return { text: textOf(lines), places: placesOf(lines) };
}

function worldText(world: World): readonly Line[] {
  const packages = new Map<string, Line[][]>();
  for (const [, indices] of byName(world)) {
    const parsed = world.interfaces[indices[0] ?? 0]?.parsed;
    if (parsed === undefined) continue;
    const name = packageOf(parsed);
    const interfaces = packages.get(name) ?? [];
    packages.set(name, interfaces);
    interfaces.push(interfaceLines(world, indices, `interface ${witId(parsed.name)}`));
  }
  const own = ['root:component', 'wcm2js:component'].find((name) => !packages.has(name)) ?? 'wcm2js:root';
  const texts = [...packages].map(([name, interfaces]) => block(`package ${name}`, separated(interfaces)));
  return separated([[`package ${own};`], [...docLines(world.docs), ...worldLines(world)], ...texts]);
}

/** Interfaces by their extern name: one of each direction at most. Those inside others are not written. */
function byName({ interfaces, imports, exports }: World): ReadonlyMap<string, readonly number[]> {
  const names = new Map<string, number[]>();
  for (const item of [...imports, ...exports]) {
    if (item.kind !== 'interface') continue;
    names.set(item.name, [...names.get(item.name) ?? [], item.interface]);
  }
  // An instance under two names is one interface, which has the first of them.
  for (const [name, indices] of names) if (interfaces[indices[0] ?? 0]?.name !== name) names.delete(name);
  return names;
}

function separated(groups: readonly (readonly Line[])[]): Line[] {
  return groups.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

// ---------------------------------------------------------------------------------------------- interfaces

/** The interface of which `indices` are the sides, under `head`. What is exported is the most complete. */
function interfaceLines(world: World, indices: readonly number[], head: string): Line[] {
  const sides = indices.flatMap((index) => world.interfaces[index] ?? []).reverse();
  const owner = `${sides[0]?.name ?? ''}#`;
  const types = firstOfEach(sides.flatMap((side) => side.types));
  const funcs = firstOfEach(sides.flatMap((side) => side.funcs));
  const scope = makeWitScope(world, indices, [...types, ...funcs].map(({ name }) => name));
  const body = [
    ...types.map((type) => definitionLines(defined(type, scope, sides), scope, owner)),
    ...funcs.map((func) => [
      ...docLines(func.docs), funcLine(owner, func, `${witId(func.name)}: ${funcText(func, scope)};`),
    ]),
    ...sides.flatMap(({ nested }) => nested)
      .map(({ kind, name }) => [`// exports the ${kind} ${commentText(name)}`]),
  ].filter((lines) => lines.length > 0);
  const docs = docLines(sides.find((side) => side.docs !== undefined)?.docs);
  const uses = scope.useLines();
  return [...docs, ...block(head, separated([...(uses.length > 0 ? [uses] : []), ...body]))];
}

function firstOfEach<T extends { readonly name: string }>(all: readonly T[]): T[] {
  const found = new Map<string, T>();
  for (const each of all) if (!found.has(each.name)) found.set(each.name, each);
  return [...found.values()];
}

/** An exported interface may have a type from the import of the same interface: then it is defined there. */
function defined(type: NamedType, scope: WitScope, sides: readonly Interface[]): NamedType {
  const { definition, name } = type;
  if (definition.kind !== 'alias' || definition.of.name !== name || !scope.isOwn(definition.of)) return type;
  const all = sides.flatMap(({ types }) => types.filter((other) => other.name === name));
  return all.find((other) => other.definition.kind !== 'alias') ?? type;
}

// ---------------------------------------------------------------------------------------------- the world

function worldLines(world: World): Line[] {
  const items = [...world.imports, ...world.exports];
  const scope = makeWitScope(world, [], items.map(({ name }) => name));
  const lines = [
    ...world.imports.flatMap((item) => itemLines(item, 'import', world, scope)),
    ...world.exports.flatMap((item) => itemLines(item, 'export', world, scope)),
  ];
  return block(`world ${worldId(world.name)}`, [...scope.useLines(), ...lines]);
}

/** The name, if it is a label; that of a file may be anything. */
function worldId(name: string): string {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) ? witId(name) : 'root';
}

function itemLines(item: WorldItem, direction: 'import' | 'export', world: World, scope: WitScope): Line[] {
  switch (item.kind) {
    case 'interface': {
      const { name, parsed } = world.interfaces[item.interface] ?? { name: '', parsed: undefined };
      if (name !== item.name) {
        return [`// ${direction}s ${commentText(name)} as ${commentText(item.name)} too`];
      }
      if (parsed !== undefined) return [`${direction} ${interfacePath(parsed)};`];
      return interfaceLines(world, [item.interface], `${direction} ${witId(item.name)}: interface`);
    }
    case 'func': {
      const { docs } = item.func;
      return [...docLines(docs), funcLine('', item.func, `${direction} ${witId(item.name)}: ${funcText(item.func, scope)};`)];
    }
    case 'type': return [
      ...(direction === 'export' ? ['// exported; WIT can only import types of a world'] : []),
      ...definitionLines(item.type, scope, ''),
    ];
    default: return [`// ${direction}s the ${item.kind} ${commentText(item.name)}`];
  }
}

