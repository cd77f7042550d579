// The reference scripts' malformed binaries, and components that other tools built.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { decode } from '../../src/decoder/decode.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import { TranspileError } from '../../src/errors.ts';
import { parseScript } from '../conformance/wast/directives.ts';
import type { ComponentSource } from '../conformance/wast/directives.ts';
import { sharedPathOrWarn } from '../support/shared.ts';

const script = sharedPathOrWarn('component-model', 'test', 'binary', 'binary.wast');
const components = sharedPathOrWarn('components');

function bytesOf(source: ComponentSource): Uint8Array {
  if (source.kind !== 'binary') throw new Error('not binary');
  return source.bytes;
}

describe.skipIf(script === undefined)('binary.wast', () => {
  const directives = script === undefined ? [] : parseScript(readFileSync(script, 'utf8'));

  test('has the number of binaries that it had when these tests were written', () => {
    expect(directives.filter(({ kind }) => kind === 'assert_malformed')).toHaveLength(70);
    expect(directives.filter(({ kind }) => kind.startsWith('component'))).toHaveLength(35);
  });

  for (const directive of directives) {
    const at = `line ${directive.position.line}`;
    if (directive.kind === 'component' || directive.kind === 'component definition') {
      test(`${at}: valid`, () => {
        expect(() => validate(decode(bytesOf(directive.source)))).not.toThrow();
      });
    } else if (directive.kind === 'assert_malformed') {
      test(`${at}: malformed: ${directive.text}`, () => {
        expect(() => decode(bytesOf(directive.source))).toThrow(
          expect.objectContaining({
            code: expect.stringMatching(/^MALFORMED_/),
            message: expect.stringContaining(directive.text),
          }),
        );
      });
    }
  }
});

describe.skipIf(components === undefined)('components that others built', () => {
  const folder = components ?? '';
  const files = components === undefined ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' });

  for (const file of files.filter((file) => file.endsWith('.wasm')).sort()) {
    test(`${file} is valid`, () => {
      expect(() => validate(decode(readFileSync(join(folder, file))))).not.toThrow();
    });
  }

  test('cut short anywhere, each is malformed, and no offset lies outside of the bytes', () => {
    const bytes = new Uint8Array(readFileSync(join(folder, 'adder.wasm')));
    for (let length = 0; length < bytes.length; length += 7) {
      const cut = bytes.subarray(0, length);
      const error = caught(() => decode(cut));
      // At the end of a section, the rest is simply not there.
      if (error === undefined) continue;
      expect(error).toBeInstanceOf(TranspileError);
      expect((error as TranspileError).code).toMatch(/^MALFORMED_/);
      expect((error as TranspileError).offset).toBeLessThanOrEqual(length);
    }
  });
});

function caught(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
