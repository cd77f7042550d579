/**
 * The scan of function bodies behind core-code.ts: one pass over the bytes, no allocation per instruction. It
 * skips the immediates of every instruction by the tables of opcodes.ts and collects the facts on the way.
 *
 * A body is not validated: one that runs out of its bytes, has an instruction that is not known here, or
 * names an item that does not exist is reported as unknown, and the engine has the last word on it.
 */

import type { CodeFacts, IndirectCall } from '../core-code.ts';
import type { CoreModule } from '../core-module.ts';
import {
  ACCESS_BYTES, Effect, FIRST_ACCESS, FIRST_STORE, Immediate, OPCODES, PREFIX_GC, PREFIXED_OPCODES,
} from './opcodes.ts';
import { isTrampoline } from './trampoline.ts';

const NONE: readonly never[] = [];

/** A list of distinct numbers, for one function body after the other. */
class DistinctList {
  /** The body that a number was last seen in: saves clearing a set for each body. */
  readonly #seenIn = new Map<number, number>();
  #items: number[] | undefined;
  #body = -1;

  start(body: number): void {
    this.#body = body;
    this.#items = undefined;
  }

  add(item: number): void {
    if (this.#seenIn.get(item) === this.#body) return;
    this.#seenIn.set(item, this.#body);
    if (this.#items === undefined) this.#items = [item];
    else this.#items.push(item);
  }

  get items(): readonly number[] {
    return this.#items ?? NONE;
  }
}

const END = 0x0b;
const REF = 0x64;
const REF_NULL = 0x63;
const SHARED = 0x65;
const I64_DIV_S = 0x7f;
const I32_DIV_S = 0x6d;

/** What is known of a constant divisor. */
const Divisor = { mayBeZero: 0, minusOne: 1, other: 2 } as const;
type Divisor = (typeof Divisor)[keyof typeof Divisor];

export class BodyScanner {
  readonly #module: CoreModule;
  readonly #bytes: Uint8Array;
  /** How many bytes of each memory are there from the start; 0 for a memory with 64-bit addresses. */
  readonly #memoryBytes: Float64Array;
  readonly #calls = new DistinctList();
  /** Table index times the number of types, plus type index. */
  readonly #indirect = new DistinctList();
  readonly #callRefs = new DistinctList();
  readonly #refFuncs = new DistinctList();
  readonly #grown = new DistinctList();
  readonly #written = new DistinctList();

  #position = 0;
  #end = 0;
  #effects = 0;
  #broken = false;

  // A small window on the operand stack. Each value below is that of the operand on top when the instruction
  // at the position next to it starts; positions only grow, so that stale ones never match.
  #constEnd = -1;
  #constValue = 0;
  /** The i32 constant one below the top, where the top was pushed by a constant, local.get or global.get. */
  #belowEnd = -1;
  #belowValue = 0;
  #divisorEnd = -1;
  #divisor: Divisor = Divisor.mayBeZero;
  /** The memory of the last access. */
  #memory = 0;

  constructor(module: CoreModule) {
    this.#module = module;
    this.#bytes = module.bytes;
    this.#memoryBytes = Float64Array.from(module.memories, ({ address, min, pageSizeLog2 }) =>
      address === 'i32' ? Number(min) * 2 ** pageSizeLog2 : 0);
  }

  /**
   * The facts of the body that takes the bytes from `start` to `end` of the module, or undefined if it is
   * broken.
   */
  scan(body: number, start: number, end: number): CodeFacts | undefined {
    for (const list of this.#lists()) list.start(body);
    this.#position = start;
    this.#end = end;
    this.#effects = 0;
    this.#broken = false;
    this.#skipLocals();
    this.#skipInstructions();
    if (this.#broken || this.#position !== end) return undefined;
    const { importedFuncs } = this.#module;
    return this.#facts(isTrampoline(this.#module, importedFuncs + body, start, end));
  }

  #lists(): readonly DistinctList[] {
    return [this.#calls, this.#indirect, this.#callRefs, this.#refFuncs, this.#grown, this.#written];
  }

  #facts(trampoline: boolean): CodeFacts {
    const effects = this.#effects;
    const typeCount = this.#module.types.length;
    const indirect: readonly IndirectCall[] = this.#indirect.items.length === 0 ? NONE
      : this.#indirect.items.map((key) => ({ table: Math.floor(key / typeCount), type: key % typeCount }));
    return {
      unknown: false,
      calls: this.#calls.items,
      indirect,
      callRefs: this.#callRefs.items,
      refFuncs: this.#refFuncs.items,
      throws: (effects & Effect.throws) !== 0,
      catches: (effects & Effect.catches) !== 0,
      growsMemory: this.#grown.items,
      waits: (effects & Effect.waits) !== 0,
      traps: (effects & Effect.traps) !== 0,
      tableWrites: this.#written.items,
      trampoline,
    };
  }

  #skipLocals(): void {
    const groups = this.#count();
    for (let i = 0; i < groups; i++) {
      this.#leb();
      this.#skipValType();
    }
  }

  #skipInstructions(): void {
    const bytes = this.#bytes;
    const { immediates, effects } = OPCODES;
    let opcode = 0;
    while (this.#position < this.#end) {
      opcode = bytes[this.#position++];
      this.#effects |= effects[opcode];
      const immediate = immediates[opcode];
      if (immediate !== Immediate.none) this.#skipImmediate(immediate, opcode);
    }
    if (opcode !== END) this.#giveUp();
  }

  #skipImmediate(immediate: number, opcode: number): void {
    switch (immediate) {
      case Immediate.none: return;
      case Immediate.leb: this.#skipLeb(); return;
      case Immediate.leb2: this.#skipLeb(); this.#skipLeb(); return;
      case Immediate.byte: this.#position += 1; return;
      case Immediate.bytes4: this.#pushConstant(4); return;
      case Immediate.bytes8: this.#pushConstant(8); return;
      case Immediate.bytes16: this.#position += 16; return;
      case Immediate.blockType: this.#skipBlockType(); return;
      case Immediate.heapType: this.#skipHeapType(); return;
      case Immediate.valTypes: this.#skipValTypes(); return;
      case Immediate.brTable: this.#skipBrTable(); return;
      case Immediate.tryTable: this.#skipTryTable(); return;
      case Immediate.memArg: this.#memArg(); return;
      case Immediate.memArgLane: this.#memArg(); this.#position += 1; return;
      case Immediate.castTypes: this.#skipCastTypes(); return;
      case Immediate.i32Const: this.#i32Const(); return;
      case Immediate.i64Const: this.#i64Const(); return;
      case Immediate.pushIndex: this.#pushIndex(); return;
      case Immediate.call: this.#add(this.#calls, this.#leb(), this.#module.funcs.length); return;
      case Immediate.callIndirect: this.#callIndirect(); return;
      case Immediate.callRef: this.#add(this.#callRefs, this.#leb(), this.#module.types.length); return;
      case Immediate.refFunc: this.#add(this.#refFuncs, this.#leb(), this.#module.funcs.length); return;
      case Immediate.memoryGrow: this.#add(this.#grown, this.#leb(), this.#module.memories.length); return;
      case Immediate.tableWrite: this.#addTable(this.#leb()); return;
      case Immediate.tableInit: this.#skipLeb(); this.#addTable(this.#leb()); return;
      case Immediate.tableCopy: this.#addTable(this.#leb()); this.#skipLeb(); return;
      case Immediate.access: this.#access(opcode); return;
      case Immediate.division: this.#division(opcode); return;
      case Immediate.prefixed: this.#prefixed(opcode); return;
      default: this.#giveUp();
    }
  }

