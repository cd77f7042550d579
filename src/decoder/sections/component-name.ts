/**
 * The `component-name` custom section (Binary.md, Name Section): names for people. It never makes a component
 * invalid: what can be read is kept, the rest is passed over.
 */
import { TranspileError } from '../../errors.ts';
import type { ComponentNames, Sort } from '../component.ts';
import { MAX_FUNCTIONS } from '../limits.ts';
import type { Reader } from '../reader.ts';
import { readSort } from './sort.ts';

export const COMPONENT_NAME = 'component-name';

/** What the sections of that name have said so far. */
export interface NamesDraft extends ComponentNames {
  component?: string;
  readonly sorts: Map<Sort, Map<number, string>>;
}

export const newNamesDraft = (): NamesDraft => ({ sorts: new Map() });

/** Adds to `names` what can be read of the section's contents. The first name of each item counts. */
export function readComponentNames(reader: Reader, names: NamesDraft): void {
  while (!reader.atEnd) {
    try {
      const id = reader.u8();
      const subsection = reader.sub(reader.u32());
      if (id === 0) names.component ??= subsection.name();
      else if (id === 1) readSortNames(subsection, names.sorts);
    } catch (error) {
      if (error instanceof TranspileError) return;
      throw error;
    }
  }
}

/** `sortnames` */
function readSortNames(reader: Reader, sorts: NamesDraft['sorts']): void {
  const sort = readSort(reader, 'sort');
  const names = sorts.get(sort) ?? new Map<number, string>();
  sorts.set(sort, names);
  const count = reader.count(MAX_FUNCTIONS, 'names');
  for (let i = 0; i < count; i++) {
    const index = reader.u32();
    const name = reader.name();
    if (!names.has(index)) names.set(index, name);
  }
}
