/**
 * The JavaScript names of what a component or an instance exports, of the members of its classes, and of the
 * classes themselves (js-mapping.md, “Names”). None is ever overwritten by another.
 */
import {
  assignKeys, claim, isIdentifierName, lowerCamelCase, parseExternName, safeIdentifier, upperCamelCase,
} from './names.ts';
import type { InterfaceName } from './names.ts';

/** What an export is, as far as its names depend on it: `class` is a resource, `type` any other type. */
export type NamedKind = 'func' | 'instance' | 'class' | 'type' | 'module' | 'component';

export interface NamedExport {
  /** The extern name. */
  readonly name: string;
  readonly kind: NamedKind;
}

export interface ExportNaming {
  /** Each extern name's names in JavaScript, the preferred one first; at least one each. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly warnings: readonly string[];
}

/**
 * Names for the root's exports: plain names in camel case, with the WIT name beside it where that is no
 * identifier; interfaces under their full name and, where it is free, the last part of it in camel case.
 * @param exports all but constructors, methods and statics, which go by their class
 * @param namespaced false leaves out the full names of interfaces wherever another name is left
 */
export function nameRootExports(exports: readonly NamedExport[], namespaced: boolean): ExportNaming {
  const warnings: string[] = [];
  const names = nameExports(exports, namespaced);
  for (const { name, kind } of exports) {
    const js = names.get(name) ?? [];
    if ((kind === 'func' || kind === 'component') && js.includes('then')) {
      names.set(name, js.map((each) => (each === 'then' ? 'then_' : each)));
      warnings.push('the export "then" is called "then_" in JavaScript: await would call a function "then"');
    }
    if (!namespaced && js.length > 0 && js[0] === name && parseExternName(name).kind === 'interface') {
      warnings.push(`the export "${name}" keeps its full name: its short one is another export's`);
    }
  }
  return { names, warnings };
}

/**
 * Names for what an instance exports, or a host's import of one is expected to have: one each, unless nested
 * instances have full names.
 */
export function nameInstanceExports(exports: readonly NamedExport[]): ReadonlyMap<string, readonly string[]> {
  const names = nameExports(exports, true);
  for (const [name, js] of names) {
    if (parseExternName(name).kind !== 'interface') names.set(name, js.slice(0, 1));
  }
  return names;
}

function nameExports(exports: readonly NamedExport[], namespaced: boolean): Map<string, readonly string[]> {
  const plain: NamedExport[] = [];
  const interfaces: InterfaceExport[] = [];
  for (const each of exports) {
    const parsed = parseExternName(each.name);
    if (parsed.kind === 'interface') interfaces.push({ name: each.name, parsed });
    else plain.push(each);
  }
  const names = namePlain(plain);
  const taken = new Set([...names.values()].flat());
  for (const { name, parsed } of interfaces) {
    const short = lowerCamelCase(parsed.name);
    const free = !taken.has(short);
    taken.add(short);
    names.set(name, [...(namespaced || !free ? [name] : []), ...(free ? [short] : [])]);
  }
  // In the order of the exports again.
  return new Map(exports.map(({ name }) => [name, names.get(name) ?? [name]]));
}

interface InterfaceExport {
  readonly name: string;
  readonly parsed: InterfaceName;
}

/**
 * Plain names: types and classes in UpperCamelCase, all others in lowerCamelCase with the WIT name beside it.
 */
function namePlain(exports: readonly NamedExport[]): Map<string, readonly string[]> {
  const kinds = new Map(exports.map(({ name, kind }) => [name, kind]));
  const upper = (name: string): boolean => kinds.get(name) === 'class' || kinds.get(name) === 'type';
  const wits = exports.map(({ name }) => name);
  const keys = assignKeys(wits, (name) => (upper(name) ? upperCamelCase(name) : lowerCamelCase(name)));
  return new Map(wits.map((name, i) => {
    const key = keys[i] as string;
    return [name, upper(name) || key === name || isIdentifierName(name) ? [key] : [key, name]];
  }));
}

/**
 * The names of a class's methods, or of its statics. A class can't define a static named `prototype`, so that
 * one is `prototype_`.
 * @param names the members' own WIT names, without resource and annotation
 */
export function nameMembers(kind: 'method' | 'static', names: readonly string[]): string[] {
  return assignKeys(names).map((key) => (kind === 'static' && key === 'prototype' ? 'prototype_' : key));
}

/**
 * Distinct identifiers for classes, in UpperCamelCase, that hide no global of JavaScript's: a second
 * `connection` of `ns:pkg/cache` is `CacheConnection`, the `error` of `wasi:io/error` is `IoError`.
 * @param resources the WIT name of each, and the extern name of the interface that it is of, if any
 */
export function nameClasses(
  resources: readonly { readonly name: string; readonly owner: string | undefined }[],
): string[] {
  const taken = new Set(GLOBALS);
  return resources.map(({ name, owner }) => {
    const base = upperCamelCase(name);
    const choices = [base, ...qualifiers(owner).map((word) => upperCamelCase(word) + base)];
    const free = choices.find((choice) => !taken.has(choice) && choice !== base + base);
    return claim(taken, safeIdentifier(free ?? base));
  });
}

/** What can stand before a name to say whose it is. */
function qualifiers(owner: string | undefined): string[] {
  if (owner === undefined) return [];
  const parsed = parseExternName(owner);
  return parsed.kind === 'interface' ? [parsed.name, parsed.package] : [owner];
}

/** Globals, and names of the run-time shim, that are written like classes and that generated code may use. */
export const GLOBALS: ReadonlySet<string> = new Set([
  'AbortController', 'AbortSignal', 'AggregateError', 'Array', 'ArrayBuffer', 'ArrayLike', 'AsyncIterable',
  'AsyncIterator', 'Atomics', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Blob', 'Boolean',
  'ComponentError', 'DataView', 'Date', 'Disposable', 'Error', 'EvalError', 'FinalizationRegistry',
  'Float16Array', 'Float32Array', 'Float64Array', 'Function', 'Infinity', 'Int16Array', 'Int32Array',
  'Int8Array', 'Intl', 'Iterable', 'Iterator', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Partial',
  'Promise', 'PromiseLike', 'Proxy', 'RangeError', 'ReadableStream', 'Readonly', 'Record', 'ReferenceError',
  'Reflect', 'RegExp', 'Response', 'Set', 'SharedArrayBuffer', 'String', 'SuppressedError', 'Symbol',
  'SyntaxError', 'TextDecoder', 'TextEncoder', 'TypeError', 'URIError', 'URL', 'Uint16Array', 'Uint32Array',
  'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakRef', 'WeakSet', 'WebAssembly', 'WritableStream',
]);
