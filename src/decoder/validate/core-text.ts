/** How messages show core types: as the text format has them, with numbers for types that are defined. */
import type { CoreFuncType, CoreSubType, CoreValType } from '../core-module.ts';
import type { CoreTypes } from './core-intern.ts';
import type { CoreItemType } from './types.ts';

/** Longer lists of parameters are cut short; those of types that are compared with others, later. */
const MAX_SHOWN = 20;
const MAX_COMPARED = 500;

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
export const describeCoreValTypes = (types: readonly CoreValType[]): string => `[${list(types, ', ', MAX_SHOWN)}]`;

/** `(func (param i32) (result f64))`, and what other composite types there are by their kind. */
export function describeCoreType(
  { final, supertypes, shared, composite }: CoreSubType, most: number = MAX_SHOWN,
): string {
  let text = composite.kind === 'func' ? describeFunc(composite, most) : `(${composite.kind} …)`;
  if (shared) text = `(shared ${text})`;
  if (final && supertypes.length === 0) return text;
  return `(sub ${[...(final ? ['final'] : []), ...supertypes.map(String), text].join(' ')})`;
}

/** A function type on its own. */
export const describeCoreFunc = (type: CoreFuncType): string => describeFunc(type, MAX_COMPARED);

function describeFunc({ params, results }: CoreFuncType, most: number): string {
  const clauses = [clause('param', params, most), clause('result', results, most)];
  return `(${['func', ...clauses].filter((text) => text !== '').join(' ')})`;
}

const clause = (keyword: string, types: readonly CoreValType[], most: number): string =>
  types.length === 0 ? '' : `(${keyword} ${list(types, ' ', most)})`;

function list(types: readonly CoreValType[], separator: string, most: number): string {
  const shown = types.slice(0, most).map(describeCoreValType);
  return (types.length > most ? [...shown, '…'] : shown).join(separator);
}

/** What a module imports or exports, as the text format has it: `(memory 1 2)`, `(global (mut i32))`. */
export function describeCoreItem(core: CoreTypes, item: CoreItemType): string {
  switch (item.kind) {
    case 'func':
      return describeCoreTypeId(core, item.type);
    case 'tag':
      return describeCoreTypeId(core, item.type).replace('(func', '(tag');
    case 'table':
      return clauses('table', addressOf(item), limits(item), sharedOf(item), describeCoreValType(item.element));
    case 'memory':
      return clauses('memory', addressOf(item), limits(item), sharedOf(item),
        item.pageSizeLog2 === 16 ? '' : `(pagesize ${2 ** item.pageSizeLog2})`);
    case 'global': {
      const type = describeCoreValType(item.type);
      return clauses('global', sharedOf(item), item.mutable ? `(mut ${type})` : type);
    }
  }
}

function describeCoreTypeId(core: CoreTypes, id: number): string {
  const type = core.types[id];
  return type === undefined ? String(id) : describeCoreType(type, MAX_COMPARED);
}

const clauses = (...words: readonly string[]): string => `(${words.filter((word) => word !== '').join(' ')})`;

const addressOf = ({ address }: { readonly address: string }): string => address === 'i64' ? address : '';

const sharedOf = ({ shared }: { readonly shared: boolean }): string => shared ? 'shared' : '';

const limits = ({ min, max }: { readonly min: bigint; readonly max?: bigint | undefined }): string =>
  max === undefined ? String(min) : `${min} ${max}`;
