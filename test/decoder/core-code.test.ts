// The scan of function bodies: every fact has a case with it and one without, every family of instructions is
// passed over without losing the thread, and broken bodies are unknown.

import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';

import { scanCoreCode } from '../../src/decoder/core-code.ts';
import type { CodeFacts } from '../../src/decoder/core-code.ts';
import { decodeCoreModule } from '../../src/decoder/core-module.ts';
import { Reader } from '../../src/decoder/reader.ts';

async function scanText(wat: string): Promise<readonly CodeFacts[]> {
  return scanCoreCode(decodeCoreModule(new Reader(await parse(wat))));
}

const ITEMS = `
  (type $none (func)) (type $binary (func (param i32 i32) (result i32)))
  (type $struct (struct (field (mut i32)))) (type $array (array (mut i8))) (type $funcs (array (mut funcref)))
  (import "m" "mark" (func $mark)) (import "m" "other" (func $other (param i32) (result i32)))
  (memory $m 1) (memory $n 2) (table $t 10 funcref) (table $u 10 externref) (table $f 10 funcref)
  (global $g (mut i32) (i32.const 0)) (tag $tag (param i32)) (data $d "x") (elem $e func $mark)`;

/** The facts of one function with this body and a few locals, in a module with a few items of every kind. */
async function facts(body: string): Promise<CodeFacts> {
  const locals = '(local $i i32) (local $l i64) (local $x f64) (local $v v128)'
    + '(local $s (ref null $struct)) (local $a (ref null $array)) (local $fa (ref null $funcs))';
  const [first] = await scanText(`(module ${ITEMS} (func ${locals} ${body}))`);
  if (first === undefined) throw new Error('no function found');
  return first;
}

const QUIET: CodeFacts = {
  unknown: false, calls: [], indirect: [], callRefs: [], refFuncs: [], throws: false, catches: false,
  growsMemory: [], waits: false, traps: false, tableWrites: [], trampoline: false,
};

