/**
 * The options of canonical definitions (CanonicalABI.md, Canonical Definitions): each at most once, each
 * index in bounds.
 */
import { errorCanon } from '../../errors.ts';
import type { CanonOption, StringEncoding } from '../sections/canon.ts';
import type { CoreFuncType, CoreMemoryType } from '../core-module.ts';
import type { AddressType } from './flatten.ts';
import { entryAt } from './scope.ts';
import type { Scope } from './scope.ts';

/** The options of one definition, looked up. */
export interface Options {
  readonly encoding: StringEncoding | undefined;
  readonly memory: CoreMemoryType | undefined;
  readonly realloc: CoreFuncType | undefined;
  readonly postReturn: CoreFuncType | undefined;
  readonly callback: CoreFuncType | undefined;
  readonly async: boolean;
  /** The type of addresses in the memory. */
  readonly address: AddressType;
}

/** `opts` */
export function checkOptions(scope: Scope, options: readonly CanonOption[]): Options {
  const found: { -readonly [K in keyof Options]?: Options[K] } = {};
  for (const option of options) {
    const { offset } = option;
    switch (option.kind) {
      case 'string-encoding':
        if (found.encoding !== undefined) throw errorEncodings(offset, found.encoding, option.encoding);
        found.encoding = option.encoding;
        break;
      case 'memory':
        if (found.memory !== undefined) throw errorTwice(option);
        found.memory = entryAt(scope, 'core memory', option.memory, offset);
        break;
      case 'async':
        if (found.async) throw errorTwice(option);
        found.async = true;
        break;
      case 'realloc':
      case 'post-return':
      case 'callback': {
        const key = option.kind === 'post-return' ? 'postReturn' : option.kind;
        if (found[key] !== undefined) throw errorTwice(option);
        found[key] = entryAt(scope, 'core func', option.func, offset);
        break;
      }
    }
  }
  const { encoding, memory, realloc, postReturn, callback, async = false } = found;
  return { encoding, memory, realloc, postReturn, callback, async, address: memory?.address ?? 'i32' };
}

const errorTwice = ({ kind, offset }: CanonOption): Error =>
  errorCanon(offset, `canonical option \`${kind}\` is specified more than once`);

const errorEncodings = (offset: number, first: StringEncoding, second: StringEncoding): Error =>
  errorCanon(offset,
    `canonical encoding option \`${describe(first)}\` conflicts with option \`${describe(second)}\``);

const describe = (encoding: StringEncoding): string => encoding.replace('+', '-');
