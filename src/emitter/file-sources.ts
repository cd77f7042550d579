/**
 * How the code of each target comes by a core module that is a file beside it (ecosystem.md §2 has what engines and their
 * tools know).
 *
 *     universal  await compileFile(new URL('./adder.core.wasm', import.meta.url))
 *     browser    await WebAssembly.compileStreaming(fetch(new URL('./adder.core.wasm', import.meta.url)))
 *     node       new WebAssembly.Module(readFileSync(new URL('./adder.core.wasm', import.meta.url)))
 *     bun        new WebAssembly.Module(readFileSync(resolve(import.meta.dir, coreFile)))
 *     deno       import source module0 from './adder.core.wasm';
 *     workerd    import module0 from './adder.core.wasm';
 *
 * Deno needs no permission for what is imported, and loads it from other hosts; Bun's bundler takes along what is imported
 * as a file, which is a path, from the module if bundled. Reading at once spares a module the top-level await that `require`
 * refuses; V8 takes as long to compile then as it does with a promise.
 *
 * In a bundler a plugin places core modules (`placeCoreModule`), and says what expression gives the URL, or what import:
 *
 *     import coreUrl from 'wcm2js-core:adder.core.wasm';
 *     const module0 = await compileFile(new URL(coreUrl, import.meta.url));
 */
import { parseExpressionAt } from 'acorn';
import type { Expression, Identifier, ImportDeclaration } from 'estree';
import type { PhasedImport } from './builders.ts';
import { id } from './builders.ts';
import type { CoreFile } from './core-files.ts';
import type { Shared } from './output.ts';
import type { CoreModulePlace, PlaceCoreModule, Target } from './settings.ts';
import { expression } from './template.ts';

export interface FileSource {
  /** The module, compiled by the code; or `imported`, if the engine does it. */
  readonly compile: 'imported' | ((file: CoreFile, async: boolean) => Expression);
  /** The import of one that the engine compiles. */
  importOf(file: CoreFile, name: Identifier): ImportDeclaration;
  /** What else has to be imported; when all is emitted. */
  imports(): readonly ImportDeclaration[];
}

/** @param place a bundler's plugin says where core modules are; what workerd imports is for the bundler to leave alone */
export function makeFileSource(target: Target, shared: Shared, place?: PlaceCoreModule): FileSource {
  const imports: ImportDeclaration[] = [];
  const urls = new Map<CoreFile, Expression>();
  const urlOfFile = (file: CoreFile): Expression => {
    const known = urls.get(file);
    if (known !== undefined) return known;
    const url = place === undefined ? besideModule(file) : placed(place(file.fileName, file.bytes), shared, imports);
    urls.set(file, url);
    return url;
  };
  const compile = place === undefined || target === 'workerd' ? COMPILERS[target] : COMPILERS[PLACED[target]];
  return {
    compile: compile === 'imported' ? compile
      : (file, async) => compile({ file, url: () => urlOfFile(file), async, shared, imports }),
    importOf: (file, name) => (target === 'deno'
      ? importDefault(name, urlOf(file), { phase: 'source' })
      : importDefault(name, `./${file.fileName}`)),
    imports: () => imports,
  };
}

/** Whether the code of a module has its core modules without a promise. */
export const loadsAtOnce = (target: Target): boolean => target !== 'universal' && target !== 'browser';

/** By which target's way core modules are had that a plugin has placed: imports of the engine's own kind are not for bundlers. */
const PLACED: { readonly [K in Exclude<Target, 'workerd'>]: Target } = {
  universal: 'universal', browser: 'browser', node: 'node', bun: 'node', deno: 'universal',
};

interface Compiling {
  readonly file: CoreFile;
  /** Where it is, as a `URL`. */
  readonly url: () => Expression;
  readonly async: boolean;
  readonly shared: Shared;
  readonly imports: ImportDeclaration[];
}

const COMPILERS: { readonly [K in Target]: 'imported' | ((compiling: Compiling) => Expression) } = {
  universal({ url, async, shared }) {
    const name = async ? 'compileFile' : 'compileFileSync';
    shared.shims.add(name);
    return expression`${id(name)}(${url()})`;
  },
  browser({ url, async, shared }) {
    if (async) return expression`WebAssembly.compileStreaming(fetch(${url()}))`;
    shared.shims.add('needsCoreModule');
    return expression`${id('needsCoreModule')}(${url()})`;
  },
  node(compiling) {
    const readFileSync = builtin(compiling, 'node:fs', 'readFileSync');
    return compiled(compiling, expression`${readFileSync}(${compiling.url()})`);
  },
  bun(compiling) {
    const { file, imports, shared } = compiling;
    const readFileSync = builtin(compiling, 'node:fs', 'readFileSync');
    const resolve = builtin(compiling, 'node:path', 'resolve');
    const path = id(shared.names.topLevel('coreFile'));
    imports.push(importDefault(path, `./${file.fileName}`, { type: 'file' }));
    return compiled(compiling, expression`${readFileSync}(${resolve}(import.meta.dir, ${path}))`);
  },
  deno: 'imported',
  workerd: 'imported',
};

const compiled = ({ async }: Compiling, bytes: Expression): Expression =>
  (async ? expression`WebAssembly.compile(${bytes})` : expression`new WebAssembly.Module(${bytes})`);

const urlOf = ({ fileName }: CoreFile): string => `./${encodeURIComponent(fileName)}`;

/** Bundlers look for just this. */
const besideModule = (file: CoreFile): Expression => expression`new URL(${urlOf(file)}, import.meta.url)`;

/** Where a plugin has put a core module. */
function placed(place: CoreModulePlace, shared: Shared, imports: ImportDeclaration[]): Expression {
  if (place.kind === 'url') return parseExpressionAt(place.expression, 0, { ecmaVersion: 2022, sourceType: 'module' }) as Expression;
  const local = id(shared.names.topLevel('coreUrl'));
  imports.push(importDefault(local, place.specifier));
  return expression`new URL(${local}, import.meta.url)`;
}

/** A function of a module of the engine's, imported once. */
function builtin({ imports, shared }: Compiling, specifier: string, name: string): Identifier {
  const known = imports.find(({ source }) => source.value === specifier);
  if (known !== undefined) return known.specifiers[0]!.local;
  const local = id(shared.names.topLevel(name));
  const specifiers = [{ type: 'ImportSpecifier' as const, imported: id(name), local }];
  imports.push({
    type: 'ImportDeclaration', specifiers, source: { type: 'Literal', value: specifier }, attributes: [],
  });
  return local;
}

/** `import name from 'specifier';` */
function importDefault(
  local: Identifier, specifier: string, { phase, type }: { readonly phase?: 'source'; readonly type?: string } = {},
): PhasedImport {
  const attributes = type === undefined ? [] : [
    { type: 'ImportAttribute' as const, key: id('type'), value: { type: 'Literal' as const, value: type } },
  ];
  const specifiers = [{ type: 'ImportDefaultSpecifier' as const, local }];
  const source = { type: 'Literal' as const, value: specifier };
  return { type: 'ImportDeclaration', specifiers, source, attributes, ...(phase === undefined ? {} : { phase }) };
}
