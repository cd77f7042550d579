/** Each example of the list of differences against both transpilers: what the list says of it is so. */
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { judgeOurs, makeJcoJudge } from '../../fuzz/judges.ts';
import { compareVerdicts } from './differences.ts';
import { LIMITS } from './differences/limits.ts';
import { VALIDITY } from './differences/validity.ts';

const judgeJco = makeJcoJudge();

async function bytesOfExample(example: string): Promise<Uint8Array> {
  if (example.startsWith('(')) return parse(example);
  return Uint8Array.from(Buffer.from(example.replaceAll(' ', ''), 'hex'));
}

describe('valid for one of the two only', () => {
  test.each(VALIDITY)('$id', async ({ id, valid, message, spec, example }) => {
    const bytes = await bytesOfExample(example);
    const [ours, jco] = [judgeOurs(bytes), await judgeJco(bytes)];
    const refusal = valid === 'ours' ? jco : ours;
    expect(refusal.kind).toBe('refuses');
    expect(refusal.text).toMatch(message);
    expect(compareVerdicts(ours, jco, bytes), `${ours.text} | ${jco.text}`).toEqual({ kind: 'difference', what: id });
    expect(spec).toMatch(/^(?:Binary|Explainer|CanonicalABI)\.md, /);
  });
});

describe('limits of one of the two', () => {
  test.each(LIMITS)('$id', async ({ id, of, message, example }) => {
    const bytes = await bytesOfExample(example);
    const [ours, jco] = [judgeOurs(bytes), await judgeJco(bytes)];
    const limited = of === 'ours' ? ours : jco;
    expect(limited.text).toMatch(message);
    expect(compareVerdicts(ours, jco, bytes), `${ours.text} | ${jco.text}`).toEqual({ kind: 'limit', what: id });
  });
});

describe('what is not listed is new:', () => {
  const accepts = { kind: 'accepts', text: '' } as const;
  const refusal = { kind: 'refuses', text: 'INVALID_TYPE: something' } as const;
  const none = new Uint8Array();

  test('a refusal by one only', () => {
    expect(compareVerdicts(accepts, refusal, none)).toEqual({ kind: 'new', what: 'valid only for us' });
    expect(compareVerdicts(refusal, accepts, none)).toEqual({ kind: 'new', what: 'valid only for jco' });
  });

  test('a refusal by us where jco has validated it, and stops for a limit of its own', () => {
    const limited = { kind: 'refuses', text: 'root-level component imports are not supported' } as const;
    expect(compareVerdicts(refusal, limited, none)).toEqual({ kind: 'new', what: 'valid only for jco' });
    expect(compareVerdicts(accepts, limited, none).kind).toBe('limit');
  });

  test('a panic, and a limit of ours', () => {
    expect(compareVerdicts(accepts, { kind: 'panics', text: 'elsewhere' }, none).kind).toBe('new');
    expect(compareVerdicts({ kind: 'limited', text: 'LIMIT_EXCEEDED: x' }, accepts, none).kind).toBe('new');
  });

  test('a panic does not harm the next call', async () => {
    const panics = LIMITS.find(({ id }) => id === 'a huge section')!;
    expect((await judgeJco(await bytesOfExample(panics.example))).kind).toBe('panics');
    expect(await judgeJco(await parse('(component)'))).toEqual(accepts);
  });
});
