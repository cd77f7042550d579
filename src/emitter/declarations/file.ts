/**
 * One declaration file while it is written: the names in it, and how types of other files are reached from
 * it.
 *
 * A file is built twice. The first time shows which of TypeScript's own types it uses, so that the second
 * time no declaration of the component's hides one: the resource `map` is then declared as `Map2` and
 * exported as `Map`.
 */
import type { TypeName, World } from '../../planner/world.ts';
import { isIdentifierName } from '../builders.ts';
import { quote } from '../quote.ts';
import { claim } from './claim.ts';

/** Types that a file declares for itself when it needs them. */
export type Helper = 'Option' | 'Result' | 'Stream' | 'Future' | 'Import' | 'Host' | 'Optional';

export interface DeclarationFile {
  /** The interface that the file is of; undefined for the world itself. */
  readonly owner: number | undefined;
  /** A type by its name: its own, or imported in place. */
  typeName(type: TypeName): string;
  /** A type of TypeScript's own. */
  global(name: string): string;
  /** A helper type; it is declared at the end of the file. */
  helper(name: Helper): string;
  /** A new identifier for a declaration: the given one if it is free. */
  local(id: string): string;
  /** How another file is imported from this one. */
  specifier(interfaceIndex: number | undefined): string;
}

/** Where the declarations of each interface are, relative to the folder of all; `.d.ts` left out. */
export interface Paths {
  readonly main: string;
  readonly interfaces: readonly string[];
}

interface HelperText {
  readonly lines: readonly string[];
  /** Types of TypeScript's own in it. */
  readonly globals?: readonly string[];
}

const HELPERS: { readonly [H in Helper]: HelperText } = {
  Optional: {
    globals: ['Omit', 'Partial', 'Pick'],
    lines: [
      '/** The same, of which some need not be given. */',
      'export type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;',
    ],
  },
  Option: { lines: ["export type Option<T> = { tag: 'none' } | { tag: 'some', val: T };"] },
  Result: { lines: ["export type Result<T, E> = { tag: 'ok', val: T } | { tag: 'err', val: E };"] },
  Stream: {
    globals: ['Promise', 'IteratorResult', 'ReadableStream', 'Symbol', 'Disposable'],
    lines: [
      '/**',
      " * A component's stream. `T` is what one step of an iteration gives: an element, or a chunk if these are",
      ' * numbers; `C` is what `read` gives.',
      ' */',
      'export interface Stream<T, C = T[]> {',
      '  next(): Promise<IteratorResult<T, undefined>>;',
      '  /** 1 to `count` elements; none if more than `rejectLength` are offered: the stream is dropped. */',
      '  read(count: number | { count: number, rejectLength?: number }): Promise<',
      '    | { done: false, value: C }',
      '    | { done: true, value: undefined, rejectedLength?: number }',
      '  >;',
      '  /** Drops the stream. */',
      '  return(): Promise<IteratorResult<T, undefined>>;',
      '  /** The same as a standard stream. */',
      '  readonly readable: ReadableStream<T>;',
      '  [Symbol.asyncIterator](): this;',
      '  /** Drops the stream. */',
      '  [Symbol.dispose](): void;',
      '}',
    ],
  },
  Future: {
    globals: ['Promise', 'PromiseLike', 'Symbol', 'Disposable'],
    lines: [
      "/** A component's future, which is read when it is asked for. */",
      'export interface Future<T> extends PromiseLike<T> {',
      '  catch<R = never>(onError?: ((error: unknown) => R | PromiseLike<R>) | null): Promise<T | R>;',
      '  finally(onSettled?: (() => void) | null): Promise<T>;',
      '  /** Drops the future. */',
      '  [Symbol.dispose](): void;',
      '}',
    ],
  },
  Import: {
    lines: [
      '/** Itself, or a module whose default export it is. */',
      'export type Import<T> = T | { default: T };',
    ],
  },
  Host: {
    lines: [
      "/** A host's classes may have more than the component knows of, and its functions may rely on that. */",
      'export type Host<T> = {',
      "  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? { f(...args: A): R }['f'] : T[K];",
      '};',
    ],
  },
};

/** The text of a file. `build` gives its lines, and is called twice. */
export function buildFile(
  world: World, paths: Paths, owner: number | undefined, build: (file: DeclarationFile) => string[],
): string {
  const globals = new Set<string>();
  writeFile(world, paths, owner, build, globals, new Set());
  return writeFile(world, paths, owner, build, new Set(), globals);
}

function writeFile(
  world: World, paths: Paths, owner: number | undefined, build: (file: DeclarationFile) => string[],
  globals: Set<string>, reserved: ReadonlySet<string>,
): string {
  const taken = new Set(reserved);
  const locals = new Map(typesOf(world, owner).map((js) => [js, claim(taken, js)]));
  const helpers = new Map<Helper, string>();
  const here = owner === undefined ? paths.main : paths.interfaces[owner] ?? '';
  const specifier = (index: number | undefined): string =>
    quote(`${relative(here, index === undefined ? paths.main : paths.interfaces[index] ?? '')}.js`);
  const file: DeclarationFile = {
    owner,
    specifier,
    typeName: ({ interface: index, js }) => (
      index === owner ? locals.get(js) ?? js : `import(${specifier(index)}).${js}`),
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
  };
  const lines = build(file);
  for (const [helper, local] of helpers) {
    const declared = new RegExp(`^export (type|interface) ${helper}<`);
    lines.push('', ...HELPERS[helper].lines.map((line) => line.replace(declared, `export $1 ${local}<`)));
  }
  const head = reserved.has('Disposable') ? ['/// <reference lib="esnext.disposable" />'] : [];
  return `${[...head, ...lines].join('\n')}\n`;
}

/** Names of the types that are declared in a file. */
function typesOf(world: World, owner: number | undefined): string[] {
  if (owner !== undefined) return world.interfaces[owner]?.types.map(({ js }) => js) ?? [];
  return [...world.imports, ...world.exports].flatMap((item) => (item.kind === 'type' ? [item.type.js] : []));
}

/**
 * `./interfaces/a` from `main` to `interfaces/a`; `../main` back; `./b` from `interfaces/a` to
 * `interfaces/b`.
 */
function relative(from: string, to: string): string {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  if (to.startsWith(folder)) return `./${to.slice(folder.length)}`;
  return `${'../'.repeat(folder.split('/').length - 1)}${to}`;
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

/** `export * as 'name' from './file.js';`, or one thing of that file. */
export function exportFrom(specifier: string, name: string, what = '*'): string {
  const as = `${what} as ${exportName(name)}`;
  return `export ${what === '*' ? as : `{ ${as} }`} from ${specifier};`;
}

function exportName(name: string): string {
  return isIdentifierName(name) ? name : quote(name);
}
