/**
 * Imports and exports, with names in quotes where they are no identifiers (astring issue 713).
 */
import type * as ESTree from 'estree';
import type { PhasedImport } from '../builders.ts';
import { quote } from '../quote.ts';
import { NAMES, writeList } from './lists.ts';
import type { Generators, State } from './state.ts';
import { visit } from './state.ts';

/** A name of an import or export: an identifier, or a string in quotes. */
const moduleName = (name: ESTree.Identifier | ESTree.Literal): string =>
  name.type === 'Identifier' ? name.name : quote(String(name.value));

const renamed = (from: string, to: string): string => (from === to ? from : `${from} as ${to}`);

function writeSource(
  { source }: { readonly source?: ESTree.Literal | null | undefined }, state: State,
): void {
  if (source != null) {
    state.write(' from ');
    visit(source, state);
  }
  state.write(';');
}

function writeImport(node: PhasedImport, state: State): void {
  const parts = node.specifiers.filter(({ type }) => type !== 'ImportSpecifier').map((specifier) =>
    specifier.type === 'ImportNamespaceSpecifier' ? `* as ${specifier.local.name}` : specifier.local.name);
  const named = node.specifiers.filter(({ type }) => type === 'ImportSpecifier');
  state.write(`import ${node.phase === undefined ? '' : `${node.phase} `}${parts.join(', ')}${parts.length > 0 && named.length > 0 ? ', ' : ''}`);
  if (named.length > 0) writeList(named, state, NAMES, ` from ${quote(String(node.source.value))};`.length);
  if (node.specifiers.length > 0) state.write(' from ');
  visit(node.source, state);
  writeAttributes(node.attributes, state);
  state.write(';');
}

/** ` with { type: 'file' }` */
function writeAttributes(attributes: readonly ESTree.ImportAttribute[] | undefined, state: State): void {
  if (attributes === undefined || attributes.length === 0) return;
  const texts = attributes.map(({ key, value }) => `${moduleName(key)}: ${quote(String(value.value))}`);
  state.write(` with { ${texts.join(', ')} }`);
}

export const MODULE_GENERATORS: Generators = {
  ImportDeclaration: writeImport,
  ImportSpecifier: (node: ESTree.ImportSpecifier, state: State) =>
    state.write(renamed(moduleName(node.imported), node.local.name), node),
  ExportSpecifier: (node: ESTree.ExportSpecifier, state: State) =>
    state.write(renamed(moduleName(node.local), moduleName(node.exported)), node),
  ExportNamedDeclaration(node: ESTree.ExportNamedDeclaration, state: State) {
    state.write('export ');
    if (node.declaration != null) return visit(node.declaration, state);
    writeList(node.specifiers, state, NAMES);
    writeSource(node, state);
  },
  ExportAllDeclaration(node: ESTree.ExportAllDeclaration, state: State) {
    state.write(node.exported === null ? 'export *' : `export * as ${moduleName(node.exported)}`);
    writeSource(node, state);
  },
};
