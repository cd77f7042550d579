/**
 * Copying elements of streams and futures from one side to the other (CanonicalABI.md, "Buffer State", "Stream State",
 * "Future State": `Buffer`, `SharedStreamImpl`, `SharedFutureImpl`). A side is an end in a guest's table, see
 * copy-end.ts, or something of JavaScript's. At most one side waits: the pending one.
 */
import type { ComponentInstance } from './component-instance.ts';
import { has } from './features.ts';
import type { Views } from './memory.ts';
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
  new (elements: ArrayLike<never> | ArrayBufferLike): ArrayLike<unknown>;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): ArrayLike<unknown>;
}

/** Of a side that is a guest's. */
export interface CopySide {
  readonly instance: ComponentInstance | undefined;
  codec: Codec | undefined;
  /** It has been notified of something. */
  pendingEvent: ((side: never) => number) | undefined;
}

/** What reads or writes, with its `Buffer`. */
export abstract class CopySide {
  declare readonly shared: SharedEnds;
  length = 0;
  progress = 0;
  /** Of JavaScript's: the elements offered, or received. */
  values: ArrayLike<unknown> | undefined;
  /** `on_copy` and `on_copy_done` */
  abstract notify(result: number): void;

  constructor(shared: SharedEnds) {
    this.shared = shared;
  }

  /** Of JavaScript's: `values` come from the other side. */
  receive(values: ArrayLike<unknown>): void {
    this.values = values;
  }

  /** `Buffer.remain` */
  remain(): number {
    return this.length - this.progress;
  }

  /** It waits no longer: its buffer goes back to it. */
  release(): void {
    if (this.shared.pending === this) this.shared.pending = undefined;
  }
}

export interface WritingSide extends CopySide {
  /** Gives `n` elements. 1: what JavaScript gave are no elements, which has ended the stream. */
  give(reader: CopySide, n: number): 1 | void;
}

/** JavaScript as the writer. */
export interface Source {
  /** Someone wants to read. */
  pull(): void;
  /** Nobody will read any more. */
  close(): void;
}

/** `SharedBase`: what both ends have in common. */
export class SharedEnds {
  /** Of the component, or of the call to it, that made it. */
  declare readonly store: Store;
  dropped = false;
  pending: CopySide | undefined;
  /** The writer, if that is JavaScript. */
  source: Source | undefined;
  /** Gives it back to JavaScript, should lowering fail further on. */
  declare undo: (() => void) | undefined;
  /** Set while it goes from one instantiation to another, each of which counts the other as a host. */
  declare unlink: (() => void) | undefined;

  constructor(store: Store) {
    this.store = store;
  }

  /** `SharedBase.drop`: neither side reads or writes any more. */
  drop(): void {
    if (this.dropped) return;
    this.dropped = true;
    const { pending, source } = this;
    this.pending = this.source = undefined;
    this.unlink?.();
    pending?.notify(copyDropped);
    source?.close();
  }
}

/** `read` or `write` by `side`: copies as much as both sides offer, or leaves it pending. */
export function copyShared(shared: SharedEnds, side: CopySide, isReader: boolean): void {
  const other = shared.pending;
  if (shared.dropped) return side.notify(copyDropped);
  if (other) {
    const { codec } = side;
    // "Temporary", says the spec.
    if (side.instance === other.instance && codec?.views && !(has.numbers && codec.numbers)) {
      trap('cannot read from and write to intra-component future/stream with non-numeric payload');
    }
    if (other.remain() > 0) {
      if (side.remain() > 0) {
        const n = Math.min(side.remain(), other.remain());
        const failed = isReader ? (other as WritingSide).give(side, n) : (side as WritingSide).give(other, n);
        if (failed) return side.notify(copyDropped);
        side.progress += n;
        other.progress += n;
        other.notify(copyCompleted);
      }
      return side.notify(copyCompleted);
    }
    // Both only wait until there is something.
    if (!isReader && side.length + other.length === 0) return side.notify(copyCompleted);
  }
  shared.pending = side;
  other?.notify(copyCompleted);
  if (isReader) shared.source?.pull();
}
