// The build step that cuts the runtime shim into declarations (scripts/lib/shim-table.ts), on scratch shims.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { buildShimTable, renderShimTable, type ShimTable } from '../scripts/lib/shim-table.ts';
import { stripTypes } from '../scripts/lib/strip-types.ts';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** Builds the table of a shim that consists of these files; an index that re-exports all others, or some, is added. */
async function tableOf(
  files: Record<string, string>, exported: readonly string[] = Object.keys(files),
): Promise<ShimTable> {
  const folder = await mkdtemp(join(tmpdir(), 'shim-table-'));
  folders.push(folder);
  const index = exported.map((name) => `export * from './${name}';\n`).join('');
  for (const [name, text] of Object.entries({ ...files, 'index.ts': index })) {
    await writeFile(join(folder, name), text);
  }
  return buildShimTable(join(folder, 'index.ts'));
}

/** With those features; all of those that are declared in `has` by default. */
async function codeOf(source: string, name: string, features?: string): Promise<string | undefined> {
  const declaration = (await tableOf({ 'a.ts': source }))[name];
  return declaration?.variants[features ?? declaration.features.join(' ')]?.code;
}

async function needsOf(declaration: string): Promise<readonly string[] | undefined> {
  const source = `export const helper = 1;\nexport const other = 2;\n${declaration}`;
  return needsIn(await tableOf({ 'a.ts': source }), 'f');
}

const needsIn = (table: ShimTable, name: string): readonly string[] | undefined => table[name]?.variants['']?.needs;

describe('what a declaration needs', () => {
  test('is what it names at the top level, in any file, each name once', async () => {
    const table = await tableOf({
      'trap.ts': "export function trap(): never { throw new Error('trap'); }",
      'load.ts': `import { trap } from './trap.ts';
        export function load(at: number): number { if (at < 0) trap(); if (at > 9) trap(); return at; }`,
    });
    expect(needsIn(table, 'trap')).toEqual([]);
    expect(needsIn(table, 'load')).toEqual(['trap']);
  });

  test('is found under an alias', async () => {
    const table = await tableOf({
      'trap.ts': 'export function trap(): void {}',
      'load.ts': "import { trap as fail } from './trap.ts';\nexport function load(): void { fail(); }",
    });
    expect(table['load']).toEqual({ variants: { '': { code: 'function load() { trap(); }', needs: ['trap'] } }, features: [] });
  });

  test('does not include itself or globals', async () => {
    expect(await needsOf('export function f(n: number) { return n ? f(n - 1) : Math.PI; }')).toEqual([]);
  });

  test.each([
    ['a parameter', 'function f(helper: number) { return helper; }'],
    ['a destructured parameter', 'function f({ a: [helper = 0] }: { a: number[] }) { return helper; }'],
    ['a rest parameter', 'function f(...helper: number[]) { return helper; }'],
    ['a local', 'function f() { const helper = 3; return () => helper; }'],
    ['a local function', 'function f() { helper(); function helper() {} }'],
    ['a var of an inner block', 'function f() { { var helper = 3; } return helper; }'],
    ['a loop variable', 'function f(list: number[]) { for (const helper of list) { list.push(helper); } }'],
    ['a counter', 'function f() { for (let helper = 0; helper < 9; helper++) { f(); } }'],
    ['a caught error', 'function f() { try { f(); } catch (helper) { throw helper; } }'],
    ['a switch case', 'function f(n: number) { switch (n) { case 1: let helper = 3; return helper; } }'],
    ['a named function expression', 'const f = () => function helper() { helper(); }'],
    ['a class expression', 'const f = () => class helper { make() { return new helper(); } }'],
  ])('does not include a name that %s shadows', async (_, declaration) => {
    expect(await needsOf(`export ${declaration}`)).toEqual([]);
  });

  test.each([
    ['a property', 'function f(x: { helper: number }) { x.helper = 1; return { helper: x.helper }; }'],
    ['a destructured property', 'function f({ helper: x }: { helper: number }) { return x; }'],
    ['a method', 'class f { helper() {} static other = 1; }'],
    ['a label', 'function f() { helper: for (;;) { if (f) continue helper; break helper; } }'],
  ])('does not include a name that is only %s', async (_, declaration) => {
    expect(await needsOf(`export ${declaration}`)).toEqual([]);
  });

  test.each([
    ['a computed property', 'function f(x: number[]) { return x[helper]; }'],
    ['a shorthand property', 'function f() { return { helper }; }'],
    ['a computed key', 'function f() { return { [helper]: 1 }; }'],
    ["a default beside the body's own name", 'function f(x = helper) { const helper = x; return helper; }'],
    ['a template', 'function f() { return `${helper}`; }'],
    ['a superclass', 'class f extends helper {}'],
    ['an outer name beside an inner shadow', 'function f() { { const helper = 1; f(helper); } helper; }'],
  ])('includes a name used as %s', async (_, declaration) => {
    expect(await needsOf(`export ${declaration}`)).toEqual(['helper']);
  });
});

