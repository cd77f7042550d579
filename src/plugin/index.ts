/**
 * The plugin for Rollup, Rolldown and Vite, by the hooks that the three have in common:
 *
 *     import wcm2js from 'wcm2js/plugin';
 *     export default { plugins: [wcm2js()] };
 *
 * An import of a component is an import of the module that `transpile()` makes of it.
 */
import type { PlaceCoreModule } from '../transpile.ts';
import { readComponent, transpileComponent } from './component.ts';
import type { Component, ComponentModule, Surroundings } from './component.ts';
import { readPluginOptions } from './options.ts';
import type { PluginOptions, PluginSettings } from './options.ts';
import { reportOf } from './report.ts';
import type { Report } from './report.ts';
import { readRequest, REQUESTS, split } from './request.ts';
import { RUNTIME, shimModule } from './runtime.ts';
import { vitePlace } from './vite.ts';
import type { ViteConfig, ViteEnvironment } from './vite.ts';

export type { Pattern } from './patterns.ts';
export type { PluginOptions, Report, ViteConfig, ViteEnvironment };

/** What the hooks need of the bundler's context. */
export interface HookContext {
  emitFile(file: { readonly type: 'asset'; readonly name: string; readonly source: Uint8Array }): string;
  addWatchFile(file: string): void;
  warn(log: { readonly message: string; readonly id: string }): void;
  error(report: Report): never;
  resolve(
    source: string, importer?: string, options?: { readonly skipSelf: boolean },
  ): Promise<{ readonly id: string; readonly external: unknown } | null>;
  /** In Vite. */
  readonly environment?: ViteEnvironment;
}

/** What the bundler is given for a component. */
export interface LoadedModule {
  readonly code: string;
  readonly map: string | null;
  /** For Rolldown, which would go by the file's extension. */
  readonly moduleType: 'js';
}

/** The plugin, as Rollup, Rolldown and Vite take it. */
export interface ComponentPlugin {
  readonly name: 'wcm2js';
  /** Before Vite's own plugin for `.wasm`, which refuses components. */
  readonly enforce: 'pre';
  configResolved(config: ViteConfig): void;
  readonly resolveId: {
    readonly order: 'pre';
    readonly filter: { readonly id: RegExp };
    handler(this: HookContext, source: string, importer: string | undefined): Promise<string | null>;
  };
  readonly load: {
    readonly order: 'pre';
    readonly filter: { readonly id: RegExp };
    handler(this: HookContext, id: string): Promise<LoadedModule | null>;
  };
}

/** A shared shim, or a `.wasm` file with a query. */
const RESOLVED = new RegExp(`${RUNTIME.source}|\\.wasm\\?`);
const LOADED = new RegExp(`${RUNTIME.source}|${REQUESTS.source}`);

/**
 * Makes the plugin.
 * @throws TranspileError OPTION_UNKNOWN, OPTION_VALUE
 */
export function wcm2js(options?: PluginOptions): ComponentPlugin {
  const settings = readPluginOptions(options);
  let vite: ViteConfig | undefined;
  return {
    name: 'wcm2js',
    enforce: 'pre',
    configResolved(config) {
      vite = config;
    },
    resolveId: {
      order: 'pre',
      filter: { id: RESOLVED },
      async handler(source, importer) {
        return RUNTIME.test(source) ? `\0${source}` : await resolveRequest(this, source, importer);
      },
    },
    load: {
      order: 'pre',
      filter: { id: LOADED },
      async handler(id) {
        if (RUNTIME.test(id)) return { code: shimModule(id), map: null, moduleType: 'js' };
        const component = await readComponent(id, settings);
        if (component === undefined) return null;
        this.addWatchFile(component.request.file);
        const isServer = this.environment?.config.consumer === 'server';
        const { code, map, warnings } = transpileOrReport(this, component, settings, {
          place: placeFor(this, vite, isServer, id, settings),
          // In development each module stands for itself.
          runtime: vite?.command === 'serve' ? 'inline' : 'import',
          sourcemap: vite?.command === 'serve',
        });
        for (const message of warnings) this.warn({ message, id });
        return { code, map: map ?? null, moduleType: 'js' };
      },
    },
  };
}

export default wcm2js;

/** `./app.wasm?instantiate`: the file's id, with the query. Not all bundlers know queries. */
async function resolveRequest(context: HookContext, source: string, importer: string | undefined): Promise<string | null> {
  if (readRequest(source) === undefined) return null;
  const [path, query] = split(source);
  const resolved = await context.resolve(path, importer, { skipSelf: true });
  return resolved === null || resolved.external !== false ? null : `${resolved.id}?${query}`;
}

function transpileOrReport(
  context: HookContext, component: Component, settings: PluginSettings, surroundings: Surroundings,
): ComponentModule {
  try {
    return transpileComponent(component, settings, surroundings);
  } catch (error) {
    return context.error(reportOf(error, component));
  }
}

function placeFor(
  context: HookContext, vite: ViteConfig | undefined, isServer: boolean, id: string, { transpile }: PluginSettings,
): PlaceCoreModule | 'inline' {
  const place = vite === undefined ? 'asset' : vitePlace(vite, isServer, id, transpile);
  return place === 'asset' ? asAsset(context, vite !== undefined) : place;
}

/** The bundler names the file, and knows its URL: Vite perhaps without an origin. */
function asAsset(context: HookContext, isRelative: boolean): PlaceCoreModule {
  return (name, source) => {
    const url = `import.meta.ROLLUP_FILE_URL_${context.emitFile({ type: 'asset', name, source })}`;
    return { kind: 'url', expression: `new URL(${url}${isRelative ? ', import.meta.url' : ''})` };
  };
}
