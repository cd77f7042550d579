import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  sumLengths(texts: Iterable<string> | AsyncIterable<string> | ReadableStream<string>): Promise<number>;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { sumLengths } = await load<Exports>();
  expect(await sumLengths([]), 'nothing').toBe(0);
  expect(await sumLengths(['a', 'bc', 'äö', '€']), 'an iterable').toBe(1 + 2 + 4 + 3);
  expect(await sumLengths(new Set(['one', 'two'])), 'another').toBe(6);

  let pulled = 0;
  async function* texts(): AsyncGenerator<string> {
    for (const text of ['x', 'yy', 'zzz']) {
      pulled++;
      await undefined;
      yield text;
    }
  }
  expect(await sumLengths(texts()), 'an async generator').toBe(6);
  expect(pulled).toBe(3);

  const queue = ['eins', 'zwei', 'drei'];
  const readable = new ReadableStream<string>({
    pull(controller) {
      const next = queue.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
  });
  expect(await sumLengths(readable), 'a ReadableStream').toBe(12);

  await expect(sumLengths(7 as never)).rejects.toThrow(TypeError);
  expect(await sumLengths(['usable as before'])).toBe(16);
}
