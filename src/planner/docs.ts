/**
 * WIT documentation in the component: the custom section `package-docs`, as wasm-tools writes it for WIT
 * packages: a version byte (0 or 1), then JSON. There is one for each package, and only some tools say in it
 * which one it is.
 *
 * Documentation is for people: what can't be read is left out, never an error. Texts are kept as they are;
 * whoever prints them has to make sure that they stay comments.
 */
import type { Custom } from '../decoder/component.ts';
import { parseExternName } from './names.ts';

/** The documentation of the packages of a component. */
export interface PackageDocs {
  readonly packages: readonly PackageDoc[];
}

interface PackageDoc {
  /** `ns:pkg`, with the version if there is one. */
  readonly name: string | undefined;
  readonly worlds: ReadonlyMap<string, WorldDocs>;
  readonly interfaces: ReadonlyMap<string, InterfaceDocs>;
}

/** What is documented in an interface, or directly in a world. */
export interface InterfaceDocs {
  readonly docs: string | undefined;
  /** By extern name: `add`, `[method]connection.query`. */
  readonly funcs: ReadonlyMap<string, string | undefined>;
  readonly types: ReadonlyMap<string, TypeDocs>;
}

export interface WorldDocs extends InterfaceDocs {
  /** Exported functions, where they have other documentation than the imported ones of the same name. */
  readonly exportedFuncs: ReadonlyMap<string, string | undefined>;
  /** Interfaces written in the world itself. */
  readonly interfaces: ReadonlyMap<string, InterfaceDocs>;
  readonly exportedInterfaces: ReadonlyMap<string, InterfaceDocs>;
}

export interface TypeDocs {
  readonly docs: string | undefined;
  /** Of fields, cases, flags: by label. */
  readonly items: ReadonlyMap<string, string | undefined>;
}

const SECTION = 'package-docs';
const MAX_VERSION = 1;
/** More packages than any component has; each is looked through for each interface. */
const MAX_PACKAGES = 100;

/** The documentation in a component's custom sections; undefined if there is none. */
export function readPackageDocs(customs: readonly Custom[]): PackageDocs | undefined {
  const sections = customs.filter(({ name }) => name === SECTION).slice(0, MAX_PACKAGES);
  const packages = sections.flatMap(({ data }) => readSection(data));
  return packages.length === 0 ? undefined : { packages };
}

function readSection(data: Uint8Array): PackageDoc[] {
  const version = data[0];
  if (version === undefined || version > MAX_VERSION) return [];
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data.subarray(1)));
  } catch {
    return [];
  }
  return [{
    name: text(get(json, 'package')),
    worlds: entries(get(json, 'worlds'), readWorld),
    interfaces: entries(get(json, 'interfaces'), readInterface),
  }];
}

function readWorld(json: unknown): WorldDocs {
  return {
    ...readInterface(json),
    exportedFuncs: entries(get(json, 'func_exports'), readFunc),
    interfaces: entries(get(json, 'interfaces'), readInterface),
    exportedInterfaces: entries(get(json, 'interface_exports'), readInterface),
  };
}

function readInterface(json: unknown): InterfaceDocs {
  return {
    docs: text(get(json, 'docs')),
    funcs: entries(get(json, 'funcs'), readFunc),
    types: entries(get(json, 'types'), (type) => ({
      docs: text(get(type, 'docs')),
      items: entries(get(type, 'items'), text),
    })),
  };
}

/** Version 0 has the text alone. */
function readFunc(json: unknown): string | undefined {
  return text(json) ?? text(get(json, 'docs'));
}

function text(json: unknown): string | undefined {
  return typeof json === 'string' ? json : undefined;
}

/** An own property of an object. */
function get(json: unknown, key: string): unknown {
  return isObject(json) && Object.hasOwn(json, key) ? json[key] : undefined;
}

/** The properties of an object. A map, because `__proto__` is a name like any other. */
function entries<T>(json: unknown, read: (value: unknown) => T): ReadonlyMap<string, T> {
  return new Map(isObject(json) ? Object.entries(json).map(([key, value]) => [key, read(value)]) : []);
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null;
}

// ---------------------------------------------------------------------------------------------- look-up

/** The names in an interface or directly in the world, to tell documentation of another one by. */
export interface Contents {
  readonly types: ReadonlySet<string>;
  readonly funcs: ReadonlySet<string>;
}

/**
 * The documentation of the interface `ns:pkg/name@version`. Of a package that doesn't say which one it is, an
 * interface is taken for this one if it has the same name and nothing is documented that this one doesn't
 * have.
 */
export function docsOfInterface(
  docs: PackageDocs | undefined, name: string, contents: Contents,
): InterfaceDocs | undefined {
  const parsed = parseExternName(name);
  if (parsed.kind !== 'interface') return undefined;
  const suffix = `/${parsed.path.join('/')}`;
  const id = name.split('@')[0] ?? name;
  const owner = id.slice(0, -suffix.length) + (parsed.version === undefined ? '' : `@${parsed.version}`);
  const found = docs?.packages.filter((each) => each.name === owner)
    .find((each) => each.interfaces.has(parsed.name));
  if (found !== undefined) return found.interfaces.get(parsed.name);
  return docs?.packages.filter((each) => each.name === undefined)
    .map((each) => each.interfaces.get(parsed.name))
    .find((each) => each !== undefined && fits(each, contents));
}

/** The documentation of the world: that of the only one whose documented items are all there. */
export function docsOfWorld(
  docs: PackageDocs | undefined, contents: Contents & { readonly interfaces: ReadonlySet<string> },
): WorldDocs | undefined {
  const worlds = docs?.packages.flatMap((each) => [...each.worlds.values()]) ?? [];
  const [only, ...others] = worlds.filter((world) => fits(world, contents)
    && [...world.exportedFuncs.keys()].every((name) => contents.funcs.has(name))
    && [...world.interfaces.keys()].every((name) => contents.interfaces.has(name))
    && [...world.exportedInterfaces.keys()].every((name) => contents.interfaces.has(name)));
  return others.length === 0 ? only : undefined;
}

function fits(docs: InterfaceDocs, { types, funcs }: Contents): boolean {
  return [...docs.types.keys()].every((name) => types.has(name))
    && [...docs.funcs.keys()].every((name) => funcs.has(name));
}
