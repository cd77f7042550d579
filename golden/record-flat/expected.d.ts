// record-flat.d.ts
/** @module World record-flat */
export {};

export interface Point {
  x: number;
  y: number;
}

export function swap(p: Point): Point;
