/**
 * What lifting, lowering and transferring carry along: where statements go, whose memory and handles are
 * meant, and how to go on with a part.
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { Shape } from '../../planner/abi/shape.ts';
import type { Options } from '../../planner/plan.ts';
import { isIdentifierName, literal } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import type { ShimName } from '../shim.ts';
import { expression, statements } from '../template.ts';
import { bind, innerBody } from './code.ts';
import type { Sink, Source } from './place.ts';

interface Writing {
  readonly out: Output;
  readonly body: Body;
}

/** Component to JavaScript. */
export interface LiftContext extends Writing {
  readonly options: Options;
  /** Where lends are counted, if they are: an array of handles. */
  readonly lenders: Identifier | undefined;
  /** Instances that the host may use until the call ends; undefined where no borrow can be lifted. */
  readonly loans: Loans | undefined;
  /** The instance under construction, which the resource that is lifted becomes. */
  readonly self: Expression | undefined;
  /** The value may be lifted by a function that several places share (shares.ts). */
  readonly mayShare?: boolean;
  /** An expression for the value at `source`, evaluated once, after the statements that it adds. */
  lift(cx: LiftContext, shape: Shape, source: Source, hint: string): Expression;
}

export interface Loans {
  /** The body in which statements run exactly once. */
  readonly body: Body;
  /** What ends the loans, one after the other. */
  readonly ends: Statement[];
  /** The array for loans made in loops and branches. */
  list(): Identifier;
}

/** JavaScript to component. */
export interface LowerContext extends Writing {
  readonly options: Options;
  /** What has to be undone if lowering fails: an array, or undefined where it can't fail behind a handle. */
  readonly lowered: Expression | undefined;
  /** Where room is asked for in the component, if that is not where user code may run. */
  readonly later?: Body | undefined;
  /** With `later`, in a case of a variant: gives a value a name that is known there, too. */
  readonly keep?: ((value: Expression, hint: string) => Identifier) | undefined;
  /** Where instances are noted that are lent to a task: an array. */
  readonly lends?: Identifier | undefined;
  /** The value may be lowered by a function that several places share (shares.ts). */
  readonly mayShare?: boolean;
  /**
   * Writes statements that put `value` into `sink`. Returns the core values if that is flat: names and
   * literals. `value` is evaluated once.
   */
  lower(cx: LowerContext, shape: Shape, value: Expression, sink: Sink, path: Path): Expression[];
}

/** Component to component. */
export interface TransferContext extends Writing {
  /** Whose values they are, and who gets them. */
  readonly from: Options;
  readonly to: Options;
  readonly lenders: Identifier | undefined;
  /** As `lower`; `from` and `to` are the same type's shapes for the two sides' memories. */
  transfer(
    cx: TransferContext, from: Shape, source: Source, to: Shape, sink: Sink, hint: string,
  ): Expression[];
}

/** The same context, writing into a block. */
export function within<Cx extends Writing>(cx: Cx): Cx & { readonly body: Body } {
  return { ...cx, body: innerBody(cx.body) };
}

/** A block of statements inside of `cx`. */
export function block<Cx extends Writing>(cx: Cx, write: (inner: Cx) => void): Statement[] {
  const inner = within(cx);
  write(inner);
  return inner.body.statements as Statement[];
}

/** The same context, where room is asked for. */
export const allocating = (cx: LowerContext): LowerContext => (cx.later === undefined ? cx : { ...cx, body: cx.later });

/** A name for a value, for where room is asked for. */
export const kept = ({ body, keep }: LowerContext, value: Expression, hint: string): Identifier =>
  (keep === undefined ? bind(body, value, hint) : keep(value, hint));

// ---------------------------------------------------------------------------------------------- memories

export function viewsOf({ out }: Writing, { memory }: Options): Identifier {
  if (memory === undefined) throw new Error('the plan has no memory for a value that needs one');
  return out.memory(memory);
}

/** Renews the views of a memory, if they can have gone stale. */
export function refreshed(out: Output, memory: Options['memory']): Statement[] {
  if (memory === undefined || !out.plan.memories[memory]!.grows) return [];
  return statements`${out.shim('refreshViews')}(${out.memory(memory)});`;
}

export function reallocOf({ out }: Writing, { realloc }: Options): Identifier {
  if (realloc === undefined) throw new Error('the plan has no realloc for a value that needs one');
  return out.realloc(realloc);
}

// ---------------------------------------------------------------------------------------------- paths

/** Where a value is in what the user gave, for messages (runtime-shim/type-error.ts). */
export interface Path {
  /** `greet: argument "user".names[]` */
  readonly text: string;
  /** In a function that several places share: what `text` goes on from. */
  readonly base?: Identifier;
  /** The indices that belong into the brackets: as many as shim functions take. */
  readonly indices: readonly Identifier[];
  /** A name for variables. */
  readonly hint: string;
  /** It is a property, a record's field or a case's `val`, which may be missing. */
  readonly isField: boolean;
}

const MAX_INDICES = 2;

export function fieldPath(path: Path, key: string): Path {
  const text = isIdentifierName(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  return { ...path, text: path.text + text, hint: key, isField: true };
}

/** An element of a tuple or pair. */
export const partPath = (path: Path, index: number, hint: string): Path =>
  ({ ...path, text: `${path.text}[${index}]`, hint, isField: false });

/** `.val` of a variant. */
export const payloadPath = (path: Path, hint: string): Path =>
  ({ ...path, text: `${path.text}.val`, hint, isField: true });

/** An element of a list. */
export function elementPath(path: Path, index: Identifier, hint: string): Path {
  const room = path.base === undefined ? MAX_INDICES : MAX_INDICES - 1;
  const indices = path.indices.length < room ? [...path.indices, index] : path.indices;
  return { ...path, text: `${path.text}[]`, indices, hint, isField: false };
}

/** The arguments by which a shim function gets the path: `*` stands for the base. */
export function pathArgs({ text, base, indices }: Path): Expression[] {
  if (base === undefined) return [literal(text), ...indices];
  return text === '' ? [base] : [literal(`*${text}`), base, ...indices];
}

/** The whole path as one value. */
export function pathValue({ text, base }: Path): Expression {
  if (base === undefined) return literal(text);
  return text === '' ? base : expression`${base} + ${text}`;
}

/** `checkString(value, 'greet: argument "name"')` */
export function checked(
  { out }: Writing, check: ShimName, args: readonly Expression[], path: Path,
): Expression {
  return expression`${out.shim(check)}(${[...args, ...pathArgs(path)]})`;
}

/** A name for an element of what `hint` names: `users` → `user`. */
export function singular(hint: string): string {
  if (/[^aeious]ies$/.test(hint)) return `${hint.slice(0, -3)}y`;
  if (/[^s]s$/.test(hint) && hint.length > 3) return hint.slice(0, -1);
  return 'item';
}
