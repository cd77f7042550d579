// Errors and traps of a component that another one, transpiled apart from it, has called.

import { describe, expect, test } from 'vitest';
import { load, RUNTIMES } from './support/link.ts';
import { THINGS, USER } from './support/things.ts';
import type { Things, User } from './support/things.ts';

const thrownBy = (call: () => unknown): unknown => {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe.each(RUNTIMES.flatMap((a) => RUNTIMES.map((b) => [a, b] as const)))('runtimes: %s, %s', async (first, second) => {
  const makeThings = await load<{ things: Things }>(THINGS, { runtime: first });
  const makeUser = await load<User>(USER, { runtime: second });
  const link = async () => {
    const { things } = await makeThings();
    return { things, user: await makeUser({ 'my:a/things': things }) };
  };

  test('a result that is an error is one on the other side, whosever class it was thrown as', async () => {
    const { things, user } = await link();
    expect(user.check(3)).toBe(103);
    const [own, passed] = [thrownBy(() => things.check(10)), thrownBy(() => user.check(10))];
    expect(own).toMatchObject({ name: 'ComponentError', payload: 110 });
    expect(passed).toMatchObject({ name: 'ComponentError', payload: 110 });
    expect(user.check(4), 'nobody has trapped').toBe(104);
  });

  test('a trap comes through as it is, and poisons both', async () => {
    const { things, user } = await link();
    const error = thrownBy(() => user.boom());
    expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
    expect((error as Error).message).toBe('unreachable');
    expect(() => user.story(1)).toThrow('cannot enter component instance');
    expect(() => things.make(1)).toThrow('cannot enter component instance');
  });

  test('a trap isn\'t caught by core code on its way', async () => {
    const { user } = await link();
    expect(thrownBy(() => user.catchBoom())).toMatchObject({ message: 'unreachable' });
    expect(() => user.story(1)).toThrow('cannot enter component instance');
  });

  test('who calls one that has trapped already traps with that text', async () => {
    const { things, user } = await link();
    thrownBy(() => things.boom());
    expect(() => user.story(1)).toThrow(new WebAssembly.RuntimeError('cannot enter component instance'));
    const other = await link();
    expect(other.user.story(1), 'other instances go on').toBe(2);
  });
});
