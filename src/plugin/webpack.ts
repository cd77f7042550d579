/**
 * webpack and rspack, by unplugin's loader. They find core modules by `new URL('…', import.meta.url)`, which has to name a file:
 * core modules are written to a cache folder, and the bundler emits them from there for the web and for Node.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { CoreModulePlace, PlaceCoreModule } from '../transpile.ts';
import { noneIfNoFile, readComponent, transpileComponent } from './component.ts';
import { coreFolder, ourFolder, writeCached } from './cache-folder.ts';
import type { PluginSettings } from './options.ts';
import { reportOf } from './report.ts';
import type { Report } from './report.ts';
import { isCoreModule, readRequest } from './request.ts';
import { shimModule } from './runtime.ts';

/** The parts of a compiler of webpack's or rspack's that are used. */
export interface WebpackCompiler {
  readonly context: string;
  readonly options: { readonly module: { readonly rules: readonly unknown[] } };
}

/** The parts of unplugin's context that are used. */
export interface WebpackContext {
  addWatchFile(file: string): void;
  warn(message: string): void;
  error(report: Report): void;
}

/** Is this a file of ours? Asked before it is loaded: what isn't keeps its type. */
export function isComponentFile(id: string, settings: PluginSettings): boolean {
  const request = readRequest(id);
  if (request === undefined || !settings.includes(request.file)) return false;
  const header = headerOf(request.file);
  return header !== undefined && !isCoreModule(header);
}

function headerOf(file: string): Uint8Array | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const header = new Uint8Array(8);
    return header.subarray(0, readSync(descriptor, header));
  } catch (error) {
    return noneIfNoFile(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The code of a component; of one that is broken, code that says so, as errors don't end a build here. */
export async function loadForWebpack(
  context: WebpackContext, compiler: WebpackCompiler, id: string, settings: PluginSettings,
): Promise<{ readonly code: string; readonly map?: string } | null> {
  const component = await readComponent(id, settings);
  if (component === undefined) return null;
  context.addWatchFile(component.request.file);
  const folder = coreFolder(cacheOf(compiler), id, settings.transpile);
  try {
    const place = fromFolder(folder, component.request.file);
    const { code, map, warnings } = transpileComponent(component, settings, { place, runtime: 'import', sourcemap: false });
    for (const warning of warnings) context.warn(warning);
    return map === undefined ? { code } : { code, map };
  } catch (error) {
    const report = reportOf(error, component);
    context.error({ ...report, message: `${report.message}\n${report.frame}` });
    return { code: `throw new Error(${JSON.stringify(report.message)});` };
  }
}

/** Where the tools of a project keep what they can make again. */
const cacheOf = ({ context }: WebpackCompiler): string => join(context, 'node_modules/.cache');

/** The file with the shim that the specifier is of. */
export function shimForWebpack(compiler: WebpackCompiler, specifier: string): string {
  const text = new TextEncoder().encode(shimModule(specifier));
  return writeCached(ourFolder(cacheOf(compiler)), `${specifier.replaceAll('/', '-')}.mjs`, text).path;
}

/** By a path from the component to the file: absolute ones are taken as from the server's root. */
function fromFolder(folder: string, component: string): PlaceCoreModule {
  return (fileName, bytes): CoreModulePlace => {
    const { path } = writeCached(folder, fileName, bytes);
    const way = relative(dirname(component), path).replaceAll('\\', '/');
    const request = JSON.stringify(way.startsWith('.') ? way : `./${way}`);
    return { kind: 'url', expression: `new URL(${request}, import.meta.url)` };
  };
}

/** A rule of unplugin's for the plugin that it loads by. */
interface LoadRule {
  readonly use: readonly [{ readonly options: { readonly plugin: { readonly load: unknown } } }];
  dependency?: unknown;
  resourceQuery?: unknown;
}

/** Leaves to others what unplugin's rule doesn't tell apart: `new URL('./app.wasm', …)`, `./app.wasm?url`. */
export function narrowRule({ options }: WebpackCompiler, { load }: { readonly load?: unknown }): void {
  const rule = options.module.rules.find((each): each is LoadRule =>
    (each as Partial<LoadRule> | null)?.use?.[0]?.options?.plugin?.load === load);
  if (rule === undefined) return;
  rule.dependency = { not: ['url'] };
  rule.resourceQuery = (query: string) => readRequest(`.wasm${query}`) !== undefined;
}

