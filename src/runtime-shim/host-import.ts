/**
 * Imports that the host doesn't supply, told apart before any code of the component runs.
 */

/**
 * What `object` has under `key` on its own account: not what every object has (`constructor`, `toString`).
 */
export function hostMember(object: object, key: string): unknown {
  const value: unknown = Reflect.get(object, key);
  return value === Reflect.get(Object.prototype, key) ? undefined : value;
}

/**
 * Throws: import `from` (`wasi:cli/stdout@0.2.3`, or a plain name) has no `name`. `offered` is the import
 * object, whose other versions of the same interface are named.
 */
export function missingImport(from: string, name: string, offered: object = {}): never {
  const withoutVersion = (key: string): string => key.replace(/@.*/, '');
  const others = Object.keys(offered).filter((key) => withoutVersion(key) === withoutVersion(from));
  const versions = others.length > 0 ? `; offered: ${others.join(', ')}` : '';
  throw new WebAssembly.LinkError(`missing import ${from}${name && `: ${name}`}${versions}`);
}
