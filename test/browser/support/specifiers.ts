// Specifiers of packages, as paths: what an import map would say, which needs an inline script and isn't there in workers.

const PATHS: Readonly<Record<string, string>> = {
  'vitest': '/expect.js',
  'wcm2js/runtime': '/runtime/index.js',
  'node:assert/strict': '/assert.js',
  'node:timers/promises': '/timers.js',
};

/** Module code in which packages are imported from paths: `/modules/…` for WASI shims, whose browser builds are meant. */
export function withPaths(code: string): string {
  return code.replace(/(\bfrom\s+|\bimport\()(["'])([@\w][^"'\n]*)\2/g, (whole, before: string, quote: string, specifier: string) => {
    const [, shim, part = 'index'] = /^@bytecodealliance\/(preview[23]-shim)(?:\/([\w-]+))?$/.exec(specifier) ?? [];
    const path = shim === undefined ? PATHS[specifier] : `/modules/@bytecodealliance/${shim}/dist/browser/${part}.js`;
    return path === undefined ? whole : `${before}${quote}${path}${quote}`;
  });
}
