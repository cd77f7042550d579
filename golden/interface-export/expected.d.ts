// interface-export.d.ts
/** @module World interface-export */
export {};

export * as 'local:pkg/deep-thought@1.2.3' from './interfaces/local-pkg-deep-thought.js';
export * as deepThought from './interfaces/local-pkg-deep-thought.js';

// interfaces/local-pkg-deep-thought.d.ts
/** @module Interface local:pkg/deep-thought@1.2.3 */
export {};

export function theAnswer(): number;
