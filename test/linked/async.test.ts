// Asynchronous calls, futures and error contexts between components that were transpiled apart from each other.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { projectRoot } from '../support/source-file.ts';
import { load, quiet, RUNTIMES } from './support/link.ts';
import { CLIENT, CONTEXTS, RELAY, SERVICE } from './support/services.ts';
import type { Client, Service } from './support/services.ts';

const golden = (name: string): string => readFileSync(join(projectRoot, 'golden', name, 'input.wat'), 'utf8');

const FUTURES = golden('future-import');

const pause = (n: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, n % 5));

describe.each(RUNTIMES.flatMap((a) => RUNTIMES.map((b) => [a, b] as const)))('runtimes: %s, %s', async (first, second) => {
  const makeService = await load<Service>(SERVICE, { runtime: first });
  const makeClient = await load<Client>(CLIENT, { runtime: second });
  const link = async (imports: object = { pause }) => {
    const service = await makeService(imports);
    const client = await makeClient({ double: service.double, check: service.check, 'trap-later': service.trapLater });
    return { service, client };
  };

  test('many calls at once', async () => {
    const { client } = await link();
    const numbers = Array.from({ length: 20 }, (_, i) => i);
    expect(await Promise.all(numbers.map((n) => client.double(n)))).toEqual(numbers.map((n) => 2 * n + 1));
  });

  test('results that are errors', async () => {
    const { client } = await link();
    expect(await client.check(3)).toBe(104);
    await expect(client.check(20)).rejects.toMatchObject({ name: 'ComponentError', payload: 121 });
    expect(await client.check(4), 'nobody has trapped').toBe(105);
  });

  test('a trap rejects all that both have pending', async () => {
    const { service, client } = await link();
    const pending = [client.trapLater(1), client.double(4), service.double(4)];
    for (const outcome of await Promise.allSettled(pending)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'unreachable' } });
      expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(WebAssembly.RuntimeError);
    }
    await expect(client.double(1)).rejects.toThrow('cannot enter component instance');
    await expect(service.double(1)).rejects.toThrow('cannot enter component instance');
  });

  test('what the host throws at the far end comes through', async () => {
    const error = new RangeError('no pause');
    const { client } = await link({ pause: () => Promise.reject(error) });
    await expect(client.double(1)).rejects.toBe(error);
  });

  test('backpressure holds calls back until it is over', async () => {
    const { service, client } = await link();
    service.busy(1);
    const results: number[] = [];
    const calls = [1, 2, 3].map((n) => client.double(n).then((result) => results.push(result)));
    // Something of JavaScript's that is under way: without, nobody could end this.
    const waiting = makeService({ pause }).then(() => new Promise((resolve) => setTimeout(resolve, 0)));
    await Promise.resolve();
    expect(results).toEqual([]);
    service.busy(0);
    await Promise.all([...calls, waiting]);
    expect(results.sort()).toEqual([3, 5, 7]);
  });

  test('what is held back for ever is a deadlock, which both tell', async () => {
    const { service, client } = await link();
    service.busy(1);
    await expect(client.double(1)).rejects.toThrow(/^deadlock detected: event loop cannot make further progress/);
    await expect(client.double(1)).rejects.toThrow('cannot enter component instance');
  });

  test('a call that is cancelled is none of the client\'s any more', async () => {
    let release = (): void => {};
    const { service, client } = await link({ pause: () => new Promise<void>((resolve) => { release = resolve; }) });
    expect(await client.giveUp(7), 'CANCELLED_BEFORE_RETURNED').toBe(4);
    release();
    await quiet();
    const again = service.double(8);
    release();
    expect(await again, 'the service goes on').toBe(16);
    const other = client.double(9);
    release();
    expect(await other).toBe(19);
  });

  test('stacks that are parked while another component works', async () => {
    const makeCaller = await load<{ run(how: number, turns: number, text: string): Promise<string> }>(
      golden('async-call'), { runtime: second });
    const { service } = await link();
    const { run } = await makeCaller({ pause: async (turns: number) => void await service.double(turns) });
    for (const how of [0, 1, 2, 4, 5, 6]) expect(await run(how, 2, 'ab€'), `${how}`).toBe('ab€ab€');
  });

  test('a component is not called while it is calling, by a way round', async () => {
    const host: { client?: Client } = {};
    const { service, client } = await link({ pause: async (n: number) => (n === 1 ? void await host.client!.double(2) : undefined) });
    host.client = client;
    // The service calls `pause`, which calls the client, which calls the service.
    await expect(client.double(1)).rejects.toThrow('cannot enter component instance');
    await expect(service.double(3), 'both are in the call that has trapped').rejects.toThrow('cannot enter component instance');
  });

  test('futures, there and back', async () => {
    const makeA = await load<{ addOne(future: unknown): Promise<bigint> }>(FUTURES, { runtime: first });
    const makeB = await load<{ addOne(future: unknown): Promise<bigint> }>(FUTURES, { runtime: second });
    const forward = await load<{ relay(future: unknown): PromiseLike<bigint> }>(RELAY, { runtime: second });
    const [a, b, c] = [await makeA(), await makeB(), await makeA()];
    expect(await a.addOne(b.addOne(c.addOne(Promise.resolve(5n)))), 'as promises').toBe(8n);
    const [d, e] = [await forward(), await forward()];
    const future = e.relay(d.relay(7n));
    const [read, sum] = [vi.spyOn(future, 'then'), a.addOne(future)];
    expect(await sum, 'as what a component has given').toBe(8n);
    expect(read, 'nobody reads it in JavaScript').not.toHaveBeenCalled();
    await expect((async () => d.relay(future))()).rejects.toThrow('this future has been given away');
  });

  test('error contexts are the same error on both sides', async () => {
    interface Contexts {
      make(): Error;
      relay(error: Error): Error;
    }
    const a = await (await load<Contexts>(CONTEXTS, { runtime: first }))();
    const b = await (await load<Contexts>(CONTEXTS, { runtime: second }))();
    const error = a.make();
    expect(error.message).toBe('oh no');
    expect(b.relay(error)).toBe(error);
    expect(a.relay(b.relay(error))).toBe(error);
  });
});
