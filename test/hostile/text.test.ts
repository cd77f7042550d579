// Nothing that stands in a component becomes code, ends a comment or a string, or leaves the folder. Names of
// components are plain; free text are core names, external ids, documentation, custom sections, and options.

import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { parse as parseModule } from 'acorn';
import { describe, expect, test } from 'vitest';
import { planText } from '../../golden/support/plan-text.ts';
import { scanCoreCode } from '../../src/decoder/core-code.ts';
import { decode } from '../../src/decoder/decode.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import { emitWit } from '../../src/emitter/wit.ts';
import { transpile, TranspileError } from '../../src/index.ts';
import type { TranspileOptions } from '../../src/index.ts';
import { makePlan } from '../../src/planner/make-plan.ts';
import { bytesOf, component, CORE_MODULE, name, section, vec } from '../decoder/binary.ts';
import { compile } from '../support/tsc.ts';

/** Each would run or declare `PWNED` where it broke out. */
const PAYLOADS: Readonly<Record<string, string>> = {
  'single quotes': '\');PWNED();(\'',
  'double quotes': '");PWNED();("',
  'backticks': '`);PWNED();(`',
  'template': '${PWNED()}',
  'backslash': '\\\');PWNED();//\\',
  'line feed': 'x\nPWNED();\n',
  'carriage return': 'x\rPWNED();\r',
  'line separator': 'x\u2028PWNED();\u2028',
  'paragraph separator': 'x\u2029PWNED();\u2029',
  'end of comment': '*/PWNED();/*',
  'end of comment, split': '*\u200b/PWNED();/*\r\n*/export const PWNED: 1;/**',
  'stars': '**/PWNED();/**/',
  'script': '</script><script>PWNED()</script><!-- PWNED() -->',
  'script in capitals': '</SCRIPT ><!--',
  'NUL and controls': 'x\0PWNED\x1b[31m\x7f\x85\x08',
  'bidi': 'x\u202e;)(DENWP\u2066\u2069\u200f\u061c',
  'path': '../../../PWNED',
  'drive': 'C:\\PWNED.js',
  'URL': 'data:text/javascript,PWNED()',
  '__proto__': '__proto__',
  'constructor': 'constructor',
  'reserved word': 'await',
  'JSDoc': '@type {import("PWNED")} {@link PWNED}',
  'lone quote': '\'',
  'empty': '',
  '90 kB': 'PWNED();'.repeat(11_000),
};
const TAME = 'a tame text';

/** Nothing that a reader or a parser of HTML or JavaScript would take for something else. */
const RAW = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|<\/script|<!--/i;

