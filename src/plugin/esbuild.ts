/**
 * esbuild, by its own hooks. Core modules go through its `file` loader, as imports of a namespace of ours: esbuild names the files, and knows
 * where they are from the code.
 */
import { dirname } from 'node:path';
import type { CoreModulePlace } from '../transpile.ts';
import { readComponent, transpileComponent } from './component.ts';
import type { PluginSettings } from './options.ts';
import { reportOf } from './report.ts';
import { readRequest, split } from './request.ts';
import { RUNTIME, shimModule } from './runtime.ts';

/** The parts of esbuild's plugin API that are used. */
export interface EsbuildBuild {
  readonly initialOptions: {
    readonly format?: string | undefined; readonly outdir?: string | undefined; readonly outfile?: string | undefined;
  };
  onResolve(on: Filter, callback: (args: ResolveArgs) => Answer<ResolveResult>): void;
  onLoad(on: Filter, callback: (args: LoadArgs) => Answer<LoadResult>): void;
  resolve(path: string, options: Omit<ResolveArgs, 'path' | 'pluginData' | 'with'>): Promise<Resolved>;
}

type Answer<T> = T | undefined | Promise<T | undefined>;

interface Filter {
  readonly filter: RegExp;
  readonly namespace?: string;
}

interface ResolveArgs {
  readonly path: string;
  readonly importer: string;
  readonly namespace: string;
  readonly resolveDir: string;
  readonly kind: string;
  readonly pluginData: unknown;
}

interface Resolved {
  readonly path: string;
  readonly external: boolean;
  readonly namespace: string;
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
}

interface LoadArgs {
  readonly path: string;
  readonly suffix: string;
  readonly pluginData: unknown;
  readonly with: Readonly<Record<string, string>>;
}

interface Message {
  readonly text: string;
  readonly notes?: readonly { readonly text: string }[];
  readonly location?: { readonly file: string } | null;
}

interface ResolveResult extends Partial<Resolved> {
  readonly suffix?: string;
  readonly sideEffects?: boolean;
  readonly pluginData?: unknown;
}

interface LoadResult {
  readonly contents?: string | Uint8Array;
  readonly loader?: 'js' | 'file';
  readonly resolveDir?: string;
  readonly errors?: readonly Message[];
  readonly warnings?: readonly Message[];
  readonly watchFiles?: readonly string[];
  readonly pluginData?: unknown;
}

/** The scheme and the namespace of core modules, and the namespace of shims. */
const CORE = 'wcm2js-core';
const SHIM = 'wcm2js-shim';

/** The core modules of the component whose code imports them. */
class CoreModules {
  readonly id: string;
  readonly files: Map<string, Uint8Array> = new Map();

  constructor(id: string) {
    this.id = id;
  }
}

/** Adds the hooks to a build. */
export function setUpEsbuild(build: EsbuildBuild, settings: PluginSettings): void {
  build.onResolve({ filter: RUNTIME }, ({ path }) => ({ path, namespace: SHIM, sideEffects: false }));
  build.onLoad({ filter: RUNTIME, namespace: SHIM }, ({ path }) => ({ contents: shimModule(path, true), loader: 'js' }));
  build.onResolve({ filter: /\.wasm\?/ }, (args) => resolveRequest(build, args));
  build.onLoad({ filter: /\.wasm$/, namespace: 'file' }, (args) => load(build, args, settings));
  build.onResolve({ filter: new RegExp(`^${CORE}:`) }, ({ path, pluginData }) => {
    if (!(pluginData instanceof CoreModules)) return undefined;
    const fileName = path.slice(CORE.length + 1);
    return { path: `${pluginData.id}/${fileName}`, namespace: CORE, pluginData: pluginData.files.get(fileName) };
  });
  build.onLoad({ filter: /^/, namespace: CORE }, ({ pluginData }) =>
    (pluginData instanceof Uint8Array ? { contents: pluginData, loader: 'file' } : undefined));
}

/** Splits a query off, which esbuild takes for part of the file's name. */
async function resolveRequest(build: EsbuildBuild, args: ResolveArgs): Promise<ResolveResult | undefined> {
  if (readRequest(args.path) === undefined) return undefined;
  const { importer, namespace, resolveDir, kind } = args;
  const [path, query] = split(args.path);
  const { errors, warnings, ...resolved } = await build.resolve(path, { importer, namespace, resolveDir, kind });
  if (errors.length > 0) return { errors, warnings };
  return { path: resolved.path, external: resolved.external, namespace: resolved.namespace, suffix: `?${query}`, warnings };
}

async function load(
  { initialOptions }: EsbuildBuild, args: LoadArgs, settings: PluginSettings,
): Promise<LoadResult | undefined> {
  // `with { type: 'file' }` is for esbuild.
  if (args.with['type'] !== undefined) return undefined;
  const id = args.path + args.suffix;
  const component = await readComponent(id, settings);
  if (component === undefined) return undefined;
  const cores = new CoreModules(id);
  const place = (fileName: string, bytes: Uint8Array): CoreModulePlace => {
    cores.files.set(fileName, bytes);
    return { kind: 'import', specifier: `${CORE}:${fileName}` };
  };
  const watchFiles = [args.path];
  try {
    const surroundings = { place: hasFiles(initialOptions) ? place : 'inline', runtime: 'import', sourcemap: false } as const;
    const { code, map, warnings } = transpileComponent(component, settings, surroundings);
    return {
      contents: map === undefined ? code : withMap(code, map),
      loader: 'js',
      resolveDir: dirname(args.path),
      warnings: warnings.map((text) => ({ text, location: { file: args.path } })),
      watchFiles,
      pluginData: cores,
    };
  } catch (error) {
    const { message, frame } = reportOf(error, component);
    return { errors: [{ text: message, location: { file: args.path }, notes: [{ text: frame }] }], watchFiles };
  }
}

/** Does the output have files beside it, and does it know where? */
function hasFiles({ format, outdir, outfile }: EsbuildBuild['initialOptions']): boolean {
  return format === 'esm' && (outdir !== undefined || outfile !== undefined);
}

/** esbuild takes source maps in the code. */
function withMap(code: string, map: string): string {
  return `${code}//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}\n`;
}
