import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  at(place: number): string;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const at = async (place: number) => (await load<Exports>()).at(place);
  await expect(at(0)).rejects.toThrow('string pointer/length out of bounds of memory');
  await expect(at(8)).rejects.toThrow('invalid utf-8');
  await expect(at(2)).rejects.toThrow('unaligned pointer');
  await expect(at(65_532)).rejects.toThrow(WebAssembly.RuntimeError);
}
