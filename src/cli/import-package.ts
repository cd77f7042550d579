/** Optional peer dependencies of the command, looked for beside wcm2js and then in the working directory. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from './failure.ts';

/** Imports a module of an optional package. @throws Failure if the package is not there */
export async function importPackage<T>(specifier: string): Promise<T> {
  return await import(pathToFileURL(resolvePackage(specifier)).href) as T;
}

function resolvePackage(specifier: string): string {
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      return createRequire(from).resolve(specifier);
    } catch {
      // Looked for in the next place.
    }
  }
  const [name] = /^@[^/]+\/[^/]+/.exec(specifier) ?? [specifier];
  throw new Failure(`run needs the package ${name}: install it with: npm install ${name}`);
}
