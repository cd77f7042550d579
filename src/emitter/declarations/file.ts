/**
 * One declaration file while it is written: the names in it, and how types of other files are reached from
 * it.
 *
 * A file is written twice. The first time shows which of TypeScript's own types it uses, so that the second
 * time no declaration of the component's hides one: the resource `map` is then declared as `Map2` and
 * exported as `Map`.
 */
import type { TypeName, World } from '../../planner/world.ts';
import { isIdentifierName } from '../builders.ts';
import { quote } from '../quote.ts';
import { claim } from './claim.ts';
import { HELPERS } from './helpers.ts';
import type { Helper } from './helpers.ts';
import { exportName } from './layout.ts';
import type { Layout } from './layout.ts';

export interface DeclarationFile {
  /** The interface that the file is of; undefined for the world itself. */
  readonly owner: number | undefined;
  /** A type by its name: its own, or one of another file. */
  typeName(type: TypeName): string;
  /** A type of TypeScript's own. */
  global(name: string): string;
  /** A helper type; it is declared at the end of the file. */
  helper(name: Helper): string;
  /** A new identifier for a declaration: the given one if it is free. */
  local(id: string): string;
  /** The type of an object with all that an interface has. */
  interfaceType(interfaceIndex: number): string;
  /** Exports such an object. */
  exportInterface(interfaceIndex: number, name: string): string;
  /** The type of the function that instantiates a component; undefined if no more is known of it. */
  componentType(name: string): string | undefined;
  /** Exports such a function, under all of its names. */
  exportComponent(name: string, as: readonly string[]): string[] | undefined;
}

/** Where the declarations of each interface are, relative to the folder of all; `.d.ts` left out. */
export interface Paths {
  readonly main: string;
  readonly interfaces: readonly string[];
  /** Of the components that are exported, by their names. */
  readonly components: ReadonlyMap<string, string>;
}

/** A file before it is written. */
export interface PlannedFile {
  /** Relative to the folder of all; `.d.ts` left out. */
  readonly path: string;
  /** The comment of the whole. */
  readonly head: readonly string[];
  readonly world: World;
  readonly paths: Paths;
  readonly owner: number | undefined;
  readonly build: (file: DeclarationFile) => string[];
}

/** A file as it is written. */
export interface WrittenFile {
  /** Without the head. */
  readonly lines: readonly string[];
  /** Types of TypeScript's own in it. */
  readonly globals: ReadonlySet<string>;
  /** All names that are declared in it. */
  readonly names: ReadonlySet<string>;
  /** Its own types: the names that they are exported under, and those that they have in it. */
  readonly types: ReadonlyMap<string, string>;
  /** Types of other files in it. */
  readonly foreign: readonly { readonly path: string; readonly js: string }[];
}

/** Names that a file must not declare: any of them, or its type `js` under one of these. */
export interface Reserved {
  readonly all: ReadonlySet<string>;
  forType(js: string): ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();
export const NOTHING_RESERVED: Reserved = { all: NOTHING, forType: () => NOTHING };

export function writeFile(planned: PlannedFile, layout: Layout, reserved: Reserved): WrittenFile {
  const { path: here, world, paths, owner } = planned;
  const taken = new Set(reserved.all);
  const locals = claimTypes(typesOf(world, owner), taken, reserved);
  const globals = new Set<string>();
  const foreign: { path: string; js: string }[] = [];
  const helpers = new Map<Helper, string>();
  const pathOf = (index: number | undefined): string =>
    (index === undefined ? paths.main : paths.interfaces[index] ?? '');
  const file: DeclarationFile = {
    owner,
    typeName({ interface: index, js }) {
      if (index === owner) return locals.get(js) ?? js;
      foreign.push({ path: pathOf(index), js });
      return layout.typeOf(here, pathOf(index), js);
    },
    global(name) {
      globals.add(name);
      return name;
    },
    helper(name) {
      const local = helpers.get(name) ?? claim(taken, name);
      helpers.set(name, local);
      for (const global of HELPERS[name].globals ?? []) globals.add(global);
      return local;
    },
    local: (name) => claim(taken, name),
    interfaceType: (index) => layout.objectOf(here, pathOf(index), () => hasValues(world, index, new Set())),
    exportInterface: (index, name) => layout.exportAll(here, pathOf(index), name),
    componentType(name) {
      const path = paths.components.get(name);
      return path === undefined ? undefined : `${layout.objectOf(here, path, () => true)}.instantiate`;
    },
    exportComponent(name, as) {
      const path = paths.components.get(name);
      return path === undefined ? undefined : layout.exportValue(here, path, 'instantiate', as, file);
    },
  };
  const lines = planned.build(file);
  for (const [helper, local] of helpers) lines.push('', ...helperLines(helper, local));
  return { lines, globals, names: taken, types: locals, foreign };
}

function claimTypes(names: readonly string[], taken: Set<string>, { forType }: Reserved): Map<string, string> {
  return new Map(names.map((js) => {
    let local = claim(taken, js);
    while (forType(js).has(local)) local = claim(taken, js);
    return [js, local];
  }));
}

function helperLines(helper: Helper, local: string): string[] {
  const declared = new RegExp(`^export (type|interface) ${helper}<`);
  return HELPERS[helper].lines.map((line) => line.replace(declared, `export $1 ${local}<`));
}

/** Names of the types that are declared in a file. */
function typesOf(world: World, owner: number | undefined): string[] {
  if (owner !== undefined) return world.interfaces[owner]?.types.map(({ js }) => js) ?? [];
  return [...world.imports, ...world.exports].flatMap((item) => (item.kind === 'type' ? [item.type.js] : []));
}

/** Whether an interface has more than types. */
function hasValues(world: World, index: number, seen: Set<number>): boolean {
  if (seen.has(index)) return false;
  seen.add(index);
  const { types = [], funcs = [], nested = [] } = world.interfaces[index] ?? {};
  return funcs.length > 0
    || types.some(({ definition, keys }) => definition.kind === 'resource' || keys.length > 0)
    || nested.some((item) => item.kind !== 'interface' || hasValues(world, item.interface, seen));
}

/** The name of a property or method: quoted where it must be, and never the constructor. */
export function propertyName(name: string): string {
  if (name === 'constructor') return "['constructor']";
  return isIdentifierName(name) ? name : quote(name);
}

/** `export { local as 'name' };` */
export function exportAs(local: string, name: string, what: '' | 'type ' = ''): string {
  return `export ${what}{ ${local === name ? local : `${local} as ${exportName(name)}`} };`;
}
