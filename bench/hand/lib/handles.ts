// A handle table of own handles of one resource type, and borrows of it: two arrays side by side, so that no
// object is made for a handle. Handles that a guest may lend and give away in the same call need more than
// this; no guest here does that.
import { trap } from './core.ts';

export const OWN = 1;
export const BORROW = 2;

export class Handles<T> {
  readonly #reps: (T | undefined)[] = [undefined];
  /** 0 where there is no handle. */
  readonly #kinds: number[] = [0];
  readonly #free: number[] = [];
  borrows = 0;

  add(rep: T, kind: number): number {
    const index = this.#free.length > 0 ? this.#free.pop()! : this.#kinds.length;
    if (index > 0xfffffff) trap('handle table is full');
    this.#reps[index] = rep;
    this.#kinds[index] = kind;
    if (kind === BORROW) this.borrows++;
    return index;
  }

  get(index: number): T {
    index >>>= 0;
    if (index >= this.#kinds.length || this.#kinds[index] === 0) trap(`unknown handle index ${index}`);
    return this.#reps[index]!;
  }

  kind(index: number): number {
    return this.#kinds[index >>> 0]!;
  }

  remove(index: number): T {
    const rep = this.get(index);
    index >>>= 0;
    if (this.#kinds[index] === BORROW) this.borrows--;
    this.#kinds[index] = 0;
    this.#reps[index] = undefined;
    this.#free.push(index);
    return rep;
  }
}
