// The opcode tables, instruction by instruction, against the reference printer: each instruction is followed
// by a call, which the printer and the scan find only if both pass over the same immediates. The names that
// the printer gives say which effects to expect.

import { print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, describe, expect, test } from 'vitest';

import { scanCoreCode } from '../../src/decoder/core-code.ts';
import type { CodeFacts } from '../../src/decoder/core-code.ts';
import {
  Immediate, OPCODES, PREFIX_ATOMIC, PREFIX_GC, PREFIX_VECTOR, PREFIXED_OPCODES,
} from '../../src/decoder/core/opcodes.ts';
import { decodeCoreModule } from '../../src/decoder/core-module.ts';
import type { CoreModule } from '../../src/decoder/core-module.ts';
import { Reader } from '../../src/decoder/reader.ts';

/**
 * The index that every immediate has. As an opcode it is unassigned, so that an immediate read as one shows.
 */
const N = 0x27;
const END = 0x0b;
const CALL_N = [0x10, N];

const repeat = (count: number, byte: number): number[] => Array<number>(count).fill(byte);

type Sampled = Exclude<keyof typeof Immediate, 'unknown' | 'prefixed'>;

/** Immediates of each kind. */
const SAMPLES: { readonly [K in Sampled]: readonly number[] } = {
  none: [],
  leb: [N],
  leb2: [N, N],
  byte: [N],
  bytes4: repeat(4, N),
  bytes8: repeat(8, N),
  // Lanes of a shuffle are below 32, and 0x17 is unassigned too.
  bytes16: repeat(16, 0x17),
  blockType: [N],
  heapType: [N],
  valTypes: [2, 0x64, N, 0x7f],
  brTable: [2, N, N, N],
  tryTable: [0x63, N, 4, 0, N, N, 1, N, N, 2, N, 3, N],
  memArg: [0x40, N, N],
  memArgLane: [0x40, N, N, N],
  castTypes: [3, N, N, N],
  i32Const: [N],
  i64Const: [N],
  pushIndex: [N],
  call: [N],
  callIndirect: [N, N],
  callRef: [N],
  refFunc: [N],
  memoryGrow: [N],
  tableWrite: [N],
  tableInit: [N, N],
  tableCopy: [N, N],
  access: [0x40, N, N],
  division: [],
};

/** Numbers behind 0xfd that the tables pass over although no instruction has them. */
const VECTOR_GAPS = new Set([
  0x9a, 0xa2, 0xa5, 0xa6, 0xaf, 0xb0, 0xb2, 0xb3, 0xb4, 0xbb, 0xc2, 0xc5, 0xc6, 0xcf, 0xd0, 0xd2, 0xd3, 0xd4,
  0xe2, 0xee,
]);

interface Frame {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** What has to stand around an instruction of a block. */
const FRAMES: Readonly<Record<number, Frame>> = {
  0x02: { before: [], after: [END] },
  0x03: { before: [], after: [END] },
  0x04: { before: [], after: [END] },
  0x05: { before: [0x04, 0x40], after: [END] },
  0x06: { before: [], after: [END] },
  0x07: { before: [0x06, 0x40], after: [END] },
  0x18: { before: [0x06, 0x40], after: [] },
  0x19: { before: [0x06, 0x40], after: [END] },
  0x1f: { before: [], after: [END] },
};

const KIND_NAMES = new Map<number, string>(Object.entries(Immediate).map(([name, kind]) => [kind, name]));

function sampleOf(immediate: number): readonly number[] | undefined {
  const name = KIND_NAMES.get(immediate);
  return name === undefined || !(name in SAMPLES) ? undefined : SAMPLES[name as keyof typeof SAMPLES];
}

const leb = (value: number): number[] => value < 0x80 ? [value] : [value & 0x7f | 0x80, ...leb(value >> 7)];

/** One body for each instruction of the tables: the instruction, a call, `end`. */
function bodies(): readonly (readonly number[])[] {
  const all: (readonly number[])[] = [];
  OPCODES.immediates.forEach((immediate, opcode) => {
    const sample = sampleOf(immediate);
    if (sample === undefined || opcode === END) return;
    const { before, after } = FRAMES[opcode] ?? { before: [], after: [] };
    all.push([0, ...before, opcode, ...sample, ...CALL_N, ...after, END]);
  });
  PREFIXED_OPCODES.forEach(({ immediates }, index) => immediates.forEach((immediate, opcode) => {
    const prefix = PREFIX_GC + index;
    if (prefix === PREFIX_VECTOR && VECTOR_GAPS.has(opcode)) return;
    // The byte after a fence has to be 0.
    const sample = prefix === PREFIX_ATOMIC && opcode === 3 ? [0] : sampleOf(immediate);
    if (sample !== undefined) all.push([0, prefix, ...leb(opcode), ...sample, ...CALL_N, END]);
  }));
  return all;
}

const section = (id: number, content: readonly number[]): number[] =>
  [id, ...leb(content.length), ...content];

function moduleOf(all: readonly (readonly number[])[]): Uint8Array {
  const code = all.flatMap((body) => [...leb(body.length), ...body]);
  return Uint8Array.from([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [1, 0x60, 0, 0]),
    ...section(3, [...leb(all.length), ...all.map(() => 0)]),
    ...section(10, [...leb(all.length), ...code]),
  ]);
}