describe('facts', () => {
  test('an empty body does nothing', async () => {
    expect(await facts('')).toEqual(QUIET);
  });

  test('calls and tail calls are listed once each', async () => {
    const body = 'call $mark (drop (call $other (i32.const 1))) call $mark return_call $mark';
    expect(await facts(body)).toEqual({ ...QUIET, calls: [0, 1] });
  });

  test('calls through tables are listed with table and type', async () => {
    const call = (instruction: string, operands: string): string => `${instruction} ${operands}`;
    const found = await facts(`
      ${call('(call_indirect $t (type $none)', '(i32.const 0))')}
      ${call('(call_indirect $f (type $none)', '(i32.const 0))')}
      ${call('(call_indirect $t (type $none)', '(i32.const 1))')}
      ${call('(return_call_indirect $f (type $binary)', '(i32.const 0) (i32.const 0) (i32.const 0))')}`);
    expect(found.indirect).toEqual([{ table: 0, type: 0 }, { table: 2, type: 0 }, { table: 2, type: 1 }]);
    expect(found.traps).toBe(true);
  });

  test('a function that only calls the entry of its own number is a trampoline', async () => {
    const found = await scanText(`(module
      (type $t (func (param i32 i64) (result i32))) (type $u (func))
      (table 99 funcref) (table $other 99 funcref)
      (func (type $t) (call_indirect (type $t) (local.get 0) (local.get 1) (i32.const 0)))
      (func (type $u) (call_indirect (type $u) (i32.const 1)))
      (func (type $u) (call_indirect (type $u) (i32.const 1)))
      (func (type $u) (call_indirect $other (type $u) (i32.const 3)))
      (func (type $u) (call_indirect (type $u) (i32.const 4)) nop)
      (func (type $u) (local i32) (call_indirect (type $u) (i32.const 5)))
      (func (type $t) (drop (call_indirect (type $t) (local.get 0) (local.get 1) (i32.const 6))) (i32.const 0))
      (func (type $t) (call_indirect (type $t) (i32.const 0) (local.get 1) (i32.const 7)))
      (func (param i32 i32) (result i32)
        (call_indirect (param i32 i32) (result i32) (local.get 1) (local.get 0) (i32.const 8)))
      (func (type $u) (return_call_indirect (type $u) (i32.const 9))))`);
    expect(found.map(({ trampoline }) => trampoline)).toEqual([true, true, ...Array<boolean>(8).fill(false)]);
  });

  test('a trampoline may have many parameters and a large number', async () => {
    const params = Array.from({ length: 200 }, (_, i) => i);
    const func = `(func (type $t) ${params.map((i) => `local.get ${i}`).join(' ')}`;
    const found = await scanText(`(module
      (type $t (func (param ${params.map(() => 'i32').join(' ')}))) (type $u (func)) (table 200 funcref)
      ${params.map((i) => `${func} (call_indirect (type $t) (i32.const ${i})))`).join('\n')})`);
    expect(found.every(({ trampoline }) => trampoline)).toBe(true);
  });

  test('calls of references are listed by type, references made by function', async () => {
    const found = await facts('(call_ref $none (ref.func $mark)) (return_call_ref $none (ref.func $mark))');
    expect(found).toEqual({ ...QUIET, callRefs: [0], refFuncs: [0], traps: true });
  });

  test.each(['(throw $tag (i32.const 1))', '(throw_ref (ref.null exn))'])('%s throws', async (body) => {
    expect((await facts(body)).throws).toBe(true);
  });

  test.each([
    'try call $mark catch $tag drop end',
    'try call $mark catch_all end',
    'try try call $mark delegate 0 end',
    '(block $b (try_table (catch_all $b) call $mark))',
    '(block $b (drop (block $c (result i32) (try_table (catch $tag $c) call $mark) (br $b))))',
    '(block $b (drop (block $c (result exnref) (try_table (catch_all_ref $c) call $mark) (br $b))))',
  ])('%s catches', async (body) => {
    expect(await facts(body)).toEqual({ ...QUIET, catches: true, calls: [0] });
  });

  test('a rethrow both catches and throws', async () => {
    const found = await facts('try call $mark catch_all rethrow 0 end');
    expect(found).toMatchObject({ catches: true, throws: true });
  });

  test('a try_table without a clause catches nothing', async () => {
    expect(await facts('(try_table call $mark)')).toEqual({ ...QUIET, calls: [0] });
  });

  test('memories that grow are listed, those asked for their size are not', async () => {
    const body = '(drop (memory.grow $n (i32.const 1))) (drop (memory.size $m))';
    expect(await facts(body)).toEqual({ ...QUIET, growsMemory: [1] });
  });

  test('atomic waits wait, a notify does not', async () => {
    const wait = '(drop (memory.atomic.wait64 $n (local.get $i) (local.get $l) (local.get $l)))';
    expect((await facts(wait)).waits).toBe(true);
    expect((await facts('(drop (memory.atomic.notify (local.get $i) (local.get $i)))')).waits).toBe(false);
  });

  test.each([
    ['(table.set $u (i32.const 0) (ref.null extern))', [1]],
    ['(table.fill $u (i32.const 0) (ref.null extern) (i32.const 2))', [1]],
    ['(drop (table.grow $u (ref.null extern) (i32.const 2)))', [1]],
    ['(table.copy $f $t (i32.const 0) (i32.const 0) (i32.const 1))', [2]],
    ['(table.init $f $e (i32.const 0) (i32.const 0) (i32.const 1))', [2]],
    ['(drop (table.get $u (i32.const 0)))', []],
    ['(drop (table.size $u))', []],
    ['(elem.drop $e)', []],
  ])('%s writes tables %j', async (body, tables) => {
    expect((await facts(body)).tableWrites).toEqual(tables);
  });
});

