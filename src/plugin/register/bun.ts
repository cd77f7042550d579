/** Components by a plugin of Bun's runtime. */
import { pathToFileURL } from 'node:url';
import { REQUESTS, split } from '../request.ts';
import { failureModule } from './failure.ts';
import type { Sources } from './sources.ts';

/** The part of the global `Bun` that is used. */
export interface Bun {
  plugin(plugin: {
    readonly name: string;
    setup(build: {
      onLoad(filter: { readonly filter: RegExp }, load: (args: { readonly path: string }) => BunModule): void;
    }): void;
  }): void;
}

interface BunModule {
  readonly contents: string;
  readonly loader: 'js';
}

export function registerInBun(bun: Bun, sourceOf: Sources): void {
  bun.plugin({
    name: 'wcm2js',
    setup(build) {
      build.onLoad({ filter: REQUESTS }, ({ path }) => ({ contents: contentsOf(path, sourceOf), loader: 'js' }));
    },
  });
}

function contentsOf(id: string, sourceOf: Sources): string {
  const [path, query] = split(id);
  try {
    const url = pathToFileURL(path).href;
    // A plugin can't decline: this is what Bun makes of other files of that name.
    return sourceOf(query === undefined ? url : `${url}?${query}`) ?? `export default ${JSON.stringify(path)};\n`;
  } catch (error) {
    return failureModule(error);
  }
}
