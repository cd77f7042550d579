import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

type Echo = (list: unknown) => unknown;

export async function run({ load }: { load: Load }): Promise<void> {
  const m = await load<Record<string, Echo>>();
  const lists: readonly (readonly [kind: string, values: Iterable<number | bigint> & ArrayLike<number | bigint>])[] = [
    ['U8', Uint8Array.of(1, 255)], ['S8', Int8Array.of(1, -1)],
    ['U16', Uint16Array.of(1, 65_535)], ['S16', Int16Array.of(1, -1)],
    ['U32', Uint32Array.of(1, 4_294_967_295)], ['S32', Int32Array.of(1, -1)],
    ['U64', BigUint64Array.of(1n, 18_446_744_073_709_551_615n)], ['S64', BigInt64Array.of(1n, -1n)],
    ['F32', Float32Array.of(0.5, NaN)], ['F64', Float64Array.of(0.1, -Infinity)],
  ];
  for (const [kind, values] of lists) {
    const echo = m[`echo${kind}`];
    expect(echo?.(values), kind).toEqual(values);
    expect(echo?.([...values]), `${kind} from an array`).toEqual(values);
    expect(echo?.(new Set(values)), `${kind} from an iterable`).toEqual(values);
    expect(echo?.([]), `${kind}, empty`).toHaveLength(0);
  }
  expect(m['echoU8']?.(new Uint8Array([7]).buffer), 'bytes from a buffer').toEqual(new Uint8Array([7]));
  expect(m['echoU32']?.(new Uint8Array([7])), 'elements, not bytes').toEqual(new Uint32Array([7]));
  expect(() => m['echoU8']?.(5)).toThrow(/argument "l"/);
}
