// variants-ready.d.ts
/** @module World variants-ready */
export {};

export type Part = PartBytes | PartText | PartEnd;
export interface PartBytes { tag: 'bytes', val: Uint8Array }
export interface PartText { tag: 'text', val: string }
export interface PartEnd { tag: 'end' }

export type Mixed = MixedText | MixedNumber;
export interface MixedText { tag: 'text', val: string }
export interface MixedNumber { tag: 'number', val: number }

export function perhaps(text: string | undefined): string | undefined;

export function echo(part: Part): Part;

export function mixedIn(v: Mixed): Mixed;
export { mixedIn as 'mixed-in' };

export function names(v: Array<string> | undefined): Array<string> | undefined;
