/** `.d.ts` files: js-mapping.md, “Names”, “Values” and “Files”. What is generated must compile, strictly. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emitDeclarationBundle, emitDeclarations } from '../../src/emitter/declarations.ts';
import type { Item } from '../../src/planner/items.ts';
import type { Type } from '../../src/planner/types.ts';
import { makeWorld } from '../../src/planner/world.ts';
import type { World } from '../../src/planner/world.ts';
import { sharedPathOrWarn } from '../support/shared.ts';
import { compile } from '../support/tsc.ts';
import { worldOf, worldOfWat, worldOfWit } from '../support/world-of.ts';

type Mode = Parameters<typeof emitDeclarations>[1];

const esm: Mode = { instantiation: undefined, tlaCompat: false };
const async: Mode = { instantiation: 'async', tlaCompat: false };
const sync: Mode = { instantiation: 'sync', tlaCompat: false };

function filesOf(world: World, mode: Mode = esm): Map<string, string> {
  const files = emitDeclarations({ name: world.name, world, exports: [] }, mode);
  return new Map(files.map(({ fileName, text }) => [fileName, text]));
}

/** The only interface's file, without its head. */
async function interfaceText(body: string, direction = 'export', docs?: object): Promise<string> {
  const wit = `package a:b; interface c { ${body} } world w { ${direction} c; }`;
  const files = filesOf(await worldOfWit(wit, docs));
  return (files.get('interfaces/a-b-c.d.ts') ?? '').replace(/^[^]*?export \{\};\n\n/, '');
}

describe('files', () => {
  test('the module has its interfaces under full and short names', async () => {
    const world = await worldOfWit(`package docs:adder@0.1.0;
      interface add { add: func(x: u32, y: u32) -> u32; }
      world adder { export add; }`);
    expect([...filesOf(world)]).toEqual([
      ['test.d.ts', [
        '/** @module World test */', 'export {};', '',
        "export * as 'docs:adder/add@0.1.0' from './interfaces/docs-adder-add.js';",
        "export * as add from './interfaces/docs-adder-add.js';", '',
      ].join('\n')],
      ['interfaces/docs-adder-add.d.ts', [
        '/** @module Interface docs:adder/add@0.1.0 */', 'export {};', '',
        'export function add(x: number, y: number): number;', '',
      ].join('\n')],
    ]);
  });

  test('two versions of an interface have two files, with the version in their names', async () => {
    const world = await worldOfWit(`package x:y;
      world w { import a:b/c@1.0.0; import a:b/c@2.0.0; import a:b/d@1.0.0; }
      package a:b@1.0.0 { interface c { f: func(); } interface d { f: func(); } }
      package a:b@2.0.0 { interface c { f: func(); } }`);
    expect([...filesOf(world).keys()].sort()).toEqual([
      'interfaces/a-b-c@1.0.0.d.ts', 'interfaces/a-b-c@2.0.0.d.ts', 'interfaces/a-b-d.d.ts', 'test.d.ts',
    ]);
  });

  test('an interface that is imported and exported has two files, if it has more than types', async () => {
    const world = await worldOfWit(`package a:b;
      interface t { record r { x: u8 } }
      interface f { g: func(); }
      world w { import t; import f; export t; export f; }`);
    const files = filesOf(world);
    expect([...files.keys()].sort()).toEqual([
      'interfaces/a-b-f.d.ts', 'interfaces/a-b-f.export.d.ts', 'interfaces/a-b-t.d.ts', 'test.d.ts',
    ]);
    expect(files.get('test.d.ts')).toContain("export * as f from './interfaces/a-b-f.export.js';");
  });

  test('names of files stay in their folder, short and distinct', () => {
    const empty = { kind: 'instance', exports: new Map() } as const;
    const names = [
      '../../etc/passwd', 'C:\\x', 'con', 'a:b-c/d', 'a-b:c/d', 'XML', 'xml', 'x'.repeat(5000), '\0', '.',
    ];
    const exports = names.map((name): [string, Item] => [name, { ...empty, exports: new Map() }]);
    const world = makeWorld({ name: 'w', imports: [], exports, docs: undefined, namespaced: true });
    const files = [...filesOf(world).keys()].slice(1);
    expect(files).toHaveLength(names.length);
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(names.length);
    for (const file of files) expect(file).toMatch(/^interfaces\/(?!con\.|\.)[\w.@+-]{1,110}$/);
  });
});

