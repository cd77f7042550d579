import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

const ANSWER = (97 + 98 - 99) * 100 + 5 + 1;

export async function run({ load }: { load: Load }): Promise<void> {
  const { run: inCore } = await load<{ run(): number }>();
  expect(inCore()).toBe(ANSWER);
  // An engine that has one memory per module says that adapters with two aren't valid.
  const { validate } = WebAssembly;
  let refused = 0;
  WebAssembly.validate = () => { refused++; return false; };
  try {
    const { run: inJavaScript } = await load<{ run(): number }>();
    expect(inJavaScript()).toBe(ANSWER);
    expect(refused).toBe(1);
  } finally {
    WebAssembly.validate = validate;
  }
}
