import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  run(how: number, turns: number, text: string): Promise<string>;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const pause = async (turns: number): Promise<void> => {
    for (let i = 0; i < turns; i++) await undefined;
  };
  const { run: call } = await load<Exports>({ pause });
  for (const how of [0, 1, 2, 4, 5, 6]) {
    for (const turns of [0, 1, 3]) {
      expect(await call(how, turns, 'ab€'), `${how}, ${turns}`).toBe('ab€ab€');
    }
  }
}