describe('types', () => {
  test('records have optional fields for options', async () => {
    const wit = 'record r { user-id: option<string>, twice: option<option<u8>>, is-XML: bool }';
    expect(await interfaceText(wit)).toBe(
      `export interface R {
  userId?: string | undefined;
  twice: Option<number | undefined>;
  isXml: boolean;
}

export type Option<T> = { tag: 'none' } | { tag: 'some', val: T };
`);
  });

  test('variants are unions of one type for each case, enums of strings, flags are booleans', async () => {
    const wit = 'variant v { dark-red, b(u64) } enum e { dark-red, b } flags f { dark-red, b }';
    expect(await interfaceText(wit)).toBe(
      `export type V = VDarkRed | VB;
export interface VDarkRed { tag: 'dark-red' }
export interface VB { tag: 'b', val: bigint }

export type E = 'dark-red' | 'b';

export interface F {
  darkRed?: boolean;
  b?: boolean;
}
`);
  });

  test('numbers in a list come as typed arrays, by whatever name they go', async () => {
    expect(await interfaceText(`type byte = u8;
      record r { a: list<byte>, b: list<s64>, c: list<bool>, d: list<u8, 4> }
      f: func(a: list<byte>, b: list<f32>) -> list<u16>;`)).toBe(`export type Byte = number;

export interface R {
  a: Uint8Array;
  b: BigInt64Array;
  c: Array<boolean>;
  d: Array<number>;
}

export function f(
  a: Uint8Array | ArrayLike<Byte> | ArrayBuffer,
  b: Float32Array | ArrayLike<number>,
): Uint16Array;
`);
  });

  test('a host is given typed arrays, and may return any array of numbers', async () => {
    expect(await interfaceText('f: func(a: list<u16>) -> list<u16>;', 'import'))
      .toBe('export function f(a: Uint16Array): Uint16Array | ArrayLike<number>;\n');
  });

  test('tuples, maps, results and characters', async () => {
    const wit = 'f: func(a: tuple<char, s8>, b: map<string, u8>, c: result<_, string>) -> map<u8, u8>;';
    expect(await interfaceText(wit)).toBe(`export function f(
  a: [string, number],
  b: Map<string, number> | Iterable<[string, number]>,
  c: Result<void, string>,
): Map<number, number>;

export type Result<T, E> = { tag: 'ok', val: T } | { tag: 'err', val: E };
`);
  });

  test('streams of numbers come in chunks; what JavaScript gives may be chunks or numbers', async () => {
    const text = await interfaceText('f: func(a: stream<u16>, b: stream<string>) -> stream<u16>;');
    expect(text).toContain(`export function f(
  a: ReadableStream<Uint16Array | number> | AsyncIterable<Uint16Array | number> | Iterable<Uint16Array | number>,
  b: ReadableStream<string> | AsyncIterable<string> | Iterable<string>,
): Stream<Uint16Array, Uint16Array>;
`);
    expect(text).toContain('export interface Stream<T, C = T[]> {');
  });

  test('streams have streams as elements, in either direction', async () => {
    expect(await interfaceText('f: func() -> stream<stream<u8>>;'))
      .toContain('export function f(): Stream<Stream<Uint8Array, Uint8Array>>;');
    const inner = 'ReadableStream<void> | AsyncIterable<void> | Iterable<void>';
    expect(await interfaceText('f: func(a: stream<stream>);')).toContain(
      `  a: ReadableStream<${inner}> | AsyncIterable<${inner}> | Iterable<${inner}>,\n): void;`,
    );
  });

  test('futures are promises; JavaScript may give the value itself', async () => {
    expect(await interfaceText('f: func(a: future<string>) -> future;'))
      .toMatch(/^export function f\(a: string \| PromiseLike<string>\): Future<void>;$/m);
  });

  test('error contexts are errors; JavaScript may give the message', async () => {
    expect(await interfaceText('f: func(a: error-context) -> error-context;'))
      .toBe('export function f(a: Error | string): Error;\n');
  });

  test('a component has classes that can be disposed of', async () => {
    expect(await interfaceText(`
      resource a { constructor(x: u8) -> result<a, string>; get: func() -> borrow2; }
      resource b { s: static func(a: borrow<a>) -> b; } type borrow2 = u8;`)).toContain(`export class A {
  /** @throws {ComponentError} with a \`payload\` of type \`string\` */
  constructor(x: number);
  get(): Borrow2;
  /** Drops the resource. */
  [Symbol.dispose](): void;
}

export class B {
  private constructor();
  static s(a: A): B;
`);
  });

  test("a host's class may be constructed as it likes", async () => {
    expect(await interfaceText('resource a { m: func(); }', 'import'))
      .toBe('export class A {\n  private constructor(...args: never);\n  m(): void;\n}\n');
  });
});

