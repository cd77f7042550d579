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

describe('details', () => {
  const details = { expected: 'func(x: u32)', found: 'func()', didYouMean: 'fooo' };

  test('are fields, and in the message', () => {
    const error = new TranspileError('INVALID_SUBTYPE', 1, 'type mismatch', details);
    expect(error).toMatchObject(details);
    expect(error.summary).toBe('type mismatch');
    expect(error.message).toBe('type mismatch: expected func(x: u32), found func(); did you mean `fooo`?');
  });

  test('are not repeated where the text has both types', () => {
    expect(new TranspileError('INVALID_SUBTYPE', 1, 'expected a, found b', { expected: 'a', found: 'b' }).message)
      .toBe('expected a, found b');
  });

  test('stay with the error while it learns where it is, as its cause does', () => {
    const error = new TranspileError('INVALID_SUBTYPE', 1, 'type mismatch', details);
    error.cause = 'why';
    const place = thrown(() => withinPath(() => 'component 2', () => withinSection('type section',
      () => { throw error; })));
    expect(place).toMatchObject({
      ...details, message: error.message, cause: 'why', path: ['component 2'], section: 'type section',
    });
  });
});

describe('texts are bounded', () => {
  test('long ones lose their middle, once', () => {
    const error = thrown(() => withinPath('a', () => withinPath('b', () => {
      throw new TranspileError('INVALID_TYPE', 1, `start ${'\u{1f600}'.repeat(50_000)} end`);
    })));
    const { message } = error as TranspileError;
    expect(message.length).toBeLessThanOrEqual(400);
    expect(message).toMatch(/^start \u{1f600}+ … \u{1f600}+ end$/u);
  });

  test('paths of many steps too, in the line', () => {
    const path = Array.from({ length: 100 }, (_, i) => `component ${i}`);
    const error = new TranspileError('INVALID_TYPE', 1, 'no', { path });
    expect(error.path).toEqual(path);
    expect(error.format()).toContain('component 4 › … › component 95');
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
