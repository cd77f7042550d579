import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  addOne(number: bigint | PromiseLike<bigint>): Promise<bigint>;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { addOne } = await load<Exports>();
  // The future that is returned is a thenable: awaiting the call awaits it, too.
  expect(await addOne(1n), 'a value').toBe(2n);
  expect(await addOne(Promise.resolve(5n)), 'a promise').toBe(6n);
  expect(await addOne(new Promise((resolve) => setTimeout(() => resolve(0n), 1))), 'a late one').toBe(1n);
  expect(await addOne(2n ** 64n - 1n), 'wraps').toBe(0n);

  const failing = await load<Exports>();
  const reason = new Error('no number');
  await expect(failing.addOne(Promise.reject(reason)), 'an error of the host').rejects.toBe(reason);
}