describe('traps', () => {
  test.each([
    'unreachable',
    '(drop (i32.div_s (local.get $i) (local.get $i)))',
    '(drop (i64.rem_u (local.get $l) (local.get $l)))',
    '(drop (i32.trunc_f64_s (local.get $x)))',
    '(drop (i64.trunc_f32_u (f32.const 1)))',
    '(drop (i32.load (local.get $i)))',
    '(i64.store (local.get $i) (local.get $l))',
    '(memory.copy (i32.const 0) (i32.const 0) (i32.const 0))',
    '(memory.fill (i32.const 0) (i32.const 0) (i32.const 0))',
    '(memory.init $d (i32.const 0) (i32.const 0) (i32.const 0))',
    '(drop (table.get $t (i32.const 0)))',
    '(table.set $t (i32.const 0) (ref.null func))',
    '(drop (struct.get $struct 0 (local.get $s)))',
    '(array.set $array (local.get $a) (i32.const 0) (i32.const 0))',
    '(drop (array.len (local.get $a)))',
    '(drop (ref.cast (ref $struct) (local.get $s)))',
    '(drop (ref.as_non_null (local.get $s)))',
    '(drop (v128.load (local.get $i)))',
    '(drop (v128.load8_lane 1 (local.get $i) (local.get $v)))',
    '(drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))',
  ])('%s may trap', async (body) => {
    expect((await facts(body)).traps).toBe(true);
  });

  test.each([
    '(drop (i32.trunc_sat_f64_s (local.get $x)))',
    '(drop (i32.add (local.get $i) (i32.mul (local.get $i) (i32.const 3))))',
    '(drop (f64.div (local.get $x) (f64.const 0)))',
    '(local.set $v (i8x16.add (local.get $v) (v128.const i64x2 1 2)))',
    '(local.set $s (struct.new $struct (i32.const 1)))',
    '(drop (ref.test (ref $struct) (local.get $s)))',
    '(data.drop $d) (atomic.fence)',
    '(global.set $g (i32.const 1))',
  ])('%s does not trap', async (body) => {
    expect(await facts(body)).toEqual(QUIET);
  });

  describe('a division by a constant', () => {
    test.each([
      ['i32.div_u', 'i32', '7', false],
      ['i32.div_s', 'i32', '7', false],
      ['i32.rem_s', 'i32', '1000000', false],
      ['i32.div_u', 'i32', '0', true],
      ['i32.div_s', 'i32', '-1', true],
      ['i32.rem_s', 'i32', '-1', false],
      ['i32.div_u', 'i32', '-1', false],
      ['i64.div_u', 'i64', '10', false],
      ['i64.div_s', 'i64', '-1', true],
      ['i64.rem_s', 'i64', '-1', false],
      ['i64.rem_u', 'i64', '0', true],
      ['i64.div_s', 'i64', '1000000007', false],
    ])('%s by %s %s: may trap is %j', async (instruction, type, divisor, traps) => {
      const operand = type === 'i32' ? '(local.get $i)' : '(local.get $l)';
      const found = await facts(`(drop (${instruction} ${operand} (${type}.const ${divisor})))`);
      expect(found.traps).toBe(traps);
    });

    test('a long encoding of zero is still zero', () => {
      // i64.const 1; i64.const 0 in two bytes; i64.div_u; drop
      expect(scanBody([0x42, 1, 0x42, 0x80, 0, 0x80, 0x1a])).toMatchObject({ traps: true });
    });

    test('only the constant directly before counts', async () => {
      const body = '(drop (i32.div_u (i32.const 5) (block (result i32) (i32.const 7))))';
      expect((await facts(body)).traps).toBe(true);
    });
  });

  describe('an access at a constant address', () => {
    test.each([
      ['(drop (i32.load (i32.const 65532)))', false],
      ['(drop (i32.load (i32.const 65533)))', true],
      ['(drop (i64.load offset=65528 (i32.const 0)))', false],
      ['(drop (i64.load offset=65528 (i32.const 1)))', true],
      ['(drop (i32.load8_u (i32.const 65535)))', false],
      ['(drop (i32.load8_u (i32.const 65536)))', true],
      ['(drop (i32.load8_u (i32.const -1)))', true],
      ['(drop (i32.load8_u $n (i32.const 65536)))', false],
      ['(drop (i32.load offset=4294967295 (i32.const 0)))', true],
      ['(i32.store (i32.const 1024) (local.get $i))', false],
      ['(i32.store (i32.const 65536) (local.get $i))', true],
      ['(i32.store (i32.const 1024) (i32.const 5))', false],
      ['(i64.store (i32.const 1024) (i64.const -5))', false],
      ['(f64.store (i32.const 1024) (f64.const 0.5))', false],
      ['(i32.store (i32.const 1024) (global.get $g))', false],
      ['(i32.store16 $n (i32.const 131070) (local.get $i))', false],
      ['(i32.store (i32.const 1024) (i32.add (i32.const 1) (i32.const 2)))', true],
      ['(i32.store (local.get $i) (i32.const 4))', true],
      ['(drop (i32.load (i32.add (local.get $i) (i32.const 4))))', true],
    ])('%s: may trap is %j', async (body, traps) => {
      expect(await facts(body)).toEqual({ ...QUIET, traps });
    });

    test('an initial memory of no pages holds nothing', async () => {
      const [only] = await scanText('(module (memory 0 9) (func (drop (i32.load8_u (i32.const 0)))))');
      expect(only?.traps).toBe(true);
    });

    test('an imported memory counts with the size that the import asks for', async () => {
      const [only] = await scanText(
        '(module (import "m" "m" (memory 1)) (func (drop (i32.load8_u (i32.const 8)))))');
      expect(only?.traps).toBe(false);
    });

    test('nothing is assumed of a memory with 64-bit addresses', async () => {
      const [only] = await scanText('(module (memory i64 1) (func (drop (i32.load8_u (i64.const 8)))))');
      expect(only?.traps).toBe(true);
    });
  });
});

