// The runtime shim, cut into declarations: the emitter puts into an output those that it needs, nothing else.
//
// The shim is ordinary TypeScript. Each file loses its types (shim-source.ts), Rollup makes one flat module
// of all, and that is cut at its top-level declarations.

import { basename } from 'node:path';
import type { AnyNode } from 'acorn';
import { rollup, type Plugin } from 'rollup';
import { declaredBy, freeNames } from './free-names.ts';
import { parseModule } from './parse-module.ts';
import type { ShimSources } from '../../src/emitter/source-map/shim-marks.ts';
import { readShimSource, type ShimSource } from './shim-source.ts';
import { positionsOf } from './shim-positions.ts';
import { withLinesOf, type TracedText } from './traced-text.ts';
import { featuresIn, variantsOf, type Variants } from './variants.ts';

/** A declaration as it goes into an output, and the other declarations that it names. */
export type ShimCode = {
  readonly code: string;
  readonly needs: readonly string[];
};

export type ShimDeclaration = {
  /** By those of its features that an output has, with spaces between them. */
  readonly variants: Readonly<Record<string, ShimCode>>;
  readonly features: readonly string[];
  /** It is of a file that `index.ts` reaches by `concurrent.ts` only. */
  readonly concurrent?: true;
};

/** By name, in an order in which they can be put into one module. */
export type ShimTable = Readonly<Record<string, ShimDeclaration>>;

/** The table of `buildShim` alone. */
export async function buildShimTable(indexFile: string): Promise<ShimTable> {
  return (await buildShim(indexFile)).table;
}

/**
 * Cuts the shim whose `index.ts` this is, and says where each declaration comes from. Throws with file, line and name on anything at a top level that a
 * bundler couldn't drop, on a name declared in two files, on imports from outside and on `process.env`.
 */
export async function buildShim(
  indexFile: string,
): Promise<{ readonly table: ShimTable; readonly sources: ShimSources }> {
  const sources = new Map<string, ShimSource>();
  const base = new Set<string>();
  const bundle = await rollup({
    input: indexFile,
    treeshake: false,
    plugins: [shimSources(sources, base)],
    onLog(level, log) {
      if (level === 'warn' && log.code !== 'CIRCULAR_DEPENDENCY') throw new Error(log.message);
    },
  });
  checkNamesAreUnique(sources);
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  const concurrent = [...sources].flatMap(([file, { lines }]) => (base.has(file) ? [] : [...lines.keys()]));
  const cut = cutDeclarations(output[0].code);
  const variants = new Map([...cut].map(([name, code]) => [name, variantsOf(tracedIn(sources, name, code))]));
  return { table: tableOf(variants, cut, new Set(concurrent)), sources: positionsOf(sources, variants) };
}

/** A declaration as Rollup has left it: that of its file, but for names in it. */
function tracedIn(sources: ReadonlyMap<string, ShimSource>, name: string, code: string): TracedText {
  const traced = [...sources.values()].flatMap(({ declarations }) => declarations.get(name) ?? [])[0];
  if (traced === undefined) throw new Error(`no file declares ${name}`);
  return traced.code === code ? traced : withLinesOf(traced, code);
}

/** The table as a TypeScript module. */
export function renderShimTable(table: ShimTable): string {
  return `// Written by scripts/build.ts from src/runtime-shim. Not to be edited, not in git.

type ShimDeclaration = {
  readonly variants: Readonly<Record<string, { readonly code: string; readonly needs: readonly string[] }>>;
  readonly features: readonly string[];
  readonly concurrent?: true;
};

export const shimTable: Readonly<Record<string, ShimDeclaration>> = {
${Object.entries(table).map(([name, declaration]) => `  ${name}: ${JSON.stringify(declaration)},\n`).join('')}};
`;
}

/** @param base gets the names of the files that are reached without `concurrent.ts` */
function shimSources(sources: Map<string, ShimSource>, base: Set<string>): Plugin {
  return {
    name: 'shim-sources',
    buildEnd() {
      const open = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry);
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        const file = basename(id);
        if (base.has(file) || file === 'concurrent.ts') continue;
        base.add(file);
        open.push(...this.getModuleInfo(id)?.importedIds ?? []);
      }
    },
    transform(typeScript, id) {
      const source = readShimSource(typeScript, basename(id));
      sources.set(basename(id), source);
      return { code: source.code, map: null };
    },
  };
}

/** Rollup would rename one of two; a declaration is asked for by the name that its author gave it. */
function checkNamesAreUnique(sources: ReadonlyMap<string, ShimSource>): void {
  const fileOf = new Map<string, string>();
  for (const file of [...sources.keys()].sort()) {
    for (const [name, line] of sources.get(file)?.lines ?? []) {
      const other = fileOf.get(name);
      if (other) throw new Error(`${file}:${line} ${name}: ${other} declares this name too`);
      fileOf.set(name, file);
    }
  }
}

function cutDeclarations(bundle: string): ReadonlyMap<string, string> {
  const { program } = parseModule(bundle, 2022);
  const cut = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type === 'ExportNamedDeclaration' && !statement.declaration) {
      for (const { local, exported } of statement.specifiers) checkExport(local, exported);
      continue;
    }
    const [name] = declaredBy(statement);
    if (name === undefined) throw new Error(`the bundled shim has a ${statement.type} at its top level`);
    // The features themselves are decided, and in no output.
    if (name !== 'has') cut.set(name, bundle.slice(statement.start, statement.end));
  }
  return cut;
}

function tableOf(
  all: ReadonlyMap<string, Variants>, cut: ReadonlyMap<string, string>, concurrent: ReadonlySet<string>,
): ShimTable {
  return Object.fromEntries([...cut].map(([name, text]): [string, ShimDeclaration] => {
    const variants = Object.fromEntries([...all.get(name)!].map(([key, { code }]) => [key, withNeedsOf(code, cut)]));
    const declaration = { variants, features: featuresIn(text) };
    return [name, concurrent.has(name) ? { ...declaration, concurrent: true } : declaration];
  }));
}

function withNeedsOf(code: string, declared: ReadonlyMap<string, unknown>): ShimCode {
  const [statement] = parseModule(code, 2022).program.body;
  return { code, needs: [...freeNames(statement!)].filter((each) => declared.has(each)) };
}

/** The emitter prints what it uses under the name that it asked for: an export keeps its own name. */
function checkExport(local: AnyNode, exported: AnyNode): void {
  const [inside, outside] = [local, exported].map((each) => (each.type === 'Identifier' ? each.name : '…'));
  if (inside !== outside) throw new Error(`the shim exports ${inside} under another name, ${outside}`);
}
