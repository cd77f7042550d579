/** 🧵 The built-ins that start threads (CanonicalABI.md, `thread.new-indirect`, 🧵② `thread.spawn-…`). */
import { errorCanon } from '../../errors.ts';
import type { CoreTableIndex, CoreTypeIndex } from '../component.ts';
import type { Canon } from '../sections/canon.ts';
import { coreFunc } from './core-funcs.ts';
import { isSame } from './core-subtype.ts';
import { describeCoreValType } from './core-text.ts';
import { definedTypeAt } from './core-types.ts';
import type { AddressType } from './flatten.ts';
import { entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import type { CoreFuncItem, CoreTypeId, CoreValType } from './types.ts';

type Of<K extends Canon['kind']> = Extract<Canon, { readonly kind: K }>;

export function checkNewIndirect(scope: Scope, canon: Of<'thread.new-indirect'>): CoreFuncItem {
  const address = tableAddress(scope, canon, false);
  return coreFunc(scope, [address, startType(scope, canon, false).closure], ['i32']);
}

export function checkSpawnIndirect(scope: Scope, canon: Of<'thread.spawn-indirect'>): CoreFuncItem {
  const address = tableAddress(scope, canon, canon.shared);
  return coreFunc(scope, [address, startType(scope, canon, canon.shared).closure], ['i32'], canon.shared);
}

export function checkSpawnRef(scope: Scope, canon: Of<'thread.spawn-ref'>): CoreFuncItem {
  const { type, closure } = startType(scope, canon, canon.shared);
  const func: CoreValType = { kind: 'ref', nullable: true, heap: type, shared: false };
  return coreFunc(scope, [func, closure], ['i32'], canon.shared);
}

interface ThreadCanon {
  readonly kind: string;
  readonly type: CoreTypeIndex;
  readonly offset: number;
}

interface StartType {
  readonly type: CoreTypeId;
  /** The type of the only parameter of a thread's function. */
  readonly closure: AddressType;
}

/** The type of the function that a thread runs: it takes one number, and returns nothing. */
function startType(scope: Scope, { kind, type: index, offset }: ThreadCanon, shared: boolean): StartType {
  const type = definedTypeAt(scope, index, offset);
  const found = scope.validation.core.types[type];
  if (found?.composite.kind !== 'func') {
    throw errorCanon(offset, `start type of \`${kind}\` must be a function`);
  }
  if (found.shared !== shared) {
    throw errorCanon(offset, `start function of \`${kind}\` must ${shared ? '' : 'not '}be shared`);
  }
  const { params: [closure, ...others], results } = found.composite;
  if ((closure !== 'i32' && closure !== 'i64') || others.length > 0) {
    throw errorCanon(offset, 'start function must take a single `i32` or `i64` argument');
  }
  if (results.length > 0) throw errorCanon(offset, 'start function must not return any values');
  return { type, closure };
}

interface TableCanon {
  readonly kind: string;
  readonly table: CoreTableIndex;
  readonly offset: number;
}

/** The type of the indices of a table of functions. */
function tableAddress(scope: Scope, { kind, table, offset }: TableCanon, shared: boolean): AddressType {
  const { element, address, shared: isShared } = entryAt(scope, 'core table', table, offset);
  const expected: CoreValType = { kind: 'ref', nullable: true, heap: 'func', shared };
  if (!isSame(element, expected)) {
    throw errorCanon(offset, `table element type of \`${kind}\``,
      { expected: describeCoreValType(expected), found: describeCoreValType(element) });
  }
  if (isShared !== shared) {
    throw errorCanon(offset, `the table of \`${kind}\` must ${shared ? '' : 'not '}be shared`);
  }
  return address;
}
