/** 🪙 Start functions and values (Binary.md, Start Definitions and Value Definitions). */
import { errorType } from '../../errors.ts';
import type { Start, Value } from '../sections/start.ts';
import { addEntry, comparison, entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import { matchValType } from './equality.ts';
import { checkValType } from './type-defs.ts';

/** `start`. The result of the function becomes a value. */
export function checkStart(scope: Scope, { func, args, results, offset }: Start): void {
  const type = entryAt(scope, 'func', func, offset);
  const values = args.map((arg) => entryAt(scope, 'value', arg, offset));
  if (values.length !== type.params.length) {
    throw errorType(offset,
      `start function requires ${type.params.length} arguments but was given ${values.length}`);
  }
  const actualResults = type.result === undefined ? 0 : 1;
  if (results !== actualResults) {
    throw errorType(offset, `start function has ${actualResults} results but ${results} are expected`);
  }
  for (const [index, param] of type.params.entries()) {
    const value = values[index];
    const mismatch = value && matchValType(comparison(scope, offset), value, param.type);
    if (mismatch !== undefined) {
      throw errorType(offset, `value type mismatch for start argument ${index}: ${mismatch}`);
    }
  }
  if (type.result !== undefined) addEntry(scope, 'value', type.result, offset);
}

/** `value` */
export function checkValue(scope: Scope, { type, offset }: Value): void {
  addEntry(scope, 'value', checkValType(scope, type, offset), offset);
}
