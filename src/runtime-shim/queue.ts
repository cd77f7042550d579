/**
 * First in, first out, at a constant cost however many wait. With a source of random numbers, in any order: the
 * spec leaves it open who is next.
 */

/** Gives an integer from 0 to below `n`. */
export type Random = ((n: number) => number) | undefined;

export interface Queue<T> {
  readonly items: T[];
  /** Where the first item is. */
  head: number;
}

export function newQueue<T>(): Queue<T> {
  return { items: [], head: 0 };
}

/** The item that is next; undefined if there is none. */
export function peekQueue<T>(queue: Queue<T>, random: Random): T | undefined {
  const { items, head } = queue;
  if (random !== undefined && items.length - head > 1) {
    const at = head + random(items.length - head);
    const item = items[at]!;
    items[at] = items[head]!;
    items[head] = item;
  }
  return items[head];
}

/** Takes the next item out. */
export function dequeue<T>(queue: Queue<T>, random: Random): T | undefined {
  const { items } = queue;
  if (items.length < 2) return items.pop();
  const item = peekQueue(queue, random);
  items[queue.head++] = undefined as T;
  if (queue.head === items.length) {
    items.length = queue.head = 0;
  } else if (queue.head > 1000 && queue.head * 2 > items.length) {
    items.splice(0, queue.head);
    queue.head = 0;
  }
  return item;
}

/** Takes the item at this place out. */
export function removeAt(queue: Queue<unknown>, at: number): void {
  queue.items.splice(at, 1);
  if (queue.items.length === queue.head) queue.items.length = queue.head = 0;
}
