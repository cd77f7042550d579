/**
 * What streams and futures in JavaScript's hands have in common: how JavaScript reads, and how a component takes one
 * back (js-mapping.md, "Values", `stream<T>`, `future<T>`). One that is forgotten is dropped.
 */
import { copyShared, CopySide, type SharedEnds } from './copy.ts';
import { failStore, type Store, wakeStore } from './store.ts';

/** A read that was asked for and is not over. */
interface HostRead {
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
  /** Keeps it from being collected meanwhile. */
  readonly owner: object;
  /** Undefined: one element or, of numbers, as many as the writer offers. */
  readonly count: number | undefined;
  readonly rejectLength: number | undefined;
}

/** A readable end in JavaScript's hands. */
export abstract class HostEnd extends CopySide {
  declare readonly kind: string;
  /** How many elements a read of no given number takes. */
  declare readonly chunk: number;
  given = false;
  /** One after the other. */
  readonly reads: HostRead[] = [];

  constructor(kind: string, chunk: number, shared: SharedEnds) {
    super(shared);
    this.kind = kind;
    this.chunk = chunk;
    this.open();
  }

  /** The store knows who is to be told of a trap, and that JavaScript may yet read. */
  open(): void {
    const { store } = this.shared;
    this.given = false;
    store.hostOps++;
    store.pendingReads.add(this);
  }

  close(): void {
    const { store } = this.shared;
    if (!store.pendingReads.delete(this)) return;
    store.hostOps--;
    wakeStore(store);
  }

  drop(): void {
    if (this.given) return;
    this.close();
    this.shared.drop();
  }

  /** A component takes it out of JavaScript's hands. */
  take(store: Store, path: string, inUse: boolean): SharedEnds {
    const { shared } = this;
    if (this.given || inUse) {
      throw new TypeError(`${path}: this ${this.kind} ${this.given ? 'has been given away' : 'is in use'}`);
    }
    this.given = true;
    shared.unlink?.();
    shared.undo = () => {
      shared.unlink?.();
      this.open();
    };
    if (store === shared.store || shared.dropped) {
      this.close();
    } else {
      // Between two instantiations, each is a host to the other: it may yet read or write.
      store.hostOps++;
      shared.unlink = () => {
        shared.unlink = undefined;
        this.close();
        store.hostOps--;
        wakeStore(store);
      };
    }
    return shared;
  }

  read<T>(owner: object, count?: number, rejectLength?: number): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.reads.push({ resolve, reject, owner, count, rejectLength }) === 1) this.start();
    });
  }

  start(): void {
    const { shared, reads } = this;
    const { store } = shared;
    const { count, rejectLength } = reads[0]!;
    if (this.given) return this.fail(new TypeError(`this ${this.kind} has been given away`));
    if (store.failed > 0) return this.fail(store.error);
    // With `rejectLength`, a read of nothing comes first: it is over when the writer offers something.
    this.length = rejectLength === undefined ? count ?? this.chunk : 0;
    this.progress = 0;
    try {
      copyShared(shared, this, true);
    } catch (error) {
      failStore(store, error);
    }
    wakeStore(store);
  }

  /** The read is over; JavaScript gives its buffer back at once. */
  settle(): HostRead {
    this.release();
    this.values = undefined;
    const read = this.reads.shift()!;
    if (this.reads.length > 0) queueMicrotask(() => this.start());
    return read;
  }

  fail(error: unknown): void {
    this.close();
    if (this.reads.length > 0) this.settle().reject(error);
  }

  /** The store has trapped: nobody writes any more, wherever JavaScript has given it. */
  lose(_error: unknown): void {
    this.shared.drop();
  }
}

export const forgottenEnds: FinalizationRegistry<HostEnd> = /*#__PURE__*/ new FinalizationRegistry<HostEnd>((end) => end.drop());

/**
 * The methods by which a component takes back what was given to JavaScript; the same in all modules, whose sides then read and
 * write each other by the members of `CopySide` and `SharedEnds`. Should those change, the keys have to.
 */
export const streamKey: symbol = /*#__PURE__*/ Symbol.for('wcm2js.stream');
export const futureKey: symbol = /*#__PURE__*/ Symbol.for('wcm2js.future');

/** The readable end that an object of ours stands for, which loses it; undefined for all other values. */
export function takeShared(store: Store, key: symbol, value: unknown, path: string): SharedEnds | undefined {
  return (value as Record<symbol, Take | undefined> | null | undefined)?.[key]?.(store, path);
}

type Take = (store: Store, path: string) => SharedEnds;