/** What a terminal acts on, or can't show. */
const UNSEEN = /[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;

const FILE_NAME = /^(?:interfaces\/)?[\w@+-][\w.@+-]{0,120}\.(?:js|d\.ts|wasm)$/;

const custom = (title: string, ...data: Parameters<typeof section>[1][]): Uint8Array =>
  Uint8Array.from(bytesOf(section(0, name(title), ...data)));

const join = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** Core names, through `text` of wat. */
async function withCoreNames(text: string): Promise<Uint8Array> {
  const escaped = [...new TextEncoder().encode(text)]
    .map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
  return parse(`(component
    (import "a:b/imported" (instance $i (export "f" (func (param "x" string)))))
    (core module $memory (memory (export "${escaped}m") 1)
      (func (export "${escaped}r") (param i32 i32 i32 i32) (result i32) (i32.const 64)))
    (core instance $m (instantiate $memory))
    (core func $f (canon lower (func $i "f") (memory (core memory $m "${escaped}m"))))
    (core module $code
      (import "${escaped}" "${escaped}" (func $f (param i32 i32)))
      (import "${escaped}m" "${escaped}m" (memory 1))
      (func (export "${escaped}") (param i32 i32) (call $f (local.get 0) (local.get 1))))
    (core instance $c (instantiate $code (with "${escaped}" (instance (export "${escaped}" (func $f))))
      (with "${escaped}m" (instance $m))))
    (func (export "run") (param "x" string) (canon lift (core func $c "${escaped}")
      (memory (core memory $m "${escaped}m")) (realloc (core func $m "${escaped}r")))))`);
}

const DOCUMENTED = `(component
  (import "a:b/imported" (instance $i
    (type $r' (record (field "one" u8))) (export "rec" (type $r (eq $r')))
    (type $e' (enum "first" "last")) (export "en" (type $e (eq $e')))
    (export "f" (func (param "x" $r) (result $e)))))
  (core module $m (func (export "run")))
  (core instance $c (instantiate $m))
  (func (export "run") (canon lift (core func $c "run"))))`;

/** Documentation of everything, and names for people. */
async function withDocs(text: string): Promise<Uint8Array> {
  const item = { docs: text };
  const docs = {
    package: 'a:b',
    worlds: { w: { ...item, funcs: {}, func_exports: { run: item }, interfaces: {} } },
    interfaces: { imported: {
      ...item, funcs: { f: item },
      types: { rec: { ...item, items: { one: text } }, en: { ...item, items: { first: text } } },
    } },
  };
  return join(await parse(DOCUMENTED), custom('package-docs', [0x01], JSON.stringify(docs)),
    custom('component-name', section(0, name(text))), custom(text, text),
    custom('producers', vec([name(text), text])));
}

/** An import whose external id is the text. */
async function withExternalId(text: string): Promise<Uint8Array> {
  return component(section(7, vec([0x40, vec(), 0x01, 0x00])),
    section(10, vec([0x02, name('f'), vec([0x02, name(text)]), 0x01, 0x00])),
    section(11, vec([0x00, name('g'), 0x01, 0x00, 0x00])));
}

/** What a core module calls itself, its functions and its locals, in its section of names. */
async function withNameSection(text: string): Promise<Uint8Array> {
  const names = section(0, name('name'), section(0, name(text)), section(1, vec([0x00, name(text)])),
    section(2, vec([0x00, vec([0x00, name(text)])])));
  return component(
    section(1, CORE_MODULE, section(1, vec([0x60, vec(0x7f), vec()])), section(3, vec(0x00)),
      section(7, vec([name('f'), 0x00, 0x00])), section(10, vec([0x04, 0x00, 0x00, 0x00, 0x0b])), names),
    section(2, vec([0x00, 0x00, vec()])), section(6, vec([0x00, 0x00, 0x01, 0x00, name('f')])),
    section(7, vec([0x40, vec([name('x'), 0x7a]), 0x01, 0x00])),
    section(8, vec([0x00, 0x00, 0x00, vec(), 0x00])), section(11, vec([0x00, name('f'), 0x01, 0x00, 0x00])));
}

const CHANNELS: Readonly<Record<string, (text: string) => Promise<Uint8Array>>> = {
  'core names': withCoreNames, 'documentation': withDocs, 'an external id': withExternalId,
  'names of core functions': withNameSection,
};
const MODES: readonly TranspileOptions[] = [
  { base64Cutoff: Infinity }, { instantiation: 'sync', base64Cutoff: 0 },
  { tlaCompat: true, runtime: 'import', base64Cutoff: 0 },
];

interface Texts {
  readonly files: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
}

function textsOf(bytes: Uint8Array, options: TranspileOptions): Texts {
  const { files, warnings } = transpile(bytes, options);
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const texts = Object.entries(files).filter(([file]) => !file.endsWith('.wasm'));
  return {
    files: new Map(texts.map(([file, content]) => [file, utf8.decode(content)])),
    warnings,
  };
}

/** The kinds of all nodes, in order: what the code is, whatever it is called. */
function shapeOf(code: string): string[] {
  const tree = parseModule(code, { ecmaVersion: 2022, sourceType: 'module' });
  const kinds: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node) kinds.push(String(node.type));
    Object.values(node).forEach(visit);
  };
  visit(tree);
  return kinds;
}

