import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  call(): void;
  len(record: { s: string }): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  let back = (): void => undefined;
  const { call, len } = await load<Exports>({ back: () => back() });
  call();
  let seen: unknown;
  back = () => {
    try {
      call();
    } catch (error) {
      seen = error;
    }
  };
  call();
  expect(seen).toMatchObject({ message: 'cannot enter component instance' });
  const trap = { get s(): string { throw new Error('of a getter'); } };
  expect(() => len(trap)).toThrow('of a getter');
  expect(len({ s: 'abc' }), 'as before').toBe(3);
}
