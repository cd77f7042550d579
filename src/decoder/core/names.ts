/**
 * The `name` custom section of a core module (core spec, appendix “Name Section”), as far as functions go. It
 * is a courtesy of the producer: a malformed one gives the names before the mistake and no error.
 */

import { TranspileError } from '../../errors.ts';
import type { CoreModule } from '../core-module.ts';
import { MAX_FUNCTIONS } from '../limits.ts';
import { Reader } from '../reader.ts';

const FUNCTION_NAMES = 1;

/** The names that the module gives to its functions, by index. Decoded anew on each call. */
export function readCoreFunctionNames(module: CoreModule): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const custom of module.customs) {
    if (custom.name !== 'name') continue;
    const start = custom.offset - module.offset;
    const reader = new Reader(module.bytes, module.offset, start, start + custom.size);
    try {
      readNameSection(reader, names);
    } catch (error) {
      if (!(error instanceof TranspileError)) throw error;
    }
  }
  return names;
}

function readNameSection(reader: Reader, names: Map<number, string>): void {
  while (!reader.atEnd) {
    const id = reader.u8();
    const subsection = reader.sub(reader.u32());
    if (id !== FUNCTION_NAMES) continue;
    const count = subsection.count(MAX_FUNCTIONS, 'names');
    for (let i = 0; i < count; i++) names.set(subsection.u32(), subsection.name());
  }
}
