// The writer of small core modules: what it writes validates and does what it says, in the engine that runs
// the tests.

import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';

import { ByteWriter } from '../../src/emitter/core/bytes.ts';
import type { CodeWriter } from '../../src/emitter/core/code.ts';
import { CoreModuleWriter } from '../../src/emitter/core/module.ts';
import { PLAIN_OPCODES } from '../../src/emitter/core/opcodes.ts';
import type { Func, FuncType, ValType } from '../../src/emitter/core/types.ts';

type Callable = (...args: readonly unknown[]) => unknown;

/** Validates and instantiates. */
function instantiate(module: CoreModuleWriter, imports: WebAssembly.Imports = {}): WebAssembly.Exports {
  const bytes = module.finish();
  expect(WebAssembly.validate(bytes)).toBe(true);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), imports).exports;
}

/** One function made of `write`, ready to be called. */
function run(type: FuncType, write: Parameters<CoreModuleWriter['func']>[1]): Callable {
  const module = new CoreModuleWriter();
  module.export('f', module.func(type, write));
  return instantiate(module)['f'] as Callable;
}

const takes = (params: readonly ValType[], ...results: readonly ValType[]): FuncType => ({ params, results });
const NO_VALUES = takes([]);

test('a module of nothing is eight bytes', () => {
  expect([...new CoreModuleWriter().finish()]).toEqual([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
});

test('a function that executes unreachable is a module of 35 bytes, and raises a core trap', () => {
  const module = new CoreModuleWriter();
  module.export('trap', module.func(NO_VALUES, (code) => code.op('unreachable')));
  expect(module.finish()).toHaveLength(35);
  const { trap } = instantiate(module);
  expect(trap as Callable).toThrow(new WebAssembly.RuntimeError('unreachable'));
});

test('instructions without immediates have the opcodes of the text format', async () => {
  const names = [...PLAIN_OPCODES.keys()];
  const text = Uint8Array.from(await parse(`(module (func ${names.join(' ')}))`));
  // Those of vectors have two bytes.
  const opcodes = names.map((name) => PLAIN_OPCODES.get(name) ?? -1)
    .flatMap((opcode) => (opcode > 0xff ? [opcode >> 8, opcode & 0xff] : [opcode]));
  const start = text.findIndex((_, at) => opcodes.every((opcode, i) => text[at + i] === opcode));
  expect(start).toBeGreaterThan(0);
  expect(text[start + opcodes.length]).toBe(0x0b);
});

describe('numbers', () => {
  const integers = [0, 1, -1, 63, 64, -64, -65, 127, 128, 65535, -65536, 2147483647, -2147483648];

  test.each(integers)('i32 %d', (value) => {
    expect(run(takes([], 'i32'), (code) => code.i32Const(value))()).toBe(value);
  });

  test('an i32 above 2^31 is taken by its bits', () => {
    expect(run(takes([], 'i32'), (code) => code.i32Const(0xffffffff))()).toBe(-1);
  });

  test.each([0n, -1n, 64n, 2n ** 32n, 2n ** 63n - 1n, -(2n ** 63n)])('i64 %d', (value) => {
    expect(run(takes([], 'i64'), (code) => code.i64Const(value))()).toBe(value);
  });

  test.each([0, -0, 0.1, Infinity, NaN, 5e-324])('f64 %d', (value) => {
    expect(run(takes([], 'f64'), (code) => code.f64Const(value))()).toBe(value);
  });

  test('f32 is rounded', () => {
    expect(run(takes([], 'f32'), (code) => code.f32Const(0.1))()).toBe(Math.fround(0.1));
  });

  test('an unsigned integer may be as large as an offset into a 64-bit memory', () => {
    const out = new ByteWriter();
    out.unsigned(2 ** 32);
    out.unsigned(624485);
    expect([...out.finish()]).toEqual([0x80, 0x80, 0x80, 0x80, 0x10, 0xe5, 0x8e, 0x26]);
  });
});

describe('variables and arithmetic', () => {
  test('locals come after the parameters, in the order asked for', () => {
    const mix = run(takes(['i32', 'f64'], 'f64'), (code, [count, scale]) => {
      const first = code.local('i32');
      const second = code.local('i32');
      const third = code.local('f64');
      code.localGet(count).localTee(first).i32Const(1).op('i32.add').localSet(second);
      code.localGet(second).op('f64.convert_i32_s').localGet(scale).op('f64.mul').localSet(third);
      code.localGet(third).localGet(first).op('f64.convert_i32_s', 'f64.add');
    });
    expect(mix(3, 2.5)).toBe(13);
  });

  test('globals hold what they start with, and are set', () => {
    const module = new CoreModuleWriter();
    const flag = module.global({ type: 'i32', mutable: true }, 7);
    const wide = module.global({ type: 'i64', mutable: false }, -(2n ** 40n));
    const half = module.global({ type: 'f64', mutable: false }, 0.5);
    const third = module.global({ type: 'f32', mutable: false }, 0.25);
    module.export('set', module.func(NO_VALUES, (code) => code.i32Const(9).globalSet(flag)));
    for (const [name, item] of Object.entries({ flag, wide, half, third })) module.export(name, item);
    const exports = instantiate(module);
    const read = (name: string): unknown => (exports[name] as WebAssembly.Global).value;
    expect(['flag', 'wide', 'half', 'third'].map(read)).toEqual([7, -(2n ** 40n), 0.5, 0.25]);
    (exports['set'] as Callable)();
    expect(read('flag')).toBe(9);
  });
});

describe('control', () => {
  test('a loop counts down, a block is left', () => {
    const sum = run(takes(['i32'], 'i32'), (code, [n]) => {
      const total = code.local('i32');
      code.block((done) => {
        code.loop((again) => {
          code.localGet(n).op('i32.eqz').brIf(done);
          code.localGet(total).localGet(n).op('i32.add').localSet(total);
          code.localGet(n).i32Const(1).op('i32.sub').localSet(n);
          code.br(again);
        });
      });
      code.localGet(total);
    });
    expect(sum(10)).toBe(55);
  });

  test('both arms of an if give its results, also when there are two', () => {
    const pick = run(takes(['i32'], 'i32', 'i64'), (code, [which]) => {
      code.localGet(which).if(
        () => code.i32Const(1).i64Const(2n), () => code.i32Const(3).i64Const(4n), ['i32', 'i64']);
    });
    expect([pick(1), pick(0)]).toEqual([[1, 2n], [3, 4n]]);
  });

  test('a branch table goes to the label of its operand, or to the last', () => {
    const name = run(takes(['i32'], 'i32'), (code, [which]) => {
      code.block((other) => {
        code.block((one) => {
          code.block((zero) => code.localGet(which).brTable([zero, one], other));
          code.i32Const(100).op('return');
        });
        code.i32Const(101).op('return');
      });
      code.i32Const(102);
    });
    expect([name(0), name(1), name(2), name(-1)]).toEqual([100, 101, 102, 102]);
  });

  test('catch_all sees an exception of JavaScript and no core trap', () => {
    const module = new CoreModuleWriter();
    const callee = module.importFunc('host', 'callee', NO_VALUES);
    const guard = (write: (code: CodeWriter) => void): Func => module.func(takes([], 'i32'), (code) => {
      code.tryCatchAll(() => { write(code); code.i32Const(0); }, () => code.i32Const(1), ['i32']);
    });
    module.export('call', guard((code) => code.call(callee)));
    module.export('trap', guard((code) => code.op('unreachable')));
    const { call, trap } = instantiate(module, { host: { callee: () => { throw new Error('thrown'); } } });
    expect((call as Callable)()).toBe(1);
    expect(trap as Callable).toThrow(WebAssembly.RuntimeError);
    const calm = instantiate(module, { host: { callee: () => undefined } });
    expect((calm['call'] as Callable)()).toBe(0);
  });
});

describe('memories', () => {
  test('a vector is loaded from any memory', () => {
    const module = new CoreModuleWriter();
    module.memory({ min: 1 });
    const memory = module.memory({ min: 1 });
    module.export('mask', module.func(takes(['i32'], 'i32'), (code, [bits]) => {
      const vector = code.local('v128');
      code.i32Const(8).localGet(bits!).store('i32.store', { memory });
      code.i32Const(0).load('v128.load', { memory }).localTee(vector).localGet(vector).op('v128.or', 'i8x16.bitmask');
    }));
    const { mask } = instantiate(module);
    expect((mask as Callable)(0x80ff7f80 | 0)).toBe(0b1101 << 8);
  });

  test('loads, stores, fill, size and grow act on a memory', () => {
    const module = new CoreModuleWriter();
    const memory = module.memory({ min: 1, max: 3 });
    module.export('memory', memory);
    module.export('f', module.func(takes(['i32'], 'i32'), (code, [at]) => {
      code.localGet(at).i32Const(0x1ff).store('i32.store16', { memory, offset: 300 });
      code.i32Const(8).i32Const(7).i32Const(4).memoryFill(memory);
      code.i32Const(1).memoryGrow(memory).op('drop');
      code.localGet(at).load('i32.load8_s', { memory, offset: 300 }).memorySize(memory).op('i32.add');
    }));
    const exports = instantiate(module);
    expect((exports['f'] as Callable)(100)).toBe(-1 + 2);
    const bytes = new Uint8Array((exports['memory'] as WebAssembly.Memory).buffer);
    expect([...bytes.subarray(400, 402), ...bytes.subarray(7, 13)]).toEqual([255, 1, 0, 7, 7, 7, 7, 0]);
  });

  test('memory.copy and accesses reach a second memory', () => {
    const module = new CoreModuleWriter();
    const from = module.importMemory('m', 'from', { min: 1 });
    const to = module.importMemory('m', 'to', { min: 1 });
    module.export('copy', module.func(takes([], 'i32'), (code) => {
      code.i32Const(20).i32Const(10).i32Const(3).memoryCopy(to, from);
      code.i32Const(0).load('i32.load8_u', { memory: to, offset: 21 });
    }));
    const onePage = (): WebAssembly.Memory => new WebAssembly.Memory({ initial: 1 });
    const memories = { from: onePage(), to: onePage() };
    new Uint8Array(memories.from.buffer).set([4, 5, 6], 10);
    expect((instantiate(module, { m: memories })['copy'] as Callable)()).toBe(5);
    expect([...new Uint8Array(memories.to.buffer, 20, 3)]).toEqual([4, 5, 6]);
    expect(new Uint8Array(memories.from.buffer, 20, 3)).toEqual(new Uint8Array(3));
  });

  test('a memory with 64-bit addresses takes i64 operands', () => {
    const module = new CoreModuleWriter();
    const memory = module.memory({ min: 1, address: 'i64' });
    module.export('f', module.func(takes(['i64'], 'i64'), (code, [at]) => {
      code.localGet(at).i64Const(-2n).store('i64.store', { memory });
      code.localGet(at).load('i64.load32_u', { memory });
    }));
    expect((instantiate(module)['f'] as Callable)(64n)).toBe(0xfffffffen);
  });
});

describe('tables', () => {
  test('functions of an element segment are called through the table', () => {
    const module = new CoreModuleWriter();
    const type = takes(['i32'], 'i32');
    const outside = module.importTable('m', 'table', { min: 0 });
    const table = module.table({ min: 4 });
    const double = module.func(type, (code, [n]) => code.localGet(n).localGet(n).op('i32.add'));
    const square = module.func(type, (code, [n]) => code.localGet(n).localGet(n).op('i32.mul'));
    module.elements(table, 2, [double, square]);
    module.elements(outside, 1, [square]);
    module.export('call', module.func(takes(['i32', 'i32'], 'i32'), (code, [n, which]) => {
      code.localGet(n).localGet(which).callIndirect(table, type);
    }));
    const given = new WebAssembly.Table({ element: 'anyfunc', initial: 2 });
    const call = instantiate(module, { m: { table: given } })['call'] as Callable;
    expect([call(5, 2), call(5, 3)]).toEqual([10, 25]);
    expect(() => call(5, 0)).toThrow(WebAssembly.RuntimeError);
    expect((given.get(1) as Callable)(6)).toBe(36);
  });

  test('an element is moved by table.get and table.set', () => {
    const module = new CoreModuleWriter();
    const table = module.table({ min: 2 });
    const seven = module.func(takes([], 'i32'), (code) => code.i32Const(7));
    module.elements(table, 0, [seven]);
    module.export('f', module.func(takes([], 'i32'), (code) => {
      code.i32Const(1).i32Const(0).tableGet(table).tableSet(table);
      code.i32Const(1).callIndirect(table, seven.type);
    }));
    expect((instantiate(module)['f'] as Callable)()).toBe(7);
  });
});

describe('the module', () => {
  test('a function may call one that is defined after it', () => {
    const module = new CoreModuleWriter();
    const later: Func[] = [];
    module.export('f', module.func(takes([], 'i32'), (code) => {
      for (const func of later) code.call(func);
    }));
    later.push(module.func(takes([], 'i32'), (code) => code.i32Const(42)));
    expect((instantiate(module)['f'] as Callable)()).toBe(42);
  });

  test('an import after a definition of its kind is refused', () => {
    const module = new CoreModuleWriter();
    module.func(NO_VALUES, () => undefined);
    expect(() => module.importFunc('m', 'f', NO_VALUES)).toThrow('import of m.f after a definition');
  });

  test('equal function types are written once, names may be any text', () => {
    const module = new CoreModuleWriter();
    module.importFunc('a:b/c@1.0.0', '[method]x.ÿ', takes(['i32']));
    module.importFunc('', '', takes(['i32']));
    module.importFunc('', '', takes(['i32'], 'i32'));
    const bytes = module.finish();
    expect(WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map((item) => [item.module, item.name]))
      .toEqual([['a:b/c@1.0.0', '[method]x.ÿ'], ['', ''], ['', '']]);
    // Type section: id, size, two types.
    expect([bytes[8], bytes[10]]).toEqual([1, 2]);
  });

  test('a shared memory and a table limit are declared', () => {
    const module = new CoreModuleWriter();
    module.importMemory('m', 'memory', { min: 1, max: 2, shared: true });
    module.importTable('m', 'table', { min: 1, max: 9 });
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
    const table = (maximum: number): WebAssembly.Table =>
      new WebAssembly.Table({ element: 'anyfunc', initial: 1, maximum });
    instantiate(module, { m: { memory, table: table(9) } });
    expect(() => instantiate(module, { m: { memory, table: table(10) } })).toThrow(WebAssembly.LinkError);
  });

  test('the same calls give the same bytes', () => {
    const build = (): Uint8Array => {
      const module = new CoreModuleWriter();
      const trap = module.importFunc('shim', 'trap', NO_VALUES);
      module.export('f', module.func(takes(['i32']), (code, [n]) => {
        code.localGet(n).if(() => code.call(trap));
      }));
      return module.finish();
    };
    expect(build()).toEqual(build());
  });
});

test('a thunk between two components checks a flag, normalises values and reports what escapes', () => {
  const module = new CoreModuleWriter();
  const type = takes(['i32', 'i32', 'i32', 'i32'], 'i32');
  const mayLeave = module.importGlobal('shim', 'may-leave', { type: 'i32', mutable: true });
  const trap = module.importFunc('shim', 'trap', takes(['i32']));
  const uncaught = module.importFunc('shim', 'uncaught', NO_VALUES);
  const callee = module.importFunc('callee', 'f', type);
  module.export('f', module.func(type, (code, [byte, small, flag, char]) => {
    code.globalGet(mayLeave).op('i32.eqz').if(() => code.i32Const(0).call(trap).op('unreachable'));
    code.localGet(char).i32Const(0x10ffff).op('i32.gt_u')
      .localGet(char).i32Const(-0x800).op('i32.and').i32Const(0xd800).op('i32.eq', 'i32.or')
      .if(() => code.i32Const(1).call(trap).op('unreachable'));
    code.tryCatchAll(() => {
      code.localGet(byte).i32Const(255).op('i32.and');
      code.localGet(small).op('i32.extend8_s');
      code.localGet(flag).i32Const(0).op('i32.ne');
      code.localGet(char).call(callee);
    }, () => code.call(uncaught).op('unreachable'), ['i32']);
  }));
  const seen: unknown[] = [];
  const mayLeaveGlobal = new WebAssembly.Global({ value: 'i32', mutable: true }, 1);
  const imports = {
    shim: {
      'may-leave': mayLeaveGlobal,
      trap: (reason: number) => seen.push(`trap ${reason}`),
      uncaught: () => seen.push('uncaught'),
    },
    callee: {
      f: (...args: readonly number[]) => {
        if (args[0] === 13) throw new Error('unlucky');
        seen.push(args);
        return 5;
      },
    },
  };
  const f = instantiate(module, imports)['f'] as Callable;
  expect(f(0x1ff, 0xff, 8, 0x10ffff)).toBe(5);
  expect(() => f(1, 1, 1, 0xdfff)).toThrow(WebAssembly.RuntimeError);
  expect(() => f(1, 1, 1, 0x110000)).toThrow(WebAssembly.RuntimeError);
  expect(() => f(13, 1, 1, 1)).toThrow(WebAssembly.RuntimeError);
  mayLeaveGlobal.value = 0;
  expect(() => f(1, 1, 1, 1)).toThrow(WebAssembly.RuntimeError);
  expect(seen).toEqual([[255, -1, 1, 0x10ffff], 'trap 1', 'trap 1', 'uncaught', 'trap 0']);
});