/** Without comments and without what stands in quotes. */
const bare = (text: string): string => text
  .replace(/'(?:\\.|[^'\\\n])*'|\/\*[^]*?\*\/|\/\/\/?[^\n]*/g, (part) =>
    (part.startsWith('\'') ? '\'\'' : ''))
  .replace(/\s+/g, '')
  // A union with comments starts with a bar.
  .replaceAll('=|', '=');

describe('free text of a component', () => {
  const cases = Object.keys(CHANNELS).flatMap((channel) =>
    Object.keys(PAYLOADS).map((payload) => ({ channel, payload })));

  test.each(cases)('in $channel: $payload', async ({ channel, payload }) => {
    const [hostile, tame] = [await CHANNELS[channel]!(PAYLOADS[payload]!), await CHANNELS[channel]!(TAME)];
    for (const options of MODES) {
      const [actual, expected] = [textsOf(hostile, options), textsOf(tame, options)];
      expect([...actual.files.keys()]).toEqual([...expected.files.keys()]);
      for (const [file, text] of actual.files) {
        expect(file).toMatch(FILE_NAME);
        expect(RAW.exec(text)?.[0], file).toBeUndefined();
        // A plain name is not quoted: only there the shapes differ.
        if (file.endsWith('.js')) {
          const shape = shapeOf(text);
          const plain = /^[\w$]*$/.test(PAYLOADS[payload]!);
          if (!plain) expect(shape).toEqual(shapeOf(expected.files.get(file)!));
          expect(shape.filter((kind) => /Statement|Declaration/.test(kind)))
            .toEqual(shapeOf(expected.files.get(file)!).filter((kind) => /Statement|Declaration/.test(kind)));
        } else {
          expect(bare(text)).toBe(bare(expected.files.get(file)!));
        }
      }
      for (const warning of actual.warnings) expect(warning).not.toMatch(RAW);
    }
  });

  test.each(cases)('in $channel, in WIT and plan: $payload', async ({ channel, payload }) => {
    const planOf = (bytes: Uint8Array): Parameters<typeof planText>[0] => makePlan(validate(decode(bytes)), {
      name: 'test', namespacedExports: true, asyncImports: [], asyncExports: [], multiMemory: 'auto', specifierOf: (specifier) => ({ specifier, member: [] }),
    }, scanCoreCode);
    const [hostile, tame] = [await CHANNELS[channel]!(PAYLOADS[payload]!), await CHANNELS[channel]!(TAME)];
    const wit = emitWit(planOf(hostile).world);
    expect(RAW.exec(wit)?.[0]).toBeUndefined();
    expect(bare(wit)).toBe(bare(emitWit(planOf(tame).world)));
    expect(planText(planOf(hostile)).split('\n').length).toBe(planText(planOf(tame)).split('\n').length);
  });

  test('leaves declarations that TypeScript reads', async () => {
    const files = new Map<string, string>();
    for (const [index, payload] of Object.values(PAYLOADS).entries()) {
      const { files: made } = textsOf(await withDocs(payload), { name: 'test' });
      for (const [file, text] of made) if (file.endsWith('.d.ts')) files.set(`p${index}/${file}`, text);
    }
    expect(compile(files)).toBe('');
  });
});

describe('an external id is no code:', () => {
  test.each([
    'data:text/javascript,PWNED()', 'DATA:text/javascript,PWNED()', ' data:text/javascript,PWNED()',
    'da\nta:text/javascript,PWNED()', '\0data:text/javascript,PWNED()', 'blob:x', 'javascript:PWNED()',
    '\tdata:,x',
  ])('%j', async (text) => {
    expect(transpile(await withExternalId(text)).imports).toEqual(['f']);
  });
});

