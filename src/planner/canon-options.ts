/**
 * What canonical definitions name by index, in the scope they stand in.
 */
import type { Canon, CanonOption } from '../decoder/sections/canon.ts';
import type { CanonOptions, CoreFunc, CoreItem } from './items.ts';
import { at } from './scope.ts';
import type { Scope } from './scope.ts';

/** `canonopt`s with indices resolved; the encoding is utf8 unless it is said. */
export function canonOptions(list: readonly CanonOption[], { instance, spaces }: Scope): CanonOptions {
  const found = <K extends CanonOption['kind']>(kind: K): Extract<CanonOption, { kind: K }> | undefined =>
    list.find((option): option is Extract<CanonOption, { kind: K }> => option.kind === kind);
  const func = (option: { readonly func: number } | undefined): CoreFunc | undefined =>
    option === undefined ? undefined : at(spaces['core func'], option.func);
  const memory = found('memory');
  return {
    instance,
    encoding: found('string-encoding')?.encoding ?? 'utf8',
    memory: memory === undefined ? undefined : at(spaces['core memory'], memory.memory),
    realloc: func(found('realloc')),
    postReturn: func(found('post-return')),
    callback: func(found('callback')),
    async: found('async') !== undefined,
  };
}

/** The core functions and tables that a canonical definition names. */
export function namedByCanon(canon: Canon, { spaces }: Scope): readonly CoreItem[] {
  const options = 'options' in canon
    ? canon.options.flatMap((option) => ('func' in option ? [at(spaces['core func'], option.func)] : []))
    : [];
  switch (canon.kind) {
    case 'lift': return [at(spaces['core func'], canon.func), ...options];
    case 'thread.new-indirect':
    case 'thread.spawn-indirect': return [at(spaces['core table'], canon.table)];
    default: return options;
  }
}
