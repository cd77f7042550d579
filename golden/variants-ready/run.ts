import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

type Echo = (v: unknown) => unknown;

export async function run({ load }: { load: Load }): Promise<void> {
  const { perhaps, echo, mixedIn, names } = await load<Readonly<Record<'perhaps' | 'echo' | 'mixedIn' | 'names', Echo>>>();
  expect([perhaps('text'), perhaps(''), perhaps(null), perhaps(undefined)]).toEqual(['text', '', undefined, undefined]);
  for (const v of [{ tag: 'bytes', val: Uint8Array.of(1, 2, 255) }, { tag: 'text', val: 'text' }, { tag: 'end' }]) {
    expect(echo(v)).toEqual(v);
  }
  expect(echo({ tag: 'bytes', val: [1, 2, 255] })).toEqual({ tag: 'bytes', val: Uint8Array.of(1, 2, 255) });
  expect(names(['a', 'b'])).toEqual(['a', 'b']);
  expect(names(null)).toBeUndefined();
  expect(mixedIn({ tag: 'number', val: 0.5 })).toEqual({ tag: 'number', val: 0.5 });

  // What is refused leaves the instance as it was, wherever it is refused.
  expect(() => perhaps(1)).toThrow('perhaps: argument "text": expected a string, got number');
  expect(() => echo({ tag: 'text', val: 1 })).toThrow('echo: argument "part".val: expected a string, got number');
  expect(() => echo({ tag: 'none' })).toThrow(/argument "part".tag: expected one of "bytes", "text", "end"/);
  expect(() => mixedIn({ tag: 'text' })).toThrow('mixedIn: argument "v".val: expected a string, got undefined');
  expect(() => names(['a', 1])).toThrow('names: argument "v"[1]: expected a string, got number');
  expect(perhaps('again')).toBe('again');

  // User code that runs while a case is looked at may call the component, but not when it is in use.
  const calling = { tag: 'text', get val() { return perhaps('from a getter'); } };
  expect(echo(calling)).toEqual({ tag: 'text', val: 'from a getter' });
  expect(() => mixedIn(calling)).toThrow('cannot enter component instance');
  expect(perhaps('again')).toBe('again');
}
