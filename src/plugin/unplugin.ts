/**
 * The plugin for webpack, rspack, esbuild, Bun and Farm, by the package `unplugin`, an optional peer dependency:
 *
 *     import wcm2js from 'wcm2js/unplugin';
 *     export default { plugins: [wcm2js.webpack()] };
 *
 * esbuild and Bun have hooks of their own that do more than unplugin's.
 */
import { createUnplugin } from 'unplugin';
import type { UnpluginOptions } from 'unplugin';
import { setUpBun } from './bun.ts';
import type { BunBuild } from './bun.ts';
import { readComponent, transpileComponent } from './component.ts';
import { setUpEsbuild } from './esbuild.ts';
import type { EsbuildBuild } from './esbuild.ts';
import { readPluginOptions } from './options.ts';
import type { PluginOptions, PluginSettings } from './options.ts';
import { reportOf } from './report.ts';
import { REQUESTS } from './request.ts';
import { RUNTIME, shimModule } from './runtime.ts';
import { isComponentFile, loadForWebpack, narrowRule, shimForWebpack } from './webpack.ts';
import type { WebpackCompiler } from './webpack.ts';

export type { Pattern } from './patterns.ts';
export type { PluginOptions };

/** A plugin of webpack's or rspack's. */
export type WebpackPlugin = { apply(compiler: unknown): void };

/** A plugin of esbuild's or Bun's. */
export type SetUpPlugin = { readonly name: string; setup(build: unknown): void | Promise<void> };

/** A plugin of Farm's. */
export type FarmPlugin = { readonly name: string; readonly priority?: number };

/** The plugin for each bundler; each throws a `TranspileError` if an option is wrong. */
export interface ComponentPlugins {
  webpack(options?: PluginOptions): WebpackPlugin;
  rspack(options?: PluginOptions): WebpackPlugin;
  esbuild(options?: PluginOptions): SetUpPlugin;
  bun(options?: PluginOptions): SetUpPlugin;
  farm(options?: PluginOptions): FarmPlugin;
}

const name = 'wcm2js';

const unplugin = createUnplugin<PluginOptions | undefined, false>((options, meta) => {
  const settings = readPluginOptions(options);
  switch (meta.framework) {
    case 'webpack': return forWebpack(meta.webpack.compiler as unknown as WebpackCompiler, settings);
    case 'rspack': return forWebpack(meta.rspack.compiler as unknown as WebpackCompiler, settings);
    case 'esbuild': return { name, esbuild: { setup: (build) => setUpEsbuild(build as unknown as EsbuildBuild, settings) } };
    case 'bun': return { name, bun: { setup: (build) => setUpBun(build as unknown as BunBuild, settings) } };
    default: return forOthers(settings);
  }
});

const plugins: ComponentPlugins = {
  webpack: (options) => checked(options, unplugin.webpack) as WebpackPlugin,
  rspack: (options) => checked(options, unplugin.rspack) as WebpackPlugin,
  esbuild: (options) => checked(options, unplugin.esbuild) as unknown as SetUpPlugin,
  bun: (options) => checked(options, unplugin.bun) as unknown as SetUpPlugin,
  farm: (options) => checked(options, unplugin.farm) as FarmPlugin,
};

export default plugins;

/** webpack and rspack look at the options only when they start. */
function checked<T>(options: PluginOptions | undefined, make: (options?: PluginOptions) => T): T {
  readPluginOptions(options);
  return make(options);
}

function forWebpack(compiler: WebpackCompiler, settings: PluginSettings): UnpluginOptions {
  const plugin: UnpluginOptions = {
    name,
    enforce: 'pre',
    resolveId: { filter: { id: RUNTIME }, handler: (specifier) => shimForWebpack(compiler, specifier) },
    loadInclude: (id) => isComponentFile(id, settings),
    load(id) {
      return loadForWebpack(this, compiler, id, settings);
    },
    webpack: () => narrowRule(compiler, plugin),
    rspack: () => narrowRule(compiler, plugin),
  };
  return plugin;
}

/** Core modules are part of the code: that needs nothing of the bundler. */
function forOthers(settings: PluginSettings): UnpluginOptions {
  return {
    name,
    enforce: 'pre',
    resolveId: { filter: { id: RUNTIME }, handler: (specifier) => specifier },
    load: {
      filter: { id: [RUNTIME, REQUESTS] },
      async handler(id) {
        if (RUNTIME.test(id)) return shimModule(id);
        const component = await readComponent(id, settings);
        if (component === undefined) return null;
        this.addWatchFile(component.request.file);
        try {
          const { code, map, warnings } = transpileComponent(component, settings, { place: 'inline', runtime: 'import', sourcemap: false });
          for (const warning of warnings) this.warn(warning);
          return { code, map: map === undefined ? null : map };
        } catch (error) {
          this.error(reportOf(error, component));
          return null;
        }
      },
    },
  };
}
