/**
 * `wcm2js/register`: components are modules, for `import`, `import()` and `require`.
 *
 *     node --import wcm2js/register app.js
 *     deno run --preload wcm2js/register app.js
 *     bun --preload wcm2js/register app.js
 *
 * Nothing is loaded here but what finds an output in the cache; the transpiler is when it is needed.
 */
import { readFileSync } from 'node:fs';
import * as module from 'node:module';
import type { Bun } from './register/bun.ts';
import { makeHooks } from './register/hooks.ts';
import { makeSources } from './register/sources.ts';
import type { Compile } from './register/sources.ts';

/** What only some engines have. */
interface Engines {
  readonly Bun?: Bun;
  readonly Deno?: object;
}

/** Hooks are synchronous, and so is `require`, of modules too. */
const compile: Compile = (request) => {
  const require = module.createRequire(import.meta.url);
  return (require('./register/compile.js') as { readonly compile: Compile }).compile(request);
};

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

const { Bun, Deno } = globalThis as Engines;
if (Bun !== undefined) {
  const { registerInBun } = await import('./register/bun.ts');
  registerInBun(Bun, makeSources(version(), compile));
} else if (Deno !== undefined) {
  const { makeCompileInWorker } = await import('./register/in-worker.ts');
  const inWorker = makeCompileInWorker(new URL('./register/worker.js', import.meta.url));
  module.registerHooks(makeHooks(makeSources(version(), inWorker), { inDeno: true }));
} else if (typeof module.registerHooks === 'function') {
  module.registerHooks(makeHooks(makeSources(version(), compile), { inDeno: false }));
} else {
  process.stderr.write(`wcm2js/register needs Node 22.15 or newer; this is Node ${process.versions.node}\n`);
  process.exit(1);
}
