// Writes the core modules of generated components: functions of the signatures that are asked for.

import { bytesOf, CORE_MODULE, leb, name, section, vec } from './bytes.ts';
import type { Part } from './bytes.ts';

/** Core types of parameters and results. */
export interface Signature {
  readonly params: readonly number[];
  readonly results: readonly number[];
}

/** Exports `m`, a memory, and `r`, a `realloc`. */
export function memoryModule(): Uint8Array {
  return bytesOf([
    CORE_MODULE,
    section(1, vec([0x60, vec(0x7f, 0x7f, 0x7f, 0x7f), vec(0x7f)])),
    section(3, vec(0)),
    section(5, vec([0x00, 1])),
    section(7, vec([name('m'), 2, 0], [name('r'), 0, 0])),
    section(10, vec(body(UNREACHABLE))),
  ]);
}

/** Imports `"" "0"`, `"" "1"`, … of these signatures, and exports functions `0`, `1`, … of those. */
export function functionModule(imports: readonly Signature[], exports: readonly Signature[]): Uint8Array {
  const signatures = [...imports, ...exports];
  const types = signatures.map(({ params, results }) => [0x60, vec(...params), vec(...results)]);
  return bytesOf([
    CORE_MODULE,
    section(1, vec(...types)),
    section(2, vec(...imports.map((_, i) => [name(''), name(`${i}`), 0, leb(i)]))),
    section(3, vec(...exports.map((_, i) => leb(imports.length + i)))),
    section(7, vec(...exports.map((_, i) => [name(`${i}`), 0, leb(imports.length + i)]))),
    section(10, vec(...exports.map((signature) => body(callOf(signature, imports))))),
  ]);
}

const UNREACHABLE: Part = 0x00;

/** Calls an import of the same signature where there is one. */
function callOf(signature: Signature, imports: readonly Signature[]): Part {
  const callee = imports.findIndex((each) => JSON.stringify(each) === JSON.stringify(signature));
  if (callee === -1) return UNREACHABLE;
  return [signature.params.map((_, i) => [0x20, leb(i)]), 0x10, leb(callee)];
}

function body(instructions: Part): Part {
  const bytes = bytesOf([vec(), instructions, 0x0b]);
  return [leb(bytes.length), bytes];
}
