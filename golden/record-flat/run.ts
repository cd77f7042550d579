import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { swap } = await load<{ swap(point: unknown): unknown }>();
  expect(swap({ x: 3, y: 4 })).toEqual({ x: 4, y: 3 });
  expect(() => swap({ x: 3 }), 'missing, not 0').toThrow('swap: argument "p".y');
  expect(() => swap(null)).toThrow(TypeError);
}
