/**
 * JavaScript as the writer of a stream or future: what it promises, and how its values get into a guest's buffer
 * (js-mapping.md, "Values").
 */
import type { CopyEnd } from './copy-end.ts';
import { CopySide, SharedEnds, type Source, type WritingSide } from './copy.ts';
import type { ComponentInstance } from './component-instance.ts';
import { has } from './features.ts';
import type { Lowered } from './resources.ts';
import { failStore, type Store, wakeStore } from './store.ts';

export abstract class HostWriter extends CopySide implements Source, WritingSide {
  /** For a promise: the host is counted as busy. */
  waiting = false;
  abstract pull(): void;
  /** What a promise has come to. */
  abstract offer(value: unknown): void;
  abstract fail(error: unknown): void;
  abstract give(reader: CopySide, n: number): 1 | void;
  abstract close(): void;

  constructor(store: Store) {
    super(new SharedEnds(store));
    this.shared.source = this;
  }

  await(promise: PromiseLike<unknown>): void {
    this.waiting = true;
    this.shared.store.hostOps++;
    promise.then((value) => this.settle('offer', value), (error) => this.settle('fail', error));
  }

  /** Not while a synchronous call waits, which nothing may disturb. */
  settle(how: 'offer' | 'fail', value: unknown): void {
    const { store } = this.shared;
    if (!this.waiting || store.failed > 0) return;
    if (has.scopes && store.entered > 0 && store.scopes.length > 0) {
      store.late.push(() => this.settle(how, value));
      return;
    }
    this.stopWaiting();
    try {
      this[how](value);
    } catch (error) {
      // It may have been passed on to another instantiation.
      failStore((this.shared.pending?.instance ?? this.shared).store, error);
    }
  }

  stopWaiting(): void {
    const { store } = this.shared;
    if (!this.waiting) return;
    this.waiting = false;
    store.hostOps--;
    wakeStore(store);
  }
}

/**
 * Gives JavaScript's values to a reader. `fail` gets what JavaScript threw, or what is wrong with the values: the
 * instance is as before. Throws traps.
 */
export function giveValues(
  reader: CopySide, values: ArrayLike<unknown>, fail: (error: unknown) => void,
): 1 | void {
  const { codec } = reader;
  if (!codec?.views) return reader.receive(values);
  const { store } = reader.instance!;
  const before = store.entered;
  store.entered = 1;
  try {
    codec.lower(values, (reader as CopyEnd).address());
    store.entered = before;
  } catch (error) {
    if (store.entered !== 1) throw error;
    store.entered = before;
    fail(error);
    return 1;
  }
}

/** Lowering has made this handle; should it fail further on, JavaScript keeps what it had given. */
export function noteLowered(lowered: Lowered[], { handles: table }: ComponentInstance, index: number): number {
  const { shared } = table.entries[index] as Partial<CopyEnd>;
  lowered.push({ table, index, giveBack: () => shared?.undo?.() });
  return index;
}
