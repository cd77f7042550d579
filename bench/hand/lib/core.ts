// What all glue written by hand needs: a core module, and the words of the traps.

// Quicker than an import: that makes a module with a name for each function.
const { readFileSync } = process.getBuiltinModule('node:fs');

/** An instance of the core module of that name, which the bench puts beside the bundled glue. */
export function instantiate<T>(name: string, imports: WebAssembly.Imports = {}): T {
  const bytes = readFileSync(new URL(`./${name}.wasm`, import.meta.url));
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), imports).exports as T;
}

export function trap(message: string): never {
  throw new WebAssembly.RuntimeError(message);
}

export function cannotEnter(): never {
  trap('cannot enter component instance');
}

/** A wrong argument is no trap: it is told before anyone enters. */
export function checkString(value: string): void {
  if (typeof value !== 'string') throw new TypeError('expected a string');
}