  #prefixed(prefix: number): void {
    const opcode = this.#leb();
    const { immediates, effects } = PREFIXED_OPCODES[prefix - PREFIX_GC];
    if (opcode >= immediates.length) {
      this.#giveUp();
      return;
    }
    this.#effects |= effects[opcode];
    this.#skipImmediate(immediates[opcode], opcode);
  }

  /** Nothing more can be learnt from this body. */
  #giveUp(): void {
    this.#broken = true;
    this.#position = this.#end;
  }

  #add(list: DistinctList, index: number, spaceSize: number): void {
    if (index < spaceSize) list.add(index);
    else this.#giveUp();
  }

  #addTable(table: number): void {
    this.#add(this.#written, table, this.#module.tables.length);
  }

  #callIndirect(): void {
    const type = this.#leb();
    const table = this.#leb();
    const { types, tables } = this.#module;
    if (type < types.length && table < tables.length) this.#indirect.add(table * types.length + type);
    else this.#giveUp();
  }

  // Immediates.

  #skipLeb(): void {
    const bytes = this.#bytes;
    let position = this.#position;
    while (bytes[position++] >= 0x80);
    this.#position = position;
  }

  /**
   * An unsigned LEB128 of any length, as a number: exact up to 2^53, which is beyond any index or address.
   */
  #leb(): number {
    const bytes = this.#bytes;
    let byte = bytes[this.#position++];
    if (byte < 0x80) return byte;
    let result = byte & 0x7f;
    for (let scale = 0x80; byte >= 0x80; scale *= 0x80) {
      byte = bytes[this.#position++];
      result += (byte & 0x7f) * scale;
    }
    return result;
  }

  /** The count of a vector. One that the body has no room for gives the body up, and counts as 0. */
  #count(): number {
    const count = this.#leb();
    if (count <= this.#end - this.#position) return count;
    this.#giveUp();
    return 0;
  }

  #skipBlockType(): void {
    const byte = this.#bytes[this.#position];
    // An empty or value type of one byte, a reference type of several, or the index of a function type.
    if (byte === REF || byte === REF_NULL || byte === SHARED) this.#skipValType();
    else this.#skipLeb();
  }

  #skipValType(): void {
    const byte = this.#bytes[this.#position++];
    if (byte === REF || byte === REF_NULL) this.#skipHeapType();
    else if (byte === SHARED) this.#position++;
  }

  #skipHeapType(): void {
    if (this.#bytes[this.#position] === SHARED) this.#position++;
    this.#skipLeb();
  }

  #skipValTypes(): void {
    const count = this.#count();
    for (let i = 0; i < count; i++) this.#skipValType();
  }

  #skipBrTable(): void {
    const count = this.#count();
    // The labels, and the default.
    for (let i = 0; i <= count; i++) this.#skipLeb();
  }

  #skipTryTable(): void {
    this.#skipBlockType();
    const count = this.#count();
    if (count > 0) this.#effects |= Effect.catches;
    for (let i = 0; i < count; i++) {
      // catch and catch_ref have a tag and a label, catch_all and catch_all_ref a label.
      if (this.#bytes[this.#position++] < 2) this.#skipLeb();
      this.#skipLeb();
    }
  }

  #skipCastTypes(): void {
    this.#position += 1;
    this.#skipLeb();
    this.#skipHeapType();
    this.#skipHeapType();
  }

  // Instructions whose effects depend on the operands before them.

  #i32Const(): void {
    const start = this.#position - 1;
    const bytes = this.#bytes;
    let value = 0;
    let byte = 0x80;
    for (let shift = 0; byte >= 0x80; shift += 7) {
      byte = bytes[this.#position++];
      // Shifts count modulo 32; a fifth byte is the last that a valid constant has.
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80 && shift < 25 && byte >= 0x40) value |= -1 << (shift + 7);
    }
    this.#pushed(start);
    this.#constEnd = this.#position;
    this.#constValue = value >>> 0;
    this.#divisorEnd = this.#position;
    this.#divisor = value === 0 ? Divisor.mayBeZero : value === -1 ? Divisor.minusOne : Divisor.other;
  }

  #i64Const(): void {
    const start = this.#position - 1;
    const first = this.#bytes[this.#position];
    this.#skipLeb();
    this.#pushed(start);
    this.#divisorEnd = this.#position;
    // Constants of several bytes are not looked into but for their low bits, which rule out 0 and -1.
    const low = first & 0x7f;
    this.#divisor = low === 0 ? Divisor.mayBeZero : low === 0x7f ? Divisor.minusOne : Divisor.other;
  }

  /** The instruction that started at `start` and ends here pushed a value and did nothing else. */
  #pushed(start: number): void {
    if (this.#constEnd !== start) return;
    this.#belowEnd = this.#position;
    this.#belowValue = this.#constValue;
  }

  #pushIndex(): void {
    const start = this.#position - 1;
    this.#skipLeb();
    this.#pushed(start);
  }

  #pushConstant(size: number): void {
    const start = this.#position - 1;
    this.#position += size;
    this.#pushed(start);
  }

  #division(opcode: number): void {
    const known = this.#divisorEnd === this.#position - 1 ? this.#divisor : Divisor.mayBeZero;
    // The least integer divided by -1 overflows, which only a signed division traps on.
    const signedDivision = opcode === I32_DIV_S || opcode === I64_DIV_S;
    const safe = known === Divisor.other || (known === Divisor.minusOne && !signedDivision);
    if (!safe) this.#effects |= Effect.traps;
  }

  /** Alignment, memory and offset: returns the offset, and leaves the memory in `#memory`. */
  #memArg(): number {
    const alignment = this.#leb();
    this.#memory = (alignment & 0x40) !== 0 ? this.#leb() : 0;
    return this.#leb();
  }

  #access(opcode: number): void {
    const start = this.#position - 1;
    const offset = this.#memArg();
    const isStore = opcode >= FIRST_STORE;
    const constant = isStore ? this.#belowEnd === start : this.#constEnd === start;
    const address = isStore ? this.#belowValue : this.#constValue;
    const end = address + offset + ACCESS_BYTES[opcode - FIRST_ACCESS];
    // A memory that does not exist compares as false.
    if (!(constant && end <= this.#memoryBytes[this.#memory])) this.#effects |= Effect.traps;
  }
}
