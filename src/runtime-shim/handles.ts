/**
 * Handle tables and what handles do (CanonicalABI.md, "Table State", "Resource State", `lift_own` …
 * `lower_borrow`, `canon resource.*`). One table per component instance.
 *
 * A resource type is a number: its index in the plan, or for a type of the host's the complement of that.
 * `rep` is the number that the guest chose, or the host's object.
 */
import { trap } from './trap.ts';

export interface ResourceHandle {
  /** `noType` of one that was removed: it stays where it is, for the next one. */
  type: number;
  rep: unknown;
  /** Undefined for an own handle; else whose borrow it is. */
  borrowScope: BorrowScope | undefined;
  numLends: number;
}

/** Of no resource. */
const noType = 1e9;

/** Counts the borrow handles that a call got and has to drop before it returns. */
export interface BorrowScope {
  numBorrows: number;
}

/** What else a table holds: waitables and waitable sets (waitable.ts), error contexts. */
export interface OtherEntry {
  /** The `EventCode` of a waitable's events, 0 of a waitable set, -1 of an error context. */
  readonly code: number;
  /** The number of the stream or future type of an end. */
  readonly elementType?: number;
}

/** `Table` */
export interface Table<T> {
  readonly entries: (T | undefined)[];
  readonly free: number[];
}

export interface HandleTable extends Table<ResourceHandle | OtherEntry> {
  /** Of the call whose arguments are lowered. */
  borrowScope: BorrowScope;
}

export function handleTable(): HandleTable {
  return { entries: [undefined], free: [], borrowScope: { numBorrows: 0 } };
}

/** `Table.add`, with the checks of `Table.MAX_LENGTH` */
export function addHandle<T>(table: Table<T>, handle: T): number {
  const index = table.free.pop() ?? table.entries.length;
  if (index > 0xfffffff) trap('handle table is full');
  table.entries[index] = handle;
  return index;
}

/** `Table.remove` of an index that is in use */
export function removeHandle<T>(table: Table<T>, index: number): T {
  const handle = table.entries[index] as T;
  table.entries[index] = undefined;
  table.free.push(index);
  return handle;
}

/** `Table.get`, for a resource handle of this type */
function getHandle(table: HandleTable, index: number, type: number): ResourceHandle {
  const handle = table.entries[index >>> 0] as ResourceHandle | undefined;
  if (handle?.type !== type) trapOnType(handle, index >>> 0, type);
  return handle;
}

/** `Table.get`, for anything but a resource handle: an entry with this code, and element type if it is an end. */
export function getEntry(table: HandleTable, index: number, code: number, elementType?: number): OtherEntry {
  const entry = table.entries[index >>> 0] as OtherEntry | undefined;
  if (entry?.code !== code || entry.elementType !== (elementType ?? entry.elementType)) {
    checkUsed(entry, index >>> 0);
    trap(`handle index ${index >>> 0} used with the wrong type`);
  }
  return entry;
}

/** There is none there, or what is left of one. */
function checkUsed(entry: ResourceHandle | OtherEntry | undefined, index: number): asserts entry is ResourceHandle {
  if (entry === undefined || (entry as ResourceHandle).type === noType) trap(`unknown handle index ${index}`);
}

function trapOnType(handle: ResourceHandle | undefined, index: number, type: number): never {
  checkUsed(handle, index);
  const expected = type < 0 ? 'host' : 'guest';
  const found = handle.type < 0 ? 'host' : 'guest';
  trap(`handle index ${index} used with the wrong type, expected ${expected}-defined resource but found `
    + `a ${found === expected ? 'different ' : ''}${found}-defined resource`);
}

/** `lift_own` */
export function liftOwn(table: HandleTable, index: number, type: number): unknown {
  return dropHandle(table, index, type) ?? trap('cannot lift own resource from a borrow');
}

/** `lift_borrow`, where nothing can see that the handle is lent; and `canon_resource_rep` */
export function liftBorrow(table: HandleTable, index: number, type: number): unknown {
  return getHandle(table, index, type).rep;
}

/** `lift_borrow`, for a call that gives away handles too: the lender stays until `releaseLenders` */
export function lendBorrow(
  table: HandleTable, index: number, type: number, lenders: ResourceHandle[],
): unknown {
  const handle = getHandle(table, index, type);
  handle.numLends++;
  lenders.push(handle);
  return handle.rep;
}

/** The lends of a call, once it is over */
export function releaseLenders(lenders: readonly ResourceHandle[]): void {
  for (const handle of lenders) handle.numLends--;
}

/** `lower_own` and `canon_resource_new`, in the place of a handle that was removed if there is one */
export function lowerOwn(
  table: HandleTable, type: number, rep: unknown, borrowScope?: ResourceHandle['borrowScope'],
): number {
  const { entries, free } = table;
  const handle = free.length > 0 ? entries[free[free.length - 1]] as ResourceHandle | undefined : undefined;
  if (handle === undefined) return addHandle(table, { type, rep, borrowScope, numLends: 0 });
  handle.type = type;
  handle.rep = rep;
  handle.borrowScope = borrowScope;
  return free.pop()!;
}

/** `lower_borrow`, for another instance than the one that defines the resource */
export function lowerBorrow(table: HandleTable, type: number, rep: unknown): number {
  const { borrowScope } = table;
  borrowScope.numBorrows++;
  return lowerOwn(table, type, rep, borrowScope);
}

/** The end of a call that lent handles to an instance. */
export function checkBorrowsDropped(table: HandleTable): void {
  if (table.borrowScope.numBorrows > 0) trap('borrow handles still remain at the end of the call');
}

/** `canon_resource_drop`. Returns what the destructor gets, undefined if the handle was a borrow. */
export function dropHandle(table: HandleTable, index: number, type: number): unknown {
  const handle = getHandle(table, index, type);
  const { rep, borrowScope, numLends } = handle;
  if (numLends > 0) trap('cannot remove owned resource while borrowed');
  handle.type = noType;
  handle.rep = handle.borrowScope = undefined;
  table.free.push(index >>> 0);
  if (borrowScope === undefined) return rep;
  borrowScope.numBorrows--;
  return undefined;
}
