/**
 * Copying elements of streams and futures from one side to the other (CanonicalABI.md, "Buffer State", "Stream State":
 * `Buffer`, `SharedBase`). A side is an end in a guest's table, see copy-end.ts, or something of JavaScript's.
 */
import type { ComponentInstance } from './component-instance.ts';
import { copyBytes, refreshViews, type Views } from './memory.ts';
import type { Store } from './store.ts';
import { trap } from './trap.ts';

/** How elements of one type lie in one memory. One per element type and options, emitted. */
export interface Codec {
  /** The number of the element type. */
  readonly type: number;
  readonly size: number;
  readonly align: number;
  /** Undefined: there is no element type, only numbers of elements. */
  readonly views: Views | undefined;
  /** Elements may be copied as bytes. */
  readonly bytes: boolean;
  /** Numbers, which JavaScript sees as a typed array: which. */
  readonly numbers: string | undefined;
  lift(ptr: number, n: number): ArrayLike<unknown>;
  /** At most `values.length` elements. */
  lower(values: ArrayLike<unknown>, ptr: number): void;
}

/** `CopyResult` */
export const copyCompleted = 0;
export const copyDropped = 1;
export const copyCancelled = 2;

/** A typed array's constructor. */
export interface NumbersType {
  readonly BYTES_PER_ELEMENT: number;
  new (elements: ArrayLike<never>): ArrayLike<unknown>;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): ArrayLike<unknown>;
}

/** What reads or writes, with its `Buffer`. */
export interface CopySide {
  /** Undefined: JavaScript. */
  readonly instance: ComponentInstance | undefined;
  codec: Codec | undefined;
  ptr: number;
  length: number;
  progress: number;
  /** Of JavaScript's: the elements offered, or received; and what holds them if they are numbers. */
  values: ArrayLike<unknown> | undefined;
  readonly numeric: NumbersType | undefined;
  /** Undefined if it is still to be notified of anything. */
  readonly pendingEvent: unknown;
  /** `on_copy` and `on_copy_done` */
  notify(side: CopySide, result: number): void;
  /** A reader of JavaScript's takes what it wants from `src`. */
  readonly receive: Methods['receive'] | undefined;
  /** A writer of JavaScript's gives `n` elements to `dst`, or fails and is dropped. */
  readonly give: Methods['give'] | undefined;
}

/** Written as methods, so that each kind of side may declare its own as the parameter. */
interface Methods {
  receive(reader: CopySide, src: CopySide): void;
  give(writer: CopySide, dst: CopySide, n: number): boolean;
}

/** `SharedBase`: what both ends have in common. */
export interface SharedBase {
  /** Of the component, or of the call to it, that made it. */
  readonly store: Store;
  dropped: boolean;
  pending: CopySide | undefined;
  /** The writer, if that is JavaScript. */
  source: Source | undefined;
  /** Gives it back to JavaScript, should lowering fail further on. */
  undo: (() => void) | undefined;
  /** The other store, when it goes from one instantiation to another; each counts the other as a host. */
  peer: Store | undefined;
}

/** A read by JavaScript, which is told if the component traps. */
export interface HostRead {
  fail(error: unknown): void;
}

/** JavaScript as the writer. */
export interface Source {
  /** Someone wants to read. */
  pull(source: Source): void;
  /** Nobody will read any more. */
  close(source: Source): void;
}

/** What is new in both kinds of pairs. */
export function makeShared(store: Store): SharedBase {
  return { store, dropped: false, pending: undefined, source: undefined, undo: undefined, peer: undefined };
}

/** `SharedBase.drop`: neither side reads or writes any more. */
export function dropShared(shared: SharedBase): void {
  if (shared.dropped) return;
  shared.dropped = true;
  const { pending, source, peer } = shared;
  shared.source = undefined;
  if (peer !== undefined) {
    peer.hostOps--;
    shared.store.hostOps--;
  }
  if (pending !== undefined) {
    shared.pending = undefined;
    pending.notify(pending, copyDropped);
  }
  source?.close(source);
}

// ---------------------------------------------------------------------------------------------------- copying

/** How much a side still offers, or has room for. */
export function remainOf(side: CopySide): number {
  return side.length - side.progress;
}

/** Does a writer offer numbers? JavaScript gets them as typed arrays. */
export function offersNumbers(src: CopySide): boolean {
  return src.codec === undefined ? src.numeric !== undefined : src.codec.numbers !== undefined;
}

/** Copies as much as both sides offer. */
export function copyElements(src: CopySide, dst: CopySide): void {
  if (dst.receive !== undefined) return dst.receive(dst, src);
  const n = Math.min(remainOf(src), remainOf(dst));
  if (src.give === undefined) transferElements(src, dst, n);
  else if (!src.give(src, dst, n)) return;
  src.progress += n;
  dst.progress += n;
}

/** Within one component only what needs no lifting is copied. "Temporary", says the spec. */
export function checkInstances(side: CopySide, other: CopySide): void {
  const { codec } = side;
  if (side.instance === other.instance && codec?.views !== undefined && codec.numbers === undefined) {
    trap('cannot read from and write to intra-component future/stream with non-numeric payload');
  }
}

/** From guest to guest. */
function transferElements(src: CopySide, dst: CopySide, n: number): void {
  const from = src.codec!;
  const to = dst.codec!;
  const fromViews = from.views;
  const toViews = to.views;
  if (fromViews === undefined || toViews === undefined) return;
  refreshViews(fromViews);
  refreshViews(toViews);
  const ptr = addressOf(src);
  const toPtr = addressOf(dst);
  // JavaScript may have passed a stream on to where one of other elements is wanted, in this or in another module.
  const isSame = src.instance!.store === dst.instance!.store ? from.type === to.type : from.numbers === to.numbers;
  if (!from.bytes || !to.bytes || !isSame) to.lower(from.lift(ptr, n), toPtr);
  else if (fromViews === toViews) fromViews.u8.copyWithin(toPtr, ptr, ptr + n * from.size);
  else copyBytes(fromViews, ptr, toViews, toPtr, n * from.size);
}

const addressOf = (side: CopySide): number => side.ptr + side.progress * side.codec!.size;

/** The next elements of a guest's buffer, as JavaScript values. */
export function liftElements(src: CopySide, n: number): ArrayLike<unknown> {
  const { views } = src.codec!;
  if (views === undefined) return new Array<undefined>(n).fill(undefined);
  refreshViews(views);
  return src.codec!.lift(addressOf(src), n);
}

/** JavaScript values into a guest's buffer. */
export function lowerElements(dst: CopySide, values: ArrayLike<unknown>): void {
  const { views } = dst.codec!;
  if (views === undefined) return;
  refreshViews(views);
  dst.codec!.lower(values, addressOf(dst));
}
