// Printing: the text means the tree, and is the same again when it is parsed and printed.

import { parse } from 'acorn';
import type { Program, Statement } from 'estree';
import { describe, expect, test } from 'vitest';
import { comment, id, objectKey } from '../../src/emitter/builders.ts';
import { print, printMarked } from '../../src/emitter/print.ts';
import { placed, unnamed } from '../../src/emitter/source-map/origin.ts';
import { statements } from '../../src/emitter/template.ts';

const read = (code: string): Program => parse(code, { ecmaVersion: 2022, sourceType: 'module' }) as Program;

/** The tree without positions and spellings, and without braces around what is alone in a branch. */
const tree = (node: unknown): unknown => JSON.parse(JSON.stringify(node, (key, value: unknown) => {
  if (['start', 'end', 'raw'].includes(key)) return undefined;
  if (key === 'consequent' || key === 'alternate') return alone(value as Statement);
  return typeof value === 'bigint' ? `${value}n` : value;
}));

function alone(branch: Statement): Statement {
  const [only, ...more] = branch?.type === 'BlockStatement' ? branch.body : [];
  return only?.type === 'ExpressionStatement' && more.length === 0 ? only : branch;
}

const SAMPLES = [
  `export { y as 'wasi:http/handler@0.2.0', y as z, y as default }; let y;`,
  `import { 'a-b' as x, y, z as w } from 'm'; import d, { e } from 'n'; import * as ns from 'o'; import 'p';`,
  `export * from 'a'; export * as b from 'b'; export * as 'c:d' from 'c';`,
  `export { 'x:y' as 'z:w' } from 'e';`,
  `export const a = 1; export function f() {} export async function g(a, { b, c: d = 1 }, ...e) { await a; }`,
  `if (a) { if (b) c(); } else d();`,
  `if (a) { for (;;) if (b) c(); } else if (d) e(); else { f(); }`,
  `x = a => b; x = async (a, b) => ({ a, b }); x = () => ({ a } = b); x = () => { return; };`,
  `(a?.b).c; a?.b.c; (a?.b)(); a?.[0]?.(1);`,
  `x = (-1) ** 2; x = -(-y); x = - -1; x = +(+y); x = typeof (a + b);`,
  `x = (a, b); x = (a ?? b) || c; x = (await a).b;`,
  `new (a().b)(); new (a())(); new a.b(c); (function () {})(); (class {}).name; ({}).a; (() => {})();`,
  `for (const [a, , b] of c) {} for (let i = 0, j = ('x' in y); i < j; i++) {} for (const k in o) continue;`,
  `x = { a, 'b-c': 1, ['__proto__']: 2, get d() { return 1; }, async *e() {}, ...f };`,
  `const { g, 'h-i': j = 1, ['__proto__']: l, ...k } = x;`,
  `class A extends B { #p = 1; static q; constructor() { super(); } static async m() {} }`,
  `class A { get [Symbol.iterator]() { return this.#p; } #p; 'a-b'() {} }`,
  'label: while (true) { break label; } do { x(); } while (y); switch (a) { case 1: b(); break; default: }',
  'try { a(); } catch { b(); } finally { c(); } throw new Error(`t ${a}`); ',
  `x = 0xff + 1e3 + 10n; /a\\/b/gu.test(x); 'use strict'; x = 'it\\'s "q" \\u2028';`,
  `const [a0, b0] = [, 1, ,]; (x, y); a0 ? b0 : c ? d : e; !(a in b); delete a[b]; void 0;`,
];

describe('print', () => {
  test.each(SAMPLES)('%s means the same and is stable', (code) => {
    const once = print(read(code).body);
    expect(tree(read(once))).toEqual(tree(read(code)));
    expect(print(read(once).body)).toBe(once);
  });

  test('uses \\n, and leaves no blank at the end of a line', () => {
    const text = SAMPLES.map((code) => print(read(code).body)).join('');
    expect(text).not.toMatch(/[ \t]$|\r/m);
    expect(text.endsWith('\n')).toBe(true);
  });

  test('names of exports that are no identifiers stand in quotes', () => {
    const exported = ['docs:adder/add@0.1.0', 'class', 'a-b', '__proto__', '😀', 'x\u2028'];
    const text = print([{
      type: 'ExportNamedDeclaration', declaration: null, source: null, attributes: [],
      specifiers: exported.map((name) =>
        ({ type: 'ExportSpecifier', local: id('x'), exported: objectKey(name) })),
    }]);
    expect(text).toBe('export { x as \'docs:adder/add@0.1.0\', x as class, x as \'a-b\', x as __proto__, '
      + `x as '😀', x as 'x\\u2028' };\n`);
    const [declaration] = read(`let x;\n${text}`).body.slice(1);
    const names = declaration?.type === 'ExportNamedDeclaration' ? declaration.specifiers : [];
    expect(names.map(({ exported: name }) => (name.type === 'Identifier' ? name.name : name.value)))
      .toEqual(exported);
  });

  test('an if at the end of a branch does not take its else', () => {
    const inner = statements`if (b) c();`;
    const [outer] = statements`if (a) x(); else d();`;
    const nested = { ...outer, consequent: inner[0] } as Statement;
    const [again] = read(print([nested])).body;
    expect(again).toMatchObject({ type: 'IfStatement', alternate: { type: 'ExpressionStatement' } });
  });

  test('long lists take as few lines as have room for them', () => {
    const names = Array.from({ length: 12 }, (_, index) => id(`argument${index}`));
    const text = print(statements`f(${names}); g(${names.slice(0, 3)});`);
    expect(text).toMatch(/^f\(argument0, .*,\n  argument9, argument10, argument11\);$/m);
    expect(text).toContain('g(argument0, argument1, argument2);');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  test('long chains of an operator go over several lines and mean the same', () => {
    const operand = (index: number): string => `(argument${index} ? ${2 ** index} : 0)`;
    const operands = Array.from({ length: 12 }, (_, index) => operand(index));
    const long = [
      `x = ${operands.join(' | ')};`, `x = ${operands.join(' ?? ')};`,
      `x = (${operands.join(' ** ')}) ** y ** z;`,
      `x = ${operands.join(' && ')} && (${operands.join(' || ')}) && (() => a) && !b;`,
    ].join('\n');
    const text = print(read(long).body);
    expect(tree(read(text))).toEqual(tree(read(long)));
    expect(text.split('\n').filter((line) => line.length > 110 && !line.includes('**'))).toEqual([]);
  });

  test('functions, classes and commented statements stand apart', () => {
    const body = [
      ...statements`a(); b();`,
      ...statements`function f() { c(); }`,
      ...comment(statements`d();`, 'why'),
      ...statements`e();`,
    ];
    expect(print(body)).toBe('a();\nb();\n\nfunction f() {\n  c();\n}\n\n// why\nd();\ne();\n');
  });

  test('statements are marked that have an origin, and those in them, with its name where functions begin; then what has none', () => {
    const origin = { source: 'a.wit', line: 3, column: 2, name: 'f' };
    const body = [
      ...statements`x();`,
      ...placed(statements`function f() { y(() => { z(); }); }`, origin),
      ...statements`w(); v();`,
    ];
    const { text, marks } = printMarked(body);
    expect(text).toBe(print(body));
    const marked = marks.map((mark) => [text.slice(mark.offset).split('\n')[0], mark.origin]);
    expect(marked).toEqual([
      ['function f() {', origin], ['y(() => {', unnamed(origin)], ['() => {', origin], ['{', unnamed(origin)],
      ['z();', unnamed(origin)], ['', undefined],
    ]);
  });
});
