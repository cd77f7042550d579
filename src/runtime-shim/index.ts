/**
 * The runtime shim: what emitted modules share. Imports nothing from outside; one concept per file.
 */
export * from './base64.ts';
export * from './host-import.ts';
export * from './init.ts';
export * from './loader.ts';