describe('functions', () => {
  test('return what is ok, and say what they throw', async () => {
    expect(await interfaceText(`enum e { x } type r = result<u8>;
      f: func() -> result<u8, e>; g: func() -> result; h: func() -> r;`)).toBe(`export type E = 'x';

export type R = Result<number, void>;

/** @throws {ComponentError} with a \`payload\` of type \`E\` */
export function f(): number;

/** @throws {ComponentError} with a \`payload\` of type \`undefined\` */
export function g(): void;

/** @throws {ComponentError} with a \`payload\` of type \`undefined\` */
export function h(): number;

export type Result<T, E> = { tag: 'ok', val: T } | { tag: 'err', val: E };
`);
  });

  test('that are async return promises; a host need not', async () => {
    expect(await interfaceText('f: async func() -> u8;')).toBe('export function f(): Promise<number>;\n');
    expect(await interfaceText('f: async func();', 'import'))
      .toBe('export function f(): void | PromiseLike<void>;\n');
  });

  test('of reserved names are exported under them', async () => {
    expect(await interfaceText('delete: func(); %static: func(class: u8, arguments: u8);')).toBe(
      `declare function delete_(): void;
export { delete_ as delete };

declare function static_(class_: number, arguments_: number): void;
export { static_ as static };
`);
  });
});

describe('documentation', () => {
  const docs = (text: string) => ({ interfaces: { c: { funcs: { f: { docs: text } } } } });

  test('is kept, above what throws', async () => {
    const text = docs('First.\n\n  Second.\n');
    expect(await interfaceText('f: func() -> result<_, u8>;', 'export', text)).toBe(`/**
 * First.
 *
 *   Second.
 *
 * @throws {ComponentError} with a \`payload\` of type \`number\`
 */
export function f(): void;
`);
  });

  test.each([
    '*/ export const x: 1; /*', '**/ x', '*\u2028/ x', 'a\u2028*/ b', '\r*/', '*\\/', '</script>', '\0\u202e',
  ])(
    'of %j stays in its comment',
    async (text) => {
      const declared = await interfaceText('f: func();', 'export', docs(text));
      const [comment = ''] = /^\/\*\*[^]*?\*\//.exec(declared) ?? [];
      expect(declared.slice(comment.length)).toBe('\nexport function f(): void;\n');
      expect(declared).toMatch(/^[\x20-\x7e\n]*$/);
      expect(declared).not.toContain('</script');
    },
  );
});

