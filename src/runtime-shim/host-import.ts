/**
 * Imports that the host doesn't supply, told apart before any code of the component runs.
 */
import { trap } from './trap.ts';

/**
 * What `object` has under `key` on its own account: not what every object has (`constructor`, `toString`).
 */
export function hostMember(object: object, key: string): unknown {
  const value: unknown = Reflect.get(object, key);
  return value === Reflect.get(Object.prototype, key) ? undefined : value;
}

/** Stands for a function that the host may leave out, and has: calling it is a trap. */
export function absentImport(name: string): () => never {
  return () => trap(`import ${name} was not given`);
}

/** Stands for a class, whose static members are called `statics`. */
export function absentClass(name: string, statics: readonly string[] = []): object {
  const absent = absentImport(name);
  class Absent {
    constructor() {
      absent();
    }
  }
  Object.defineProperty(Absent, 'name', { value: name });
  for (const key of statics) Object.defineProperty(Absent, key, { value: absent });
  return Absent;
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
