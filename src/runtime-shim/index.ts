/**
 * The runtime shim: what emitted modules share. Imports nothing from outside; one concept per file.
 */
export * from './base64.ts';
export * from './bits.ts';
export * from './check.ts';
export * from './component-error.ts';
export * from './handles.ts';
export * from './host-import.ts';
export * from './host-resources.ts';
export * from './init.ts';
export * from './lists.ts';
export * from './loader.ts';
export * from './memory.ts';
export * from './resources.ts';
export * from './strings-lift.ts';
export * from './strings-lower.ts';
export * from './strings-from-utf16.ts';
export * from './strings-from-utf8.ts';
export * from './trap.ts';
export * from './type-error.ts';
export * from './concurrent.ts';
