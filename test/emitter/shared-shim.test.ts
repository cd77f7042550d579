// The shim that the outputs of one bundle share.

import { describe, expect, test } from 'vitest';
import { sharedShim, sharedShimModule } from '../../src/emitter/shared-shim.ts';
import type { Feature, ShimName } from '../../src/emitter/shim.ts';

describe('a shim that outputs share', () => {
  const text = 'memory.f64[0]';
  const share = (names: readonly ShimName[], features: readonly Feature[] = [], concurrent = false) =>
    sharedShim(names, features, concurrent, text);

  test('is one for all outputs with the same features', () => {
    expect(share(['liftUtf8', 'memoryViews']).key).toBe('sync');
    expect(share(['trap']).key).toBe('sync');
    expect(share(['park'], ['numbers'], true).key).toBe('concurrent+numbers+parking');
  });

  test('leaves an output the views that it uses itself, and how they are made anew', () => {
    const { imports, own } = share(['liftUtf8', 'memoryViews']);
    expect(imports).toEqual(['liftUtf8']);
    expect(own).toHaveLength(1);
    expect(own[0]?.code).toMatch(/renew: memoryViews/);
    expect(own[0]?.code.match(/\b[usf]\d+(?=:)/g)).toEqual(['u8', 'f64']);
    expect(share(['trap']).own).toEqual([]);
  });

  const dataUrl = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
  const moduleOf = (key: string, droppableClasses = false): string =>
    sharedShimModule(key, { specifierOf: (other) => dataUrl(moduleOf(other)), droppableClasses });

  test.each(['sync', 'concurrent+calls+parking'])('is a module, %s, that makes no views', async (key) => {
    for (const droppable of [false, true]) {
      const code = moduleOf(key, droppable);
      const module = await import(dataUrl(code)) as object;
      expect(Object.keys(module)).toEqual(expect.arrayContaining(['trap', 'liftUtf8', 'refreshViews']));
      expect('memoryViews' in module).toBe(false);
      expect('park' in module).toBe(key !== 'sync');
      expect(code).not.toMatch(/function memoryViews|\bhas\./);
      expect(/^class \w+ extends /m.test(code)).toBe(!droppable);
    }
  });

  test('has one trap for outputs with and without concurrency, and none of it twice', () => {
    const code = sharedShimModule('concurrent+calls', { specifierOf: (key) => `shim:${key}` });
    const [, taken = ''] = /^import \{ (.*) \} from "shim:sync";$/m.exec(code) ?? [];
    expect(taken.split(', ')).toEqual(expect.arrayContaining(['trap', 'liftUtf8', 'ComponentError']));
    for (const name of taken.split(', ')) expect(code).not.toMatch(new RegExp(`^(?:async )?(?:function\\*?|class|const) ${name}\\b`, 'm'));
    expect(code).toMatch(/^(?:function|class) \w+/m);
  });

  test('does not exist for any text', () => {
    expect(() => moduleOf('sync+toString')).toThrow(/no shim/);
    expect(() => moduleOf('')).toThrow(/no shim/);
  });
});
