// The reference scripts through decode and validate: what is valid is accepted, the rest refused.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { decode } from '../../src/decoder/decode.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import { TranspileError } from '../../src/errors.ts';
import { makeToBytes } from '../conformance/runner/component-bytes.ts';
import { parseScript } from '../conformance/wast/directives.ts';
import type { ComponentSource, Directive } from '../conformance/wast/directives.ts';
import { sharedPathOrWarn } from '../support/shared.ts';

const root = sharedPathOrWarn('component-model', 'test');

/** Refused by the engine only: a function body is wrong. */
const LEFT_TO_THE_ENGINE: ReadonlySet<string> = new Set(['validation/core-modules.wast:24']);

interface Case {
  readonly at: string;
  readonly directive: Directive;
  readonly bytes: Uint8Array;
}

function sourceOf(directive: Directive): ComponentSource | undefined {
  if ('source' in directive) return directive.source;
  const isTrap = directive.kind === 'assert_trap' && directive.action.kind === 'component';
  return isTrap ? directive.action.source : undefined;
}

/** Every component of every script that the text parser takes. */
async function readCases(folder: string): Promise<Case[]> {
  const toBytes = makeToBytes();
  const cases: Case[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.wast')) continue;
    for (const directive of parseScript(readFileSync(join(folder, file), 'utf8'))) {
      const source = sourceOf(directive);
      const component = source && await toBytes(source);
      if (component?.kind !== 'bytes') continue;
      cases.push({ at: `${file}:${directive.position.line}`, directive, bytes: component.bytes });
    }
  }
  return cases;
}

function refusal(bytes: Uint8Array): TranspileError | undefined {
  try {
    validate(decode(bytes));
    return undefined;
  } catch (error) {
    if (error instanceof TranspileError) return error;
    throw error;
  }
}

describe.skipIf(root === undefined)('the reference scripts', () => {
  let cases: Case[] = [];
  beforeAll(async () => {
    cases = await readCases(root ?? '');
  });
  const isRefusal = ({ kind }: Directive): boolean =>
    kind === 'assert_invalid' || kind === 'assert_malformed';

  test('every component that is valid is accepted', () => {
    const valid = cases.filter(({ directive }) => !isRefusal(directive));
    expect(valid.length).toBeGreaterThan(280);
    expect(valid.flatMap(({ at, bytes }) => refusal(bytes)?.format().concat(` ${at}`) ?? [])).toEqual([]);
  });

  test('every other is refused, in nine of ten cases with the words of the script', () => {
    const invalid = cases.filter(({ at, directive }) => isRefusal(directive) && !LEFT_TO_THE_ENGINE.has(at));
    expect(invalid.length).toBeGreaterThan(440);
    const errors = invalid.map(({ at, directive, bytes }) => ({ at, directive, error: refusal(bytes) }));
    expect(errors.filter(({ error }) => error === undefined).map(({ at }) => at)).toEqual([]);
    const inOtherWords = errors.filter(({ directive, error }) => (
      'text' in directive && error?.message.includes(directive.text) !== true));
    expect(inOtherWords.length).toBeLessThan(invalid.length / 10);
  });

  test('malformed and invalid are told apart', () => {
    // The byte is no type of a core type section: no binary, though the script says invalid.
    const exceptions = new Set(['binary/binary.wast:946']);
    const wrong = cases.filter(({ at, directive, bytes }) => {
      if (!isRefusal(directive) || LEFT_TO_THE_ENGINE.has(at) || exceptions.has(at)) return false;
      return refusal(bytes)?.code.startsWith('MALFORMED_') !== (directive.kind === 'assert_malformed');
    });
    expect(wrong.map(({ at }) => at)).toEqual([]);
  });
});