const everything = `package a:b@1.0.0;
interface types {
  resource error { constructor(); message: func() -> string; }
  resource %map { constructor(entries: map<string, u8>); get: func() -> list<u8>; }
  resource promise {
    then: func(); catch: static func() -> promise; name: static func(); %constructor: func();
  }
  resource array { m: func(a: list<string>) -> list<array>; prototype: static func(); length: static func(); }
  record uint8-array { bytes: list<u8>, self: option<error-code> }
  variant %option { none, some(u8) }
  variant %result { ok, err(error-code), other(option<option<u8>>), more(result<u8, string>) }
  enum error-code { a, b }
  type root = u8;
  f: func(a: list<u8>, %map: borrow<%map>, e: error) -> result<uint8-array, error-code>;
  undefined: func(undefined: u8, this: u8, new: u8) -> %option;
  %string: func(any: string, number: s64) -> %result;
  require: func(); exports: func(); object: func(); then: func(); %constructor: func();
}
interface others {
  use types.{error, error-code, root, %map as dictionary};
  g: func(e: borrow<error>) -> dictionary; h: func(r: root) -> error-code;
}
world w {
  use types.{error, error-code as code};
  import types; import others;
  import log: func(message: string, e: borrow<error>) -> code;
  import in-line: interface { f: func(); }
  export types; export others;
  export default: func(function: string) -> list<code>;
  export await: func(); export then: func(); export do-it: func(); export import-object: func();
  export symbol: func();
  export out-line: interface { f: func() -> string; }
}`;

const USE = `
import { types, others, doIt, 'do-it' as again, default as standard } from './everything-esm/test.js';
import { instantiate } from './everything-async/test.js';
import type { ImportObject, UnversionedImportObject } from './everything-async/test.js';
import { instantiate as instantiateSync } from './everything-sync/test.js';

using map: types.Map = new types.Map([['a', 1]]);
const bytes: Uint8Array = types.f([1, 2, 3], map, new types.Error()).bytes;
const option: types.Option = types.undefined(1, 2, 3);
const other = types.string('', 1n);
if (other.tag === 'err') { const code: types.ErrorCode = other.val; }
if (other.tag === 'other' && other.val.tag === 'some') { const inner: number | undefined = other.val.val; }
const dictionary: types.Map = others.g(new types.Error());
const codes: Array<'a' | 'b'> = standard('x');
doIt(); again();
types.Promise.catch().constructor();

declare const full: ImportObject;
declare const short: UnversionedImportObject;
const root = await instantiate(undefined, full);
root['a:b/types@1.0.0'].f(new Uint8Array(1), map, new root.types.Error());
root.then_(); root.default('x'); root.outLine.f().length;
const getModule = (file: string) => new WebAssembly.Module(new Uint8Array(file.length));
await instantiate(async (file) => getModule(file), short, WebAssembly.instantiate);
const rootSync = instantiateSync(getModule, full);
rootSync.doIt();
const log = (message: string) => (message === '' ? 'a' as const : 'b');
const imports: ImportObject = { ...full, log: { default: log } };
class HostError { constructor(readonly code: number) {} message(): string { return ''; } extra(): void {} }
const host: ImportObject['a:b/others@1.0.0'] = {
  g: (e: HostError) => { e.extra(); return full['a:b/types@1.0.0'] as never; },
  h: () => 'a',
};
`;

/** A mistake in each line but the first two. */
const MISUSE = `import { types } from './everything-esm/test.js';
import { instantiate } from './everything-sync/test.js';
types.f('no bytes', new types.Map(new Map()), new types.Error());
new types.Promise('has no constructor in WIT');
const code: types.ErrorCode = 'no case';
instantiate(undefined, { nothing: 'is imported' });
types.missing();`;

/** Names that hide what streams and promises are made of. */
const streams = `package a:b;
interface types {
  resource %stream { send: async func(body: stream<u8>) -> future<result<u32, string>>; }
  resource readable-stream; resource promise; resource symbol; resource async-iterable; resource promise-like;
  resource iterator-result; resource error; record uint8-array { chunks: stream<list<u8>> }
  bytes: func() -> stream<u8>;
  words: async func(words: stream<string>, last: future<string>, e: error-context) -> stream<string>;
  ends: func() -> tuple<stream, future, error-context>;
  nested: func(all: list<stream<stream<string>>>) -> stream<stream<string>>;
}
world w { import types; export types; }`;

