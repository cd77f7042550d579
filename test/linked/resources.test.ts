// A component's resources in the hands of another one that was transpiled apart from it: JavaScript gives the exports of
// the first as the imports of the second.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { load, RUNTIMES } from './support/link.ts';
import { THINGS, USER } from './support/things.ts';
import type { Thing, Things, User } from './support/things.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

interface Linked {
  readonly things: Things;
  readonly user: User;
}

describe.each(RUNTIMES)('runtime: %s', async (runtime) => {
  const makeThings = await load<{ things: Things }>(THINGS, { runtime });
  const makeUser = await load<User>(USER, { runtime });

  async function link(): Promise<Linked> {
    const { things } = await makeThings();
    return { things, user: await makeUser({ 'my:a/things': things }) };
  }

  test('what it makes itself is dropped once, when it drops it', async () => {
    const { things, user } = await link();
    expect(user.story(21)).toBe(42);
    expect([things.drops(), things.sum()]).toEqual([1, 21]);
    user.story(1);
    expect([things.drops(), things.sum()]).toEqual([2, 22]);
  });

  test('what it is given comes back as the very object', async () => {
    const { things, user } = await link();
    const thing = new things.Thing(5);
    user.hold(thing);
    expect(user.held()).toBe(5);
    expect(user.giveBack()).toBe(thing);
    expect(thing.value()).toBe(5);
    expect(things.drops()).toBe(0);
    thing[Symbol.dispose]();
    expect(things.drops()).toBe(1);
  });

  test('what it is given and drops is gone for JavaScript too', async () => {
    const { things, user } = await link();
    const thing = things.make(7);
    user.hold(thing);
    user.release();
    expect([things.drops(), things.sum()]).toEqual([1, 7]);
    thing[Symbol.dispose]();
    expect(things.drops(), 'not twice').toBe(1);
    expect(() => thing.value()).toThrow(new TypeError('Thing.value: this: this Thing has been dropped or given away'));
    expect(user.story(1), 'nobody has trapped').toBe(2);
  });

  test('what it gives back to the first is taken out of the object', async () => {
    const { things, user } = await link();
    const thing = things.make(9);
    user.hold(thing);
    expect(user.consumeHeld()).toBe(9);
    expect(things.drops()).toBe(1);
    expect(() => things.peek(thing)).toThrow(/this Thing has been dropped or given away/);
  });

  test('an own handle and a borrow in one call, and a new one back', async () => {
    const { things, user } = await link();
    const [a, b] = [things.make(1), things.make(2)];
    user.hold(a);
    user.merge(b);
    expect(user.held()).toBe(3);
    expect(things.sum(), 'only what was given away').toBe(1);
    expect(b.value()).toBe(2);
    user.release();
    expect(things.sum()).toBe(4);
  });

  test('a borrow ends with the call', async () => {
    const { things, user } = await link();
    const thing = things.make(4);
    expect(user.look(thing)).toBe(4);
    expect(thing.value()).toBe(4);
    expect(things.drops(), 'dropping a borrow drops nothing').toBe(0);
    expect(() => user.keep(thing)).toThrow('borrow handles still remain at the end of the call');
    expect(thing.value(), 'the trap is the user\'s alone').toBe(4);
  });

  test('what JavaScript has dropped meanwhile is told by name', async () => {
    const { things, user } = await link();
    const thing = things.make(4);
    user.hold(thing);
    thing[Symbol.dispose]();
    expect(() => user.held()).toThrow(new TypeError('Thing.value: this: this Thing has been dropped or given away'));
    expect(() => user.held(), 'an error that is no result of the function').toThrow('cannot enter component instance');
    expect(things.make(3).value(), 'the first has not trapped').toBe(3);
  });

  test('things of another instance are of another class', async () => {
    const { user } = await link();
    const other = await makeThings();
    expect(() => user.hold(other.things.make(1))).toThrow(/hold: argument "t": expected an instance of Thing/);
    expect(() => user.look({} as Thing)).toThrow(/look: argument "t": expected an instance of Thing/);
    expect(user.story(2), 'refused, and as before').toBe(4);
  });

  test('several users of one, and a user of a user\'s', async () => {
    const { things, user } = await link();
    const second = await makeUser({ 'my:a/things@1.0.0': things });
    const thing = things.make(6);
    user.hold(thing);
    second.hold(user.giveBack());
    expect(second.held()).toBe(6);
    second.release();
    expect(things.drops()).toBe(1);
  });

  test('what the user forgets is dropped by whoever collects garbage, once', async () => {
    const { things } = await link();
    await (async () => {
      const user = await makeUser({ 'my:a/things': things });
      user.hold(things.make(8));
    })();
    for (let i = 0; i < 50 && things.drops() === 0; i++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      gc();
    }
    expect([things.drops(), things.sum()]).toEqual([1, 8]);
  });
});
