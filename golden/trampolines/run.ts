import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  greet(name: string): void;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const logged: string[] = [];
  const { greet } = await load<Exports>({
    greeting: (name: string) => `hello, ${name}`,
    log: (text: string) => logged.push(text),
  });
  greet('world');
  greet('you');
  expect(logged).toEqual(['hello, world', 'hello, you']);
}
