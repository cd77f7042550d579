/**
 * Vite: where core modules go depends on the environment. A client's build emits them as assets, as Rollup and Rolldown do. A server's
 * build has no assets: they are part of the code. In development they are files in Vite's cache folder: the client fetches them from the
 * dev server, by its `/@fs/` and so under its rules, and code that runs in Node reads them.
 */
import { sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CoreModulePlace, PlaceCoreModule } from '../transpile.ts';
import { coreFolder, writeCached } from './cache-folder.ts';

/** The part of Vite's resolved configuration that is used. */
export interface ViteConfig {
  readonly command: 'build' | 'serve';
  readonly base: string;
  readonly cacheDir: string;
  readonly build: { readonly lib: object | false };
  readonly server: { readonly fs: { readonly strict?: boolean | undefined; readonly allow: readonly string[] } };
}

/** The part of a Vite environment that is used. */
export interface ViteEnvironment {
  readonly config: { readonly consumer: 'client' | 'server' };
}

/** Where core modules of `id` go; `asset`: to the bundler. */
export function vitePlace(
  config: ViteConfig, isServer: boolean, id: string, options: object,
): PlaceCoreModule | 'inline' | 'asset' {
  if (config.command === 'build') return isServer || config.build.lib !== false ? 'inline' : 'asset';
  const folder = coreFolder(config.cacheDir, id, options);
  if (isServer) return fromDisk(folder);
  return isServed(config, folder) ? fromServer(config.base, folder) : 'inline';
}

function fromDisk(folder: string): PlaceCoreModule {
  return (fileName, bytes): CoreModulePlace => {
    const { path, version } = writeCached(folder, fileName, bytes);
    return { kind: 'url', expression: `new URL(${JSON.stringify(`${pathToFileURL(path).href}?v=${version}`)})` };
  };
}

/** `import.meta.url` is wrapped, for Vite would look for the file of a literal beside it itself, and warn. */
function fromServer(base: string, folder: string): PlaceCoreModule {
  return (fileName, bytes): CoreModulePlace => {
    const { path, version } = writeCached(folder, fileName, bytes);
    const url = `${base}@fs/${pathToFileURL(path).pathname.replace(/^\//, '')}?v=${version}`;
    return { kind: 'url', expression: `new URL(${JSON.stringify(url)}, new URL(import.meta.url))` };
  };
}

/** May the dev server give out files of this folder? */
function isServed({ server }: ViteConfig, folder: string): boolean {
  const withSlash = (path: string): string => `${path.replaceAll(sep, '/').replace(/\/$/, '')}/`;
  return server.fs.strict === false || server.fs.allow.some((each) => withSlash(folder).startsWith(withSlash(each)));
}
