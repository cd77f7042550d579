/** 🪙 Start functions, of which there may be several (Binary.md, Start Definitions). */
import { errorType } from '../../errors.ts';
import type { Start } from '../sections/start.ts';
import { matchValType } from './equality.ts';
import { addEntry, comparison, entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import { quote } from './text.ts';
import { contrastValTypes } from './type-text.ts';
import { useValue } from './values.ts';

/** `start`. The result of the function becomes a value. */
export function checkStart(scope: Scope, { func, args, results, offset }: Start): void {
  const type = entryAt(scope, 'func', func, offset);
  const values = args.map((arg) => useValue(scope, arg, offset));
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
    if (value === undefined) continue;
    const mismatch = matchValType(comparison(scope, offset), value, param.type);
    if (mismatch !== undefined) {
      throw errorType(offset,
        `value type mismatch for start argument ${index}, parameter ${quote(param.label)}: ${mismatch.text}`,
        contrastValTypes(param.type, value));
    }
  }
  if (type.result !== undefined) addEntry(scope, 'value', type.result, offset);
}
