/**
 * The instructions of core WebAssembly 3.0 (core spec, “Binary Format: Instructions”) as tables: what follows
 * each opcode, and which instructions may trap. SIMD, threads, GC, exceptions (both generations) and wide
 * arithmetic are in.
 */

/** What follows an opcode. Plain numbers, because a scan looks at one for each instruction of a module. */
export const Immediate = {
  /** Not an instruction known here. */
  unknown: 0,
  none: 1,
  /** One LEB128 integer: an index, a label, an i32 or i64 constant. */
  leb: 2,
  /** Two of them. */
  leb2: 3,
  byte: 4,
  bytes4: 5,
  bytes8: 6,
  bytes16: 7,
  blockType: 8,
  heapType: 9,
  valTypes: 10,
  brTable: 11,
  tryTable: 12,
  /** Alignment, perhaps a memory index, offset. */
  memArg: 13,
  memArgLane: 14,
  castTypes: 15,
  // Those that a scan wants to know about.
  i32Const: 16,
  i64Const: 17,
  pushIndex: 18,
  call: 19,
  callIndirect: 20,
  callRef: 21,
  refFunc: 22,
  memoryGrow: 23,
  /** table.set, table.grow, table.fill: the table. */
  tableWrite: 24,
  /** table.init: the segment, then the table. */
  tableInit: 25,
  /** table.copy: the destination, then the source. */
  tableCopy: 26,
  /** A load or store of the MVP. */
  access: 27,
  /** An integer division or remainder. */
  division: 28,
  /** The opcode goes on in a LEB128. */
  prefixed: 29,
} as const;

/** Of an instruction, whatever its operands: bits to be joined. */
export const Effect = { traps: 1, throws: 2, catches: 4, waits: 8 } as const;

/** For a range of opcodes, of one byte or behind a prefix: the immediates and effects of each. */
export interface OpcodeTable {
  readonly immediates: Uint8Array;
  readonly effects: Uint8Array;
}

/** First opcode, last opcode, immediate, effects. */
type Rule = readonly [first: number, last: number, immediate: number, effects?: number];

function table(size: number, rules: readonly Rule[]): OpcodeTable {
  const immediates = new Uint8Array(size);
  const effects = new Uint8Array(size);
  for (const [first, last, immediate, effect = 0] of rules) {
    immediates.fill(immediate, first, last + 1);
    effects.fill(effect, first, last + 1);
  }
  return { immediates, effects };
}

const { traps, throws, catches, waits } = Effect;

export const PREFIX_GC = 0xfb;
export const PREFIX_BULK = 0xfc;
export const PREFIX_VECTOR = 0xfd;
export const PREFIX_ATOMIC = 0xfe;

/** Opcodes of one byte. */
export const OPCODES: OpcodeTable = table(0x100, [
  [0x00, 0x00, Immediate.none, traps], // unreachable
  [0x01, 0x01, Immediate.none], // nop
  [0x02, 0x04, Immediate.blockType], // block, loop, if
  [0x05, 0x05, Immediate.none], // else
  [0x06, 0x06, Immediate.blockType], // try
  [0x07, 0x07, Immediate.leb, catches], // catch
  [0x08, 0x09, Immediate.leb, throws], // throw, rethrow
  [0x0a, 0x0a, Immediate.none, throws | traps], // throw_ref
  [0x0b, 0x0b, Immediate.none], // end
  [0x0c, 0x0d, Immediate.leb], // br, br_if
  [0x0e, 0x0e, Immediate.brTable],
  [0x0f, 0x0f, Immediate.none], // return
  [0x10, 0x10, Immediate.call],
  [0x11, 0x11, Immediate.callIndirect, traps],
  [0x12, 0x12, Immediate.call], // return_call
  [0x13, 0x13, Immediate.callIndirect, traps], // return_call_indirect
  [0x14, 0x15, Immediate.callRef, traps], // call_ref, return_call_ref
  [0x18, 0x18, Immediate.leb, catches], // delegate
  [0x19, 0x19, Immediate.none, catches], // catch_all
  [0x1a, 0x1b, Immediate.none], // drop, select
  [0x1c, 0x1c, Immediate.valTypes], // select with types
  [0x1f, 0x1f, Immediate.tryTable],
  [0x20, 0x20, Immediate.pushIndex], // local.get
  [0x21, 0x22, Immediate.leb], // local.set, local.tee
  [0x23, 0x23, Immediate.pushIndex], // global.get
  [0x24, 0x24, Immediate.leb], // global.set
  [0x25, 0x25, Immediate.leb, traps], // table.get
  [0x26, 0x26, Immediate.tableWrite, traps], // table.set
  [0x28, 0x3e, Immediate.access], // loads, stores
  [0x3f, 0x3f, Immediate.leb], // memory.size
  [0x40, 0x40, Immediate.memoryGrow],
  [0x41, 0x41, Immediate.i32Const],
  [0x42, 0x42, Immediate.i64Const],
  [0x43, 0x43, Immediate.bytes4], // f32.const
  [0x44, 0x44, Immediate.bytes8], // f64.const
  [0x45, 0xc4, Immediate.none], // arithmetic, up to i64.extend32_s; some of it again below
  [0x6d, 0x70, Immediate.division], // i32.div_s … i32.rem_u
  [0x7f, 0x82, Immediate.division], // i64.div_s … i64.rem_u
  [0xa8, 0xab, Immediate.none, traps], // i32.trunc_f32_s … i32.trunc_f64_u
  [0xae, 0xb1, Immediate.none, traps], // i64.trunc_f32_s … i64.trunc_f64_u
  [0xd0, 0xd0, Immediate.heapType], // ref.null
  [0xd1, 0xd1, Immediate.none], // ref.is_null
  [0xd2, 0xd2, Immediate.refFunc],
  [0xd3, 0xd3, Immediate.none], // ref.eq
  [0xd4, 0xd4, Immediate.none, traps], // ref.as_non_null
  [0xd5, 0xd6, Immediate.leb], // br_on_null, br_on_non_null
  [PREFIX_GC, PREFIX_ATOMIC, Immediate.prefixed],
]);

