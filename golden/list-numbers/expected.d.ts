// list-numbers.d.ts
/** @module World list-numbers */
export {};

export function echoU8(l: Uint8Array | ArrayLike<number> | ArrayBuffer): Uint8Array;
export { echoU8 as 'echo-u8' };

export function echoS8(l: Int8Array | ArrayLike<number>): Int8Array;
export { echoS8 as 'echo-s8' };

export function echoU16(l: Uint16Array | ArrayLike<number>): Uint16Array;
export { echoU16 as 'echo-u16' };

export function echoS16(l: Int16Array | ArrayLike<number>): Int16Array;
export { echoS16 as 'echo-s16' };

export function echoU32(l: Uint32Array | ArrayLike<number>): Uint32Array;
export { echoU32 as 'echo-u32' };

export function echoS32(l: Int32Array | ArrayLike<number>): Int32Array;
export { echoS32 as 'echo-s32' };

export function echoU64(l: BigUint64Array | ArrayLike<bigint>): BigUint64Array;
export { echoU64 as 'echo-u64' };

export function echoS64(l: BigInt64Array | ArrayLike<bigint>): BigInt64Array;
export { echoS64 as 'echo-s64' };

export function echoF32(l: Float32Array | ArrayLike<number>): Float32Array;
export { echoF32 as 'echo-f32' };

export function echoF64(l: Float64Array | ArrayLike<number>): Float64Array;
export { echoF64 as 'echo-f64' };
