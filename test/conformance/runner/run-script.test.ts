/**
 * What the directives mean, with a transpiler that takes the bytes of a component for the text of a
 * module: so each script here says itself what its components do.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseScript } from '../wast/directives.ts';
import { makeToBytes } from './component-bytes.ts';
import type { Outcome } from './outcome.ts';
import { makeRunner } from './run-script.ts';
import type { Transpiler } from './transpiler.ts';

class Refusal extends Error {}

const echo: Transpiler = {
  name: 'echo',
  coreModules: 'inlined',
  transpile: async (bytes, name) => {
    const text = new TextDecoder().decode(bytes);
    if (text.startsWith('refuse')) throw new Refusal(text);
    if (text.startsWith('break')) throw new Error(text);
    return { [`${name}.js`]: bytes };
  },
  refusalText: (error) => (error instanceof Refusal ? error.message : undefined),
};

const folder = mkdtempSync(join(tmpdir(), 'wcm2js-runner-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * Runs a script; each in a folder of its own, since the engine never loads a module anew from the same
 * place.
 */
async function run(script: string): Promise<Outcome[]> {
  const runDirective = makeRunner({
    transpiler: echo,
    toBytes: makeToBytes(),
    folder: mkdtempSync(join(folder, 'run-')),
    scriptName: 't',
  });
  const outcomes: Outcome[] = [];
  for (const directive of parseScript(script)) outcomes.push(await runDirective(directive));
  return outcomes;
}

/** The outcomes in short: `pass`, `blocked`, or what a failure got. */
const inShort = async (script: string): Promise<string[]> =>
  (await run(script)).map((outcome) => (outcome.kind === 'fail' ? outcome.got : outcome.kind));

/** A component whose instance is the given object literal; it may use `imports`. */
const component = (head: string, instance: string): string =>
  `(${head} binary ${JSON.stringify(`export const instantiate = (_, imports) => (${instance});`)})`;

const trapping = '{ f() { throw new WebAssembly.RuntimeError("unaligned pointer"); } }';
const counting = '(() => { let n = 0; return { f: () => ++n }; })()';

