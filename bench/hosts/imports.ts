// What guests/imports.ts imports.

const BYTES = Uint8Array.from({ length: 64 }, (_, i) => i);

interface Pair {
  readonly a: number;
  readonly b: number;
}

export function nop(): void {
  // Nothing: that is what is measured.
}

export const inc = (x: number): number => x + 1;
export const inc64 = (x: bigint): bigint => x + 1n;
export const log = (text: string): number => text.length;
export const name = (): string => 'a name of 26 characters...';
export const bytes = (list: Uint8Array): number => list.length;
export const give = (): Uint8Array => BYTES;
export const swap = ({ a, b }: Pair): Pair => ({ a: a + 1, b });
