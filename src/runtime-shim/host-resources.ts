/**
 * Resources of the host's in handle tables (CanonicalABI.md, `canon resource.drop`).
 */
import type { HandleTable } from './handles.ts';
import { dropHandle } from './handles.ts';
import { disposeSymbol } from './resources.ts';

/** Drops a handle. An own handle takes the object with it. */
export function dropHostHandle(table: HandleTable, index: number, type: number): void {
  const object = dropHandle(table, index, type) as Partial<Record<symbol, () => void>> | undefined;
  object?.[disposeSymbol]?.();
}
