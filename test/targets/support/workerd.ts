// Serves a worker by workerd on loopback.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

export interface Worker {
  /** The body of what the worker answers to `GET <path>`. */
  get(path: string): Promise<string>;
  /** What it has printed. */
  output(): string;
  stop(): Promise<void>;
}

export interface WorkerOptions {
  /** `2026-01-01`; before August 2026 there is no `process` unless `nodejs_compat` is a flag. */
  readonly date: string;
  readonly flags: readonly string[];
}

/** @param modules by name, the main one first; what ends in `.wasm` is a core module */
export async function startWorker(
  workerd: string, modules: Readonly<Record<string, string | Uint8Array>>, options: WorkerOptions,
): Promise<Worker> {
  const folder = mkdtempSync(join(tmpdir(), 'wcm2js-workerd-'));
  for (const [name, content] of Object.entries(modules)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  writeFileSync(join(folder, 'config.capnp'), configuration(Object.keys(modules), options));
  const child = spawn(workerd, ['serve', join(folder, 'config.capnp'), '--control-fd=3'], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream!.on('data', (data: Buffer) => printed.push(String(data)));
  const exited = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  const stop = async (): Promise<void> => {
    child.kill();
    await exited;
    rmSync(folder, { recursive: true });
  };
  const port = await Promise.race([
    portFrom(child.stdio[3] as Readable),
    exited.then(() => { throw new Error(`workerd ended: ${printed.join('')}`); }),
  ]);
  return {
    stop,
    output: () => printed.join(''),
    get: async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).text(),
  };
}

/** workerd tells where it listens in lines of JSON. */
function portFrom(control: Readable): Promise<number> {
  return new Promise((resolve) => {
    let text = '';
    control.on('data', (data: Buffer) => {
      text += String(data);
      const line = /^\{.*"listen".*\}$/m.exec(text)?.[0];
      if (line !== undefined) resolve((JSON.parse(line) as { readonly port: number }).port);
    });
  });
}

function configuration(names: readonly string[], { date, flags }: WorkerOptions): string {
  const modules = names.map((name) => {
    const quoted = JSON.stringify(name);
    return `(name = ${quoted}, ${name.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed ${quoted})`;
  });
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [${modules.join(', ')}],
    compatibilityDate = "${date}",
    compatibilityFlags = [${flags.map((flag) => JSON.stringify(flag)).join(', ')}],
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}
