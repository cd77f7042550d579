/**
 * Strings (CanonicalABI.md, `load_string`, `store_string`). Shim functions do the work, one per encoding or
 * pair of encodings; they leave the length that they stored in the views.
 */
import type { Expression } from 'estree';
import type { PointerType, StringShape } from '../../planner/abi/shape.ts';
import type { Options, StringEncoding } from '../../planner/plan.ts';
import type { ShimName } from '../shim.ts';
import { expression, statements } from '../template.ts';
import { bind } from './code.ts';
import type { LiftContext, LowerContext, Path, TransferContext } from './context.ts';
import { allocating, checked, kept, reallocOf, viewsOf } from './context.ts';
import type { Length } from './pairs.ts';
import { readPair, writePair } from './pairs.ts';
import type { Sink, Source } from './place.ts';
import { address } from './place.ts';

/** As much of its shape as is needed. */
type AnyString = Pick<StringShape, 'pointer'>;

type Encodings<T> = { readonly [E in StringEncoding]: T };

const LIFT: Encodings<ShimName> = {
  'utf8': 'liftUtf8', 'utf16': 'liftUtf16', 'latin1+utf16': 'liftLatin1OrUtf16',
};

const LOWER: Encodings<ShimName> = {
  'utf8': 'lowerUtf8', 'utf16': 'lowerUtf16', 'latin1+utf16': 'lowerLatin1OrUtf16',
};

const TRANSFER: Encodings<Encodings<ShimName>> = {
  'utf8': { 'utf8': 'utf8ToUtf8', 'utf16': 'utf8ToUtf16', 'latin1+utf16': 'utf8ToLatin1OrUtf16' },
  'utf16': { 'utf8': 'utf16ToUtf8', 'utf16': 'utf16ToUtf16', 'latin1+utf16': 'utf16ToLatin1OrUtf16' },
  'latin1+utf16': {
    'utf8': 'latin1OrUtf16ToUtf8',
    'utf16': 'latin1OrUtf16ToUtf16',
    'latin1+utf16': 'latin1OrUtf16ToLatin1OrUtf16',
  },
};

const lengthKind = (encoding: StringEncoding): Length => (encoding === 'latin1+utf16' ? 'tagged' : 'plain');

/** `liftUtf8(memory, ptr >>> 0, length >>> 0)` */
export function liftString(cx: LiftContext, { pointer }: AnyString, source: Source): Expression {
  const { out, options } = cx;
  const pair = readPair(out, pointer, source, lengthKind(options.encoding));
  return expression`${out.shim(LIFT[options.encoding])}(${[viewsOf(cx, options), ...pair]})`;
}

/** `lowerUtf8(memory, realloc, checkString(user.name, 'greet: argument "user".name'))` */
export function lowerString(
  cx: LowerContext, shape: StringShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const string = checked(cx, 'checkString', [value], path);
  const given = cx.later === undefined ? string : kept(cx, string, path.hint);
  return lowerCheckedString(allocating(cx), shape, given, sink, path.hint);
}

/** The same for a value that is known to be a string. */
export function lowerCheckedString(
  cx: LowerContext, { pointer }: AnyString, value: Expression, sink: Sink, hint: string,
): Expression[] {
  const { out, options } = cx;
  const args = [viewsOf(cx, options), reallocOf(cx, options), value];
  const allocated = expression`${out.shim(LOWER[options.encoding])}(${args})`;
  return putString(cx, options, pointer, allocated, sink, hint);
}

/** `utf8ToUtf16(memory0, ptr >>> 0, length >>> 0, memory1, realloc1)` */
export function transferString(
  cx: TransferContext, from: StringShape, source: Source, to: StringShape, sink: Sink, hint: string,
): Expression[] {
  const { out } = cx;
  const [ptr, length] = readPair(out, from.pointer, source, lengthKind(cx.from.encoding));
  const transcode = out.shim(TRANSFER[cx.from.encoding][cx.to.encoding]);
  const args = [viewsOf(cx, cx.from), ptr, length, viewsOf(cx, cx.to), reallocOf(cx, cx.to)];
  return putString(cx, cx.to, to.pointer, expression`${transcode}(${args})`, sink, hint);
}

/**
 * Puts what `allocated` gives, and the length that it leaves in the views.
 *
 *     storeString(memory, ptr + 8, lowerUtf8(…));
 */
function putString(
  { out, body }: LowerContext | TransferContext, options: Options, pointer: PointerType,
  allocated: Expression, sink: Sink, hint: string,
): Expression[] {
  const views = viewsOf({ out, body }, options);
  if (sink.kind === 'memory' && pointer === 'i32') {
    body.add(statements`${out.shim('storeString')}(${views}, ${address(sink)}, ${allocated});`);
    return [];
  }
  const length = expression`${views}.codeUnits`;
  const kind = lengthKind(options.encoding);
  if (sink.kind === 'memory') return writePair(out, body, pointer, sink, allocated, length, kind);
  const ptr = bind(body, allocated, `${hint}Ptr`);
  return writePair(out, body, pointer, sink, ptr, bind(body, length, `${hint}Length`), kind);
}
