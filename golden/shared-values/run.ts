import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  echo(list: unknown): unknown;
  echoAgain(list: unknown): unknown;
  first(n: number): unknown;
  second(n: number): unknown;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const moment = { seconds: 5n, note: 'now', tags: ['a', 'bc'] };
  const wrong = [{ note: undefined }, { tags: ['a', 1] }, { seconds: 'x' }];
  const given = [moment, ...wrong.map((fields) => ({ ...moment, ...fields }))];
  const read = (n: number): unknown => given[n];
  const exported = () => load<Exports>({ read, 'read-again': read });
  const { echo, echoAgain, first, second } = await exported();
  const list = [moment, { seconds: 0n, note: '', tags: [] }];
  expect(echo(list)).toEqual(list);
  expect(echoAgain(list)).toEqual(list);
  expect(first(0)).toEqual(moment);
  expect(second(0)).toEqual(moment);
  expect(() => echo([moment, { ...moment, tags: ['a', 1] }]))
    .toThrow('echo: argument "list"[1].tags[1]: expected a string, got number');
  expect(() => echoAgain([{ ...moment, note: 1 }]))
    .toThrow('echoAgain: argument "list"[0].note: expected a string');
  expect(() => echoAgain(5)).toThrow('echoAgain: argument "list": expected a list, got number');
  expect(echo(list), 'still usable').toEqual(list);
  const messages: [number, string][] = [
    [1, 'result.note: expected a string, got undefined'],
    [2, 'result.tags[1]: expected a string, got number'],
    [3, 'result.seconds: expected a bigint'],
  ];
  for (const [n, message] of messages) {
    const again = await exported();
    expect(() => again.first(n)).toThrow(`read: ${message}`);
    const other = await exported();
    expect(() => other.second(n)).toThrow(`readAgain: ${message}`);
  }
}
