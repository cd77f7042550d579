/** The public interface of wcm2js. */
export { TranspileError } from './errors.ts';
export type { ErrorCode } from './errors.ts';
export type { Minifier, TranspileOptions } from './options.ts';
export { transpile } from './transpile.ts';
export type { ExportKind, TranspileResult } from './transpile.ts';
