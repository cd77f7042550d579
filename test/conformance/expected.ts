/**
 * The reference scripts that don't pass whole yet, and why. A script that is not here must pass whole.
 * The test fails when more passes than is listed, too: then the list is corrected, so that what once
 * passed is held.
 */
import type { Expectation } from './runner/verdict.ts';

/** By the name of the script below the reference tests. */
export const EXPECTED: Readonly<Record<string, Expectation>> = {};