const USE_STREAMS = `
import { types } from './streams-esm/test.js';
import { instantiate } from './streams-sync/test.js';
import type { ImportObject } from './streams-sync/test.js';

using bytes = types.bytes();
for await (const chunk of bytes) { const each: Uint8Array = chunk; }
const step = await bytes.next();
if (!step.done) { const chunk: Uint8Array = step.value; }
const read = await bytes.read(16);
if (read.done) { const rejected: number | undefined = read.rejectedLength; } else { const length: number = read.value.length; }
await bytes.read({ count: 0, rejectLength: 0 });
await bytes.return();
const response = new Response(bytes.readable);
const words = await types.words(['a', 'b'], 'c', new Error('d'));
await types.words(words, Promise.resolve('c'), 'd');
const some = await words.read(2);
if (!some.done) { const all: string[] = some.value; }
const all: Promise<string[]> = Array.fromAsync(words);
const [signals, end, error] = types.ends();
const nothing: void = await end;
end.catch(() => 1).finally(() => end[Symbol.dispose]());
const message: string = error.message;
for await (const inner of types.nested([[['a']], [words]])) { for await (const word of inner) word.length; }
declare const stream: types.Stream;
await stream.send(new Uint8Array(3));
await stream.send(new ReadableStream<Uint8Array>());
await stream.send(response.body!);
await stream.send(bytes);
const result = await stream.send([new Uint8Array(1), 2]).then((future) => future);
if (result.tag === 'ok') { const count: number = result.val; }
async function* generate() { yield 'x'; }
declare const host: Omit<ImportObject['a:b/types'], 'words' | 'bytes'>;
instantiate(undefined, { 'a:b/types': { ...host, words: generate, bytes: () => new Uint8Array(1) } });
instantiate(undefined, { 'a:b/types': { ...host, words: async (given) => given.readable, bytes: () => [1] } });
`;

/** A mistake in each line but the first. */
const MISUSE_STREAMS = `import { types } from './streams-esm/test.js';
types.words([1], 'c', 'd');
types.words(1, 'c', 'd');
types.words([], 1, 'd');
types.words([], 'c', 1);
types.bytes().read();
types.bytes().read({ count: 'all' });
for (const chunk of types.bytes()) chunk.length;
types.words([], 'c', 'd').next();`;

/** All modes of a world, each in a folder of its own. */
function inAllModes(name: string, world: World): [string, string][] {
  const modes = { esm, async, sync, compat: { ...esm, tlaCompat: true } };
  return Object.entries(modes).flatMap(([mode, settings]): [string, string][] => [
    ...[...filesOf(world, settings)].map(([path, text]): [string, string] => [`${name}-${mode}/${path}`, text]),
    [`${name}-${mode}-bundle/test.d.ts`, emitDeclarationBundle({ name: world.name, world, exports: [] }, settings)],
  ]);
}

/** The same program with declarations in one file each. */
const ofBundles = (program: string): string => program.replaceAll('/test.js', '-bundle/test.js');

