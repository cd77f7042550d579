// scalars.d.ts
/** @module World scalars */
export {};

export function echoBool(v: boolean): boolean;
export { echoBool as 'echo-bool' };

export function echoU8(v: number): number;
export { echoU8 as 'echo-u8' };

export function echoS8(v: number): number;
export { echoS8 as 'echo-s8' };

export function echoU16(v: number): number;
export { echoU16 as 'echo-u16' };

export function echoS16(v: number): number;
export { echoS16 as 'echo-s16' };

export function echoU32(v: number): number;
export { echoU32 as 'echo-u32' };

export function echoS32(v: number): number;
export { echoS32 as 'echo-s32' };

export function echoU64(v: bigint): bigint;
export { echoU64 as 'echo-u64' };

export function echoS64(v: bigint): bigint;
export { echoS64 as 'echo-s64' };

export function echoF32(v: number): number;
export { echoF32 as 'echo-f32' };

export function echoF64(v: number): number;
export { echoF64 as 'echo-f64' };

export function echoChar(v: string): string;
export { echoChar as 'echo-char' };
