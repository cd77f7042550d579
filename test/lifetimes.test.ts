/**
 * Life times: instances that are dropped leave nothing behind, two instances of one module share nothing, and
 * resources that the host forgets are dropped.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transpile } from '../src/index.ts';
import { COMPONENT } from './lifetimes/component.ts';
import type { Instance } from './lifetimes/component.ts';

const folder = mkdtempSync(join(tmpdir(), 'wcm2js-lifetimes-'));
const path = join(folder, 'thing.js');

beforeAll(async () => {
  const options = { name: 'thing', instantiation: 'sync', base64Cutoff: 0 } as const;
  const { files } = transpile(await parse(COMPONENT), options);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The answer of `lifetimes/measure.ts`, in a process that ends well and says nothing else. */
function measure<T>(job: string): T {
  const program = fileURLToPath(new URL('lifetimes/measure.ts', import.meta.url));
  const args = ['--expose-gc', '--disable-warning=ExperimentalWarning', program, path, job];
  const options = { encoding: 'utf8', timeout: 110_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as T;
}

describe('10,000 instances, made and dropped', () => {
  /** Per instance. One that stays takes 1,000 times as much, as the control shows. */
  const NOISE = 25;

  test('leave the heap where it was', () => {
    const { heap, outside } = measure<{ heap: number; outside: number }>('instances');
    expect(heap / 10_000).toBeLessThan(NOISE);
    expect(outside / 10_000).toBeLessThan(NOISE);
  }, 120_000);

  test('would be seen if they stayed', () => {
    const { heap, kept } = measure<{ heap: number; kept: number }>('kept');
    expect(heap / kept).toBeGreaterThan(100 * NOISE);
  }, 120_000);
});

test('forgotten resources are dropped once, those in use not, those of a trapped instance silently', () => {
  expect(measure('forgotten')).toEqual({ dropped: 1_001, value: 7 });
});

describe('two instances of one module', () => {
  let make: () => Instance;
  beforeAll(async () => {
    const module = await import(/* @vite-ignore */ pathToFileURL(path).href) as { instantiate(): Instance };
    make = () => module.instantiate();
  });

  test('have memories of their own', () => {
    const [a, b] = [make(), make()];
    expect([a.bump(), a.bump(), b.bump()]).toEqual([1, 2, 1]);
  });

  test('have classes of their own, and refuse each other\'s resources', () => {
    const [a, b] = [make(), make()];
    expect(a.Thing).not.toBe(b.Thing);
    const thing = new a.Thing(5);
    expect(thing).not.toBeInstanceOf(b.Thing);
    expect(() => Reflect.apply(b.Thing.prototype.get, thing, [])).toThrow(TypeError);
    expect(thing.get()).toBe(5);
  });

  test('drop their own resources', () => {
    const [a, b] = [make(), make()];
    const things = [new a.Thing(1), new b.Thing(2)];
    things[0]?.[Symbol.dispose]();
    expect([a.drops(), b.drops()]).toEqual([1, 0]);
    expect(things[1]?.get()).toBe(2);
  });

  test('trap each for itself', () => {
    const [a, b] = [make(), make()];
    expect(() => a.trap()).toThrow(WebAssembly.RuntimeError);
    expect(() => a.bump()).toThrow('cannot enter component instance');
    expect(() => new a.Thing(1)).toThrow('cannot enter component instance');
    expect(b.bump()).toBe(1);
    expect(make().bump()).toBe(1);
  });
});
