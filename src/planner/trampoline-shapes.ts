/**
 * The two core modules that wit-component puts into a component, recognised by their shape alone. The memory of a core
 * module is there only once it is instantiated, and what it imports may need that memory; so it is given trampolines,
 *
 *     (module (table (export "$imports") 2 2 funcref)
 *       (func (export "0") (param i32) local.get 0 i32.const 0 call_indirect) …)
 *
 * and another module fills their table later:
 *
 *     (module (import "" "0" (func (param i32))) … (import "" "$imports" (table 2 2 funcref))
 *       (elem (i32.const 0) func 0 1))
 */
import type { CoreModule, CoreTableType } from '../decoder/core-module.ts';
import type { ScanCode } from './core-graph.ts';

/** How a module fills the one table that it imports, which is all that it does. */
export interface Filling {
  /** Which of its imports the table is. */
  readonly table: number;
  /** Which of its imports is put where. */
  readonly entries: ReadonlyMap<number, number>;
}

/** A module of nothing but trampolines: function i calls entry i of the table, as its own type. */
export function isTrampolines(module: CoreModule, scan: ScanCode): boolean {
  return isBare(module) && module.imports.length === 0 && module.elements.length === 0
    && module.filledTables.length === 0 && module.tables.length === 1 && module.tables.every(isPlainTable)
    && module.funcs.length > 0 && module.types.length > 0 && hasPlainTypes(module)
    && scan(module).every(({ trampoline }) => trampoline);
}

/** What a module puts into its table, if it does nothing else. Undefined, too, where that might trap. */
export function fillingOf(module: CoreModule): Filling | undefined {
  const { imports, tables, elements } = module;
  const [table] = tables;
  const isFilling = isBare(module) && tables.length === 1 && table !== undefined && isPlainTable(table)
    && module.funcs.length === module.importedFuncs && module.exports.length === 0 && hasPlainTypes(module);
  const tableImport = imports.findIndex(({ type }) => type.kind === 'table');
  if (!isFilling || tableImport < 0) return undefined;
  const funcImports = [...imports.keys()].filter((i) => imports[i]?.type.kind === 'func');
  const entries = new Map<number, number>();
  for (const { mode, items } of elements) {
    if (mode.kind !== 'active' || mode.at.value.kind !== 'i32') return undefined;
    const { value: start } = mode.at.value;
    if (start < 0 || BigInt(start + items.length) > table.min) return undefined;
    for (const [i, item] of items.entries()) {
      const func = typeof item === 'number' ? funcImports[item] : undefined;
      if (func === undefined) return undefined;
      entries.set(start + i, func);
    }
  }
  return { table: tableImport, entries };
}

/** Whether import number `item` of `filling` has the type of function number `func` of `trampolines`. */
export function sameType(trampolines: CoreModule, func: number, filling: CoreModule, item: number): boolean {
  const own = trampolines.types[trampolines.funcs[func] ?? -1]?.composite;
  const given = filling.imports[item]?.type;
  return own?.kind === 'func' && given?.kind === 'func'
    && String(own.params) === String(given.params) && String(own.results) === String(given.results);
}

/** No memory, no global, no tag, no data, and nothing runs when it is instantiated. */
function isBare({ memories, globals, tags, dataCount, start }: CoreModule): boolean {
  return memories.length === 0 && globals.length === 0 && tags.length === 0 && dataCount === 0 && start === undefined;
}

function isPlainTable({ element, address, shared }: CoreTableType): boolean {
  return element.heap === 'func' && element.nullable && !element.shared && address === 'i32' && !shared;
}

/** All types are of functions from numbers to numbers, and the same wherever they are the same in structure. */
function hasPlainTypes({ recTypes }: CoreModule): boolean {
  return recTypes.every(({ types }) => types.length === 1 && types.every(({ final, supertypes, shared, composite }) =>
    final && supertypes.length === 0 && !shared && composite.kind === 'func'
    && [...composite.params, ...composite.results].every((type) => typeof type === 'string')));
}