/** Opcodes behind 0xfb. */
const GC_OPCODES: OpcodeTable = table(0x1f, [
  [0x00, 0x01, Immediate.leb], // struct.new, struct.new_default
  [0x02, 0x05, Immediate.leb2, traps], // struct.get, struct.get_s, struct.get_u, struct.set
  [0x06, 0x07, Immediate.leb, traps], // array.new, array.new_default: too large a length
  [0x08, 0x08, Immediate.leb2], // array.new_fixed
  [0x09, 0x0a, Immediate.leb2, traps], // array.new_data, array.new_elem
  [0x0b, 0x0e, Immediate.leb, traps], // array.get, array.get_s, array.get_u, array.set
  [0x0f, 0x0f, Immediate.none, traps], // array.len
  [0x10, 0x10, Immediate.leb, traps], // array.fill
  [0x11, 0x13, Immediate.leb2, traps], // array.copy, array.init_data, array.init_elem
  [0x14, 0x15, Immediate.heapType], // ref.test
  [0x16, 0x17, Immediate.heapType, traps], // ref.cast
  [0x18, 0x19, Immediate.castTypes], // br_on_cast, br_on_cast_fail
  [0x1a, 0x1c, Immediate.none], // any.convert_extern, extern.convert_any, ref.i31
  [0x1d, 0x1e, Immediate.none, traps], // i31.get_s, i31.get_u
]);

/** Opcodes behind 0xfc. */
const BULK_OPCODES: OpcodeTable = table(0x17, [
  [0x00, 0x07, Immediate.none], // saturating truncations
  [0x08, 0x08, Immediate.leb2, traps], // memory.init
  [0x09, 0x09, Immediate.leb], // data.drop
  [0x0a, 0x0a, Immediate.leb2, traps], // memory.copy
  [0x0b, 0x0b, Immediate.leb, traps], // memory.fill
  [0x0c, 0x0c, Immediate.tableInit, traps],
  [0x0d, 0x0d, Immediate.leb], // elem.drop
  [0x0e, 0x0e, Immediate.tableCopy, traps],
  [0x0f, 0x0f, Immediate.tableWrite], // table.grow
  [0x10, 0x10, Immediate.leb], // table.size
  [0x11, 0x11, Immediate.tableWrite, traps], // table.fill
  [0x12, 0x12, Immediate.leb, traps], // memory.discard
  [0x13, 0x16, Immediate.none], // wide arithmetic
]);

/** Opcodes behind 0xfd: SIMD and relaxed SIMD. */
const VECTOR_OPCODES: OpcodeTable = table(0x114, [
  [0x00, 0x0b, Immediate.memArg, traps], // v128.load … v128.store
  [0x0c, 0x0d, Immediate.bytes16], // v128.const, i8x16.shuffle
  [0x0e, 0x113, Immediate.none], // arithmetic; some of it again below
  [0x15, 0x22, Immediate.byte], // extract_lane, replace_lane
  [0x54, 0x5b, Immediate.memArgLane, traps], // load_lane, store_lane
  [0x5c, 0x5d, Immediate.memArg, traps], // load32_zero, load64_zero
]);

/** Opcodes behind 0xfe. All but the fence trap on an address that is not aligned. */
const ATOMIC_OPCODES: OpcodeTable = table(0x4f, [
  [0x00, 0x00, Immediate.memArg, traps], // memory.atomic.notify
  [0x01, 0x02, Immediate.memArg, traps | waits], // memory.atomic.wait32, memory.atomic.wait64
  [0x03, 0x03, Immediate.byte], // atomic.fence
  [0x10, 0x4e, Immediate.memArg, traps],
]);

/** By prefix, from `PREFIX_GC` on. */
export const PREFIXED_OPCODES: readonly OpcodeTable[] = [
  GC_OPCODES, BULK_OPCODES, VECTOR_OPCODES, ATOMIC_OPCODES,
];

/** First load, and how many bytes each load and store of 0x28 to 0x3e moves. */
export const FIRST_ACCESS = 0x28;
export const FIRST_STORE = 0x36;
export const ACCESS_BYTES: Uint8Array = Uint8Array.of(
  4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4,
  4, 8, 4, 8, 1, 2, 1, 2, 4,
);
