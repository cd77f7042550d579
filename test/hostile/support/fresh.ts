// A component given as text, loaded in instantiation mode. Its text may hold any characters.

import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import type { TranspileOptions } from '../../../src/index.ts';
import { codeOf } from '../../emitter/support/component.ts';
import type { Exports, Instantiate } from '../../emitter/support/component.ts';

interface Transpiled {
  instantiate(getCoreModule: undefined, imports: Readonly<Record<string, unknown>>): Exports;
}

const nativeImport = createRequire(import.meta.url)('../../emitter/support/native-import.cjs') as
  (url: string) => Promise<Transpiled>;

/** Each call of the result gives a fresh instance. */
export async function load(text: string, options: TranspileOptions = {}): Promise<Instantiate> {
  const code = Buffer.from(await codeOf(text, options)).toString('base64');
  const { instantiate } = await nativeImport(`data:text/javascript;base64,${code}`);
  return (imports = {}) => instantiate(undefined, imports);
}
