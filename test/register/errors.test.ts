// What `wcm2js/register` says when something is wrong: what and where, and no stack of its own.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { node20 } from '../support/node20.ts';
import { engines, makeApplication, node } from './support/application.ts';

const application = await makeApplication({ wcm2js: {} });

/** A function that takes a number, lifted of one that takes none. */
const broken = await parse(`(component
  (core module $m (func (export "f")))
  (core instance $i (instantiate $m))
  (func (export "f") (param "x" u32) (canon lift (core func $i "f"))))`);
application.write('broken.wasm', broken);
application.write('garbage.wasm', 'this is no component');
application.write('static.mjs', "import './broken.wasm';");
application.write('required.cjs', "require('./broken.wasm');");
application.write('caught.mjs', `
  for (const file of ['broken', 'garbage']) {
    try {
      await import(\`./\${file}.wasm\`);
    } catch ({ message, code, offset, stack }) {
      console.log(JSON.stringify({ message, code, offset, lines: stack.split('\\n').length }));
    }
  }`);
application.write('missing.mjs', "import './missing.wasm';");

interface CaughtError {
  readonly message: string;
  readonly code: string;
  readonly offset: number;
  /** Of the stack. */
  readonly lines: number;
}

const NOISE = /\bat .*dist[\\/]|wcm2js[\\/]dist|node_modules[\\/]wcm2js/;

describe.each(engines)('in $name', (engine) => {
  test.each(['static.mjs', 'required.cjs'])('a broken component ends %s with a text that says where', (program) => {
    const { code, stdout, stderr } = application.run(engine, program);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/broken\.wasm: [A-Z_]+ at 0x[\da-f]+: .+/);
    expect(stderr).not.toMatch(NOISE);
    expect(existsSync(application.cache) ? readdirSync(application.cache) : [], 'nothing is left behind').toEqual([]);
  });

  test('errors can be caught, with what the transpiler knows', () => {
    const { stdout } = application.run(engine, 'caught.mjs');
    const errors = stdout.trim().split('\n').map((line) => JSON.parse(line) as CaughtError);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining(`${join(application.folder, 'broken.wasm')}: INVALID_CANON at 0x`),
      expect.stringContaining(`${join(application.folder, 'garbage.wasm')}: MALFORMED_MAGIC at 0x0: `),
    ]);
    // Deno makes errors of its own of those that modules throw.
    if (engine.name === 'deno') return;
    expect(errors.map(({ code }) => code)).toEqual(['INVALID_CANON', 'MALFORMED_MAGIC']);
    expect(errors.map(({ offset }) => offset)).toEqual([expect.any(Number), 0]);
    expect(errors.map(({ lines }) => lines)).toEqual([1, 1]);
  });
});

test('a file that is missing is reported by the engine', () => {
  const { code, stderr } = application.run(node, 'missing.mjs');
  expect(code).toBe(1);
  expect(stderr).toContain('ERR_MODULE_NOT_FOUND');
});

describe('options', () => {
  const message = (env: Readonly<Record<string, string>>): string => {
    const { code, stderr } = application.run(node, 'main.node.js', env);
    expect(code).toBe(1);
    expect(stderr).not.toMatch(NOISE);
    return stderr;
  };

  test.each([
    ['{ "strikt": true }', 'adder.wasm: OPTION_UNKNOWN: unknown option "strikt"; did you mean "strict"?'],
    ['{ "name": "x" }', 'option "name": expected nothing in wcm2js/register: files are called as the component is'],
    ['{ "strict": 1 }', 'option "strict": expected true or false, got 1'],
    ['{ strict', 'WCM2JS_OPTIONS: it is no JSON: '],
    ['[]', 'WCM2JS_OPTIONS: expected an object, got []'],
  ])('of the environment, %s', (text, expected) => {
    expect(message({ WCM2JS_OPTIONS: text })).toContain(expected);
  });

  test('of a package.json', () => {
    application.write('package.json', '{ "type": "module", "wcm2js": [] }');
    expect(message({})).toContain(`${join(application.folder, 'package.json')}, field "wcm2js": expected an object, got []`);
  });
});

const old = node20();
test.skipIf(old === undefined)('Node 20 is told, in a line, which Node it needs', () => {
  const register = join(application.folder, 'node_modules/wcm2js/dist/plugin/register.js');
  const { status, stdout, stderr } = spawnSync(old!, ['--import', register, 'main.node.js'], {
    cwd: application.folder, encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^wcm2js\/register needs Node 22\.15 or newer; this is Node 20\.\d+\.\d+\n$/);
});
