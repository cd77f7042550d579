// The rules of ARCHITECTURE.md that can be read off the sources: imports go one way, files and functions stay
// small, nothing is typed away or left for later.

import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { functionsOf, importsOf, lineAt, linesOfTypeWord, sourceFilesIn } from './support/source-file.ts';
import type { Import, SourceFile } from './support/source-file.ts';

const sources = sourceFilesIn('src');
const tools = ['scripts', 'fuzz', 'test', 'golden', 'bench', 'examples'].flatMap(sourceFilesIn);

/** What a room may import: another room's values, its types only, or a package; itself always. */
type Allowed = Readonly<Record<string, 'values' | 'types'>>;

const PUBLIC: Allowed = {
  transpile: 'values', 'component-types': 'values', options: 'values', errors: 'values', index: 'values', suggest: 'values',
};
const NODE: Allowed = { 'node:': 'values' };

/** Folders and top-level files of src. What isn't listed here isn't allowed. */
const ROOMS: Readonly<Record<string, Allowed>> = {
  errors: {},
  suggest: {},
  options: { errors: 'values', suggest: 'values' },
  minify: { errors: 'values', options: 'types' },
  decoder: { errors: 'values', suggest: 'values' },
  planner: { errors: 'values', suggest: 'values', decoder: 'types' },
  emitter: {
    errors: 'values',
    planner: 'types',
    'runtime-shim': 'types',
    acorn: 'values',
    astring: 'values',
    estree: 'types',
  },
  'runtime-shim': {},
  'plan-component': { errors: 'values', options: 'types', decoder: 'values', planner: 'values' },
  transpile: {
    errors: 'values', options: 'values', minify: 'values', decoder: 'values', planner: 'values', emitter: 'values',
    'plan-component': 'values',
  },
  'component-types': {
    errors: 'values', options: 'values', decoder: 'values', planner: 'values', emitter: 'values', 'plan-component': 'values',
  },
  index: { errors: 'values', options: 'values', transpile: 'values', 'component-types': 'values', emitter: 'values' },
  cli: { ...PUBLIC, ...NODE, '@bytecodealliance/preview2-shim': 'values' },
  plugin: { ...PUBLIC, ...NODE, emitter: 'values', unplugin: 'values' },
};

describe('imports go one way', () => {
  test('every file is in a room that has rules', () => {
    expect(sources.map(roomOf).filter((room) => !(room in ROOMS))).toEqual([]);
  });

  test.each(Object.keys(ROOMS))('%s imports only what it may', (room) => {
    const wrong = sources.filter((file) => roomOf(file) === room).flatMap((file) =>
      importsOf(file).filter((each) => !isAllowed(file, each)).map((each) => {
        return `${file.path}:${each.line} imports ${each.isType ? 'types of' : 'from'} '${each.specifier}'`;
      }));
    expect(wrong).toEqual([]);
  });

  test('relative imports are of files that exist, by their .ts name', () => {
    const generated = ['shim-table', 'shim-sources'].map((name) => `src/emitter/${name}.generated.ts`);
    const paths = new Set([...sources.map(({ path }) => path), ...generated]);
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter(({ specifier }) => specifier.startsWith('.') && !paths.has(resolve(file, specifier)))
        .map(({ specifier, line }) => `${file.path}:${line} '${specifier}'`));
    expect(wrong).toEqual([]);
  });
});

/** `src/decoder/reader.ts` → decoder; `src/errors.ts` → errors. */
function roomOf({ path }: { readonly path: string }): string {
  return /^src\/([^/]+?)(?:\.ts)?(?:\/|$)/.exec(path)?.[1] ?? path;
}

function isAllowed(file: SourceFile, { specifier, isType }: Import): boolean {
  const isRelative = specifier.startsWith('.');
  const target = isRelative ? roomOf({ path: resolve(file, specifier) }) : packageOf(specifier);
  if (isRelative && target === roomOf(file)) return true;
  const allowed = ROOMS[roomOf(file)]?.[target];
  return allowed === 'values' || (allowed === 'types' && isType);
}

function resolve({ path }: SourceFile, specifier: string): string {
  return posix.join(posix.dirname(path), specifier);
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

describe('files and functions stay small', () => {
  test('no file has more than 600 lines', () => {
    const large = [...sources, ...tools].filter(({ lines }) => lines > 600);
    expect(large.map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
  });

  test('95 % of the files have less than 400 lines, and half have at most 120', () => {
    const large = sources.filter(({ lines }) => lines >= 400).map(({ path }) => path);
    expect(large.length, large.join('\n')).toBeLessThanOrEqual(sources.length * 0.05);
    const lines = sources.map((file) => file.lines).sort((a, b) => a - b);
    expect(lines[Math.floor((lines.length - 1) / 2)]).toBeLessThanOrEqual(120);
  });

  const functions = sources.flatMap((file) =>
    functionsOf(file).map(({ line, lines }) => ({ lines, text: `${file.path}:${line} ${lines} lines` })));

  test('no function has more than 100 lines', () => {
    expect(functions.filter(({ lines }) => lines > 100).map(({ text }) => text)).toEqual([]);
  });

  test('95 % of the functions have less than 45 lines', () => {
    const large = functions.filter(({ lines }) => lines >= 45).map(({ text }) => text);
    expect(large.length, large.join('\n')).toBeLessThanOrEqual(functions.length * 0.05);
  });
});

describe('nothing is typed away, hidden or left for later', () => {
  // Spelled in halves: this file is searched too.
  const words = ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'];
  const leftForLater = new RegExp(`\\b(?:${words.join('|')})\\b`, 'g');

  test('no type is any', () => {
    const places = [...sources, ...tools].flatMap((file) =>
      linesOfTypeWord(file, 'any').map((line) => `${file.path}:${line}`));
    expect(places).toEqual([]);
  });

  test('nothing is marked as left for later, and no type error as expected', () => {
    const places = [...sources, ...tools].flatMap((file) =>
      [leftForLater, /@ts-(?:ignore|expect-error|nocheck)/g].flatMap((pattern) => placesOf(file, pattern)));
    expect(places).toEqual([]);
  });

  test('every source file opens with a comment that says what it is for', () => {
    const silent = sources.filter(({ text }) => !/^(?:#!.*\n+)?\/[/*]/.test(text)).map(({ path }) => path);
    expect(silent).toEqual([]);
  });

  test('the compiler keeps no state at module level', () => {
    const places = sources
      .filter((file) => roomOf(file) !== 'runtime-shim')
      .flatMap((file) => placesOf(file, /^(?:export )?(?:let|var) .*/gm));
    expect(places).toEqual([]);
  });
});

function placesOf({ path, text }: SourceFile, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => `${path}:${lineAt(text, match.index)} ${match[0]}`);
}
