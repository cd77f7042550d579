/**
 * Writes the body of one function, instruction by instruction, in the words of the text format. Blocks nest
 * as their callbacks do, and branches name the label that a block hands to its callback:
 *
 *     code.block((done) => {
 *       code.localGet(char).i32Const(0xd800).op('i32.lt_u').brIf(done);
 *       code.call(trap);
 *     });
 */

import { ByteWriter } from './bytes.ts';
import { loadOpcode, plainOpcode, storeOpcode } from './opcodes.ts';
import type { LoadInstruction, PlainInstruction, StoreInstruction } from './opcodes.ts';
import { valTypeCode } from './types.ts';
import type { Func, FuncType, Global, Memory, Table, ValType } from './types.ts';

/** A local variable or parameter of the function being written. */
export interface Local {
  readonly index: number;
  readonly type: ValType;
}

/** A block that can be branched to from inside. */
export interface Label {
  readonly depth: number;
}

/** Where a load or store goes: an offset added to the address, and a memory where it is not the first. */
export interface AccessOptions {
  readonly memory: Memory;
  readonly offset?: number | undefined;
}

type Body = (label: Label) => void;

const EMPTY_BLOCK = 0x40;
const END = 0x0b;

export class CodeWriter {
  readonly #out = new ByteWriter();
  readonly #typeIndex: (type: FuncType) => number;
  readonly #params: readonly Local[];
  readonly #locals: Local[] = [];
  #depth = 0;

  /** `typeIndex` finds or adds a function type in the module that the code is for. */
  constructor(type: FuncType, typeIndex: (type: FuncType) => number) {
    this.#typeIndex = typeIndex;
    this.#params = type.params.map((param, index) => ({ index, type: param }));
  }

  /** The function's parameters. */
  get params(): readonly Local[] {
    return this.#params;
  }

