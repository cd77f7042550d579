// Runs beside a transpiled component, in any Node and without vitest: plays the driver over the module.
// As a program: `node perform.js <name> <mode>…`; the exit code says how it went.

import { argv } from 'node:process';
import type { Play } from './play.ts';

export type Mode = 'esm' | 'async' | 'sync';

type Exports = Readonly<Record<string, unknown>>;

interface Instantiable {
  instantiate(getCoreModule: undefined, imports: object): Exports | Promise<Exports>;
}

/** What a folder holds: see `stage.ts`. */
async function load<T>(path: string): Promise<T> {
  return await import(new URL(path, import.meta.url).href) as T;
}

/** Plays the driver over the module of one mode, each time with imports of its own. */
export async function perform(name: string, mode: Mode): Promise<void> {
  if (mode === 'esm') {
    const { host } = await load<{ host: Play<Exports> }>('./esm/host.js');
    await host.drive(await load<Exports>(`./esm/${name}.js`));
    return;
  }
  const { play } = await load<{ play(): Play<Exports> }>('./driver.js');
  const { imports, drive } = play();
  const { WASIShim } = await import('@bytecodealliance/preview2-shim/instantiation');
  const { instantiate } = await load<Instantiable>(`./${mode}/${name}.js`);
  const wasi = { ...new WASIShim().getImportObject(), ...name.startsWith('p3-') ? await wasi3() : {} };
  await drive(await instantiate(undefined, { ...wasi, ...imports }));
}

/** WASI 0.3 by names with versions, since the Rust library of such components imports WASI 0.2 as well. */
async function wasi3(): Promise<Record<string, unknown>> {
  const shim = await import('@bytecodealliance/preview3-shim');
  const { cli, clocks, filesystem, http, random, sockets } = shim;
  const packages: Readonly<Record<string, object>> = { cli, clocks, filesystem, http, random, sockets };
  const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(packages).flatMap(([name, interfaces]) =>
    Object.entries(interfaces).map(([key, value]) => [`wasi:${name}/${kebab(key)}@0.3.0`, value as unknown])));
}

const [, program, name, ...modes] = argv;
if (program === decodeURIComponent(new URL(import.meta.url).pathname) && name !== undefined) {
  for (const mode of modes) await perform(name, mode as Mode);
}
