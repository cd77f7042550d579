// What a component gets to see of this machine under `wcm2js run`.

import { describe, expect, test } from 'vitest';
import { ExitSignal, makeWasi } from '../../src/cli/wasi.ts';
import type { Sandbox } from '../../src/cli/wasi.ts';

type Functions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

const SANDBOX: Sandbox = { args: ['x'], env: {}, preopens: {}, network: false };
const wasi = async (sandbox: Partial<Sandbox> = {}): Promise<Readonly<Record<string, Functions>>> =>
  await makeWasi({ ...SANDBOX, ...sandbox }) as Record<string, Functions>;

/** What a call throws; undefined if it returns. */
function thrownBy(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('the network', () => {
  test('refuses requests with an error of wasi:http', async () => {
    const { 'wasi:http/outgoing-handler': http } = await wasi();
    expect(thrownBy(() => http?.['handle']?.())).toEqual({ tag: 'HTTP-request-denied' });
  });

  test('refuses look-ups of names', async () => {
    const imports = await wasi();
    const network = imports['wasi:sockets/instance-network']?.['instanceNetwork']?.();
    expect(thrownBy(() => imports['wasi:sockets/ip-name-lookup']?.['resolveAddresses']?.(network, 'localhost')))
      .toBe('permanent-resolver-failure');
  });

  test('is there where it is allowed', async () => {
    const imports = await wasi({ network: true });
    expect(imports['wasi:http/outgoing-handler']?.['handle']).not.toBe(
      (await wasi())['wasi:http/outgoing-handler']?.['handle'],
    );
    const network = imports['wasi:sockets/instance-network']?.['instanceNetwork']?.();
    expect(thrownBy(() => imports['wasi:sockets/ip-name-lookup']?.['resolveAddresses']?.(network, 'localhost')))
      .toBe(undefined);
  });
});

describe('the end', () => {
  test.each([
    [{ tag: 'ok' }, 0],
    [{ tag: 'err' }, 1],
  ])('exit with %j has code %i', async (status, code) => {
    const { 'wasi:cli/exit': exit } = await wasi();
    const thrown = thrownBy(() => exit?.['exit']?.(status));
    expect(thrown).toBeInstanceOf(ExitSignal);
    expect((thrown as ExitSignal).code).toBe(code);
  });

  test('exit-with-code hands on its code', async () => {
    const { 'wasi:cli/exit': exit } = await wasi();
    expect((thrownBy(() => exit?.['exitWithCode']?.(42)) as ExitSignal).code).toBe(42);
  });
});

test('a pipe is no terminal', async () => {
  const imports = await wasi();
  for (const stream of ['stdin', 'stdout', 'stderr'] as const) {
    const get = `getTerminal${stream[0]?.toUpperCase()}${stream.slice(1)}`;
    const found = imports[`wasi:cli/terminal-${stream}`]?.[get]?.();
    expect(found === undefined).toBe(process[stream].isTTY !== true);
  }
});