describe('TypeScript accepts', () => {
  test('names that hide its own, reserved words, and uses of all of it', async () => {
    const files = new Map([
      ...inAllModes('everything', await worldOfWit(everything)), ['use.ts', USE], ['use-bundles.ts', ofBundles(USE)],
    ]);
    expect(compile(files)).toBe('');
    for (const misuse of [MISUSE, ofBundles(MISUSE)]) {
      const messages = compile(new Map([...files, ['misuse.ts', misuse]]));
      const lines = [...messages.matchAll(/misuse\.ts\((\d+),/g)].map(([, line]) => line);
      expect(lines).toEqual(['3', '4', '5', '6', '7']);
    }
  });

  test('streams, futures and asynchronous functions, whatever else has their names', async () => {
    const files = new Map([
      ...inAllModes('streams', await worldOfWit(streams)),
      ['use.ts', USE_STREAMS], ['use-bundles.ts', ofBundles(USE_STREAMS)],
    ]);
    const options = { lib: ['ESNext', 'DOM', 'DOM.AsyncIterable'] };
    expect(compile(files, options)).toBe('');
    const messages = compile(new Map([...files, ['misuse.ts', MISUSE_STREAMS]]), options);
    const lines = [...messages.matchAll(/misuse\.ts\((\d+),/g)].map(([, line]) => line);
    expect(lines).toEqual(['2', '3', '4', '5', '6', '7', '8', '9']);
  });

  test('names that are no labels, and what WIT has no words for', async () => {
    // Each would be an error of syntax, were it to come out of its quotes.
    const names = [
      '"; @@@ "', "'; @@@ '", '\n@@@', '\\', '\u2028', '*/', '${x}', '`', '__proto__', 'constructor',
      ' ', '1a', '',
    ];
    const parts = names.map((name) => ({ name, type: { kind: 'u8' } as const }));
    const types: Type[] = [
      { kind: 'record', fields: parts }, { kind: 'variant', cases: parts }, { kind: 'flags', labels: names },
      { kind: 'enum', labels: names },
    ];
    const items = names.flatMap((name, i): [string, Item][] => [
      [name, { kind: 'type', type: types[i % types.length]! }],
      [`f${name}`, {
        kind: 'func', type: { async: false, params: parts },
        source: { kind: 'host', value: { import: 0, path: [], wit: '' }, form: 'function' },
      }],
      [`i${name}`, { kind: 'instance', exports: new Map() }],
    ]);
    const instance: Item = { kind: 'instance', exports: new Map(items) };
    const hostile = makeWorld({
      name: 'w', docs: undefined, namespaced: true,
      imports: [['i', instance], ...items], exports: [...items, ['x', instance]],
    });
    const odd = await worldOfWat(`(component
      (import "m" (core module $m))
      (import "c" (component $c))
      (import "r" (type $r (sub resource)))
      (import "[method]r.m" (func (param "self" (borrow $r))))
      (instance $i (export "deep" (core module $m)) (export "comp" (component $c)))
      (export $s "s" (type $r))
      (export "a:b/c" (instance $i)) (export "m" (core module $m)) (export "c" (component $c)))`);
    expect(compile(new Map([...inAllModes('hostile', hostile), ...inAllModes('odd', odd)]))).toBe('');
  });

  test('promises of a module, whose world has a resource of that name', async () => {
    const world = await worldOfWat(`(component
      (import "promise" (type $promise (sub resource)))
      (import "[static]promise.make" (func $make (result (own $promise))))
      (export "make" (func $make)))`);
    expect(compile(new Map(inAllModes('promise', world)))).toBe('');
  });

  const folder = sharedPathOrWarn('components');
  test.skipIf(folder === undefined)('real components', () => {
    const paths = ['', 'p3'].flatMap((sub) => readdirSync(join(folder!, sub))
      .filter((file) => file.endsWith('.wasm')).map((file) => join(sub, file)));
    expect(paths.length).toBeGreaterThan(20);
    const files = paths.flatMap((path) =>
      inAllModes(path.replace(/\W/g, '-'), worldOf(readFileSync(join(folder!, path)))));
    expect(compile(new Map(files))).toBe('');
  });
});

test('a component that is exported has declarations like an output of its own', async () => {
  const inner = await worldOfWit(`package a:b;
    interface c { f: func(); }
    world w { import c; export g: func(); }`);
  const outer = await worldOfWat('(component (component $c) (export "the-inner" (component $c)))');
  const nested = { name: 'inner', world: inner, exports: [] } as never;
  const declared = {
    name: 'test', world: outer,
    exports: [
      { kind: 'component', names: { wit: 'the-inner', js: ['theInner', 'the-inner'] }, plan: nested },
    ],
  } as Parameters<typeof emitDeclarations>[0];
  const files = emitDeclarations(declared, esm);
  const texts = new Map(files.map(({ fileName, text }) => [fileName, text]));
  expect(texts.get('test.d.ts'))
    .toContain("export { instantiate as theInner } from './interfaces/the-inner.component.js';");
  expect([...texts.keys()])
    .toEqual(['test.d.ts', 'interfaces/the-inner.component.d.ts', 'interfaces/a-b-c.d.ts']);
  const use = `import { theInner } from './test.js';
    (await theInner(undefined, { 'a:b/c': { f() {} } })).g();`;
  expect(compile(new Map([...texts, ['use.ts', use]]))).toBe('');
  const bundle = emitDeclarationBundle(declared, esm);
  expect(compile(new Map([['test.d.ts', bundle], ['use.ts', use]]))).toBe('');
});