describe('options', () => {
  const plain = (): Promise<Uint8Array> => parse(DOCUMENTED);

  test.each(Object.keys(PAYLOADS))('name: %s', async (payload) => {
    const bytes = await plain();
    const options = { name: PAYLOADS[payload]!, base64Cutoff: 0 };
    const expected = textsOf(bytes, { name: TAME, base64Cutoff: 0 });
    let texts: Texts;
    try {
      texts = textsOf(bytes, options);
    } catch (error) {
      expect(error).toMatchObject({ name: 'TranspileError', code: 'OPTION_VALUE' });
      expect((error as TranspileError).format()).not.toMatch(UNSEEN);
      return;
    }
    for (const file of texts.files.keys()) {
      expect(file.replace(/^interfaces\//, '')).not.toMatch(/[/\\:*?"<>|\p{C}\p{Zl}\p{Zp}]|^\./u);
    }
    const code = texts.files.get(`${options.name}.js`)!;
    expect(code).not.toMatch(RAW);
    expect(shapeOf(code)).toEqual(shapeOf(expected.files.get(`${TAME}.js`)!));
  });

  // A `*` in a target needs one in the pattern.
  const targets = Object.keys(PAYLOADS)
    .filter((payload) => payload !== 'empty' && !PAYLOADS[payload]!.includes('*'));
  test.each(targets)('target of a map: %s', async (payload) => {
    const bytes = await plain();
    const codeFor = (target: string): string =>
      textsOf(bytes, { map: { 'a:b/imported': target } }).files.get('component.js')!;
    const code = codeFor(`x${PAYLOADS[payload]!}`);
    expect(code).not.toMatch(RAW);
    expect(shapeOf(code)).toEqual(shapeOf(codeFor('x')));
  });
});

describe('file names', () => {
  const filesOf = (
    imports: readonly string[], exports: readonly string[] = [],
  ): string[] => Object.keys(transpile(component(
    section(7, vec([0x42, vec()])),
    section(5, vec([0x01, vec()])),
    section(10, vec(...imports.map((each) => [0x00, name(each), 0x05, 0x00]))),
    section(11, vec(...exports.map((each) => [0x00, name(each), 0x05, 0x00, 0x00]))),
  )).files);

  function expectSafe(files: readonly string[], count: number): void {
    for (const file of files) expect(file).toMatch(FILE_NAME);
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(files.length);
    expect(files.filter((file) => file.startsWith('interfaces/')).length).toBe(count);
  }

  test('differ by more than case', () => expectSafe(filesOf(['a:b/http'], ['a:b/HTTP']), 2));
  test('of names that are joined alike', () => expectSafe(filesOf(['a-b:c/d', 'a:b-c/d', 'a:b/c-d']), 3));
  test('that are devices elsewhere', () => {
    const files = filesOf(['con', 'nul', 'com1', 'aux', 'prn', 'lpt9']);
    expectSafe(files, 6);
    for (const file of files) expect(file).not.toMatch(/(?:^|\/)(?:con|nul|com1|aux|prn|lpt9)\./i);
  });
  test('of names of 100 kB', () => {
    const long = `a:b/${'x'.repeat(99_000)}`;
    expectSafe(filesOf([`${long}a`, `${long}b`, `${long}c`]), 3);
  });
  test('of names that every object has', () => expectSafe(filesOf(['constructor', 'proto', 'to-string']), 3));
});

describe('the text of an error', () => {
  const VALID = ['empty', 'constructor', 'reserved word'];
  test.each(Object.keys(PAYLOADS).filter((payload) => !VALID.includes(payload)))(
    'has one line without tricks: %s', (payload) => {
      const text = PAYLOADS[payload]!.slice(0, 1000);
      const inputs = [
        component(section(10, vec([0x00, name(text), 0x05, 0x00]))),
        component(section(7, vec([0x40, vec([name(text), 0x79]), 0x01, 0x00]))),
        component(section(1, CORE_MODULE, section(7, vec([name(text), 0x00, 0x00])))),
      ];
      for (const bytes of inputs) {
        let message = '';
        try {
          transpile(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(TranspileError);
          message = (error as TranspileError).format();
        }
        expect(message).not.toBe('');
        expect(message).not.toMatch(UNSEEN);
      }
    });
});
