/**
 * Numbers, bool and char: one core value, or one element of a typed array (CanonicalABI.md, `load_int` …
 * `lower_flat_signed`; js-mapping.md for what JavaScript converts).
 */
import type { Expression } from 'estree';
import type { ScalarKind, ScalarShape, Shape } from '../../planner/abi/shape.ts';
import { literal } from '../builders.ts';
import { expression } from '../template.ts';
import type { LiftContext, LowerContext, Path, TransferContext } from './context.ts';
import { checked } from './context.ts';
import type { Sink, Source } from './place.ts';
import { VIEW_OF, element, moved, onlyValue, put, store } from './place.ts';

type OfKind<T> = { readonly [K in ScalarKind]: T };

/** The JavaScript number of a flat core value: what is above its width is cut off. */
const FROM_FLAT: OfKind<(value: Expression) => Expression> = {
  bool: (value) => expression`${value} !== 0`,
  u8: (value) => expression`${value} & 255`,
  s8: (value) => expression`${value} << 24 >> 24`,
  u16: (value) => expression`${value} & 65535`,
  s16: (value) => expression`${value} << 16 >> 16`,
  u32: (value) => expression`${value} >>> 0`,
  s32: (value) => value,
  u64: (value) => expression`BigInt.asUintN(64, ${value})`,
  s64: (value) => value,
  f32: (value) => value,
  f64: (value) => value,
  char: (value) => value,
};

/** A JavaScript value as the core value: `ToUint8` and so on. */
const TO_FLAT: OfKind<(value: Expression) => Expression> = {
  bool: (value) => expression`${value} ? 1 : 0`,
  u8: (value) => expression`${value} & 255`,
  s8: (value) => expression`${value} << 24 >> 24`,
  u16: (value) => expression`${value} & 65535`,
  s16: (value) => expression`${value} << 16 >> 16`,
  u32: (value) => expression`${value} >>> 0`,
  s32: (value) => expression`${value} | 0`,
  u64: (value) => value,
  s64: (value) => value,
  f32: (value) => expression`+${value}`,
  f64: (value) => expression`+${value}`,
  char: (value) => value,
};

/** What a typed array's element does not convert by itself. */
const TO_MEMORY: OfKind<(value: Expression) => Expression> = {
  ...TO_FLAT,
  u8: (value) => value, s8: (value) => value, u16: (value) => value, s16: (value) => value,
  u32: (value) => value, s32: (value) => value, f32: (value) => value, f64: (value) => value,
};

type Range = readonly [min: number | bigint, max: number | bigint];

const INTEGERS: Partial<OfKind<Range>> = {
  u8: [0, 0xff], s8: [-0x80, 0x7f], u16: [0, 0xffff], s16: [-0x8000, 0x7fff],
  u32: [0, 0xffffffff], s32: [-0x80000000, 0x7fffffff],
  u64: [0n, (1n << 64n) - 1n], s64: [-(1n << 63n), (1n << 63n) - 1n],
};

/** Where core values pass from JavaScript to core code, any value is converted as js-mapping.md asks for. */
export const CONVERTED_BY_CALLS: ReadonlySet<Shape['kind']> = new Set(['u32', 's32', 'f32', 'f64']);

// ---------------------------------------------------------------------------------------------- lift

export function liftScalar({ out }: LiftContext, { kind }: ScalarShape, source: Source): Expression {
  const value = source.kind === 'memory' ? element(source, VIEW_OF[kind]) : onlyValue(source);
  if (kind === 'char') return expression`${out.shim('liftChar')}(${value})`;
  if (kind === 'bool' || source.kind === 'flat') return FROM_FLAT[kind](value);
  return value;
}

// ---------------------------------------------------------------------------------------------- lower

/** The core value that a JavaScript value converts to, checks included. */
export function toCoreValue(
  cx: LowerContext, { kind }: ScalarShape, value: Expression, path: Path,
): Expression {
  return TO_FLAT[kind](checkScalar(cx, kind, value, path));
}

export function lowerScalar(
  cx: LowerContext, shape: ScalarShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const { kind } = shape;
  const core = sink.kind === 'flat'
    ? toCoreValue(cx, shape, value, path)
    : TO_MEMORY[kind](checkScalar(cx, kind, value, path));
  return put(cx.body, sink, VIEW_OF[kind], core, path.hint);
}

/** The integers that the kind has, if it is one of integers. */
export const rangeOf = (kind: ScalarKind): Range | undefined => INTEGERS[kind];

/** The value, checked for what the conversion by JavaScript would not refuse, or not by name. */
function checkScalar(cx: LowerContext, kind: ScalarKind, value: Expression, path: Path): Expression {
  if (kind === 'char') return checked(cx, 'checkChar', [value], path);
  if (cx.out.settings.strict) return checkStrictly(cx, kind, value, path);
  if (kind === 'u64' || kind === 's64') return checked(cx, 'toBigInt', [value], path);
  if (!path.isField) return value;
  return checked(cx, 'checkPresent', [value, literal(kind === 'bool' ? 'a boolean' : 'a number')], path);
}

function checkStrictly(cx: LowerContext, kind: ScalarKind, value: Expression, path: Path): Expression {
  const range = rangeOf(kind);
  if (range !== undefined) {
    const check = typeof range[0] === 'bigint' ? 'checkBigInt' : 'checkInteger';
    return checked(cx, check, [value, literal(range[0]), literal(range[1])], path);
  }
  return checked(cx, kind === 'bool' ? 'checkBoolean' : 'checkNumber', [value], path);
}

// ---------------------------------------------------------------------------------------------- transfer

export function transferScalar(
  cx: TransferContext, { kind }: ScalarShape, source: Source, _to: ScalarShape, sink: Sink, hint: string,
): Expression[] {
  if (source.kind === 'memory' && sink.kind === 'memory' && (kind === 'u64' || kind === 's64')) {
    // As two halves, without a BigInt.
    cx.body.add(store(sink, 'u32', element(source, 'u32')));
    cx.body.add(store(moved(sink, 4), 'u32', element(moved(source, 4), 'u32')));
    return [];
  }
  return put(cx.body, sink, VIEW_OF[kind], coreValue(cx, kind, source), hint);
}

/** The core value at `source`, normalised as lifting and lowering it would. */
function coreValue({ out }: TransferContext, kind: ScalarKind, source: Source): Expression {
  if (source.kind === 'memory') {
    const value = element(source, VIEW_OF[kind]);
    if (kind === 'bool') return expression`${value} === 0 ? 0 : 1`;
    return kind === 'char' ? expression`${out.shim('checkScalar')}(${value})` : value;
  }
  const value = onlyValue(source);
  if (kind === 'bool') return expression`${value} === 0 ? 0 : 1`;
  if (kind === 'char') return expression`${out.shim('checkScalar')}(${value})`;
  return kind === 'u64' || kind === 'u32' ? value : FROM_FLAT[kind](value);
}
