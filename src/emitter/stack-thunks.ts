/**
 * Thunks that give core code a stack of its own, and park it (WebAssembly JavaScript Promise Integration;
 * ARCHITECTURE.md, "Concurrency").
 *
 *     ;; suspend: what may block is tried first, and the stack is parked only if it has to be
 *     (func (export "3") (param i32 i32) (result i32)
 *       (if (call $callee3 (local.get 0) (local.get 1)) (then (call $park)))
 *       (call $finish_i32))
 *
 *     ;; stack: what runs on it tells JavaScript its result at once; a promise would tell it later
 *     (func (export "4") (param i32)
 *       (call $callee4 (local.get 0)) (call $returned_i32))
 *
 *     ;; thread: a function of a table, and what it is given
 *     (func (export "5") (param $func i32) (param $context i32)
 *       (call_indirect $table5 (param i32) (local.get $context) (local.get $func)) (call $returned))
 *
 * No JavaScript may stand between the start of a stack and the place where it parks, so all this is core
 * code.
 */
import type { CoreType } from '../planner/abi/shape.ts';
import type { Thunk } from '../planner/plan.ts';
import type { CodeWriter, Local } from './core/code.ts';
import type { CoreModuleWriter } from './core/module.ts';
import type { Func, FuncType } from './core/types.ts';

export type StackThunk = Extract<Thunk, { kind: 'suspend' | 'stack' | 'thread' }>;

export const isStackThunk = (thunk: Thunk): thunk is StackThunk =>
  thunk.kind === 'suspend' || thunk.kind === 'stack' || thunk.kind === 'thread';

/** A function of JavaScript's that such thunks call; the last two under one name for each type of result. */
export interface StackImport {
  readonly name: string;
  readonly kind: 'park' | 'finish' | 'returned';
  readonly type: FuncType;
}

/** The imports of a module with these thunks. */
export function stackImports(thunks: readonly Thunk[]): readonly StackImport[] {
  const all = thunks.filter(isStackThunk).flatMap((thunk): readonly StackImport[] => {
    switch (thunk.kind) {
      case 'suspend': return [
        { name: 'park', kind: 'park', type: { params: [], results: [] } },
        finishImport(thunk.core.results),
      ];
      case 'stack': return [returnedImport(thunk.core.results)];
      case 'thread': return [returnedImport([])];
    }
  });
  return [...new Map(all.map((item) => [item.name, item])).values()];
}

const suffixed = (name: string, types: readonly CoreType[]): string => [name, ...types].join('_');

/** Gives the result of what has been tried, or was waited for. */
const finishImport = (results: readonly CoreType[]): StackImport =>
  ({ name: suffixed('finish', results), kind: 'finish', type: { params: [], results } });

/** Is told what core code has returned. */
const returnedImport = (results: readonly CoreType[]): StackImport =>
  ({ name: suffixed('returned', results), kind: 'returned', type: { params: results, results: [] } });

/** Imports what the thunk calls, as `name`. Gives the thunk's own type, and its body. */
export function prepareStackThunk(
  writer: CoreModuleWriter, thunk: StackThunk, name: string,
): PreparedStackThunk {
  if (thunk.kind === 'thread') return prepareThread(writer, thunk, name);
  const { kind, core } = thunk;
  const callee = writer.importFunc('', name, kind === 'suspend' ? { ...core, results: ['i32'] } : core);
  const last = kind === 'suspend' ? finishImport(core.results) : returnedImport(core.results);
  return {
    type: kind === 'suspend' ? core : { ...core, results: [] },
    write(code, params, imports) {
      for (const param of params) code.localGet(param);
      code.call(callee);
      if (kind === 'suspend') code.if(() => code.call(imports.get('park')!));
      code.call(imports.get(last.name)!);
    },
  };
}

export interface PreparedStackThunk {
  readonly type: FuncType;
  /** @param imports those of `stackImports`, by name */
  write(code: CodeWriter, params: readonly Local[], imports: ReadonlyMap<string, Func>): void;
}

function prepareThread(
  writer: CoreModuleWriter, { context, index }: Extract<Thunk, { kind: 'thread' }>, name: string,
): PreparedStackThunk {
  // Whatever the size of the table.
  const table = writer.importTable('', name, { min: 0, address: index });
  return {
    type: { params: [index, context], results: [] },
    write(code, [func, argument], imports) {
      code.localGet(argument!).localGet(func!).callIndirect(table, { params: [context], results: [] });
      code.call(imports.get(returnedImport([]).name)!);
    },
  };
}
