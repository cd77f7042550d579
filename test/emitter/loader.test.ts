// Where core modules come from: inside the code, from disk, over the network, and what is said when there
// is none.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { emit } from '../../src/emitter/emit.ts';
import type { Step } from '../../src/planner/plan.ts';
import { decodeBase64 } from '../../src/runtime-shim/base64.ts';
import { compileFile, compileFileSync, compileOnce, compileOnceSync } from '../../src/runtime-shim/loader.ts';
import { adder, adderModule, load, plan, removeFiles, settings } from './support/plans.ts';

afterAll(removeFiles);
afterEach(() => { vi.unstubAllGlobals(); });

const instantiateStep = (index: number): Step =>
  ({ kind: 'instantiate-core', instance: index, module: index, args: [], thread: undefined });

const WASM = adderModule('add') as Uint8Array<ArrayBuffer>;

/** Serves the module under every path. */
async function serving<T>(type: string, body: (origin: string) => Promise<T>): Promise<T> {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': type }).end(WASM));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  try {
    return await body(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

describe('what the code contains', () => {
  test('a file is found by the URL that bundlers look for, and by nothing that they can not resolve', () => {
    const { code } = emit(adder(), settings());
    expect(code).toContain(`new URL('./adder.core.wasm', import.meta.url)`);
    expect(code).not.toMatch(/import\(|require\(/);
    expect(code).not.toContain('atob');
  });

  test.each([['async', 'compileFile'], ['sync', 'compileFileSync']] as const)(
    '%s code has nothing of the other', (instantiation, used) => {
      const { code } = emit(adder(), settings({ instantiation }));
      expect(code.match(/function compile\w+/g))
        .toEqual([`function ${used}`, `function ${used.replace('File', 'Once')}`]);
    });

  test('modules below the cutoff are inside, others are not', () => {
    const bytes = adder().coreModules[0]!;
    const size = bytes.kind === 'embedded' ? bytes.bytes.length : 0;
    const at = (base64Cutoff: number) => emit(adder(), settings({ base64Cutoff }));
    expect(at(size).coreModules).toHaveLength(1);
    expect(at(size + 1).coreModules).toHaveLength(0);
    expect(at(size + 1).code).not.toMatch(/fetch|import\.meta|getBuiltinModule/);
  });

  test('several modules are compiled side by side, in files with numbers', () => {
    const emitted = emit(plan({
      name: 'two words',
      coreModules: ['a', 'b'].map((name) => ({ kind: 'embedded', bytes: adderModule(name) })),
      steps: [0, 1].map(instantiateStep),
    }), settings());
    expect(emitted.coreModules.map(({ fileName }) => fileName))
      .toEqual(['two words.core.wasm', 'two words.core2.wasm']);
    expect(emitted.code).toMatch(/const \[module0, module1\] = await Promise\.all\(\[/);
    expect(emitted.code).toContain(`new URL('./two%20words.core2.wasm', import.meta.url)`);
  });

  test('a module that is there twice is one file', () => {
    const twice = plan({
      coreModules: [1, 2].map(() => ({ kind: 'embedded', bytes: adderModule('a') })),
      steps: [0, 1].map(instantiateStep),
    });
    expect(emit(twice, settings()).coreModules).toHaveLength(1);
  });
});

describe('core modules that a plugin places', () => {
  test('are found by the expression that it gives, asked for once', async () => {
    const asked: [string, Uint8Array][] = [];
    const { code, coreModules } = emit(adder(), settings({
      instantiation: 'async',
      placeCoreModule: (...file) => {
        asked.push(file);
        return { kind: 'url', expression: 'new URL(import.meta.FILE_1)' };
      },
    }));
    expect(code).toContain('compileFile(new URL(import.meta.FILE_1))');
    expect(asked).toEqual(coreModules.map(({ fileName, bytes }) => [fileName, bytes]));
  });

  test('are found by an import, under a name that nothing else has', () => {
    const { code } = emit(adder(), settings({
      placeCoreModule: (fileName) => ({ kind: 'import', specifier: `core:${fileName}` }),
    }));
    expect(code).toMatch(/^\/\/.*\n\nimport coreUrl from 'core:adder\.core\.wasm';\n/);
    expect(code).toContain('compileFile(new URL(coreUrl, import.meta.url))');
  });
});

describe('compileFile', () => {
  test('fetches and streams what is not on disk', async () => {
    await serving('application/wasm', async (origin) => {
      const module = await compileFile(new URL('/x.core.wasm', origin));
      expect(WebAssembly.Module.exports(module)).toEqual([{ name: 'add', kind: 'function' }]);
    });
  });

  test('fetches where there is no process', async () => {
    const asked: unknown[] = [];
    vi.stubGlobal('process', undefined);
    vi.stubGlobal('fetch', async (url: URL) => {
      asked.push(url.href);
      return new Response(WASM, { headers: { 'content-type': 'application/wasm' } });
    });
    await compileFile(new URL('file:///x.core.wasm'));
    expect(asked).toEqual(['file:///x.core.wasm']);
  });

  test('rejects when the file is missing', async () => {
    await expect(compileFile(new URL('file:///nowhere/x.core.wasm'))).rejects.toThrow(/ENOENT/);
  });
});

describe('compileFileSync', () => {
  test('asks for getCoreModule where files can not be read at once', () => {
    expect(() => compileFileSync(new URL('https://example.com/x.core.wasm')))
      .toThrow(/needs a getCoreModule.*https:\/\/example\.com\/x\.core\.wasm/);
  });

  test('instantiate says the same, and works when it is given one', async () => {
    const emitted = emit(adder(), settings({ instantiation: 'sync' }));
    const { instantiate } = await load(emitted, 'adder') as {
      instantiate: (getCoreModule?: unknown) => { add: { add: (a: number, b: number) => number } };
    };
    vi.stubGlobal('process', {});
    expect(() => instantiate()).toThrow(/needs a getCoreModule/);
    const given = new WebAssembly.Module(emitted.coreModules[0]!.bytes as Uint8Array<ArrayBuffer>);
    expect(instantiate(() => given).add.add(1, 2)).toBe(3);
  });
});

describe('compileOnce', () => {
  test('compiles once for all who ask, and again after a failure', async () => {
    let count = 0;
    const get = compileOnce(async () => {
      count++;
      if (count === 1) throw new Error('offline');
      return WebAssembly.compile(WASM);
    });
    await expect(Promise.all([get(), get()])).rejects.toThrow('offline');
    expect(count).toBe(1);
    expect(await get()).toBe(await get());
    expect(count).toBe(2);
  });

  test('synchronously too', () => {
    let count = 0;
    const get = compileOnceSync(() => {
      count++;
      return new WebAssembly.Module(WASM);
    });
    expect(get()).toBe(get());
    expect(count).toBe(1);
  });
});

describe('decodeBase64', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const text = Buffer.from(bytes).toString('base64');

  test('gives the bytes', () => {
    expect(decodeBase64(text)).toEqual(bytes);
  });

  test('gives the bytes where the engine has only atob', () => {
    vi.stubGlobal('Uint8Array', class extends Uint8Array { static fromBase64 = undefined; });
    expect([...decodeBase64(text)]).toEqual([...bytes]);
  });
});