describe('the thread is not lost', () => {
  // Each is followed by a call: it is found only if all immediates were passed over.
  test.each([
    'block end loop end (block (result (ref null $struct)) local.get $s) drop',
    '(block (result (ref null func)) (ref.null func)) drop',
    'i32.const 1 if nop else nop end',
    '(block $a (block $b (br_table $a $b $a (local.get $i))))',
    '(drop (select (result (ref null $struct)) (local.get $s) (local.get $s) (i32.const 1)))',
    '(drop (select (local.get $i) (local.get $i) (i32.const 1)))',
    '(block $b (br_on_null $b (local.get $s)) drop)',
    '(block $b (br_if $b (ref.is_null (ref.null any))))',
    '(drop (i32.const -2147483648)) (drop (i64.const -9223372036854775808))',
    '(drop (f32.const nan)) (drop (f64.const -inf))',
    '(drop (i32.load offset=4000000000 align=1 (local.get $i)))',
    '(drop (i32.load $n offset=300 (local.get $i)))',
    '(memory.copy $m $n (i32.const 0) (i32.const 0) (i32.const 0))',
    '(drop (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 (local.get $v) (local.get $v)))',
    '(drop (i8x16.extract_lane_s 15 (local.get $v)))',
    '(drop (f64x2.replace_lane 1 (local.get $v) (local.get $x)))',
    '(v128.store64_lane $n offset=200 1 (local.get $i) (local.get $v))',
    '(drop (v128.load32_zero offset=9 (local.get $i))) (drop (v128.load64_splat (local.get $i)))',
    '(drop (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $v) (local.get $v) (local.get $v)))',
    '(drop (f64x2.convert_low_i32x4_u (local.get $v)))',
    '(drop (i64.atomic.rmw32.cmpxchg_u (i32.const 0) (local.get $l) (local.get $l)))',
    '(atomic.fence)',
    '(drop (array.new_fixed $array 2 (i32.const 1) (i32.const 2)))',
    '(drop (array.new_data $array $d (i32.const 0) (i32.const 1)))',
    '(drop (array.new_elem $funcs $e (i32.const 0) (i32.const 1)))',
    '(array.copy $array $array (local.get $a) (i32.const 0) (local.get $a) (i32.const 0) (i32.const 0))',
    '(array.init_data $array $d (local.get $a) (i32.const 0) (i32.const 0) (i32.const 0))',
    '(array.init_elem $funcs $e (local.get $fa) (i32.const 0) (i32.const 0) (i32.const 0))',
    '(array.fill $array (local.get $a) (i32.const 0) (i32.const 0) (i32.const 0))',
    '(drop (array.get_u $array (local.get $a) (i32.const 0)))',
    '(struct.set $struct 0 (local.get $s) (i32.const 1))',
    '(block $b (result anyref) (br_on_cast $b anyref (ref null $struct) (ref.null any))) drop',
    '(drop (ref.cast i31ref (ref.null any))) (drop (i31.get_s (ref.i31 (i32.const 1))))',
    '(drop (any.convert_extern (ref.null extern))) (drop (extern.convert_any (ref.null any)))',
    '(drop (ref.eq (ref.null eq) (local.get $s)))',
    '(i64.add128 (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1)) drop drop',
    '(i64.mul_wide_u (i64.const 1) (i64.const 1)) drop drop',
    '(drop (i64.extend32_s (local.get $l))) (drop (i64.trunc_sat_f32_u (f32.const 1)))',
  ])('after %s', async (body) => {
    expect(await facts(`${body} call $mark`)).toMatchObject({ unknown: false, calls: [0] });
  });
});

