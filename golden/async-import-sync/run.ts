import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  sum(n: number): Promise<number>;
  sumNow(n: number): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const events: string[] = [];
  const fetch = (key: number): number | Promise<number> => {
    events.push(`fetch ${key}`);
    return key % 2 === 0 ? key : Promise.resolve(key);
  };
  const { sum } = await load<Exports>({ fetch });
  const first = sum(3).then((value) => events.push(`first ${value}`));
  const second = sum(2).then((value) => events.push(`second ${value}`));
  await Promise.all([first, second]);
  // A function that is lifted synchronously has the instance for itself: the second call waits for the first.
  expect(events).toEqual(['fetch 3', 'fetch 2', 'fetch 1', 'fetch 2', 'fetch 1', 'first 6', 'second 3']);

  const { sumNow } = await load<Exports>({ fetch });
  expect(() => sumNow(2), 'a synchronous export must not block').toThrow('cannot block a synchronous task before returning');
}
