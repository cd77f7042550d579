/**
 * First in, first out, at a constant cost however many wait.
 */
import { has } from './features.ts';

export interface Queue<T> {
  readonly items: T[];
  /** Where the first item is: before the middle. */
  head: number;
}

/** Makes the choices that the spec leaves open, where they aren't to be made in order. */
export interface Chance {
  /** An integer from 0 to below `n`. */
  readonly pick: (n: number) => number;
  /** Puts another item first. */
  readonly shuffle: (queue: Queue<unknown>) => void;
}

type Choice = { readonly chance: Chance | undefined };

export function newQueue<T>(): Queue<T> {
  return { items: [], head: 0 };
}

/** The item that is next; undefined if there is none. */
export function peekQueue<T>(queue: Queue<T>, { chance }: Choice): T | undefined {
  if (has.seeds) chance?.shuffle(queue);
  return queue.items[queue.head];
}

/** Takes the next item out. */
export function dequeue<T>(queue: Queue<T>, choice: Choice): T | undefined {
  const item = peekQueue(queue, choice);
  if (item !== undefined) skipFirst(queue);
  return item;
}

function skipFirst(queue: Queue<unknown>): void {
  if (queue.items.length === 1) return void queue.items.pop();
  queue.items[queue.head++] = undefined;
  if (queue.head * 2 >= queue.items.length) {
    queue.items.splice(0, queue.head);
    queue.head = 0;
  }
}

/** Takes this item out, if it is there. */
export function removeItem<T>(queue: Queue<T>, item: T): void {
  const at = queue.items.indexOf(item, queue.head);
  if (at === queue.head) skipFirst(queue);
  else if (at > 0) queue.items.splice(at, 1);
}

/** Choices by a seed (mulberry32). */
export function seededChance(seed: number): Chance {
  const pick = (n: number): number => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
  return {
    pick,
    shuffle({ items, head }) {
      if (items.length - head < 2) return;
      const at = head + pick(items.length - head);
      [items[head], items[at]] = [items[at], items[head]];
    },
  };
}
