// spilled-params.d.ts
/** @module World spilled-params */
export {};

export function sum(
  p0: number,
  p1: number,
  p2: number,
  p3: number,
  p4: number,
  p5: number,
  p6: number,
  p7: number,
  p8: number,
  p9: number,
  p10: number,
  p11: number,
  p12: number,
  p13: number,
  p14: number,
  p15: number,
  p16: number,
): number;
