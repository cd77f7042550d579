import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  call(): void;
  len(record: { s: string }): number;
  count(records: readonly { s: string }[]): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  let back = (): void => undefined;
  const { call, len, count } = await load<Exports>({ back: () => back() });
  call();
  let seen: unknown;
  let depth = 0;
  back = () => {
    if (depth > 0) return;
    depth++;
    try {
      call();
    } catch (error) {
      seen = error;
    } finally {
      depth--;
    }
  };
  call();
  expect(seen).toMatchObject({ message: 'cannot enter component instance' });
  const calls = { get s(): string { back(); return 'abc'; } };
  seen = undefined;
  expect(len(calls)).toBe(3);
  expect(seen, 'before the component is entered').toBeUndefined();
  expect(count([calls])).toBe(1);
  expect(seen).toMatchObject({ message: 'cannot enter component instance' });
  const trap = { get s(): string { throw new Error('of a getter'); } };
  expect(() => len(trap)).toThrow('of a getter');
  expect(() => count([{ s: 'abc' }, trap])).toThrow('of a getter');
  expect([len({ s: 'abc' }), count([{ s: 'abc' }])], 'as before').toEqual([3, 1]);
}
