/** The slow half of `wcm2js/register`: what is not in the cache is transpiled. Loaded when it is needed. */
import { basename } from 'node:path';
import { readShimSources } from '../../emitter/shim-sources.generated.ts';
import { errorOptionValue, TranspileError, visible } from '../../errors.ts';
import { nameFrom } from '../../options.ts';
import type { TranspileOptions } from '../../options.ts';
import { transpileInPlace } from '../../transpile.ts';
import type { PlaceCoreModule } from '../../transpile.ts';
import type { Contents } from './cache.ts';
import { CORE_FOLDER } from './core-folder.ts';
import { failure } from './failure.ts';
import type { CompileRequest } from './sources.ts';

/** Options that have no meaning for a module that is only loaded. */
const LEFT: Readonly<Record<string, string>> = {
  name: 'files are called as the component is',
  instantiation: "import './x.wasm?instantiate' gives the function",
  tlaCompat: 'there is no top-level await',
  minify: 'nobody downloads the module',
  typescript: "'wcm2js types' writes declarations",
  target: 'it is the engine that loads the module',
  runtime: 'the module has to find it from where the component is',
};

/** @throws an error with the text that whoever imports the component is to see */
export function compile({ file, bytes, instantiation, options, hasFolder }: CompileRequest): Contents {
  const name = nameFrom(basename(file, '.wasm'));
  try {
    const own = readOptions(options);
    const { files, warnings } = transpileInPlace(bytes, {
      ...own,
      // A map has no place of its own.
      sourcemap: own.sourcemap === undefined || own.sourcemap === true ? 'inline' : own.sourcemap,
      // The caller of `instantiate` says where imports come from.
      ...(instantiation !== undefined && { map: undefined }),
      ...(!hasFolder && { base64Cutoff: Infinity }),
      name,
      instantiation,
      // Without top-level await, for `require`. Deno and Bun read files as Node does.
      target: 'node',
      typescript: false,
    }, readShimSources, { placeCoreModule });
    const { [`${name}.js`]: module, ...besides } = files;
    const coreModules = Object.entries(besides).filter(([file]) => file.endsWith('.wasm'));
    return { code: new TextDecoder().decode(module), files: Object.fromEntries(coreModules), warnings };
  } catch (error) {
    throw error instanceof TranspileError ? failureOf(file, error) : error;
  }
}

const placeCoreModule: PlaceCoreModule = (fileName) =>
  ({ kind: 'url', expression: `new URL(${JSON.stringify(encodeURIComponent(fileName))}, ${CORE_FOLDER})` });

function readOptions(text: string): TranspileOptions {
  const options = JSON.parse(text) as TranspileOptions;
  for (const [name, reason] of Object.entries(LEFT)) {
    if (Object.hasOwn(options, name)) throw errorOptionValue(name, `nothing in wcm2js/register: ${reason}`);
  }
  return options;
}

function failureOf(file: string, error: TranspileError): Error {
  const { code, offset, section, path, expected, found, didYouMean } = error;
  const details = { code, file, offset, section, path, expected, found, didYouMean };
  return failure(visible(file), error.format(), details);
}