  /** A new local variable, zero at first. */
  local(type: ValType): Local {
    const local = { index: this.#params.length + this.#locals.length, type };
    this.#locals.push(local);
    return local;
  }

  /** The body as the code section has it, without its size. Nothing may be written afterwards. */
  finish(): Uint8Array {
    const body = new ByteWriter();
    body.vec(groupLocals(this.#locals), ({ count, type }) => {
      body.unsigned(count);
      body.u8(valTypeCode(type));
    });
    this.#out.u8(END);
    body.bytes(this.#out.finish());
    return body.finish();
  }

  /** Instructions without immediates, one after the other. */
  op(...names: readonly PlainInstruction[]): this {
    for (const name of names) this.#opcode(plainOpcode(name));
    return this;
  }

  // Constants and variables.

  i32Const(value: number): this {
    this.#out.u8(0x41);
    this.#out.signed(BigInt(value | 0));
    return this;
  }

  i64Const(value: bigint): this {
    this.#out.u8(0x42);
    this.#out.signed(BigInt.asIntN(64, value));
    return this;
  }

  f32Const(value: number): this {
    this.#out.u8(0x43);
    this.#out.f32(value);
    return this;
  }

  f64Const(value: number): this {
    this.#out.u8(0x44);
    this.#out.f64(value);
    return this;
  }

  localGet(local: Local): this {
    return this.#indexed(0x20, local.index);
  }

  localSet(local: Local): this {
    return this.#indexed(0x21, local.index);
  }

  localTee(local: Local): this {
    return this.#indexed(0x22, local.index);
  }

  globalGet(global: Global): this {
    return this.#indexed(0x23, global.index);
  }

  globalSet(global: Global): this {
    return this.#indexed(0x24, global.index);
  }

  // Memories and tables.

  load(name: LoadInstruction, options: AccessOptions): this {
    return this.#access(loadOpcode(name), options);
  }

  store(name: StoreInstruction, options: AccessOptions): this {
    return this.#access(storeOpcode(name), options);
  }

  memorySize(memory: Memory): this {
    return this.#indexed(0x3f, memory.index);
  }

  memoryGrow(memory: Memory): this {
    return this.#indexed(0x40, memory.index);
  }

  /** Operands: address in `to`, address in `from`, length. */
  memoryCopy(to: Memory, from: Memory): this {
    this.#out.u8(0xfc, 0x0a);
    this.#out.unsigned(to.index);
    this.#out.unsigned(from.index);
    return this;
  }

  /** Operands: address, byte, length. */
  memoryFill(memory: Memory): this {
    this.#out.u8(0xfc, 0x0b);
    this.#out.unsigned(memory.index);
    return this;
  }

  tableGet(table: Table): this {
    return this.#indexed(0x25, table.index);
  }

  tableSet(table: Table): this {
    return this.#indexed(0x26, table.index);
  }

  // Calls.

  call(func: Func): this {
    return this.#indexed(0x10, func.index);
  }

  /** Operands: the arguments, then the index in `table`. */
  callIndirect(table: Table, type: FuncType): this {
    this.#indexed(0x11, this.#typeIndex(type));
    this.#out.unsigned(table.index);
    return this;
  }

  // Blocks and branches.

  /** A branch to its label leaves the block. */
  block(body: Body, results: readonly ValType[] = []): this {
    return this.#open(0x02, results, body).#close();
  }

  /** A branch to its label starts it over. */
  loop(body: Body, results: readonly ValType[] = []): this {
    return this.#open(0x03, results, body).#close();
  }

  /** Operand: the condition. */
  if(then: Body, otherwise?: Body, results: readonly ValType[] = []): this {
    this.#open(0x04, results, then);
    if (otherwise !== undefined) this.#continue(0x05, otherwise);
    return this.#close();
  }

  /**
   * The legacy `try … catch_all … end`: of the two generations of exception handling the one that all engines
   * have. A trap raised in core code is not caught.
   */
  tryCatchAll(body: Body, handler: Body, results: readonly ValType[] = []): this {
    return this.#open(0x06, results, body).#continue(0x19, handler).#close();
  }

  br(label: Label): this {
    return this.#indexed(0x0c, this.#distance(label));
  }

  /** Operand: the condition. */
  brIf(label: Label): this {
    return this.#indexed(0x0d, this.#distance(label));
  }

  /** Operand: which of `labels`; `otherwise` when there are not that many. */
  brTable(labels: readonly Label[], otherwise: Label): this {
    this.#out.u8(0x0e);
    this.#out.vec(labels, (label) => this.#out.unsigned(this.#distance(label)));
    this.#out.unsigned(this.#distance(otherwise));
    return this;
  }

  /** Those of vectors have a prefix. */
  #opcode(opcode: number): void {
    if (opcode > 0xff) this.#out.u8(opcode >> 8);
    this.#out.u8(opcode & 0xff);
  }

  #indexed(opcode: number, index: number): this {
    this.#out.u8(opcode);
    this.#out.unsigned(index);
    return this;
  }

  #access([opcode, sizeLog2]: readonly [number, number], { memory, offset = 0 }: AccessOptions): this {
    this.#opcode(opcode);
    if (memory.index === 0) {
      this.#out.unsigned(sizeLog2);
    } else {
      this.#out.unsigned(sizeLog2 | 0x40);
      this.#out.unsigned(memory.index);
    }
    this.#out.unsigned(offset);
    return this;
  }

  #open(opcode: number, results: readonly ValType[], body: Body): this {
    this.#out.u8(opcode);
    const [first] = results;
    if (first === undefined) this.#out.u8(EMPTY_BLOCK);
    else if (results.length === 1) this.#out.u8(valTypeCode(first));
    else this.#out.signed(BigInt(this.#typeIndex({ params: [], results })));
    this.#depth++;
    body({ depth: this.#depth });
    return this;
  }

  /** The next part of the block that is open: `else`, `catch_all`. */
  #continue(opcode: number, body: Body): this {
    this.#out.u8(opcode);
    body({ depth: this.#depth });
    return this;
  }

  #close(): this {
    this.#out.u8(END);
    this.#depth--;
    return this;
  }

  #distance(label: Label): number {
    return this.#depth - label.depth;
  }
}

/** Runs of locals of one type, as they are declared. */
function groupLocals(locals: readonly Local[]): readonly { count: number; type: ValType }[] {
  const groups: { count: number; type: ValType }[] = [];
  for (const { type } of locals) {
    const last = groups.at(-1);
    if (last?.type === type) last.count++;
    else groups.push({ count: 1, type });
  }
  return groups;
}
