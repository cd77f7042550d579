/**
 * Where declarations stand, and so how they refer to each other: in files of their own, as modules, or all in one file, as
 * namespaces.
 */
import { isIdentifierName } from '../builders.ts';
import { quote } from '../quote.ts';

/** A file is known by its path. */
export interface Layout {
  /** A type that a file exports. */
  typeOf(from: string, to: string, js: string): string;
  /** The type of an object with all that a file exports. */
  objectOf(from: string, to: string, hasValues: () => boolean): string;
  /** Exports such an object. */
  exportAll(from: string, to: string, name: string): string;
  /** Exports a value that a file exports, under other names. */
  exportValue(from: string, to: string, value: string, names: readonly string[], scope: Scope): string[];
}

interface Scope {
  /** A new identifier. */
  local(id: string): string;
}

/**
 *     export * as add from './interfaces/docs-adder-add.js';
 */
export const asModules: Layout = {
  typeOf: (from, to, js) => `import(${specifier(from, to)}).${js}`,
  objectOf: (from, to) => `typeof import(${specifier(from, to)})`,
  exportAll: (from, to, name) => `export * as ${exportName(name)} from ${specifier(from, to)};`,
  exportValue: (from, to, value, names) =>
    names.map((name) => `export { ${value} as ${exportName(name)} } from ${specifier(from, to)};`),
};

/**
 *     export { docs_adder_add as add };
 *
 * @param namespaces the namespace of each file
 * @param topLevel the name of a type of a file that has none, since it stands around the others
 */
export function asNamespaces(namespaces: ReadonlyMap<string, string>, topLevel: (js: string) => string): Layout {
  const of = (path: string): string => namespaces.get(path) ?? '';
  return {
    typeOf: (_, to, js) => (namespaces.has(to) ? `${of(to)}.${js}` : topLevel(js)),
    // A namespace of nothing but types is no value.
    objectOf: (_, to, hasValues) => (hasValues() ? `typeof ${of(to)}` : '{}'),
    exportAll: (_, to, name) => `export { ${of(to)} as ${exportName(name)} };`,
    exportValue(_, to, value, names, scope) {
      const local = scope.local(value);
      return [
        `declare const ${local}: typeof ${of(to)}.${value};`,
        ...names.map((name) => `export { ${local} as ${exportName(name)} };`),
      ];
    },
  };
}

/** A name in an export, as an identifier or a string. */
export function exportName(name: string): string {
  return isIdentifierName(name) ? name : quote(name);
}

const specifier = (from: string, to: string): string => quote(`${relative(from, to)}.js`);

/**
 * `./interfaces/a` from `main` to `interfaces/a`; `../main` back; `./b` from `interfaces/a` to
 * `interfaces/b`.
 */
function relative(from: string, to: string): string {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  if (to.startsWith(folder)) return `./${to.slice(folder.length)}`;
  return `${'../'.repeat(folder.split('/').length - 1)}${to}`;
}
