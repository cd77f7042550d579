/**
 * How the output comes by its core modules: files beside it (file-sources.ts), base64 in its own text, or what
 * `getCoreModule` gives.
 *
 *     const module0 = await compileFile(new URL('./adder.core.wasm', import.meta.url));
 *
 * Where a component can be instantiated more than once, its modules are compiled once, in declarations at the top of
 * the output:
 *
 *     const coreModules = {
 *       'adder.core.wasm': compileOnce(() => compileFile(new URL('./adder.core.wasm', import.meta.url))),
 *     };
 */
import type { Expression, Identifier, ImportDeclaration, Statement } from 'estree';
import { declare, id, object } from './builders.ts';
import type { CoreFile } from './core-files.ts';
import { makeFileSource } from './file-sources.ts';
import type { Shared } from './output.ts';
import type { PlaceCoreModule, Target } from './settings.ts';
import type { ShimName } from './shim.ts';
import { expression } from './template.ts';

export interface Loader {
  /** True if the module is imported as it is, and under this name. */
  importAs(file: CoreFile, name: Identifier): boolean;
  /** A core module, or in asynchronous code the promise of one. */
  load(file: CoreFile): Expression;
  /** The same in a function that is given `getCoreModule`; what is part of the output isn't asked for. */
  loadGiven(file: CoreFile, getCoreModule: Identifier): Expression;
  /** The `getCoreModule` of those who give none; undefined if it would never be called. */
  defaultGetCoreModule(): Expression | undefined;
  /** The declarations at the top of the output that all of this needs; when all is emitted. */
  declarations(): Statement[];
  /** … and the imports above them, after that. */
  imports(): ImportDeclaration[];
}

interface LoaderSettings {
  readonly target: Target;
  /** The code that loads can wait for promises. */
  readonly async: boolean;
  /** A bundler's plugin places core modules. */
  readonly place?: PlaceCoreModule | undefined;
}

export function makeLoader(
  files: readonly CoreFile[], shared: Shared, { target, async, place }: LoaderSettings,
): Loader {
  const apart = files.filter((file) => file.shared && !file.inline);
  const source = makeFileSource(target, shared, place);
  const { compile: compileFile } = source;
  const inlined = new Map<CoreFile, Identifier>();
  const imported = new Map<CoreFile, Identifier>();
  let table: Identifier | undefined;
  const shim = (name: ShimName): Identifier => {
    shared.shims.add(name);
    return id(name);
  };
  const tableName = (): Identifier => (table ??= id(shared.names.topLevel('coreModules')));
  const nameOf = (names: Map<CoreFile, Identifier>, file: CoreFile): Identifier => {
    const name = names.get(file) ?? id(shared.names.topLevel('coreModule'));
    names.set(file, name);
    return name;
  };
  const isImported = (file: CoreFile): boolean => !file.inline && compileFile === 'imported';
  const compile = (file: CoreFile): Expression => {
    if (file.inline) return compileInline(file, async, shim);
    return compileFile === 'imported' ? nameOf(imported, file) : compileFile(file, async);
  };
  const once = (file: CoreFile): Expression => (isImported(file)
    ? compile(file)
    : expression`${shim(async ? 'compileOnce' : 'compileOnceSync')}(() => ${compile(file)})`);
  const fromTable = (name: Expression): Expression => (compileFile === 'imported'
    ? expression`${tableName()}[${name}]`
    : expression`${tableName()}[${name}]()`);

  return {
    importAs(file, name) {
      if (!isImported(file) || imported.has(file)) return false;
      imported.set(file, name);
      return true;
    },
    load(file) {
      if (!file.shared || isImported(file)) return compile(file);
      return file.inline ? expression`${nameOf(inlined, file)}()` : fromTable(literalName(file));
    },
    loadGiven: (file, getCoreModule) =>
      file.inline ? expression`${nameOf(inlined, file)}()` : expression`${getCoreModule}(${file.fileName})`,
    defaultGetCoreModule: () =>
      apart.length === 0 ? undefined : expression`(fileName) => ${fromTable(id('fileName'))}`,
    declarations() {
      return [
        ...[...inlined].map(([file, name]) => declare(name, once(file))),
        ...(table === undefined ? [] : [
          declare(table, object(apart.map((file) => [file.fileName, once(file)]))),
        ]),
      ];
    },
    imports: () => [
      ...source.imports(), ...[...imported].map(([file, name]) => source.importOf(file, name)),
    ],
  };
}

const literalName = ({ fileName }: CoreFile): Expression => ({ type: 'Literal', value: fileName });

function compileInline({ bytes: content, optional }: CoreFile, async: boolean, shim: (name: ShimName) => Identifier): Expression {
  const bytes = expression`${shim('decodeBase64')}(${encodeBase64(content)})`;
  if (optional) return expression`${shim(async ? 'compileIfValid' : 'compileIfValidSync')}(${bytes})`;
  return async ? expression`WebAssembly.compile(${bytes})` : expression`new WebAssembly.Module(${bytes})`;
}

function encodeBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
