import { describe, expect, test } from 'vitest';
import { isTrap, trapTextMatches } from './traps.ts';

describe('traps', () => {
  test('a WebAssembly.RuntimeError and the end of the stack are traps', () => {
    const endless = (): number => 1 + endless();
    let overflow: unknown;
    try {
      endless();
    } catch (error) {
      overflow = error;
    }
    expect([new WebAssembly.RuntimeError('x'), overflow].map(isTrap)).toEqual([true, true]);
  });

  test('other errors are none', () => {
    const errors = [new Error('unreachable'), new TypeError('x'), new RangeError('Invalid length'), 'x'];
    expect(errors.map(isTrap)).toEqual([false, false, false, false]);
  });

  test('the engine says for unreachable what the table says', () => {
    // (module (func (export "f") unreachable))
    const bytes = Uint8Array.of(
      0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
      1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0, 10, 5, 1, 3, 0, 0, 0x0b,
    );
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as { f: () => void };
    try {
      f();
      expect.unreachable();
    } catch (error) {
      expect(isTrap(error)).toBe(true);
      const { message } = error as Error;
      expect(trapTextMatches(message, 'wasm `unreachable` instruction executed')).toBe(true);
      expect(trapTextMatches(message, 'wasm trap: wasm `unreachable` instruction executed')).toBe(true);
      expect(trapTextMatches(message, 'unreachable')).toBe(true);
    }
  });
});

describe('the text of a trap', () => {
  test.each([
    ['unknown handle index 5', 'unknown handle index 5'],
    ['component x: unaligned pointer', 'unaligned pointer'],
    ['cannot enter component instance', 'wasm trap: cannot enter component instance'],
    ['cannot write: the reader is gone', 'cannot write to stream after being notified'],
    ['deadlock detected: event loop cannot make further progress',
      'cannot block a synchronous task before returning'],
  ])('%s stands for %s', (actual, expected) => {
    expect(trapTextMatches(actual, expected)).toBe(true);
  });

  test.each([
    ['unknown handle index 6', 'unknown handle index 5'],
    ['unaligned', 'unaligned pointer'],
    ['memory access out of bounds', 'wasm `unreachable` instruction executed'],
    ['cannot read from stream', 'cannot write to stream after being notified'],
    ['cannot enter component instance', 'cannot block a synchronous task before returning'],
  ])('%s does not stand for %s', (actual, expected) => {
    expect(trapTextMatches(actual, expected)).toBe(false);
  });
});
