// How an error presents itself, and how it learns where it is.

import { describe, expect, test } from 'vitest';

import {
  errorLeadingByte, errorOptionUnknown, errorUtf8, TranspileError, withinPath, withinSection,
} from '../src/errors.ts';

/** What `run` throws. */
function thrown(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe('format', () => {
  test('has the code, the offset in hexadecimal and the text', () => {
    expect(errorUtf8(500).format()).toBe('MALFORMED_UTF8 at 0x1f4: malformed UTF-8 encoding');
    expect(String(errorLeadingByte(0, 0x62, 'component defined type')))
      .toBe('MALFORMED_LEADING_BYTE at 0x0: invalid leading byte (0x62) for component defined type');
  });

  test('leaves out an offset where there is none', () => {
    expect(errorOptionUnknown('nmae').format()).toBe('OPTION_UNKNOWN: unknown option "nmae"');
  });

  test('names path and section', () => {
    const error = thrown(() => withinPath('component 2', () => withinPath('core module 0',
      () => withinSection('type section', () => { throw errorUtf8(1); }))));
    expect(String(error)).toBe(
      'MALFORMED_UTF8 at 0x1: malformed UTF-8 encoding (in component 2 › core module 0, type section)');
  });

  test('stays on one line and hides nothing, whatever a name brings', () => {
    const text = 'no \u202e"a\nb\u2028\u001b[31m"';
    const error = new TranspileError('INVALID_INDEX', 1, text, { path: ['x\u0000'] });
    expect(error.format())
      .toBe('INVALID_INDEX at 0x1: no \\u{202e}"a\\u{a}b\\u{2028}\\u{1b}[31m" (in x\\u{0})');
  });
});

describe('context', () => {
  test('the innermost section is the one that counts', () => {
    const error = thrown(() => withinSection('component section',
      () => withinSection('type section', () => { throw errorUtf8(1); })));
    expect(error).toMatchObject({ code: 'MALFORMED_UTF8', offset: 1, section: 'type section' });
  });

  test('results and foreign errors pass unchanged', () => {
    const foreign = new RangeError('not ours');
    expect(thrown(() => withinPath('a', () => withinSection('b', () => { throw foreign; })))).toBe(foreign);
    expect(withinPath('a', () => withinSection('b', () => 7))).toBe(7);
  });
});
