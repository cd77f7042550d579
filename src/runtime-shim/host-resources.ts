/**
 * Resources of the host's in handle tables (CanonicalABI.md, `canon resource.drop`).
 */
import type { HandleTable } from './handles.ts';
import { dropHandle } from './handles.ts';
import { disposeObject } from './resources.ts';

/** Drops a handle, and what it owns. */
export function dropHostHandle(table: HandleTable, index: number, type: number): void {
  const object = dropHandle(table, index, type);
  if (object !== undefined) disposeObject(object);
}
