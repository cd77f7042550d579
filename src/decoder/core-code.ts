/**
 * One scan of the bodies of a core module's functions, for what the planner's effects analysis has to know:
 * whom a function calls, and what it may do besides. The scan is linear in the size of the code and never
 * fails on a body: what it can't make out is reported as unknown.
 */

import { BodyScanner } from './core/scanner.ts';
import type { CoreModule } from './core-module.ts';
import { Reader } from './reader.ts';

/** A call through a table: `call_indirect` or `return_call_indirect`. */
export interface IndirectCall {
  readonly table: number;
  readonly type: number;
}

/**
 * What the instructions of one body may do. Indices are those of the module's index spaces; lists have no
 * duplicates.
 */
export interface CodeFacts {
  /**
   * The body could not be made out. The flags are then all true, `growsMemory` and `tableWrites` list
   * everything, and `calls`, `indirect`, `callRefs` and `refFuncs` are empty but mean “anything”.
   */
  readonly unknown: boolean;
  /** Functions called directly, by tail calls too. */
  readonly calls: readonly number[];
  readonly indirect: readonly IndirectCall[];
  /** Function types called by reference. */
  readonly callRefs: readonly number[];
  /** Functions that references are made to. */
  readonly refFuncs: readonly number[];
  /** Has a `throw`, `rethrow` or `throw_ref`. */
  readonly throws: boolean;
  /** Has a handler: a legacy `catch`, `catch_all` or `delegate`, or a `try_table` with a clause. */
  readonly catches: boolean;
  /** Memories grown by `memory.grow`. */
  readonly growsMemory: readonly number[];
  /** Has an atomic wait. */
  readonly waits: boolean;
  /**
   * An instruction of the body itself may trap, callees not counted, and the exhaustion of the stack not
   * counted either. A load or store at a constant address within the memory's initial size does not trap, nor
   * does a division by a constant that rules it out.
   */
  readonly traps: boolean;
  /** Tables changed by `table.set`, `table.fill`, `table.copy`, `table.init` or `table.grow`. */
  readonly tableWrites: readonly number[];
  /** It only calls the entry of table 0 that has its own number (core/trampoline.ts). */
  readonly trampoline: boolean;
}

/**
 * The facts of every function that the module defines, in order: those of function `module.importedFuncs + i`
 * at index `i`.
 * @throws TranspileError MALFORMED_… if the sizes of the bodies don't add up to the code section
 */
export function scanCoreCode(module: CoreModule): readonly CodeFacts[] {
  const facts: CodeFacts[] = [];
  if (module.code === undefined) return facts;
  const start = module.code.offset - module.offset;
  const reader = new Reader(module.bytes, module.offset, start, start + module.code.size);
  const scanner = new BodyScanner(module);
  const unknown = unknownFacts(module);
  for (let body = 0; body < module.code.count; body++) {
    const size = reader.u32();
    const bodyStart = reader.position;
    reader.skip(size);
    facts.push(scanner.scan(body, bodyStart, reader.position) ?? unknown);
  }
  reader.expectEnd();
  return facts;
}

/** The worst that a body can do. */
function unknownFacts(module: CoreModule): CodeFacts {
  return {
    unknown: true,
    calls: [],
    indirect: [],
    callRefs: [],
    refFuncs: [],
    throws: true,
    catches: true,
    growsMemory: [...module.memories.keys()],
    waits: true,
    traps: true,
    tableWrites: [...module.tables.keys()],
    trampoline: false,
  };
}
