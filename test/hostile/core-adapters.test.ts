// Adapters in core code where guests do what they may not, beside those in JavaScript: text that isn't UTF-8, memories
// that grow, imports called by realloc and post-return, handlers that would catch a trap.

import { spawnSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import { MEMORY, OPTIONS, codeOf } from '../emitter/support/component.ts';
import type { Exports } from '../emitter/support/component.ts';
import { node20 } from '../support/node20.ts';
import { load } from './support/fresh.ts';

const MODES = ['off', 'on', 'auto'] as const;

/** The value, or the text of the trap, after which nothing enters. */
function outcome(exports: Exports, name: string, ...args: unknown[]): unknown {
  try {
    return exports[name]!(...args);
  } catch (error) {
    expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
    expect(() => exports[name]!(...args)).toThrow('cannot enter component instance');
    return (error as Error).message;
  }
}

interface Parts {
  /** Of the callee's module: what `take` and `post` do, and more. */
  readonly callee?: string;
  readonly calleeOptions?: string;
  /** Around the caller's call. */
  readonly call?: (call: string) => string;
  readonly calleeImports?: string;
  readonly memory?: string;
}

const TAKE = '(func (export "take") (param i32 i32) (result i32) (local.get 1))';

/** `set` fills the caller's memory; `send` hands on a string, `send-list` a list of them. */
function between({ callee = TAKE, calleeOptions = '', call = (text) => text, calleeImports = '', memory = MEMORY }: Parts): string {
  return `(component
  (import "log" (func $log))
  (component $callee
    (import "log" (func $log))
    (core func $log' (canon lower (func $log)))
    (core module $code
      ${calleeImports}
      ${memory}
      ${callee}
      (func (export "take-list") (param i32 i32) (result i32) (i32.load (i32.add (local.get 0) (i32.const 4)))))
    (core instance $m (instantiate $code (with "" (instance (export "log" (func $log'))))))
    (func (export "take") (param "x" string) (result u32) (canon lift (core func $m "take") ${OPTIONS} ${calleeOptions}))
    (func (export "take-list") (param "x" (list string)) (result u32) (canon lift (core func $m "take-list") ${OPTIONS})))
  (instance $callee (instantiate $callee (with "log" (func $log))))
  (component $caller
    (import "take" (func $take (param "x" string) (result u32)))
    (import "take-list" (func $take-list (param "x" (list string)) (result u32)))
    (core module $memory ${MEMORY})
    (core instance $m (instantiate $memory))
    (core func $take (canon lower (func $take) ${OPTIONS}))
    (core func $take-list (canon lower (func $take-list) ${OPTIONS}))
    (core module $code
      (import "m" "memory" (memory 1))
      (import "" "take" (func $take (param i32 i32) (result i32)))
      (import "" "take-list" (func $take-list (param i32 i32) (result i32)))
      (func (export "set") (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))
      (func (export "send") (param i32 i32) (result i32) ${call('(call $take (local.get 0) (local.get 1))')})
      (func (export "send-list") (param i32 i32) (result i32) ${call('(call $take-list (local.get 0) (local.get 1))')}))
    (core instance $c (instantiate $code (with "m" (instance $m)) (with "" (instance
      (export "take" (func $take)) (export "take-list" (func $take-list))))))
    (func (export "set") (param "at" u32) (param "x" u8) (canon lift (core func $c "set")))
    (func (export "send") (param "at" u32) (param "length" u32) (result u32) (canon lift (core func $c "send")))
    (func (export "send-list") (param "at" u32) (param "length" u32) (result u32) (canon lift (core func $c "send-list"))))
  (instance $caller (instantiate $caller
    (with "take" (func $callee "take")) (with "take-list" (func $callee "take-list"))))
  (export "set" (func $caller "set")) (export "send" (func $caller "send")) (export "send-list" (func $caller "send-list")))`;
}

const imports = { log: () => undefined };

/** Puts bytes into the caller's memory. */
function fill(exports: Exports, at: number, bytes: Iterable<number>): void {
  let next = at;
  for (const byte of bytes) exports['set']!(next++, byte);
}

describe.each(MODES)('with several memories %s', (multiMemory) => {
  const fresh = (parts: Parts) => load(between(parts), { multiMemory });

  test('text is UTF-8, however long it is and wherever it breaks', async () => {
    const instantiate = await fresh({});
    for (const length of [1, 3, 7, 8, 9, 15, 16, 17, 63, 64, 127, 128, 129, 136, 160, 161, 192, 300]) {
      const places = new Set([0, 1, 6, 7, 8, length >> 1, length - 33, length - 32, length - 9, length - 8, length - 2, length - 1]);
      for (const place of places) {
        if (place < 0 || place >= length) continue;
        for (const [byte, expected] of [[0x7f, length], [0x80, 'invalid utf-8'], [0xff, 'invalid utf-8']] as const) {
          const exports = instantiate(imports);
          fill(exports, 2048, new Uint8Array(length).fill(0x61).with(place, byte));
          expect(outcome(exports, 'send', 2048, length), `${byte} at ${place} of ${length}`).toBe(expected);
        }
      }
      const exports = instantiate(imports);
      fill(exports, 2048, new Uint8Array(length).fill(0x61).with(length - 1, 0xc3));
      expect(outcome(exports, 'send', 2048, length)).toBe('incomplete utf-8 byte sequence');
    }
  });

  test('text of all lengths of characters arrives', async () => {
    const exports = (await fresh({}))(imports);
    for (const text of ['é', '日本語', '💡', 'aé日💡'.repeat(40)]) {
      const bytes = new TextEncoder().encode(text);
      fill(exports, 2048, bytes);
      expect(exports['send']!(2048, bytes.length)).toBe(bytes.length);
    }
  });

  test.each<[at: number, length: number, expected: string | number]>([
    [65_536, 0, 0], [65_530, 6, 6],
    [65_530, 7, 'string pointer/length out of bounds of memory (string content out-of-bounds)'],
    [0xffff_ffff, 2, 'string pointer/length out of bounds of memory (string content out-of-bounds)'],
    [0, 0x1000_0000, 'string pointer/length out of bounds of memory (string content out-of-bounds)'],
  ])('a string of so many bytes at %i: %i', async (at, length, expected) => {
    expect(outcome((await fresh({}))(imports), 'send', at, length)).toBe(expected);
  });

  test.each<[at: number, length: number, expected: string]>([
    [2048, 0x2000_0001, 'list content out-of-bounds'], [2048, 0x8000_0000, 'list content out-of-bounds'],
    [2049, 1, 'unaligned pointer'], [65_536, 1, 'list content out-of-bounds'], [0xffff_fffc, 1, 'list content out-of-bounds'],
  ])('a list at %i of %i strings', async (at, length, expected) => {
    expect(outcome((await fresh({}))(imports), 'sendList', at, length)).toBe(expected);
  });

  test.each<[ptr: number, expected: string | number]>([
    [1026, 'realloc return: result not aligned (unaligned pointer)'],
    [65_536, 'realloc return: beyond end of memory (list content out-of-bounds)'],
    [-4, 'realloc return: beyond end of memory (list content out-of-bounds)'], [65_528, 0],
  ])('realloc that gives %i', async (ptr, expected) => {
    const memory = `(memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const ${ptr}))`;
    expect(outcome((await fresh({ memory }))(imports), 'sendList', 2048, 1)).toBe(expected);
  });

  test('memory that grows while a list is copied', async () => {
    const memory = `(memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
        (local.set $at (i32.shl (memory.size) (i32.const 16)))
        (drop (memory.grow (i32.const 1)))
        (local.get $at))`;
    const exports = (await fresh({ memory }))(imports);
    fill(exports, 2048, [...'héllo'].flatMap((each) => [...new TextEncoder().encode(each)]));
    fill(exports, 1024, [0, 8, 0, 0, 6, 0, 0, 0, 0, 8, 0, 0, 6, 0, 0, 0]);
    expect(exports['sendList']!(1024, 2)).toBe(6);
    expect(exports['send']!(2048, 6)).toBe(6);
  });

  const log = '(import "" "log" (func $log))';

  test('realloc may not call an import', async () => {
    const memory = `(memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (call $log) (i32.const 8))`;
    const instantiate = await fresh({ memory, calleeImports: log });
    expect(outcome(instantiate(imports), 'send', 0, 1)).toBe('cannot leave component instance');
  });

  test('post-return may not call an import, take may', async () => {
    const callee = (post: string, take: string): string => `
      (func (export "take") (param i32 i32) (result i32) ${take} (local.get 1))
      (func (export "post") (param i32) ${post})`;
    const calleeOptions = '(post-return (core func $m "post"))';
    const calm = await fresh({ calleeImports: log, callee: callee('(if (i32.eqz (local.get 0)) (then (call $log)))', '(call $log)'), calleeOptions });
    const exports = calm(imports);
    expect(exports['send']!(0, 1)).toBe(1);
    expect(outcome(exports, 'send', 0, 0)).toBe('cannot leave component instance');
  });

  test('a handler above does not see the trap', async () => {
    const call = (text: string): string =>
      `(block $caught (return (try_table (result i32) (catch_all $caught) ${text}))) (i32.const 77)`;
    const instantiate = await fresh({ call });
    expect(instantiate(imports)['send']!(0, 1)).toBe(1);
    expect(outcome(instantiate(imports), 'send', 65_536, 1))
      .toBe('string pointer/length out of bounds of memory (string content out-of-bounds)');
    const exports = instantiate(imports);
    fill(exports, 0, [0xff]);
    expect(outcome(exports, 'send', 0, 1)).toBe('invalid utf-8');
  });
});

/** The caller's realloc calls what `leave` says: 1 is the other component, 2 the host, if it may be asked. */
const leaving = (asksHost: boolean): string => `(component
  (import "log" (func $log))
  (component $callee
    (core module $code ${MEMORY} (func (export "echo") (param i32 i32) (result i32)
      (i32.store (i32.const 8) (local.get 0)) (i32.store (i32.const 12) (local.get 1)) (i32.const 8)))
    (core instance $m (instantiate $code))
    (func (export "echo") (param "x" string) (result string) (canon lift (core func $m "echo") ${OPTIONS})))
  (instance $callee (instantiate $callee))
  (component $caller
    (import "log" (func $log))
    (import "echo" (func $echo (param "x" string) (result string)))
    (core module $memory
      (memory (export "memory") 1)
      (table (export "table") 3 funcref)
      (type $call (func (param i32 i32 i32)))
      (type $log (func))
      (global $leave (export "leave") (mut i32) (i32.const 0))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32)
        (if (i32.eq (global.get $leave) (i32.const 1)) (then
          (global.set $leave (i32.const 0))
          (call_indirect (type $call) (i32.const 0) (i32.const 1) (i32.const 16) (i32.const 1))))
        ${asksHost ? '(if (i32.eq (global.get $leave) (i32.const 2)) (then (call_indirect (type $log) (i32.const 2))))' : ''}
        (i32.const 1024)))
    (core instance $m (instantiate $memory))
    (core func $echo (canon lower (func $echo) ${OPTIONS}))
    (core func $log (canon lower (func $log)))
    (core module $code
      (import "m" "memory" (memory 1))
      (import "m" "leave" (global $leave (mut i32)))
      (import "m" "table" (table 3 funcref))
      (import "" "echo" (func $echo (param i32 i32 i32)))
      (import "" "log" (func $log))
      (elem (i32.const 1) $echo ${asksHost ? '$log' : ''})
      (func (export "send") (param i32) (result i32)
        (global.set $leave (local.get 0))
        (call $echo (i32.const 0) (i32.const 3) (i32.const 32))
        ${asksHost ? '(call $log)' : ''}
        (i32.load (i32.const 36))))
    (core instance $c (instantiate $code (with "m" (instance $m)) (with "" (instance
      (export "echo" (func $echo)) (export "log" (func $log))))))
    (func (export "send") (param "leave" u32) (result u32) (canon lift (core func $c "send"))))
  (instance $caller (instantiate $caller (with "log" (func $log)) (with "echo" (func $callee "echo"))))
  (export "send" (func $caller "send")))`;

describe.each(MODES)('a realloc that leaves, with several memories %s', (multiMemory) => {
  // If only core code tests the flag it is a global, else a variable of JavaScript that core code asks for.
  test.each([false, true])('into the other component; its instance may call the host: %s', async (asksHost) => {
    const instantiate = await load(leaving(asksHost), { multiMemory });
    const exports = instantiate(imports);
    expect([exports['send']!(0), exports['send']!(0)]).toEqual([3, 3]);
    expect(outcome(exports, 'send', 1)).toBe('cannot leave component instance');
    if (asksHost) expect(outcome(instantiate(imports), 'send', 2)).toBe('cannot leave component instance');
  });
});

test('where the may-leave flag is', async () => {
  const [inCore, inJs] = await Promise.all([false, true].map((asksHost) => codeOf(leaving(asksHost), { multiMemory: 'on' })));
  expect(inCore).toMatch(/mayLeave0: mayLeave\d/);
  expect(inJs).toMatch(/mayLeave0: \(\) => mayLeave\d/);
});

/** A component with a resource, one that is given handles of it beside text, and one that gives them. */
const HANDLES = `(component
  (component $definer
    (type $r' (resource (rep i32))) (export $r "r" (type $r'))
    (core func $new (canon resource.new $r'))
    (core module $code (import "" "new" (func $new (param i32) (result i32)))
      (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
      (func (export "value") (param i32) (result i32) (local.get 0)))
    (core instance $m (instantiate $code (with "" (instance (export "new" (func $new))))))
    (func (export "make") (param "x" u32) (result (own $r)) (canon lift (core func $m "make")))
    (func (export "value") (param "x" (borrow $r)) (result u32) (canon lift (core func $m "value"))))
  (instance $definer (instantiate $definer))
  (alias export $definer "r" (type $r))
  (component $callee
    (import "r" (type $r (sub resource)))
    (import "value" (func $value (param "x" (borrow $r)) (result u32)))
    (core func $value (canon lower (func $value)))
    (core func $drop (canon resource.drop $r))
    (core module $code
      (import "" "value" (func $value (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      ${MEMORY}
      (func (export "look") (param i32 i32 i32) (result i32) (local $x i32)
        (local.set $x (call $value (local.get 0)))
        (call $drop (local.get 0))
        (local.get $x))
      (func (export "keep") (param i32 i32 i32) (result i32) (i32.const 0))
      (func (export "take") (param i32 i32) (result i32)
        (i32.store (i32.const 8) (i32.load offset=20 (local.get 0)))
        (i32.store (i32.const 12) (i32.const 1024))
        (i32.store (i32.const 16) (i32.const 2))
        (i32.const 8)))
    (core instance $m (instantiate $code (with "" (instance (export "value" (func $value)) (export "drop" (func $drop))))))
    ${['look', 'keep'].map((name) => `(func (export "${name}") (param "r" (borrow $r)) (param "x" string) (result u32)
      (canon lift (core func $m "${name}") ${OPTIONS}))`).join('\n')}
    (func (export "take") (param "x" (list (tuple string (own $r)))) (result (tuple (own $r) string))
      (canon lift (core func $m "take") ${OPTIONS})))
  (instance $callee (instantiate $callee (with "r" (type $r)) (with "value" (func $definer "value"))))
  (component $caller
    (import "r" (type $r (sub resource)))
    (import "make" (func $make (param "x" u32) (result (own $r))))
    (import "value" (func $value (param "x" (borrow $r)) (result u32)))
    (import "look" (func $look (param "r" (borrow $r)) (param "x" string) (result u32)))
    (import "keep" (func $keep (param "r" (borrow $r)) (param "x" string) (result u32)))
    (import "take" (func $take (param "x" (list (tuple string (own $r)))) (result (tuple (own $r) string))))
    (core module $memory ${MEMORY})
    (core instance $m (instantiate $memory))
    (core func $make (canon lower (func $make)))
    (core func $value (canon lower (func $value)))
    ${['look', 'keep', 'take'].map((name) => `(core func $${name} (canon lower (func $${name}) ${OPTIONS}))`).join('\n')}
    (core module $code
      (import "m" "memory" (memory 1))
      (import "" "make" (func $make (param i32) (result i32)))
      (import "" "value" (func $value (param i32) (result i32)))
      (import "" "look" (func $look (param i32 i32 i32) (result i32)))
      (import "" "keep" (func $keep (param i32 i32 i32) (result i32)))
      (import "" "take" (func $take (param i32 i32 i32)))
      (func (export "make") (param i32) (result i32) (call $make (local.get 0)))
      (func (export "look") (param i32) (result i32) (call $look (local.get 0) (i32.const 0) (i32.const 9)))
      (func (export "keep") (param i32) (result i32) (call $keep (local.get 0) (i32.const 0) (i32.const 9)))
      (func (export "take") (param i32 i32) (result i32)
        (i32.store (i32.const 32) (i32.const 0)) (i32.store (i32.const 36) (i32.const 2)) (i32.store (i32.const 40) (local.get 0))
        (i32.store (i32.const 44) (i32.const 0)) (i32.store (i32.const 48) (i32.const 2)) (i32.store (i32.const 52) (local.get 1))
        (call $take (i32.const 32) (i32.const 2) (i32.const 64))
        (call $value (i32.load (i32.const 64)))))
    (core instance $c (instantiate $code (with "m" (instance $m)) (with "" (instance
      ${['make', 'value', 'look', 'keep', 'take'].map((name) => `(export "${name}" (func $${name}))`).join(' ')}))))
    (func (export "make") (param "x" u32) (result u32) (canon lift (core func $c "make")))
    (func (export "look") (param "x" u32) (result u32) (canon lift (core func $c "look")))
    (func (export "keep") (param "x" u32) (result u32) (canon lift (core func $c "keep")))
    (func (export "take") (param "x" u32) (param "y" u32) (result u32) (canon lift (core func $c "take"))))
  (instance $caller (instantiate $caller (with "r" (type $r)) (with "make" (func $definer "make")) (with "value" (func $definer "value"))
    ${['look', 'keep', 'take'].map((name) => `(with "${name}" (func $callee "${name}"))`).join(' ')}))
  ${['make', 'look', 'keep', 'take'].map((name) => `(export "${name}" (func $caller "${name}"))`).join(' ')})`;

describe.each(MODES)('handles beside text, with several memories %s', (multiMemory) => {
  const fresh = async (): Promise<Exports> => {
    const exports = (await load(HANDLES, { multiMemory }))();
    expect([exports['make']!(70), exports['make']!(71)]).toEqual([1, 2]);
    return exports;
  };

  test('are lent and given', async () => {
    const exports = await fresh();
    expect(exports['look']!(2)).toBe(71);
    expect(exports['take']!(1, 2)).toBe(71);
    expect(exports['look']!(2)).toBe(71);
    expect(outcome(exports, 'look', 1)).toBe('unknown handle index 1');
  });

  test.each<[name: string, args: readonly number[], expected: RegExp]>([
    ['look', [9], /^unknown handle index 9$/],
    ['keep', [1], /^borrow handles still remain at the end of the call$/],
    ['take', [1, 1], /^unknown handle index 1$/],
  ])('%s %j', async (name, args, expected) => {
    expect(outcome(await fresh(), name, ...args)).toMatch(expected);
  });
});

test('handles beside text are passed by functions that core code calls', async () => {
  expect(await codeOf(HANDLES, { multiMemory: 'on' })).toMatch(/handle0: \(index\) => /);
});

describe('a module that the engine is asked about', () => {
  // Each is compiled once; text of their own makes these others than those above.
  test.each([true, false])('validates: %s', async (isValid) => {
    const instantiate = await load(between({ callee: `${TAKE} (func (export "${isValid}"))` }), { multiMemory: 'auto' });
    const { validate } = WebAssembly;
    const spy = vi.spyOn(WebAssembly, 'validate').mockImplementation((bytes) => isValid && validate(bytes));
    try {
      const exports = instantiate(imports);
      expect(exports['send']!(0, 5)).toBe(5);
      expect(spy.mock.results).toEqual([{ type: 'return', value: isValid }]);
      expect(outcome(exports, 'sendList', 3, 5)).toBe('unaligned pointer');
    } finally {
      spy.mockRestore();
    }
  });
});

const oldNode = node20();

test.skipIf(oldNode === undefined)('Node 20 has auto, but not on', async () => {
  const run = async (multiMemory: 'auto' | 'on') => {
    const url = `data:text/javascript;base64,${btoa(await codeOf(between({}), { multiMemory }))}`;
    const script = `import(${JSON.stringify(url)}).then(({ instantiate }) =>
      console.log(instantiate(undefined, { log() {} }).send(0, 50)))`;
    return spawnSync(oldNode!, ['-e', script], { encoding: 'utf8' });
  };
  expect((await run('auto')).stdout.trim()).toBe('50');
  expect((await run('on')).stderr).toContain('CompileError');
});