describe('features', () => {
  const FEATURES = 'export const has = { parking: true, futures: true };\ndeclare function g(...args: unknown[]): boolean;\n';
  const variants = async (body: string): Promise<readonly (string | undefined)[]> => {
    const source = `${FEATURES}export ${body}`;
    return [await codeOf(source, 'f', ''), await codeOf(source, 'f', 'parking')];
  };

  test.each([
    ['function f(a) {\n  if (has.parking) g(a);\n  g();\n}', ['function f() {\n  g();\n}', 'function f(a) {\n  g(a);\n  g();\n}']],
    ['function f(a) {\n  if (has.parking && a) {\n    g(a);\n  }\n  g(a);\n}',
      ['function f(a) {\n  g(a);\n}', 'function f(a) {\n  if (a) {\n    g(a);\n  }\n  g(a);\n}']],
    ['function f(a) {\n  if (has.parking) {\n    g(a);\n    if (a) {\n      g();\n    }\n  }\n  return g(a);\n}',
      ['function f(a) {\n  return g(a);\n}', 'function f(a) {\n  g(a);\n  if (a) {\n    g();\n  }\n  return g(a);\n}']],
    ['function f(a) {\n  if (!has.parking || g(a)) g(1);\n  else g(2);\n}',
      ['function f() {\n  g(1);\n}', 'function f(a) {\n  if (g(a)) g(1);\n  else g(2);\n}']],
    ['const f = (a) => (has.parking && g(a) ? 1 : 2);', ['const f = () => 2;', 'const f = (a) => (g(a) ? 1 : 2);']],
    ['const f = (a) => g(a) && !(has.parking && g(1));', ['const f = (a) => g(a);', 'const f = (a) => g(a) && !g(1);']],
    ['function f({ a, b }) {\n  return has.parking && a || b;\n}',
      ['function f({ b }) {\n  return b;\n}', 'function f({ a, b }) {\n  return a || b;\n}']],
    ['function f(x) {\n  const { a } = x;\n  return has.parking ? a : x;\n}',
      ['function f(x) {\n  return x;\n}', 'function f(x) {\n  const { a } = x;\n  return a;\n}']],
  ])('%j', async (body, expected) => {
    expect(await variants(body.replace(/\((a|x)\)(?= =>| \{)/, '($1: never)').replace('({ a, b })', '({ a, b }: Record<string, never>)')))
      .toEqual(expected);
  });

  test('what only a feature needs is needed with it only', async () => {
    const table = await tableOf({ 'a.ts': `${FEATURES}export const x = 1;\nexport const f = () => has.parking && x;` });
    expect(table['f']?.features).toEqual(['parking']);
    expect([needsIn(table, 'f'), table['f']?.variants['parking']?.needs]).toEqual([[], ['x']]);
    expect(table['has']).toBeUndefined();
  });
});

describe('the code of a declaration', () => {
  test('keeps its formatting and loses its types', async () => {
    const source = `export function lift<T extends object>(
  memory: DataView,
  { at, size = 4 }: { at: number; size?: number },
): T | undefined {
  const view = memory as unknown as { read(at: number): T };

  return (view as typeof view).read(at + size)!; // why
}
`;
    expect(await codeOf(source, 'lift')).toBe(`function lift(
  memory,
  { at, size = 4 },
) {
  const view = memory;

  return view.read(at + size);
}`);
  });

  test('keeps a class, without its modifiers and declared fields', async () => {
    const source = `export class Trap<T> extends Error implements Disposable {
  /** Why. */
  private readonly reason: string = 'none';
  declare detail: T;
  override get message(): string { return this.reason; }
  [Symbol.dispose](): void {}
}
`;
    expect(await codeOf(source, 'Trap')).toBe(`class Trap extends Error {
  reason = 'none';
  get message() { return this.reason; }
  [Symbol.dispose]() {}
}`);
  });

  test('has parameters on one line, where they had several for their types', async () => {
    const source = 'export function f(\n  memory: DataView, at: number,\n): number {\n  return memory.getInt8(at);\n}';
    expect(await codeOf(source, 'f')).toBe('function f(memory, at) {\n  return memory.getInt8(at);\n}');
  });

  test('keeps the parentheses of a constructor that is called for', async () => {
    const source = 'export const f = (x: unknown) => new ((x as { make(): DateConstructor }).make())();';
    expect(await codeOf(source, 'f')).toBe('const f = (x) => new (x.make())();');
  });

  test('brings no comment from around it', async () => {
    const source = `// The file's header.

/** JSDoc of another. */
export const other = 1;

// A remark on the section.

// A line above.
/** JSDoc. */
export const f = 2;
// A remark below.
`;
    expect(await codeOf(source, 'f')).toBe('const f = 2;');
    expect(await codeOf(source, 'other')).toBe('const other = 1;');
  });

  test("does not take a file's header for a comment when the imports below it go", async () => {
    const table = await tableOf({
      'a.ts': 'export const a = 1;',
      'b.ts': "// The header.\nimport { a } from './a.ts';\nexport const b = (): number => a;",
    });
    expect(table['b']?.variants['']?.code).toBe('const b = () => a;');
  });

  test('brings no comment from inside a function, but the mark of a pure call', async () => {
    expect(await codeOf('export const f = /*#__PURE__*/ new TextDecoder("utf-8", { fatal: true });', 'f'))
      .toBe('const f = /*#__PURE__*/ new TextDecoder("utf-8", { fatal: true });');
    expect(await codeOf('export function f(): void {\n  // Why.\n  f();\n}', 'f'))
      .toBe('function f() {\n  f();\n}');
  });
});

describe('the table', () => {
  test('lists what is needed before what needs it, also unexported names, and no types', async () => {
    const table = await tableOf({
      'b.ts': `import { A, type Id } from './a.ts';
        export class B extends A { id: Id = last; }
        let last: Id = 1;`,
      'a.ts': 'export type Id = number;\nexport interface Named { name: string }\nexport class A {}',
    });
    expect(Object.keys(table)).toEqual(['A', 'B', 'last']);
    expect(needsIn(table, 'B')).toEqual(['A', 'last']);
  });

  test('marks what is reached by concurrent.ts only, unexported names too', async () => {
    const table = await tableOf({
      'a.ts': 'export const a = 1;',
      'b.ts': "import { a } from './a.ts';\nexport const b = (): number => c();\nconst c = (): number => a;",
      'concurrent.ts': "export * from './b.ts';",
    }, ['a.ts', 'concurrent.ts']);
    expect(Object.keys(table).filter((name) => table[name]?.concurrent)).toEqual(['b', 'c']);
    expect(renderShimTable(table).match(/"concurrent":true/g)).toHaveLength(2);
  });

  test('prints as a module that gives it back', async () => {
    const source = "export const f = '`${x}\\\\ \\u2028';\nexport const g = (): string => f;";
    const table = await tableOf({ 'a.ts': source, 'concurrent.ts': 'export const h = 1;' });
    const javaScript = stripTypes(renderShimTable(table), 'table.ts');
    const module: object = await import(`data:text/javascript,${encodeURIComponent(javaScript)}`);
    expect({ ...module }).toEqual({ shimTable: table });
  });

  test('is the same on a second run', async () => {
    const files = { 'a.ts': 'export const a = 1;', 'b.ts': 'export const b = 2;' };
    expect(renderShimTable(await tableOf(files))).toBe(renderShimTable(await tableOf(files)));
  });
});

describe('refused, with file, line and name', () => {
  test.each([
    ['a statement', 'export const a = 1;\nsetup();', 'a.ts:2 : only functions, classes, const and let'],
    ['two names at once', 'export let a = 1, b = 2;', 'a.ts:1 a, b: one name per statement'],
    ['destructuring', 'export const { a } = { a: 1 };', 'a.ts:1 a: bundlers keep a destructuring'],
    ['var', 'export var a = 1;', 'a.ts:1 a: var is not used'],
    ['a dynamic import', "export const a = () => import('node:fs');", 'a.ts:1 a: the shim imports nothing'],
    ['import.meta', 'export const a = () => import.meta.url;', 'a.ts:1 a: the shim has no import.meta'],
    ['process.env', 'export const a = () => process.env.X;', 'a.ts:1 a: the shim reads no process.env'],
  ])('%s', async (_, source, message) => {
    await expect(tableOf({ 'a.ts': source })).rejects.toThrow(message);
  });

  test.each([
    ['a call', 'setup()'],
    ['a frozen object', 'Object.freeze({})'],
    ['arithmetic', '1n << 63n'],
    ['an unmarked decoder', "new TextDecoder('utf-8', {})"],
    ['a registry', 'new FinalizationRegistry(() => {})'],
    ['a filled map', 'new Map([[setup(), 2]])'],
    ['a spread', '{ ...{} }'],
    ['a member', 'WebAssembly.RuntimeError'],
  ])('%s as an initialiser', async (_, initialiser) => {
    const message = 'a.ts:1 a: bundlers keep this initialiser';
    await expect(tableOf({ 'a.ts': `export const a = ${initialiser};` })).rejects.toThrow(message);
  });

  test.each([
    ['a static block', 'class A { static { setup(); } }'],
    ['a static field that is made', 'class A { static b = setup(); }'],
    ['a computed key', 'class A { [setup()]() {} }'],
    ['a member as superclass', 'class A extends WebAssembly.RuntimeError {}'],
  ])('a class with %s', async (_, declaration) => {
    const message = 'a.ts:1 A: a class may extend';
    await expect(tableOf({ 'a.ts': `export ${declaration}` })).rejects.toThrow(message);
  });

  test('a name that two files declare', async () => {
    const files = { 'b.ts': '\nconst b = 2;\nexport const c = b;', 'a.ts': 'export const b = 1;' };
    await expect(tableOf(files)).rejects.toThrow('b.ts:2 b: a.ts declares this name too');
  });

  test('an import from outside', async () => {
    await expect(tableOf({ 'a.ts': "export { readFileSync } from 'node:fs';" })).rejects.toThrow('node:fs');
  });

  test('an export under another name', async () => {
    const source = 'const a = 1;\nexport { a as b };';
    await expect(tableOf({ 'a.ts': source })).rejects.toThrow('exports a under another name, b');
  });

  test('syntax that is more than types', async () => {
    await expect(tableOf({ 'a.ts': 'export enum A { B }' })).rejects.toThrow(/^a\.ts: .*enum/);
  });
});

test('forms that every bundler drops are accepted', async () => {
  const source = `
export const a = -1;
export const b = Symbol.for('b');
export const c = Symbol('c');
export const d = new WeakMap<object, number>();
export const e = { f: [1n, null, 'x', \`y\`], g: (): number => 1 };
export const h = Symbol.dispose ?? b;
export let i: number | undefined;
export class J extends Error { static k = 1; [Symbol.iterator]() {} }
`;
  expect(Object.keys(await tableOf({ 'a.ts': source }))).toEqual(['a', 'b', 'c', 'd', 'e', 'h', 'i', 'J']);
});
