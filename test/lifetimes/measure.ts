// Runs in a process of its own, with --expose-gc: `node --expose-gc measure.ts <module> <job>`. Prints one
// line of JSON.

import { readFileSync } from 'node:fs';
import { argv, memoryUsage, stdout } from 'node:process';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Instance } from './component.ts';

type Instantiate = (getCoreModule: (path: string) => WebAssembly.Module) => Instance;

const WARM_UP = 5_000;
const INSTANCES = 10_000;
const FORGOTTEN = 1_000;

const [, , path = '', job = ''] = argv;
const compiled = new Map<string, WebAssembly.Module>();

/** One compiled module for all instances. */
function getCoreModule(file: string): WebAssembly.Module {
  const module = compiled.get(file) ?? new WebAssembly.Module(readFileSync(join(dirname(path), file)));
  compiled.set(file, module);
  return module;
}

/** Collects until finalizers have run: what they free goes in the next collection. */
async function collect(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    globalThis.gc?.();
    await setImmediate();
  }
}

async function makeAndDrop(instantiate: Instantiate, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const instance = instantiate(getCoreModule);
    instance.bump();
    instance.sum(Uint8Array.of(1, 2, 3));
    new instance.Thing(i).get();
    // A memory is of 64 kB and more of address space: the engine doesn't always collect them in time by
    // itself.
    if (i % 500 === 499) await collect();
  }
  await collect();
}

/** Bytes that are in use: of objects, and outside the heap. */
function used(): { readonly heap: number; readonly outside: number } {
  const { heapUsed, external } = memoryUsage();
  return { heap: heapUsed, outside: external };
}

const JOBS: Readonly<Record<string, (instantiate: Instantiate) => Promise<unknown>>> = {
  async instances(instantiate) {
    await makeAndDrop(instantiate, WARM_UP);
    const before = used();
    await makeAndDrop(instantiate, INSTANCES);
    const after = used();
    return { heap: after.heap - before.heap, outside: after.outside - before.outside };
  },

  /** The control: the same instances, kept. */
  async kept(instantiate) {
    const kept = [];
    const before = used();
    for (let i = 0; i < 1_000; i++) kept.push(instantiate(getCoreModule));
    await collect();
    return { heap: used().heap - before.heap, kept: kept.length };
  },

  async forgotten(instantiate) {
    const { Thing, drops, trap } = instantiate(getCoreModule);
    const disposed = new Thing(1);
    disposed[Symbol.dispose]();
    for (let i = 0; i < FORGOTTEN; i++) new Thing(i);
    const held = new Thing(7);
    await collect();
    const dropped = drops();
    const value = held.get();
    // Once more, into an instance that has trapped: nobody is there to be told.
    for (let i = 0; i < FORGOTTEN; i++) new Thing(i);
    try {
      trap();
    } catch {}
    await collect();
    return { dropped, value };
  },
};

const { instantiate } = await import(pathToFileURL(path).href) as { instantiate: Instantiate };
stdout.write(`${JSON.stringify(await JOBS[job]?.(instantiate))}\n`);
