/**
 * `canon lift`, `canon lower` and `task.return`: the core types of functions, and the options that they need
 * (CanonicalABI.md, `canon lift`, `canon lower`, `canon task.return`).
 */
import { errorCanon } from '../../errors.ts';
import type { Canon } from '../sections/canon.ts';
import { checkOptions, checkSignature, forbid, requireMemory, requireRealloc } from './canon-options.ts';
import type { Options } from './canon-options.ts';
import { areEqual, coreFunc, coreFuncType } from './core-funcs.ts';
import { describeCoreItem, describeCoreValTypes } from './core-text.ts';
import { factsOfValType } from './define.ts';
import {
  flattenParams, flattenResult, MAX_FLAT_ASYNC_PARAMS, MAX_FLAT_PARAMS, MAX_FLAT_RESULTS,
} from './flatten.ts';
import type { FlattenContext, FlatTypes } from './flatten.ts';
import { addEntry, entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import { checkValType, funcTypeAt } from './type-defs.ts';
import { contrast } from './type-text.ts';
import type { CoreFuncItem, FuncType, ValType } from './types.ts';

type Of<K extends Canon['kind']> = Extract<Canon, { readonly kind: K }>;

// Why options are required.
const POINTER_PARAM = 'a parameter contains a string, list or map';
const POINTER_RESULT = 'the result contains a string, list or map';
const MANY_PARAMS = 'the parameters are too many to be passed as core values';
const MANY_RESULTS = 'the result is too large to be passed as core values';

const contextOf = ({ validation }: Scope, { address }: Options): FlattenContext => (
  { memo: validation.flat, address });

const hasPointer = (type: ValType | undefined): boolean =>
  type !== undefined && factsOfValType(type).hasPointer;

/** `canon lift` */
export function checkLift(scope: Scope, { func, options, type, offset }: Of<'lift'>): void {
  const funcType = funcTypeAt(scope, type, offset);
  const callee = entryAt(scope, 'core func', func, offset);
  const opts = checkOptions(scope, options, offset);
  checkAsync(opts, funcType);
  const params = liftedParams(scope, opts, funcType);
  const results = liftedResults(scope, opts, funcType);
  checkCallee(scope, func, callee, params, results, offset);
  if (opts.postReturn !== undefined) checkSignature('post-return', opts.postReturn, results, [], offset);
  addEntry(scope, 'func', funcType, offset);
}

function checkAsync({ async, offset }: Options, type: FuncType): void {
  if (async && !type.async) {
    throw errorCanon(offset, 'the `async` canonical option requires an async function type');
  }
}

function liftedParams(scope: Scope, opts: Options, type: FuncType): FlatTypes {
  if (type.paramsHavePointer) requireRealloc(opts, POINTER_PARAM);
  const params = flattenParams(contextOf(scope, opts), type, MAX_FLAT_PARAMS);
  if (params !== undefined) return params;
  requireRealloc(opts, MANY_PARAMS);
  return [opts.address];
}

/** An `async` lift returns its result by `task.return`. */
function liftedResults(scope: Scope, opts: Options, { result }: FuncType): FlatTypes {
  if (hasPointer(result)) requireMemory(opts, POINTER_RESULT);
  const flat = flattenResult(contextOf(scope, opts), result, opts.async ? MAX_FLAT_PARAMS : MAX_FLAT_RESULTS);
  if (flat === undefined) requireMemory(opts, MANY_RESULTS);
  if (opts.async) return opts.callback === undefined ? [] : ['i32'];
  return flat ?? [opts.address];
}

/** That the core function that is lifted has exactly the type that its lifting asks for. */
function checkCallee(
  scope: Scope, index: number, callee: CoreFuncItem, params: FlatTypes, results: FlatTypes, offset: number,
): void {
  const expected = coreFunc(scope, params, results);
  if (callee.type === expected.type) return;
  const found = coreFuncType(scope, callee.type, offset);
  const { core } = scope.validation;
  const both = contrast(describeCoreItem(core, expected), describeCoreItem(core, callee));
  const differ = (what: string, asked: FlatTypes, given: typeof found.params): Error =>
    errorCanon(offset, `lowered ${what} types \`${describeCoreValTypes(asked)}\` do not match ${what} types `
      + `\`${describeCoreValTypes(given)}\` of core function ${index}`, both);
  if (!areEqual(params, found.params)) throw differ('parameter', params, found.params);
  if (!areEqual(results, found.results)) throw differ('result', results, found.results);
  throw errorCanon(offset,
    `lowered function type \`${both.expected}\` does not match type \`${both.found}\` of core function ${index}`,
    both);
}

/** `canon lower` */
export function checkLower(scope: Scope, { func, options, offset }: Of<'lower'>): CoreFuncItem {
  const type = entryAt(scope, 'func', func, offset);
  const opts = checkOptions(scope, options, offset);
  forbid(opts, 'lowerings', 'post-return', 'callback');
  checkAsync(opts, type);
  const params = loweredParams(scope, opts, type);
  const { result } = type;
  if (hasPointer(result)) requireRealloc(opts, POINTER_RESULT);
  if (opts.async) {
    if (result === undefined) return coreFunc(scope, params, ['i32']);
    requireMemory(opts, 'the result of an `async` call goes through memory');
    return coreFunc(scope, [...params, opts.address], ['i32']);
  }
  const results = flattenResult(contextOf(scope, opts), result, MAX_FLAT_RESULTS);
  if (results !== undefined) return coreFunc(scope, params, results);
  requireMemory(opts, MANY_RESULTS);
  return coreFunc(scope, [...params, opts.address]);
}

function loweredParams(scope: Scope, opts: Options, type: FuncType): FlatTypes {
  if (type.paramsHavePointer) requireMemory(opts, POINTER_PARAM);
  const max = opts.async ? MAX_FLAT_ASYNC_PARAMS : MAX_FLAT_PARAMS;
  const params = flattenParams(contextOf(scope, opts), type, max);
  if (params !== undefined) return params;
  requireMemory(opts, MANY_PARAMS);
  return [opts.address];
}

/** `canon task.return`: as if a function with the result for its parameter were lowered. */
export function checkTaskReturn(scope: Scope, { result, options, offset }: Of<'task.return'>): CoreFuncItem {
  const opts = checkOptions(scope, options, offset);
  forbid(opts, '`task.return`', 'realloc', 'post-return', 'callback', 'async');
  if (result === undefined) return coreFunc(scope, []);
  const type = checkValType(scope, result, offset);
  if (hasPointer(type)) requireMemory(opts, POINTER_RESULT);
  const params = flattenResult(contextOf(scope, opts), type, MAX_FLAT_PARAMS);
  if (params === undefined) requireMemory(opts, MANY_RESULTS);
  return coreFunc(scope, params ?? [opts.address]);
}
