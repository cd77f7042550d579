/**
 * The declarations of a module that exports `instantiate`: what it takes, and what an instance has.
 */
import type { Interface, NamedType, World, WorldItem } from '../../planner/world.ts';
import { indent, jsdoc } from './comments.ts';
import { propertyName } from './file.ts';
import type { DeclarationFile } from './file.ts';
import { quote } from '../quote.ts';
import { functionLines, functionType } from './functions.ts';
import { hostThing } from './interface.ts';
import { importedTypes } from './module.ts';
import { declareType } from './named-types.ts';
import { withoutVersion } from './paths.ts';

/** The lines of the module's file. */
export function instantiationLines(world: World, file: DeclarationFile, sync: boolean): string[] {
  const root = file.local('Root');
  const objects = importObjects(world, file);
  return [
    ...importedTypes(world, file),
    ...exportedTypes(world, file),
    ...objects.lines,
    '',
    '/** What an instance exports. */',
    `export interface ${root} {`,
    ...indent(world.exports.flatMap((item) => exportLines(item, file))),
    '}',
    '',
    ...instantiateLines(root, objects, file, sync),
  ];
}

// ---------------------------------------------------------------------------------------------- imports

/**
 * The import object's types: with full names and, where there are versions, without them; none if nothing is
 * needed.
 */
function importObjects(world: World, file: DeclarationFile): ImportObjects {
  const needed = world.imports.filter((item) => isNeeded(item, world.interfaces));
  if (needed.length === 0) return { lines: [], names: [], optional: true };
  const full = needed.map(({ name }) => name);
  const short = shortNames(full);
  const object = file.local('ImportObject');
  const names = [object];
  const types = needed.map((item) => importType(item, world, file));
  const lines = ['', '/** What the component imports. */', ...objectLines(object, types, full)];
  if (short.some((name, i) => name !== full[i])) {
    const unversioned = file.local('UnversionedImportObject');
    names.push(unversioned);
    lines.push('', '/** The same, by names without versions. */');
    lines.push(...objectLines(unversioned, types, short));
  }
  return { lines, names, optional: types.every(({ optional }) => optional) };
}

interface ImportObjects {
  readonly lines: readonly string[];
  readonly names: readonly string[];
  /** All can be left out. */
  readonly optional: boolean;
}

interface ImportType {
  readonly text: string;
  readonly optional: boolean;
}

function objectLines(object: string, types: readonly ImportType[], names: readonly string[]): string[] {
  const lines = types.map(({ text, optional }, i) => `${propertyName(names[i] ?? '')}${optional ? '?' : ''}: ${text};`);
  return [`export interface ${object} {`, ...indent(lines), '}'];
}

/** Interfaces of nothing but types have nothing to give. */
function isNeeded(item: WorldItem, interfaces: readonly Interface[]): boolean {
  if (item.kind === 'type') return item.type.definition.kind === 'resource';
  const used = item.kind === 'interface' ? interfaces[item.interface] : undefined;
  return used === undefined || used.funcs.length > 0 || used.nested.length > 0
    || used.types.some(({ definition }) => definition.kind === 'resource');
}

/** Names without their versions, where that leaves them distinct. */
function shortNames(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(withoutVersion(name), (counts.get(withoutVersion(name)) ?? 0) + 1);
  return names.map((name) => (counts.get(withoutVersion(name)) === 1 ? withoutVersion(name) : name));
}

function importType(item: WorldItem, world: World, file: DeclarationFile): ImportType {
  const optional = world.optional.some(({ name }) => name === item.name);
  switch (item.kind) {
    case 'interface': return interfaceType(item, world, file);
    case 'func': return { text: `${file.helper('Import')}<${functionType(item.func, file, 'host')}>`, optional };
    case 'type': return { text: `${file.helper('Import')}<${classType(item.type, file)}>`, optional };
    default: return { text: `${file.helper('Import')}<${hostThing(item.kind)}>`, optional };
  }
}

/** An interface of which nothing, something or all can be left out. */
function interfaceType(
  item: Extract<WorldItem, { kind: 'interface' }>, world: World, file: DeclarationFile,
): ImportType {
  const text = `${file.helper('Host')}<${file.interfaceType(item.interface)}>`;
  const { funcs = [], types = [], nested = [] } = world.interfaces[item.interface] ?? {};
  const classes = types.filter(({ definition }) => definition.kind === 'resource');
  const members = [...funcs, ...classes.map(({ name, keys }) => ({ name, js: keys }))];
  const left = members.filter(({ name }) => world.optional.some((each) => each.name === `${item.name}#${name}`));
  if (left.length === 0) return { text, optional: false };
  if (left.length === members.length && nested.length === 0) return { text: `${file.global('Partial')}<${text}>`, optional: true };
  const keys = left.flatMap(({ js }) => js).map(quote);
  return { text: `${file.helper('Optional')}<${text}, ${keys.join(' | ')}>`, optional: false };
}

// ---------------------------------------------------------------------------------------------- exports

function exportLines(item: WorldItem, file: DeclarationFile): string[] {
  if (item.kind === 'func') {
    return item.js.flatMap((name) => functionLines(propertyName(name), item.func, file, 'component'));
  }
  const type = exportType(item, file);
  return type === undefined ? [] : item.js.map((name) => `${propertyName(name)}: ${type};`);
}

function exportType(item: Exclude<WorldItem, { kind: 'func' }>, file: DeclarationFile): string | undefined {
  switch (item.kind) {
    case 'interface': return file.interfaceType(item.interface);
    case 'type': return item.type.keys.length === 0 ? undefined : classType(item.type, file);
    case 'component': return file.componentType(item.name) ?? hostThing(item.kind);
    case 'module': return hostThing(item.kind);
  }
}

function exportedTypes({ exports }: World, file: DeclarationFile): string[] {
  return exports.flatMap((item) => (
    item.kind === 'type' ? ['', ...declareType(item.type, { file, side: 'component', values: false })] : []));
}

/** A class of the world, as a value. */
function classType({ name, js }: NamedType, file: DeclarationFile): string {
  return `typeof ${file.typeName({ interface: undefined, name, js })}`;
}

// ---------------------------------------------------------------------------------------------- instantiate

function instantiateLines(
  root: string, { names, optional }: ImportObjects, file: DeclarationFile, sync: boolean,
): string[] {
  const promise = (type: string): string => `${file.global('Promise')}<${type}>`;
  const orPromise = (type: string): string => (sync ? type : `${type} | ${promise(type)}`);
  const getCoreModule = `(fileName: string) => ${orPromise('WebAssembly.Module')}`;
  const imports = names.join(' | ');
  const result = sync ? root : promise(root);
  return [
    ...jsdoc([
      'Makes an instance of the component. Instances share nothing.',
      '',
      '@param getCoreModule gives the core module of that name; else they are loaded from beside this module',
      '@param instantiateCore is called instead of instantiating core modules by `WebAssembly`',
    ].join('\n')),
    'export function instantiate(',
    ...indent([
      ...(optional
        ? [`getCoreModule?: ${getCoreModule},`, `imports?: ${imports === '' ? 'object' : imports},`]
        : [`getCoreModule: (${getCoreModule}) | undefined,`, `imports: ${imports},`]),
      'instantiateCore?: (',
      '  module: WebAssembly.Module,',
      '  imports: WebAssembly.Imports,',
      `) => ${orPromise('WebAssembly.Instance')},`,
    ]),
    `): ${result};`,
    ...(imports === '' ? [] : [`export function instantiate(imports: ${imports}): ${result};`]),
  ];
}
