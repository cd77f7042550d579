/**
 * The options of canonical definitions (CanonicalABI.md, `canonopt` Validation): each at most once, each
 * index in bounds and of the right type, and those that are only allowed or required together.
 */
import { errorCanon } from '../../errors.ts';
import type { CoreFuncType, CoreMemoryType } from '../core-module.ts';
import type { CanonOption, StringEncoding } from '../sections/canon.ts';
import { areEqual, coreFuncAt } from './core-funcs.ts';
import { describeCoreFunc } from './core-text.ts';
import type { AddressType } from './flatten.ts';
import { entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import { contrast } from './type-text.ts';

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
  /** Of the definition, for errors about options that are missing. */
  readonly offset: number;
}

type Draft = { -readonly [K in keyof Options]?: Options[K] };

/** `opts` of a definition at `offset` */
export function checkOptions(scope: Scope, options: readonly CanonOption[], offset: number): Options {
  const found: Draft = {};
  for (const option of options) addOption(scope, option, found);
  const { encoding, memory, realloc, postReturn, callback, async = false } = found;
  const address = memory?.address ?? 'i32';
  const result: Options = { encoding, memory, realloc, postReturn, callback, async, address, offset };
  checkTogether(result);
  return result;
}

function addOption(scope: Scope, option: CanonOption, found: Draft): void {
  const { offset } = option;
  switch (option.kind) {
    case 'string-encoding':
      if (found.encoding !== undefined) throw errorEncodings(offset, found.encoding, option.encoding);
      found.encoding = option.encoding;
      break;
    case 'memory':
      if (found.memory !== undefined) throw errorTwice(option);
      found.memory = entryAt(scope, 'core memory', option.memory, offset);
      if (found.memory.shared) throw errorCanon(offset, 'canonical option `memory` cannot be shared');
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
      found[key] = coreFuncAt(scope, option.func, offset);
      break;
    }
  }
}

const errorTwice = ({ kind, offset }: CanonOption): Error =>
  errorCanon(offset, `canonical option \`${kind}\` is specified more than once`);

const errorEncodings = (offset: number, first: StringEncoding, second: StringEncoding): Error =>
  errorCanon(offset,
    `canonical encoding option \`${describe(first)}\` conflicts with option \`${describe(second)}\``);

const describe = (encoding: StringEncoding): string => encoding.replace('+', '-');

/** What holds whatever the options are of. */
function checkTogether({ memory, realloc, postReturn, callback, async, address, offset }: Options): void {
  if (realloc !== undefined) {
    if (memory === undefined) {
      throw errorCanon(offset, 'canonical option `realloc` requires `memory` to also be specified');
    }
    checkSignature('realloc', realloc, [address, address, address, address], [address], offset);
  }
  if (callback !== undefined) {
    if (!async) throw errorCanon(offset, 'canonical option `callback` requires `async` to also be specified');
    checkSignature('callback', callback, ['i32', 'i32', 'i32'], ['i32'], offset);
  }
  if (async && postReturn !== undefined) {
    throw errorCanon(offset, 'canonical option `post-return` cannot be specified together with `async`');
  }
}

/** That the core function of an option has these parameters and results. */
export function checkSignature(
  option: string, type: CoreFuncType, params: CoreFuncType['params'], results: CoreFuncType['results'],
  offset: number,
): void {
  if (areEqual(type.params, params) && areEqual(type.results, results)) return;
  throw errorCanon(offset, `canonical option \`${option}\` uses a core function with an incorrect signature`,
    contrast(describeCoreFunc({ kind: 'func', params, results }), describeCoreFunc(type)));
}

type Forbidden = 'realloc' | 'post-return' | 'callback' | 'async';

/** That none of these options is there. `where` is what they can't be specified for. */
export function forbid(options: Options, where: string, ...forbidden: readonly Forbidden[]): void {
  const isGiven: { readonly [K in Forbidden]: boolean } = {
    'realloc': options.realloc !== undefined,
    'post-return': options.postReturn !== undefined,
    'callback': options.callback !== undefined,
    'async': options.async,
  };
  for (const option of forbidden) {
    if (!isGiven[option]) continue;
    throw errorCanon(options.offset, `canonical option \`${option}\` cannot be specified for ${where}`);
  }
}

/** `reason` says what needs it, such as `a parameter with a list`. */
export function requireMemory({ memory, offset }: Options, reason: string): void {
  if (memory === undefined) throw errorCanon(offset, `canonical option \`memory\` is required: ${reason}`);
}

/** There is no `realloc` without `memory`. */
export function requireRealloc(options: Options, reason: string): void {
  requireMemory(options, reason);
  if (options.realloc === undefined) {
    throw errorCanon(options.offset, `canonical option \`realloc\` is required: ${reason}`);
  }
}
