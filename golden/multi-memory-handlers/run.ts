import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

type Send = (at: number, length: number) => void;

export async function run({ load }: { load: Load }): Promise<void> {
  const trapOf = async (at: number, length: number): Promise<void> => {
    const { send } = await load<{ send: Send }>({ log: () => undefined });
    send(0, 4);
    send(at, length);
  };
  await expect(trapOf(8, 1)).rejects.toThrow('invalid utf-8');
  await expect(trapOf(65_536, 1)).rejects.toThrow('string content out-of-bounds');
  await expect(trapOf(0, 3)).rejects.toThrow('cannot leave component instance');
}
