// variant-join.d.ts
/** @module World variant-join */
export {};

export type WideType = WideTypeF | WideTypeL | WideTypeNone;
export interface WideTypeF { tag: 'f', val: number }
export interface WideTypeL { tag: 'l', val: bigint }
export interface WideTypeNone { tag: 'none' }

export type NarrowType = NarrowTypeSmall | NarrowTypeF;
export interface NarrowTypeSmall { tag: 'small', val: number }
export interface NarrowTypeF { tag: 'f', val: number }

export function wide(v: WideType): WideType;

export function narrow(v: NarrowType): NarrowType;

export function alone(v: bigint | undefined): bigint;
