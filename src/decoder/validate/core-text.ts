/** How messages show core types: as the text format has them, with numbers for types that are defined. */
import type { CoreFuncType, CoreSubType, CoreValType } from '../core-module.ts';

/** Longer lists of parameters are cut short. */
const MAX_SHOWN = 20;

export function describeCoreValType(type: CoreValType): string {
  if (typeof type === 'string') return type;
  const { nullable, shared, heap } = type;
  if (nullable && !shared && typeof heap === 'string') return SHORT_REFS[heap] ?? `${heap}ref`;
  const target = shared ? `(shared ${heap})` : String(heap);
  return nullable ? `(ref null ${target})` : `(ref ${target})`;
}

/** The short forms of nullable references that are not the heap type and `ref`. */
const SHORT_REFS: Readonly<Record<string, string>> = {
  nofunc: 'nullfuncref',
  noextern: 'nullexternref',
  noexn: 'nullexnref',
  none: 'nullref',
  nocont: 'nullcontref',
};

/** `[i32, f64]` */
export const describeCoreValTypes = (types: readonly CoreValType[]): string => `[${list(types, ', ')}]`;

/** `(func (param i32) (result f64))`, and what other composite types there are by their kind. */
export function describeCoreType({ final, supertypes, shared, composite }: CoreSubType): string {
  let text = composite.kind === 'func' ? describeFunc(composite) : `(${composite.kind} …)`;
  if (shared) text = `(shared ${text})`;
  if (final && supertypes.length === 0) return text;
  return `(sub ${[...(final ? ['final'] : []), ...supertypes.map(String), text].join(' ')})`;
}

function describeFunc({ params, results }: CoreFuncType): string {
  const clauses = [clause('param', params), clause('result', results)];
  return `(${['func', ...clauses].filter((text) => text !== '').join(' ')})`;
}

const clause = (keyword: string, types: readonly CoreValType[]): string =>
  types.length === 0 ? '' : `(${keyword} ${list(types, ' ')})`;

function list(types: readonly CoreValType[], separator: string): string {
  const shown = types.slice(0, MAX_SHOWN).map(describeCoreValType);
  return (types.length > MAX_SHOWN ? [...shown, '…'] : shown).join(separator);
}