describe('instances', () => {
  test('an invoke goes to the last instance, or to one by its name', async () => {
    expect(await inShort(`
      ${component('component $a', '{ f: () => 1 }')}
      ${component('component', '{ f: () => 2 }')}
      (assert_return (invoke "f") (u8.const 2))
      (assert_return (invoke $a "f") (u8.const 1))
    `)).toEqual(['pass', 'pass', 'pass', 'pass']);
  });

  test('each instance of a definition has a state of its own', async () => {
    expect(await inShort(`
      ${component('component definition $D', counting)}
      (component instance $i $D)
      (assert_return (invoke "f") (u8.const 1))
      (component instance $j $D)
      (assert_return (invoke "f") (u8.const 1))
      (assert_return (invoke $i "f") (u8.const 2))
    `)).toEqual(Array.from({ length: 6 }, () => 'pass'));
  });

  test('a registered instance and one with a name can be imported', async () => {
    expect(await inShort(`
      ${component('component $named', '{ f: () => 1 }')}
      ${component('component', '{ f: () => 2 }')}
      (register "registered")
      ${component('component', '{ f: () => imports.named.f() + imports.registered.f() }')}
      (assert_return (invoke "f") (u8.const 3))
    `)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass']);
  });

  test('an export is found by its WIT name before its JavaScript name', async () => {
    expect(await inShort(`
      ${component('component', '{ doIt: () => 1, aB: () => 1, "a-b": () => 2 }')}
      (assert_return (invoke "do-it") (u8.const 1))
      (assert_return (invoke "a-b") (u8.const 2))
      (invoke "missing")
    `)).toEqual([
      'pass', 'pass', 'pass', 'thrown Error: no exported function "missing" among doIt, aB, a-b',
    ]);
  });
});

describe('a failure', () => {
  test('blocks those that need what it did not make, and nobody else', async () => {
    expect(await inShort(`
      ${component('component $a', '{ f: () => 1 }')}
      (component binary "refuse: no")
      (assert_return (invoke "f") (u8.const 1))
      (register "x")
      (component definition $D binary "break: down")
      (component instance $i $D)
      (invoke $i "f")
      (assert_return (invoke $a "f") (u8.const 1))
    `)).toEqual([
      'pass', 'refuse: no', 'blocked', 'blocked',
      expect.stringContaining('echo broke: Error: break: down') as string,
      'blocked', 'blocked', 'pass',
    ]);
  });

  test('shows the frames inside the generated module with their source', async () => {
    const [, outcome] = await run(`${component('component', trapping)}(assert_return (invoke "f"))`);
    expect(outcome).toMatchObject({
      kind: 'fail',
      expected: 'a return without a value',
      got: 'thrown RuntimeError: unaligned pointer',
      frames: [expect.stringMatching(/^at .*f \(t-1\.js:1:\d+\)  export const instantiate/)],
      folder: expect.stringContaining('t-1') as string,
    });
  });

  test('a text that the text parser refuses is told apart from a component that is refused', async () => {
    const [outcome] = await run('(component (core module) garbage)');
    expect(outcome).toEqual({
      kind: 'text refused',
      message: 'expected `(` (line 1, column 26 of the component)',
    });
  });
});

describe('results', () => {
  test('an ok is returned and an err is a thrown ComponentError', async () => {
    const instance = `(() => {
      class ComponentError extends Error { constructor(payload) { super(); this.payload = payload; } }
      return {
        ok: () => 1, unit() {}, err() { throw new ComponentError('no'); },
        other() { throw Object.assign(new Error('x'), { payload: 'no' }); },
      };
    })()`;
    expect(await inShort(`
      ${component('component', instance)}
      (assert_return (invoke "ok") (result.ok (u8.const 1)))
      (assert_return (invoke "unit") (result.ok))
      (assert_return (invoke "err") (result.err (str.const "no")))
      (assert_return (invoke "err") (result.ok))
      (assert_return (invoke "err") (result.err (str.const "yes")))
      (assert_return (invoke "other") (result.err (str.const "no")))
      (assert_return (invoke "ok") (result.err))
    `)).toEqual([
      'pass', 'pass', 'pass', 'pass', 'thrown Error:  with payload "no"', 'payload: expected "yes", got "no"',
      'thrown Error: x with payload "no"', 'returned 1',
    ]);
  });

  test('a call without a result returns undefined', async () => {
    expect(await inShort(`
      ${component('component', '{ none() {}, one: () => null }')}
      (assert_return (invoke "none"))
      (assert_return (invoke "one"))
      (invoke "one")
    `)).toEqual(['pass', 'pass', 'null', 'pass']);
  });

  test('a promise is waited for', async () => {
    const instance = '{ f: async () => 1, g: async () => { throw new WebAssembly.RuntimeError("t"); } }';
    expect(await inShort(`
      ${component('component', instance)}
      (assert_return (invoke "f") (u8.const 1))
      (assert_trap (invoke "g") "t")
    `)).toEqual(['pass', 'pass', 'pass']);
  });
});

describe('traps', () => {
  test('a trap has to be one, with that text', async () => {
    expect(await inShort(`
      ${component('component', trapping)}
      (assert_trap (invoke "f") "unaligned")
      (assert_trap (invoke "f") "out of bounds")
      ${component('component', '{ f() { throw new Error("unaligned"); }, g: () => 1 }')}
      (assert_trap (invoke "f") "unaligned")
      (assert_trap (invoke "g") "unaligned")
    `)).toEqual([
      'pass', 'pass', 'thrown RuntimeError: unaligned pointer',
      'pass', 'thrown Error: unaligned', 'returned 1',
    ]);
  });

  test('a component may trap in its instantiation', async () => {
    const start = '(() => { throw new WebAssembly.RuntimeError("at start"); })()';
    expect(await inShort(`
      (assert_trap ${component('component', start)} "at start")
      (assert_trap ${component('component', start)} "at the end")
      (assert_trap ${component('component', '{}')} "at start")
      ${component('component', start)}
      (assert_trap (invoke "f") "x")
    `)).toEqual([
      'pass', 'RuntimeError: at start', 'an instance',
      'RuntimeError: at start while instantiating', 'blocked',
    ]);
  });
});

describe('refusals', () => {
  test('any proper refusal will do, and whether it holds the text is told', async () => {
    const outcomes = await run(`
      (assert_invalid (component binary "refuse: type mismatch") "type mismatch")
      (assert_malformed (component binary "refuse: type mismatch") "unexpected end")
      (assert_malformed (component quote "(x)") "unexpected token")
    `);
    expect(outcomes.map((outcome) => outcome.kind === 'pass' && outcome.refusal)).toMatchObject([
      { message: 'refuse: type mismatch', holdsText: true, byTextParser: false },
      { message: 'refuse: type mismatch', holdsText: false, byTextParser: false },
      { byTextParser: true },
    ]);
  });

  test('neither acceptance nor a defect of the transpiler is a refusal', async () => {
    expect(await inShort(`
      (assert_invalid ${component('component', '{}')} "x")
      (assert_malformed (component binary "break: x") "x")
    `)).toEqual(['accepted', expect.stringContaining('echo broke') as string]);
  });

  test('unlinkable is any error but a trap', async () => {
    const throwing = (error: string): string => `(() => { throw new ${error}("missing f"); })()`;
    expect(await inShort(`
      (assert_unlinkable ${component('component', throwing('TypeError'))} "missing f")
      (assert_unlinkable ${component('component', throwing('WebAssembly.RuntimeError'))} "missing f")
      (assert_unlinkable ${component('component', '{}')} "missing f")
    `)).toEqual(['pass', 'RuntimeError: missing f', 'an instance']);
  });
});
