/**
 * A handle table whose invariants are checked after each operation (CanonicalABI.md, "Table State", "Resource State").
 */
import {
  checkBorrowsDropped, dropHandle, handleTable, lendBorrow, liftBorrow, liftOwn, lowerBorrow, lowerOwn,
  type HandleTable, type ResourceHandle,
} from '../../../src/runtime-shim/index.ts';

export interface CheckedTable {
  readonly table: HandleTable;
  liftOwn(index: number, type: number): unknown;
  liftBorrow(index: number, type: number): unknown;
  lendBorrow(index: number, type: number, lenders: ResourceHandle[]): unknown;
  lowerOwn(type: number, rep: unknown): number;
  lowerBorrow(type: number, rep: unknown): number;
  dropHandle(index: number, type: number): unknown;
  checkBorrowsDropped(): void;
}

export function checkedTable(): CheckedTable {
  const table = handleTable();
  const checked = <Args extends unknown[], R>(run: (table: HandleTable, ...args: Args) => R) => (...args: Args): R => {
    try {
      return run(table, ...args);
    } finally {
      checkInvariants(table);
    }
  };
  return {
    table,
    liftOwn: checked(liftOwn), liftBorrow: checked(liftBorrow), lendBorrow: checked(lendBorrow),
    lowerOwn: checked(lowerOwn), lowerBorrow: checked(lowerBorrow), dropHandle: checked(dropHandle),
    checkBorrowsDropped: checked(checkBorrowsDropped),
  };
}

/** Nothing is there, or a handle that was removed, without what it stood for. */
export function isEmpty(entry: HandleTable['entries'][number]): boolean {
  const { type, rep, borrowScope } = entry as ResourceHandle | undefined ?? { type: 1e9, rep: undefined, borrowScope: undefined };
  return type === 1e9 && rep === undefined && borrowScope === undefined;
}

export function checkInvariants({ entries, free, borrowScope }: HandleTable): void {
  const complain = (text: string): never => {
    throw new Error(`handle table: ${text}`);
  };
  if (entries[0] !== undefined) complain('index 0 is in use');
  if (new Set(free).size !== free.length) complain('an index is free twice');
  if (free.includes(0)) complain('index 0 is free');
  const empty = entries.flatMap((entry, index) => (isEmpty(entry) && index > 0 ? [index] : []));
  if (empty.length !== free.length || !empty.every((index) => free.includes(index))) complain('a free index is lost');
  const handles = entries as (ResourceHandle | undefined)[];
  const borrows = handles.filter((entry) => entry?.borrowScope === borrowScope);
  if (borrows.length !== borrowScope.numBorrows) complain('borrows are miscounted');
  if (handles.some((entry) => entry !== undefined && entry.numLends < 0)) complain('a handle is lent less than never');
}
