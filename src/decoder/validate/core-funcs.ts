/** The core functions of a component, and their types. */
import { errorSort } from '../../errors.ts';
import type { CoreFuncType } from '../core-module.ts';
import { internFuncType } from './core-intern.ts';
import { entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import type { CoreFuncItem, CoreTypeId, CoreValType } from './types.ts';

/** The type of a core function that a canonical definition makes. */
export function coreFunc(
  scope: Scope, params: readonly CoreValType[], results: readonly CoreValType[] = [], shared = false,
): CoreFuncItem {
  const type: CoreFuncType = { kind: 'func', params, results };
  return { kind: 'func', type: internFuncType(scope.validation.core, type, shared) };
}

/** The parameters and results of a core function. */
export function coreFuncAt(scope: Scope, index: number, offset: number): CoreFuncType {
  return coreFuncType(scope, entryAt(scope, 'core func', index, offset).type, offset);
}

/** A core type that has to be a function's. */
export function coreFuncType(scope: Scope, type: CoreTypeId, offset: number): CoreFuncType {
  const composite = scope.validation.core.types[type]?.composite;
  if (composite?.kind !== 'func') throw errorSort(offset, 'expected a core function type');
  return composite;
}

/** Whether two lists of types are equal, for numbers: references are never equal here. */
export const areEqual = (a: readonly CoreValType[], b: readonly CoreValType[]): boolean =>
  a.length === b.length && a.every((type, index) => type === b[index]);
