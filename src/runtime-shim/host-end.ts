/**
 * What streams and futures in JavaScript's hands have in common: how a component takes one back, and how JavaScript's
 * values get into a guest's buffer (js-mapping.md, "Values", `stream<T>`, `future<T>`).
 */
import type { CopyEnd } from './copy-end.ts';
import { type CopySide, lowerElements, type SharedBase } from './copy.ts';
import type { Lowered } from './resources.ts';
import type { ComponentInstance } from './component-instance.ts';
import { failStore, type Store, wakeStore } from './store.ts';
import { formatPath } from './type-error.ts';

/** The methods by which a component takes back what was given to JavaScript; the same in all modules. */
export const streamKey: symbol = /*#__PURE__*/ Symbol.for('wcm2js.stream');
export const futureKey: symbol = /*#__PURE__*/ Symbol.for('wcm2js.future');

type Take = (this: unknown, back: boolean, path: string) => SharedBase;

/** The readable end that an object of ours stands for, which loses it; undefined for all other values. */
export function takeShared(
  store: Store, key: symbol, value: unknown, path: string, i?: number, j?: number,
): SharedBase | undefined {
  const take = (value as Partial<Record<symbol, Take>> | null | undefined)?.[key];
  if (typeof take !== 'function') return undefined;
  const shared = take.call(value, false, formatPath(path, i, j));
  linkStores(shared, store, 1);
  shared.undo = () => {
    linkStores(shared, store, -1);
    take.call(value, true, path);
  };
  return shared;
}

/** Between two instantiations, each is a host to the other: it may yet read or write. */
function linkStores(shared: SharedBase, peer: Store, by: 1 | -1): void {
  if (peer === shared.store || shared.dropped) return;
  shared.peer = by === 1 ? peer : undefined;
  shared.store.hostOps += by;
  peer.hostOps += by;
}

/** Lowering has made this handle; should it fail further on, JavaScript keeps what it had given. */
export function noteLowered(lowered: Lowered[], instance: ComponentInstance, index: number): number {
  const { shared } = instance.handles.entries[index] as Partial<CopyEnd>;
  lowered.push({ table: instance.handles, index, giveBack: () => shared?.undo?.() });
  return index;
}

/**
 * Lowers JavaScript values into a guest's buffer. Returns what JavaScript threw, or what is wrong with the values: the
 * instance is as before. Throws traps.
 */
export function lowerFromHost(dst: CopySide, values: ArrayLike<unknown>): { readonly error: unknown } | undefined {
  const { store } = dst.instance!;
  const before = store.entered;
  store.entered = 1;
  try {
    lowerElements(dst, values);
  } catch (error) {
    if (store.entered !== 1) throw error;
    store.entered = before;
    return { error };
  }
  store.entered = before;
  return undefined;
}

/** Delivers what a promise has come to. Not while a synchronous call waits, which nothing may disturb. */
export function deliverFromHost<T>(store: Store, deliver: (value: T) => void, value: T): void {
  if (store.failed > 0) return;
  if (store.entered > 0 && store.scopes.length > 0) {
    store.late.push(() => deliverFromHost(store, deliver, value));
    return;
  }
  try {
    deliver(value);
  } catch (error) {
    failStore(store, error);
  }
  wakeStore(store);
}
