// names-collide.d.ts
/** @module World names-collide */
export {};

export interface Rec {
  'a1-2b': number;
  a12b: number;
}

export function x12y(): number;
export { x12y as 'x1-2y' };

export function x12Y(): number;
export { x12Y as 'x1-2-y' };

export function recSwap(r: Rec): Rec;
export { recSwap as 'rec-swap' };
