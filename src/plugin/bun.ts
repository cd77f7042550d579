/** Bun's bundler, by its own hooks. As in esbuild, core modules go through the `file` loader. */
import { createRequire } from 'node:module';
import type { CoreModulePlace } from '../transpile.ts';
import { readComponent, transpileComponent } from './component.ts';
import type { PluginSettings } from './options.ts';
import { reportOf } from './report.ts';
import { readRequest, split } from './request.ts';
import { RUNTIME, shimModule } from './runtime.ts';

/** The parts of Bun's plugin API that are used. */
export interface BunBuild {
  /** None if modules are loaded to be run. */
  readonly config?: { readonly entrypoints?: readonly string[]; readonly format?: string };
  onResolve(on: BunFilter, callback: (args: BunArgs) => BunPath | undefined): void;
  onLoad(on: BunFilter, callback: (args: BunArgs) => Promise<BunModule | undefined>): void;
}

interface BunFilter {
  readonly filter: RegExp;
  readonly namespace?: string;
}

interface BunArgs {
  readonly path: string;
  readonly importer?: string;
}

interface BunPath {
  readonly path: string;
  readonly namespace: string;
}

interface BunModule {
  readonly contents: string | Uint8Array;
  readonly loader: 'js' | 'file';
}

/** The namespaces of shims, of components with a query, and of core modules, whose specifiers begin with it. */
const SHIM = 'wcm2js-shim';
const FACTORY = 'wcm2js-factory';
const CORE = 'wcm2js-core';

/** Adds the hooks to a build. */
export function setUpBun(build: BunBuild, settings: PluginSettings): void {
  const cores = new Map<string, Uint8Array>();
  const loadComponent = ({ path }: BunArgs): Promise<BunModule | undefined> => load(build, path, settings, cores);
  build.onResolve({ filter: RUNTIME }, ({ path }) => ({ path, namespace: SHIM }));
  build.onLoad({ filter: RUNTIME, namespace: SHIM }, async ({ path }) => ({ contents: shimModule(path, true), loader: 'js' }));
  build.onResolve({ filter: new RegExp(`^${CORE}:`) }, ({ path }) => ({ path: path.slice(CORE.length + 1), namespace: CORE }));
  build.onLoad({ filter: /^/, namespace: CORE }, async ({ path }) => {
    const contents = cores.get(path);
    return contents && { contents, loader: 'file' };
  });
  build.onResolve({ filter: /\.wasm\?/ }, ({ path, importer }) => resolveFactory(path, importer));
  build.onLoad({ filter: /^/, namespace: FACTORY }, loadComponent);
  build.onLoad({ filter: /\.wasm$/ }, loadComponent);
}

/** Bun knows no queries. What is instantiated by a call imports nothing, so it may be in another namespace. */
function resolveFactory(specifier: string, importer: string | undefined): BunPath | undefined {
  if (importer === undefined || readRequest(specifier)?.instantiation === undefined) return undefined;
  const [path, query] = split(specifier);
  return { path: `${createRequire(importer).resolve(path)}?${query}`, namespace: FACTORY };
}

async function load(
  { config }: BunBuild, id: string, settings: PluginSettings, cores: Map<string, Uint8Array>,
): Promise<BunModule | undefined> {
  const component = await readComponent(id, settings);
  if (component === undefined) return undefined;
  const place = (fileName: string, bytes: Uint8Array): CoreModulePlace => {
    cores.set(`${id}/${fileName}`, bytes);
    return { kind: 'import', specifier: `${CORE}:${id}/${fileName}` };
  };
  const hasFiles = config?.entrypoints !== undefined && (config.format ?? 'esm') === 'esm';
  try {
    const surroundings = hasFiles
      ? { place, runtime: 'import', sourcemap: false } as const
      : { place: 'inline', runtime: 'inline', sourcemap: false } as const;
    const { code, warnings } = transpileComponent(component, settings, surroundings);
    for (const warning of warnings) console.warn(`wcm2js: ${id}: ${warning}`);
    return { contents: code, loader: 'js' };
  } catch (error) {
    const { message, frame } = reportOf(error, component);
    const failure = new Error(`${message}\n${frame}`);
    failure.stack = '';
    throw failure;
  }
}
