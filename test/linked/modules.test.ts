// Modules that import each other: `--map` sends the imports of one to the exports of another.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importModule, RUNTIMES, writeModule } from './support/link.ts';
import { CLIENT, SERVICE } from './support/services.ts';
import type { Client } from './support/services.ts';
import { THINGS, USER } from './support/things.ts';
import type { Things, User } from './support/things.ts';

const urlOf = (folder: string, file = 'm.js'): string => pathToFileURL(join(folder, file)).href;

describe.each(RUNTIMES)('runtime: %s', (runtime) => {
  test('an interface with a resource', async () => {
    const folder = await writeModule(THINGS, { runtime });
    const { things } = await importModule<{ things: Things }>(folder);
    const user = await importModule<User>(
      await writeModule(USER, { runtime, map: { 'my:a/things': `${urlOf(folder)}#things` } }));
    expect(user.story(4)).toBe(8);
    const thing = new things.Thing(3);
    user.hold(thing);
    expect(user.giveBack()).toBe(thing);
    expect(things.consume(thing)).toBe(3);
    expect(things.drops()).toBe(2);
    expect(() => user.check(10)).toThrow(expect.objectContaining({ name: 'ComponentError', payload: 110 }));
    expect(() => user.catchBoom()).toThrow('unreachable');
    expect(() => things.make(1)).toThrow('cannot enter component instance');
  });

  test('asynchronous functions of the world', async () => {
    const folder = await writeModule(SERVICE, { runtime, map: { pause: './pause.js' } });
    writeFileSync(join(folder, 'pause.js'), 'export default (n) => new Promise((resolve) => setTimeout(resolve, n));');
    const names = { 'double': 'double', 'check': 'check', 'trap-later': 'trapLater' };
    const map = Object.entries(names).map(([name, js]) => `${name}=${urlOf(folder)}#${js}`);
    const client = await importModule<Client>(await writeModule(CLIENT, { runtime, map }));
    expect(await Promise.all([client.double(1), client.double(2), client.check(3)])).toEqual([3, 5, 104]);
    await expect(client.check(10)).rejects.toMatchObject({ payload: 111 });
  });
});
