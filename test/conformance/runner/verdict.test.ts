import { describe, expect, test } from 'vitest';
import { PASS, fail } from './outcome.ts';
import type { DirectiveOutcome, Outcome } from './outcome.ts';
import { verdict } from './verdict.ts';

const at = (line: number, outcome: Outcome): DirectiveOutcome =>
  ({ line, directive: 'assert_return f()', outcome });
const good = at(1, PASS);
const bad = at(2, fail('1', '2', ['at f (x.js:1:2)  g()']));
const blocked = at(3, { kind: 'blocked', why: 'the directive in line 2 failed' });

describe('a script without an entry', () => {
  test('passes when all of its directives do', () => {
    expect(verdict('a.wast', [good], undefined)).toBeUndefined();
  });

  test('shows each failing directive with its line, and those blocked by it in one', () => {
    expect(verdict('a.wast', [good, bad, blocked], undefined)).toBe([
      '✗ a.wast:2  assert_return f()',
      '    expected  1',
      '    got       2',
      '      at f (x.js:1:2)  g()',
      'blocked by another failure: lines 3',
    ].join('\n'));
  });

  test('fails when it was not run', () => {
    expect(verdict('a.wast', [], undefined)).toBe('a.wast was not run');
  });
});

describe('a script with its number of passing directives', () => {
  const atLeast = (passing: number) => ({ kind: 'at least', passing, why: 'later' }) as const;

  test('is as expected at that number', () => {
    expect(verdict('a.wast', [good, bad, blocked], atLeast(1))).toBeUndefined();
  });

  test('fails below it', () => {
    const problem = verdict('a.wast', [good, bad], atLeast(2));
    expect(problem).toContain('1 directives pass, listed are 2\n✗ a.wast:2');
  });

  test('asks for the number to be raised above it', () => {
    expect(verdict('a.wast', [good, good, bad], atLeast(1))).toContain('raise the number');
  });

  test('asks to be removed when all pass', () => {
    expect(verdict('a.wast', [good], atLeast(0))).toContain('remove it from the list');
  });
});

describe('a script with its failing lines', () => {
  const allBut = (lines: Record<number, string>) => ({ kind: 'all but', lines }) as const;

  test('is as expected when exactly those fail, for whatever reason', () => {
    expect(verdict('a.wast', [good, bad, blocked], allBut({ 2: 'x', 3: 'y' }))).toBeUndefined();
  });

  test('fails for a line that is not listed', () => {
    expect(verdict('a.wast', [bad, blocked], allBut({ 3: 'y' }))).toContain('✗ a.wast:2');
  });

  test('asks for a line to be removed that passes', () => {
    expect(verdict('a.wast', [good, bad], allBut({ 1: 'x', 2: 'y' })))
      .toBe('a.wast:1 passes or is no directive: remove it from the list');
  });
});
