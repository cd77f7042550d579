// Handles in streams, and borrows for the time of a call that waits, between components that were transpiled apart.

import { describe, expect, test } from 'vitest';
import { load, quiet, RUNTIMES } from './support/link.ts';
import { POOL, SWIMMER } from './support/pool.ts';
import type { Pool, Swimmer } from './support/pool.ts';
import type { Thing } from './support/things.ts';

describe.each(RUNTIMES.flatMap((a) => RUNTIMES.map((b) => [a, b] as const)))('runtimes: %s, %s', async (first, second) => {
  const makePool = await load<{ pool: Pool }>(POOL, { runtime: first });
  const makeSwimmer = await load<Swimmer>(SWIMMER, { runtime: second });
  const link = async () => {
    const released: (() => void)[] = [];
    const { pool } = await makePool({ pause: () => new Promise<void>((resolve) => { released.push(resolve); }) });
    return { pool, swimmer: await makeSwimmer({ 'my:a/pool': pool }), release: () => released.shift()!() };
  };

  test('own handles go through a stream, and are dropped once', async () => {
    const { pool, swimmer } = await link();
    expect(await swimmer.sum(pool.all())).toBe(6);
    expect(pool.dropped()).toBe(6);
    const other = await makeSwimmer({ 'my:a/pool': pool });
    expect(await other.sum(pool.all())).toBe(6);
    expect(pool.dropped()).toBe(12);
  });

  test('JavaScript in between gets the objects, and may give them as it likes', async () => {
    const { pool, swimmer } = await link();
    const things: Thing[] = [];
    for await (const thing of pool.all()) if (things.push(thing) === 3) break;
    expect(things.map((thing) => thing.value())).toEqual([1, 2, 3]);
    const [one, two, three] = things as [Thing, Thing, Thing];
    expect(await swimmer.sum([three, one])).toBe(4);
    expect(pool.dropped()).toBe(4);
    expect(() => one.value()).toThrow(/has been dropped or given away/);
    two[Symbol.dispose]();
    expect(pool.dropped()).toBe(6);
  });

  test('a borrow lasts while the call waits', async () => {
    const { pool, swimmer, release } = await link();
    const thing = pool.make(5);
    const value = swimmer.later(thing);
    expect(() => thing[Symbol.dispose](), 'it is lent').toThrow(/a call that is not over uses it/);
    release();
    expect(await value).toBe(5);
    thing[Symbol.dispose]();
    expect(pool.dropped()).toBe(5);
  });

  test('several at once, of one thing', async () => {
    const { pool, swimmer, release } = await link();
    const thing = pool.make(7);
    const values = [swimmer.later(thing), pool.later(thing)];
    await quiet();
    release();
    release();
    expect(await Promise.all(values)).toEqual([7, 7]);
    thing[Symbol.dispose]();
    await expect((async () => swimmer.later(thing))()).rejects.toThrow(/Thing/);
  });
});
