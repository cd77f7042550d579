// Where the bundlers, engines and compilers are that `npm run toolchains` installs.

import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../toolchains/node_modules', import.meta.url));

/** `require` for packages of test/toolchains, of those that are bundlers and compilers. */
export const requireToolchain = createRequire(new URL('../toolchains/package.json', import.meta.url));

/** Engines, and where in node_modules their binaries are; the first that exists. */
const BINARIES = {
  node22: ['node22/bin/node'],
  node24: ['node24/bin/node'],
  deno: ['deno/deno', '@deno/*/deno'],
  bun: ['bun/bin/bun.exe', '@oven/*/bin/bun'],
  workerd: ['@cloudflare/*/bin/workerd'],
};

/** The path of an engine's binary; if it isn't installed, undefined, and says so: tests that need it skip then. */
export function engine(name: keyof typeof BINARIES): string | undefined {
  const found = BINARIES[name].flatMap(expand).find((path) => existsSync(path));
  if (!found) process.stderr.write(`\n!!! SKIPPED: no ${name} found. Run \`npm run toolchains\`.\n\n`);
  return found;
}

/** Whether bundlers and compilers are installed; if not, says so. */
export function haveToolchains(): boolean {
  const found = existsSync(join(folder, '.package-lock.json'));
  if (!found) process.stderr.write('\n!!! SKIPPED: no toolchains found. Run `npm run toolchains`.\n\n');
  return found;
}

function expand(pattern: string): string[] {
  const [before, after] = pattern.split('*') as [string, string?];
  if (after === undefined) return [join(folder, before)];
  const parent = join(folder, before);
  return existsSync(parent) ? readdirSync(parent).map((name) => join(parent, name, after)) : [];
}
