// Headless Firefox, Debian's firefox-esr, driven by WebDriver BiDi: JSON over a WebSocket, of which this needs six commands.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findOnPath } from './find.ts';

export const findFirefox = (): string | undefined => findOnPath('WCM2JS_FIREFOX', ['firefox-esr', 'firefox']);

/** Nothing that looks for the network, asks, or is restored. */
const PREFERENCES = {
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
};

type Json = { readonly [key: string]: unknown };

interface Message {
  readonly id?: number;
  readonly type?: string;
  readonly method?: string;
  readonly message?: string;
  readonly result?: Json;
  readonly params?: Json;
}

export interface Firefox {
  /** Opens a page, and tells `onError` what goes wrong on it: errors and refusals of the policy. */
  open(url: string, onError: (text: string) => void): Promise<FirefoxPage>;
  close(): Promise<void>;
}

export interface FirefoxPage {
  /** The value, as JSON would have it, of an expression that is awaited. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts a Firefox with a profile of its own. */
export async function launchFirefox(executable: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'wcm2js-firefox-'));
  const lines = Object.entries(PREFERENCES).map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const child = spawn(executable, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const connection = await connect(await addressOf(child));
  await connection.send('session.new', { capabilities: {} });
  await connection.send('session.subscribe', { events: ['log.entryAdded'] });
  return {
    open: (url, onError) => openPage(connection, url, onError),
    async close() {
      connection.close();
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** It says on stderr where it listens. */
async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stderr! })) {
    const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
    if (address === undefined) continue;
    child.stderr!.resume();
    return `${address}/session`;
  }
  throw new Error('Firefox ended before it listened');
}

interface Connection {
  send(method: string, params: Json): Promise<Json>;
  /** Who is told of events. */
  readonly listeners: Set<(params: Json) => void>;
  close(): void;
}

async function connect(address: string): Promise<Connection> {
  const socket = new WebSocket(address);
  const pending = new Map<number, { resolve(result: Json): void; reject(error: Error): void }>();
  const listeners = new Set<(params: Json) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, type, message, result, params } = JSON.parse(String(data)) as Message;
    if (type === 'event') for (const listener of listeners) listener(params ?? {});
    const call = pending.get(id ?? -1);
    if (type === 'error') call?.reject(new Error(`Firefox: ${message}`));
    else call?.resolve(result ?? {});
  });
  await once(socket, 'open');
  let last = 0;
  return {
    listeners,
    send(method, params) {
      return new Promise((resolve, reject) => {
        pending.set(++last, { resolve, reject });
        socket.send(JSON.stringify({ id: last, method, params }));
      });
    },
    close: () => socket.close(),
  };
}

async function openPage(connection: Connection, url: string, onError: (text: string) => void): Promise<FirefoxPage> {
  const { context } = await connection.send('browsingContext.create', { type: 'tab' });
  const listener = ({ level, text, source }: Json): void => {
    if (level === 'error' && (source as Json | undefined)?.['context'] === context) onError(String(text));
  };
  connection.listeners.add(listener);
  await connection.send('browsingContext.navigate', { context, url, wait: 'complete' });
  return {
    async evaluate(expression) {
      const answer = await connection.send('script.evaluate', {
        expression: `(async () => JSON.stringify(await (${expression})))()`, target: { context }, awaitPromise: true,
      });
      if (answer['type'] === 'exception') throw new Error((answer['exceptionDetails'] as Json)['text'] as string);
      const { value } = answer['result'] as { readonly value?: string };
      return value === undefined ? undefined : JSON.parse(value) as unknown;
    },
    async close() {
      connection.listeners.delete(listener);
      await connection.send('browsingContext.close', { context });
    },
  };
}
