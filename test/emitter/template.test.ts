// The quasi-quotes by which the emitter says what it emits.

import type { Node, Statement } from 'estree';
import { describe, expect, test } from 'vitest';
import { comment, id, literal, member, object, property } from '../../src/emitter/builders.ts';
import { print } from '../../src/emitter/print.ts';
import type { Hole } from '../../src/emitter/template.ts';
import { expression, statements } from '../../src/emitter/template.ts';

const text = (body: readonly Statement[]): string => print(body);
const line = (node: Node): string =>
  print([{ type: 'ExpressionStatement', expression: node as never }]).replace(/;\n$/, '');

describe('literals', () => {
  test.each<[Hole, string]>([
    [1, '1'], [-1, '-1'], [0, '0'], [-0, '-0'], [NaN, 'NaN'], [-Infinity, '-Infinity'], [1e21, '1e+21'],
    [0.1, '0.1'], [5n, '5n'], [-(2n ** 63n), '-9223372036854775808n'], [true, 'true'], ['a', `'a'`],
  ])('a hole with %s is the literal', (hole, printed) => {
    expect(line(expression`f(${hole})`)).toBe(`f(${printed})`);
  });

  test('a negative number keeps its sign under other operators', () => {
    const value = (0, eval)(line(expression`${-1} - ${-1} + (-${-2}) * (${-3}) ** 2`));
    expect(value).toBe(18);
  });

  test.each([
    'plain', `it's`, 'a\\b', 'line\nbreak\r\t', '\u2028\u2029', '</script><!-- -->', '\ud800 alone',
    'émoji 😀', '\u202e rtl \u2066', '\0\x7f\ufeff', '\u{e0041} tag', '`${x}`',
  ])('the string %j is read back as it was', (string) => {
    const printed = line(expression`f(${string})`);
    expect((0, eval)(`((x) => x)${printed.slice(1)}`)).toBe(string);
    expect(printed).not.toMatch(/[\0-\x1f\x7f\u2028\u2029\u202e\u2066\ufeff]|<\/script|<!--/);
  });
});

describe('holes', () => {
  test('nodes stand where they are put', () => {
    expect(line(expression`${id('a')}.b(${id('c')}, ...${id('d')})`)).toBe('a.b(c, ...d)');
  });

  test('a list of arguments, elements, parameters or properties is spliced', () => {
    const list = [id('a'), id('b')];
    expect(line(expression`f(0, ${list}, 1)`)).toBe('f(0, a, b, 1)');
    expect(line(expression`[${list}]`)).toBe('[a, b]');
    expect(line(expression`(${list}) => 1`)).toBe('((a, b) => 1)');
    const properties = [property('k', literal(1)), property('b', id('b'))];
    expect(line(expression`f({ ${properties} })`)).toBe('f({ k: 1, b })');
  });

  test('statements are spliced, and become a block after if', () => {
    const two = statements`a(); b();`;
    expect(text(statements`{ ${two}; c(); }`)).toBe('{\n  a();\n  b();\n  c();\n}\n');
    expect(text(statements`if (x) ${two}`)).toBe('if (x) {\n  a();\n  b();\n}\n');
    expect(text(statements`${[]};`)).toBe('');
  });

  test('cases of a switch are spliced', () => {
    const cases = [1, 2].map((value) => ({
      type: 'SwitchCase' as const, test: literal(value), consequent: statements`f(${value}); break;`,
    }));
    const printed = text(statements`switch (x) { case ${cases}: }`);
    expect(printed).toContain('case 1:');
    expect(printed).toContain('f(2);');
    expect(printed).not.toContain('hole');
  });

  test('a string in the place of a name is that name, whatever it is', () => {
    expect(line(expression`x.${'a'}.${'b-c'}`)).toBe(`x.a['b-c']`);
    expect(line(expression`f({ ${'a'}: 1, ${'b-c'}: 2, ${'__proto__'}: 3 })`))
      .toBe(`f({ a: 1, 'b-c': 2, ['__proto__']: 3 })`);
    expect(text(statements`class C { ${'m'}() {} ${'constructor'}() {} static ${'a-b'}() {} }`))
      .toBe(`class C {\n  m() {}\n\n  ['constructor']() {}\n\n  static 'a-b'() {}\n}\n`);
  });

  test('names from a component can not become code', () => {
    expect(() => id('a; b')).toThrow(TypeError);
    expect(line(member(id('x'), `'];alert(1);['`))).toBe(`x['\\'];alert(1);[\\'']`);
  });

  test('each use is a copy', () => {
    const make = (hole: Hole): string => line(expression`f(${hole}, g.h)`);
    expect([make(1), make(2), make('x')]).toEqual(['f(1, g.h)', 'f(2, g.h)', `f('x', g.h)`]);
  });

  test('a list where one node must stand is refused', () => {
    expect(() => expression`x + ${[id('a'), id('b')]}`).toThrow(TypeError);
  });
});

describe('comments', () => {
  test('stand above the first statement', () => {
    expect(text(comment(statements`a(); b();`, 'first'))).toBe('// first\na();\nb();\n');
    expect(comment([], 'nothing')).toEqual([]);
  });

  test('can not be left by what they say', () => {
    const printed = text(comment(statements`a();`, 'x\nalert(1)\u2028alert(2)</script>'));
    expect(printed.split('\n')).toEqual([expect.stringMatching(/^\/\/ x alert\(1\)/), 'a();', '']);
    expect(printed).not.toMatch(/\u2028|<\/script/);
  });
});

describe('object', () => {
  test('has every key as its own property', () => {
    const keys = ['__proto__', 'constructor', 'then', 'a-b'];
    const value = object(keys.map((key) => [key, literal(key)]));
    const made = (0, eval)(`(${line(value).replace(/^\(|\)$/g, '')})`) as object;
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect(Object.entries(made)).toEqual(keys.map((key) => [key, key]));
  });
});
