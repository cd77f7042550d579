/** The public interface of wcm2js. */
import { readShimSources } from './emitter/shim-sources.generated.ts';
import type { TranspileOptions } from './options.ts';
import { transpile as transpileWith } from './transpile.ts';
import type { TranspileResult } from './transpile.ts';

export { componentTypes } from './component-types.ts';
export type { ComponentTypesOptions } from './component-types.ts';
export { TranspileError } from './errors.ts';
export type { ErrorCode } from './errors.ts';
export type { Minifier, Target, TranspileOptions } from './options.ts';
export type { ExportKind, TranspileResult } from './transpile.ts';

/**
 * Transpiles a WebAssembly component, given in the binary format, into a JavaScript module. Synchronous.
 * @throws TranspileError, and nothing else
 */
export function transpile(component: Uint8Array | ArrayBuffer, options?: TranspileOptions): TranspileResult {
  return transpileWith(component, options, readShimSources);
}
