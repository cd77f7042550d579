// names-reserved.d.ts
/** @module World names-reserved */
export {};

declare function arguments_(arguments_: number): number;
export { arguments_ as arguments };

declare function undefined_(arguments_: number): number;
export { undefined_ as undefined };

declare function eval_(arguments_: number): number;
export { eval_ as eval };

declare function class_(arguments_: number): number;
export { class_ as class };

declare function await_(arguments_: number): number;
export { await_ as await };

export function constructor(arguments_: number): number;

export function prototype(arguments_: number): number;

export function then_(arguments_: number): number;

export function toString(arguments_: number): number;
export { toString as 'to-string' };

export function hasOwnProperty(arguments_: number): number;
export { hasOwnProperty as 'has-own-property' };

declare function default_(arguments_: number): number;
export { default_ as default };
