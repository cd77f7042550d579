/**
 * How the output comes by its core modules: files beside it, base64 in its own text, or what
 * `getCoreModule` gives.
 *
 *     const module0 = await compileFile(new URL('./adder.core.wasm', import.meta.url));
 *
 * Bundlers look for just this `new URL`. Where a component can be instantiated more than once, its modules
 * are compiled once, in declarations at the top of the output:
 *
 *     const coreModules = {
 *       'adder.core.wasm': compileOnce(() => compileFile(new URL('./adder.core.wasm', import.meta.url))),
 *     };
 *
 * In a bundler a plugin places core modules (`placeCoreModule`), and says what expression gives the URL, or what import:
 *
 *     import coreUrl from 'wcm2js-core:adder.core.wasm';
 *     const module0 = await compileFile(new URL(coreUrl, import.meta.url));
 */
import { parseExpressionAt } from 'acorn';
import type { Expression, Identifier, ImportDeclaration, Statement } from 'estree';
import { declare, id, object } from './builders.ts';
import type { CoreFile } from './core-files.ts';
import type { Shared } from './output.ts';
import type { PlaceCoreModule } from './settings.ts';
import type { ShimName } from './shim.ts';
import { expression } from './template.ts';

export interface Loader {
  /** A core module, or in asynchronous code the promise of one. */
  load(file: CoreFile): Expression;
  /** The same in a function that is given `getCoreModule`; what is part of the output isn't asked for. */
  loadGiven(file: CoreFile, getCoreModule: Identifier): Expression;
  /** The `getCoreModule` of those who give none; undefined if it would never be called. */
  defaultGetCoreModule(): Expression | undefined;
  /** The declarations at the top of the output that all of this needs; when all is emitted. */
  declarations(): Statement[];
  /** The same for imports. */
  imports(): ImportDeclaration[];
}

export function makeLoader(
  files: readonly CoreFile[], shared: Shared, async: boolean, placeCoreModule?: PlaceCoreModule,
): Loader {
  const apart = files.filter((file) => file.shared && !file.inline);
  const inlined = new Map<CoreFile, Identifier>();
  let table: Identifier | undefined;
  const urls = new Map<CoreFile, Expression>();
  const imports: ImportDeclaration[] = [];
  const shim = (name: ShimName): Identifier => {
    shared.shims.add(name);
    return id(name);
  };
  const tableName = (): Identifier => (table ??= id(shared.names.topLevel('coreModules')));
  const inlineName = (file: CoreFile): Identifier => {
    const name = inlined.get(file) ?? id(shared.names.topLevel('coreModule'));
    inlined.set(file, name);
    return name;
  };
  const placed = (file: CoreFile, place: PlaceCoreModule): Expression => {
    const found = place(file.fileName, file.bytes);
    if (found.kind === 'url') return parseExpression(found.expression);
    const local = id(shared.names.topLevel('coreUrl'));
    imports.push(defaultImport(local, found.specifier));
    return expression`new URL(${local}, import.meta.url)`;
  };
  const urlOf = (file: CoreFile): Expression => {
    const known = urls.get(file);
    if (known !== undefined) return known;
    const url = placeCoreModule === undefined
      ? expression`new URL(${`./${encodeURIComponent(file.fileName)}`}, import.meta.url)`
      : placed(file, placeCoreModule);
    urls.set(file, url);
    return url;
  };
  const compile = (file: CoreFile): Expression => {
    if (file.inline) {
      const bytes = expression`${shim('decodeBase64')}(${encodeBase64(file.bytes)})`;
      if (file.optional) return expression`${shim(async ? 'compileIfValid' : 'compileIfValidSync')}(${bytes})`;
      return async ? expression`WebAssembly.compile(${bytes})` : expression`new WebAssembly.Module(${bytes})`;
    }
    return expression`${shim(async ? 'compileFile' : 'compileFileSync')}(${urlOf(file)})`;
  };
  const once = (file: CoreFile): Expression =>
    expression`${shim(async ? 'compileOnce' : 'compileOnceSync')}(() => ${compile(file)})`;

  return {
    load(file) {
      if (!file.shared) return compile(file);
      return file.inline ? expression`${inlineName(file)}()` : expression`${tableName()}[${file.fileName}]()`;
    },
    loadGiven: (file, getCoreModule) =>
      file.inline ? expression`${inlineName(file)}()` : expression`${getCoreModule}(${file.fileName})`,
    defaultGetCoreModule: () =>
      apart.length === 0 ? undefined : expression`(fileName) => ${tableName()}[fileName]()`,
    declarations() {
      return [
        ...[...inlined].map(([file, name]) => declare(name, once(file))),
        ...(table === undefined ? [] : [
          declare(table, object(apart.map((file) => [file.fileName, once(file)]))),
        ]),
      ];
    },
    imports: () => imports,
  };
}

function defaultImport(local: Identifier, specifier: string): ImportDeclaration {
  return {
    type: 'ImportDeclaration',
    specifiers: [{ type: 'ImportDefaultSpecifier', local }],
    source: { type: 'Literal', value: specifier },
    attributes: [],
  };
}

function parseExpression(text: string): Expression {
  return parseExpressionAt(text, 0, { ecmaVersion: 2022, sourceType: 'module' }) as Expression;
}

function encodeBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