/**
 * The facts of a function of type [] -> [] with these instructions before its `end`, in a module without
 * items.
 */
function scanBody(instructions: readonly number[], end: readonly number[] = [0x0b]): CodeFacts | undefined {
  const body = [0, ...instructions, ...end];
  const other = [2, 0, 0x0b];
  const code = [2, body.length, ...body, ...other];
  const sections = [[1, 4, 1, 0x60, 0, 0], [3, 3, 2, 0, 0], [10, code.length, ...code]];
  const bytes = Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections.flat()]);
  const found = scanCoreCode(decodeCoreModule(new Reader(bytes)));
  // Whatever the first body is, the second one is found.
  expect(found).toHaveLength(2);
  expect(found[1]).toEqual(QUIET);
  return found[0];
}

describe('bodies that cannot be made out are unknown, and the next is read all the same', () => {
  test.each<[string, readonly number[], (readonly number[])?]>([
    ['an unassigned opcode', [0x27]],
    ['an unassigned opcode behind a prefix', [0xfc, 0x40]],
    ['a huge opcode behind a prefix', [0xfd, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]],
    ['stack switching', [0xe0, 0]],
    ['no end', [0x01], []],
    ['an immediate that is cut', [0x41], [0x80]],
    ['an immediate beyond the body', [0x44, 0]],
    ['a call of a function that does not exist', [0x10, 2]],
    ['an indirect call without tables', [0x41, 0, 0x11, 0, 0]],
    ['a reference to a function that does not exist', [0xd2, 9, 0x1a]],
    ['the growth of a memory that does not exist', [0x41, 0, 0x40, 0, 0x1a]],
    ['a write to a table that does not exist', [0x41, 0, 0x41, 0, 0x26, 0]],
    ['a branch table with more labels than bytes', [0x0e, 0xff, 0xff, 0xff, 0xff, 0x0f, 0]],
  ])('%s', (_, instructions, end) => {
    expect(scanBody(instructions, end)).toEqual({
      ...QUIET, unknown: true, throws: true, catches: true, waits: true, traps: true,
    });
  });

  test('the worst is assumed of every memory and table', async () => {
    const wat = '(module (memory 1) (table 1 funcref) (table 1 funcref) (func nop))';
    const bytes = Uint8Array.from(await parse(wat));
    // The body is `nop end`, the last bytes before the custom section of names, if any.
    bytes[bytes.lastIndexOf(0x01, bytes.lastIndexOf(0x0b))] = 0x27;
    expect(scanCoreCode(decodeCoreModule(new Reader(bytes)))).toMatchObject([
      { unknown: true, growsMemory: [0], tableWrites: [0, 1] },
    ]);
  });

  test('a body larger than the code section is malformed', () => {
    const sections = [[1, 4, 1, 0x60, 0, 0], [3, 2, 1, 0], [10, 4, 1, 9, 0, 0x0b]];
    const bytes = Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections.flat()]);
    const module = decodeCoreModule(new Reader(bytes));
    expect(() => scanCoreCode(module)).toThrow(/unexpected end-of-file: 9 bytes announced, 2 left/);
  });
});

test('facts of one body do not leak into another', async () => {
  const found = await scanText(`(module (memory 1) (table 1 funcref)
    (func $a call $b (drop (memory.grow (i32.const 1)))) (func $b) (func $c call $b call $a))`);
  expect(found.map(({ calls }) => calls)).toEqual([[1], [], [1, 0]]);
  expect(found.map(({ growsMemory }) => growsMemory)).toEqual([[0], [], []]);
});

test('a module without code has no facts', async () => {
  expect(await scanText('(module (import "m" "f" (func)))')).toEqual([]);
});
