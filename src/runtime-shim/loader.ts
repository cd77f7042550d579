/**
 * How an output finds its core modules: beside itself, on disk or over the network. JavaScript embedding of
 * core WebAssembly; the component model says nothing about it.
 *
 * A dynamic `import('node:fs')` would break bundlers that build for browsers, `fetch` of `file:` fails in
 * Node.
 */

interface NodeProcess {
  readonly getBuiltinModule?: (name: 'node:fs') => {
    readFileSync(url: URL): BufferSource;
  };
}

interface HostGlobals {
  readonly process?: NodeProcess;
}

/**
 * Compiles the core module at `url`. Rejects as `WebAssembly.compileStreaming` and `readFileSync` do. Reading by a
 * promise takes longer than compiling most modules.
 */
export async function compileFile(url: URL): Promise<WebAssembly.Module> {
  const node = url.protocol === 'file:' && (globalThis as HostGlobals).process?.getBuiltinModule?.('node:fs');
  if (node) return WebAssembly.compile(node.readFileSync(url));
  return WebAssembly.compileStreaming(fetch(url));
}

/** The same at once, which only Node, Deno and Bun can do. */
export function compileFileSync(url: URL): WebAssembly.Module {
  const node = url.protocol === 'file:' && (globalThis as HostGlobals).process?.getBuiltinModule?.('node:fs');
  if (node) return new WebAssembly.Module(node.readFileSync(url));
  needsCoreModule(url);
}

/** Throws: browsers read nothing at once. */
export function needsCoreModule(url: URL): never {
  throw new Error(`instantiate needs a getCoreModule here: ${url} can't be read synchronously`);
}

/** Compiles a module that the engine may not know the features of; gives nothing if it doesn't. */
export async function compileIfValid(bytes: BufferSource): Promise<WebAssembly.Module | undefined> {
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : undefined;
}

/** The same at once. */
export function compileIfValidSync(bytes: BufferSource): WebAssembly.Module | undefined {
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}

/** `compile`, done once however often a module is instantiated; after a failure it is tried again. */
export function compileOnce<T>(compile: () => Promise<T>): () => Promise<T> {
  let compiled: Promise<T> | undefined;
  return () => (compiled ??= compile().catch((error: unknown) => {
    compiled = undefined;
    throw error;
  }));
}

/** The same without promises. */
export function compileOnceSync<T>(compile: () => T): () => T {
  let compiled: T | undefined;
  return () => (compiled ??= compile());
}
