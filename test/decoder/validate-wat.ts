// Components as text, through decode and validate, for the tests of the rules of validity.

import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect } from 'vitest';

import { decode } from '../../src/decoder/decode.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import { TranspileError } from '../../src/errors.ts';

/** The error that validation has for these bytes, which decode. */
export function refusalOf(bytes: Uint8Array): TranspileError {
  const decoded = decode(bytes);
  try {
    validate(decoded);
  } catch (error) {
    if (error instanceof TranspileError) return error;
    throw error;
  }
  throw new Error('valid');
}

/** That these bytes are a valid component. */
export function acceptBytes(bytes: Uint8Array): void {
  const decoded = decode(bytes);
  expect(validate(decoded)).toBe(decoded);
}

/** The error for a component in text. */
export const refusalOfText = async (wat: string): Promise<TranspileError> => refusalOf(await parse(wat));

/** The same as it is printed. */
export const refusal = async (wat: string): Promise<string> => (await refusalOfText(wat)).format();

/** That a component in text is valid. */
export const accept = async (wat: string): Promise<void> => acceptBytes(await parse(wat));
