// A TypeScript source file as the architecture test sees it: imports, functions and types, with their lines.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnyNode, Program } from 'acorn';
import { children, parseModule } from '../../scripts/lib/parse-module.ts';
import { blankTypes } from '../../scripts/lib/strip-types.ts';

/** The folder that holds `package.json`. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** `specifier` as written; `isType` when nothing of it is left at run time. */
export type Import = { readonly specifier: string; readonly isType: boolean; readonly line: number };

/** A function with a body in braces; `lines` from its head to its closing brace. */
export type FunctionSize = { readonly line: number; readonly lines: number };

export type SourceFile = {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The text with its types blanked out: everything that is left stands where it stood. */
  readonly blanked: string;
  readonly program: Program;
  readonly lines: number;
};

/** The TypeScript files under a folder, in the order of their paths, but declarations and generated ones. */
export function sourceFilesIn(folder: string): SourceFile[] {
  return globSync(`${folder}/**/*.ts`, { cwd: projectRoot, exclude: ['**/node_modules'] })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/\.(?:d|generated)\.ts$/.test(path))
    .sort()
    .map(readSourceFile);
}

function readSourceFile(path: string): SourceFile {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  const blanked = blankTypes(text, path);
  const { program } = parseModule(blanked, 'latest');
  return { path, text, blanked, program, lines: text.trimEnd().split('\n').length };
}

/** Everything that a file imports or re-exports, `import('…')` in code and in types included. */
export function importsOf(file: SourceFile): Import[] {
  const imports: Import[] = [];
  const add = (specifier: string, start: number, isType: boolean): void => {
    imports.push({ specifier, isType, line: lineAt(file.text, start) });
  };
  forEachNode(file.program, (node) => {
    const source = 'source' in node ? node.source : undefined;
    if (source?.type === 'Literal') add(String(source.value), node.start, false);
  });
  const typeImport = /^(?:import|export) type [^;]*? from '([^']*)'|\bimport\('([^']*)'\)/gm;
  for (const match of file.text.matchAll(typeImport)) {
    if (file.blanked[match.index] === ' ') add(match[1] ?? match[2] ?? '', match.index, true);
  }
  return imports;
}

/** Every function with a body in braces: declarations, methods, function expressions, arrows. */
export function functionsOf(file: SourceFile): FunctionSize[] {
  const functions: FunctionSize[] = [];
  forEachNode(file.program, (node) => {
    if ('body' in node && 'params' in node && node.loc && !Array.isArray(node.body) && isBlock(node.body)) {
      functions.push({ line: node.loc.start.line, lines: node.loc.end.line - node.loc.start.line + 1 });
    }
  });
  return functions;
}

function isBlock(node: AnyNode): boolean {
  return node.type === 'BlockStatement';
}

/** The lines on which a word is written in a type, outside comments and strings. */
export function linesOfTypeWord(file: SourceFile, word: string): number[] {
  const { text, blanked } = file;
  const typesOnly = text.replace(/[^\n]/g, (each, at: number) => (each === blanked[at] ? ' ' : each));
  const bare = typesOnly.replace(/'[^'\n]*'|"[^"\n]*"|\/\/.*|\/\*[^]*?\*\//g, (found) => {
    return found.replace(/[^\n]/g, ' ');
  });
  return [...bare.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map(({ index }) => lineAt(bare, index));
}

/** The line, from 1, of an offset. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function forEachNode(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node);
  for (const child of children(node)) forEachNode(child, visit);
}
