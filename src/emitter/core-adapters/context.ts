/**
 * What the code of call adapters is written with: the two sides, whatever several functions of the module share, and
 * traps.
 */
import type { CodeWriter, Local } from '../core/code.ts';
import type { CoreModuleWriter, FuncBody } from '../core/module.ts';
import type { Func, FuncType, Memory } from '../core/types.ts';
import type { HandleShape, Shape } from '../../planner/abi/shape.ts';

/** One component as the other one's values get there, or come from there. */
export interface Side {
  readonly memory: Memory | undefined;
  readonly realloc: Func | undefined;
  /** `(ptr, length)`: traps unless these bytes are UTF-8. */
  readonly checkUtf8: Func | undefined;
}

/** The module while it is written. */
export interface Shared {
  readonly writer: CoreModuleWriter;
  /** `(text)`: tells JavaScript why the code traps. */
  readonly trap: Func;
  /** The texts, by their numbers. */
  readonly texts: string[];
  /** A function of the module, defined once per key. */
  helper(key: string, type: FuncType, body: FuncBody): Func;
  /** Equal for shapes of the same structure. */
  kindOf(shape: Shape): number;
}

/** A function while it is written. */
export interface Cx {
  readonly shared: Shared;
  readonly code: CodeWriter;
  readonly from: Side;
  readonly to: Side;
  /** Functions that turn a handle of the one side into one of the other, by `handleKey`. */
  readonly handles: ReadonlyMap<string, Func>;
}

export const handleKey = ({ kind, resource }: HandleShape): string => `${kind} ${resource}`;

/** A value in memory: `offset` bytes behind an address. */
export interface Place {
  readonly memory: Memory;
  readonly base: Local;
  readonly offset: number;
}

export const moved = (place: Place, bytes: number): Place => ({ ...place, offset: place.offset + bytes });

/** Traps with a text (spec-checklist §3.3). */
export function trap({ shared: { trap: func, texts }, code }: Pick<Cx, 'shared' | 'code'>, text: string): void {
  const known = texts.indexOf(text);
  code.i32Const(known >= 0 ? known : texts.push(text) - 1).call(func).op('unreachable');
}

/** What tells a function for this direction from others. */
export const directionOf = ({ from, to }: Cx): string =>
  [from.memory, to.memory, to.realloc].map((each) => each?.index).join(' ');

export function memoryOf({ memory }: Side): Memory {
  if (memory === undefined) throw new Error('the plan has no memory for a value that needs one');
  return memory;
}

export function reallocOf({ realloc }: Side): Func {
  if (realloc === undefined) throw new Error('the plan has no realloc for a value that needs one');
  return realloc;
}