/** The module as if it had items enough of every kind for the index N. */
function withItems(module: CoreModule): CoreModule {
  const [type] = module.types;
  const many = <T>(item: T): T[] => Array<T>(N + 1).fill(item);
  const limits = { min: 1n, max: undefined, address: 'i32', shared: false } as const;
  const element = { kind: 'ref', nullable: true, heap: 'func', shared: false } as const;
  return {
    ...module,
    types: type === undefined ? [] : many(type),
    tables: many({ kind: 'table', element, ...limits }),
    memories: many({ kind: 'memory', pageSizeLog2: 16, ...limits }),
  };
}

interface Seen {
  readonly facts: CodeFacts;
  /** The instructions as printed. */
  readonly lines: readonly string[];
}

async function seeAll(): Promise<readonly Seen[]> {
  const bytes = moduleOf(bodies());
  const facts = scanCoreCode(withItems(decodeCoreModule(new Reader(bytes))));
  const functions = (await print(bytes)).split(/^ {2}\(func .*$/m).slice(1);
  expect(functions).toHaveLength(facts.length);
  return facts.map((found, index) => {
    const lines = (functions[index] ?? '').split('\n').map((line) => line.trim());
    return { facts: found, lines: lines.filter((line) => line !== '' && line !== ')') };
  });
}

const TRAPS = new RegExp([
  'unreachable', 'throw_ref', '(return_)?call_(indirect|ref)', 'table\\.(get|set|fill|copy|init)',
  'memory\\.(copy|fill|init|discard|atomic\\..*)', '.*\\.(load|store).*', '.*\\.atomic\\.rmw.*',
  'i(32|64)\\.(div|rem)_.', 'i(32|64)\\.trunc_f.*', 'ref\\.(cast|as_non_null)', 'struct\\.(get|set).*',
  'i31\\.get_.', 'array\\.(?!new_fixed).*',
].map((name) => `^${name}$`).join('|'));

let seen: readonly Seen[] = [];
beforeAll(async () => { seen = await seeAll(); });

/** The instructions whose facts have this, by name. */
function namesWith(has: (facts: CodeFacts) => boolean): string[] {
  const names = seen.filter(({ facts }) => has(facts)).map(({ lines }) => nameIn(lines));
  return [...new Set(names)].sort();
}

/**
 * The name of the instruction that a body is for: what stands before the call, but for the openers of frames.
 */
function nameIn(lines: readonly string[]): string {
  const before = lines.slice(0, lines.indexOf(`call ${N}`));
  // A try_table is printed over several lines, and a body that tests a call has two of them.
  const line = before.findLast((text) => !text.startsWith('(')) ?? `call ${N}`;
  return line.split(' ')[0] ?? '';
}

describe('every instruction', () => {
  test('is there', () => {
    expect(seen.length).toBeGreaterThan(570);
  });

  test('is passed over as the printer passes over it', () => {
    for (const { facts, lines } of seen) {
      const instructions = lines.filter((line) => !/^(end|else|try|if|\(|\))/.test(line));
      expect.soft(instructions.length, lines.join(' | ')).toBeLessThanOrEqual(2);
      expect.soft(lines, lines.join(' | ')).toContain(`call ${N}`);
      expect.soft(facts, lines.join(' | ')).toMatchObject({ unknown: false, calls: [N] });
    }
  });

  test('traps if its name says so', () => {
    for (const { facts, lines } of seen) {
      expect.soft(facts.traps, lines.join(' | ')).toBe(TRAPS.test(nameIn(lines)));
    }
  });

  test('has the other effects of its name', () => {
    expect(namesWith(({ throws }) => throws)).toEqual(['rethrow', 'throw', 'throw_ref']);
    expect(namesWith(({ catches }) => catches)).toEqual(['catch', 'catch_all', 'delegate', 'try_table']);
    expect(namesWith(({ waits }) => waits)).toEqual(['memory.atomic.wait32', 'memory.atomic.wait64']);
    expect(namesWith(({ indirect }) => indirect.length > 0))
      .toEqual(['call_indirect', 'return_call_indirect']);
    expect(namesWith(({ callRefs }) => callRefs.length > 0)).toEqual(['call_ref', 'return_call_ref']);
    expect(namesWith(({ refFuncs }) => refFuncs.length > 0)).toEqual(['ref.func']);
    expect(namesWith(({ growsMemory }) => growsMemory.length > 0)).toEqual(['memory.grow']);
    expect(namesWith(({ tableWrites }) => tableWrites.length > 0))
      .toEqual(['table.copy', 'table.fill', 'table.grow', 'table.init', 'table.set']);
  });
});
