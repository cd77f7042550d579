import { describe, expect, test } from 'vitest';
import { parseScript } from './directives.ts';
import type { Directive } from './directives.ts';

const only = (script: string): Directive => {
  const [directive, ...others] = parseScript(script);
  if (!directive || others.length > 0) throw new Error('expected one directive');
  return directive;
};

const messageOf = (script: string): string => {
  try {
    parseScript(script);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
};

describe('components', () => {
  test('a component keeps its text as it stands, comments included', () => {
    expect(only(' (component $C (; x ;) (type u8))')).toEqual({
      kind: 'component',
      name: 'C',
      source: { kind: 'text', text: '(component $C (; x ;) (type u8))', offset: 1 },
      position: { offset: 1, line: 1, column: 2 },
    });
  });

  test('a definition loses the word that text parsers do not know, and no offset moves', () => {
    const directive = only('(component definition $D (type u8))');
    expect(directive).toMatchObject({ kind: 'component definition', name: 'D' });
    expect(directive).toHaveProperty('source.text', '(component            $D (type u8))');
  });

  test('a component whose text merely speaks of a definition is none', () => {
    expect(only('(component (import "definition" (func)))').kind).toBe('component');
  });

  test('the strings of a binary component are joined byte by byte', () => {
    const directive = only('(component $B binary "\\00a" (; gap ;) "\\ff")');
    expect(directive).toMatchObject({ kind: 'component', name: 'B' });
    expect(directive).toHaveProperty('source', { kind: 'binary', bytes: Uint8Array.of(0, 0x61, 0xff) });
  });

  test('a quoted component becomes the text of a component', () => {
    const directive = only('(assert_malformed (component quote "(a \\"b\\")" "(c)") "no")');
    expect(directive).toHaveProperty('source', { kind: 'quote', text: '(component (a "b")(c))' });
  });

  test('an instance names itself and its definition', () => {
    expect(only('(component instance $i $D)')).toMatchObject({ name: 'i', definition: 'D' });
  });

  test('an annotation between directives and inside one is no part of it', () => {
    expect(only('(@custom "x" (y)) (assert_return (invoke "f") (@note))')).toMatchObject({ results: [] });
  });
});

describe('calls', () => {
  test('an invoke has an instance, an export and arguments', () => {
    expect(only('(invoke $i "do-it" (u8.const 1))')).toMatchObject({
      kind: 'invoke',
      invoke: { instance: 'i', export: 'do-it', args: [{ kind: 'integer', type: 'u8', value: 1n }] },
    });
  });

  test('assert_return has the values after the call', () => {
    expect(only('(assert_return (invoke "f") (bool.const true))')).toMatchObject({
      invoke: { export: 'f', args: [] }, results: [{ kind: 'bool', value: true }],
    });
  });

  test('assert_trap watches a call or the instantiation of a component', () => {
    const [call, component] = parseScript('(assert_trap (invoke "f") "why") (assert_trap (component) "why")');
    expect(call).toMatchObject({ action: { kind: 'invoke' }, text: 'why' });
    expect(component).toMatchObject({ action: { kind: 'component' }, text: 'why' });
  });

  test.each(['assert_invalid', 'assert_malformed', 'assert_unlinkable'])('%s has its text', (kind) => {
    expect(only(`(${kind} (component) "why")`)).toMatchObject({ kind, text: 'why' });
  });

  test('register names the last instance or one by its name', () => {
    expect(only('(register "a")')).toMatchObject({ kind: 'register', as: 'a' });
    expect(only('(register "a" $i)')).toMatchObject({ kind: 'register', as: 'a', name: 'i' });
  });
});

describe('what is refused', () => {
  test('lines and columns count from one', () => {
    expect(parseScript('(invoke "a")\n\n  (invoke "b")').map(({ position }) => position)).toEqual([
      { offset: 0, line: 1, column: 1 },
      { offset: 16, line: 3, column: 3 },
    ]);
  });

  test.each([
    ['(assert_perfect)', 'unknown directive: assert_perfect'],
    ['(invoke "a") x', 'expected a directive in parentheses'],
    ['(invoke "a"', 'opening parenthesis without a closing one'],
    ['(invoke "a") )', 'expected a directive in parentheses'],
    ['(assert_return (invoke "a") 5)', 'expected a value'],
    ['(assert_invalid (module) "x")', 'expected a component'],
    ['(assert_trap (invoke "a") "x" "y")', 'unexpected item'],
    ['(assert_trap (invoke "a"))', 'expected a message'],
    ['(invoke "\\ff")', 'a string that is not UTF-8'],
  ])('%s', (script, message) => {
    expect(messageOf(script)).toBe(message);
  });
});
