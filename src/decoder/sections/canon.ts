/**
 * Canonical definitions: lifts, lowers and the built-ins of the canonical ABI (Binary.md, Canonical
 * Definitions).
 */
import { errorLeadingByte } from '../../errors.ts';
import type {
  CoreFuncIndex, CoreMemoryIndex, CoreTableIndex, CoreTypeIndex, FuncIndex, TypeIndex,
} from '../component.ts';
import { readCoreValType } from '../core-module.ts';
import type { CoreValType } from '../core-module.ts';
import { MAX_CANONICAL_OPTIONS } from '../limits.ts';
import type { Reader } from '../reader.ts';
import { readIndex } from './sort.ts';
import { readResultList } from './type.ts';
import type { ValTypeRef } from './type.ts';

export type StringEncoding = 'utf8' | 'utf16' | 'latin1+utf16';

/** `canonopt` */
export type CanonOption =
  | { readonly kind: 'string-encoding'; readonly encoding: StringEncoding; readonly offset: number }
  | { readonly kind: 'memory'; readonly memory: CoreMemoryIndex; readonly offset: number }
  | {
      readonly kind: 'realloc' | 'post-return' | 'callback';
      readonly func: CoreFuncIndex;
      readonly offset: number;
    }
  | { readonly kind: 'async'; readonly offset: number };

/** `canon`: lift makes a component function, all others a core function. */
export type Canon =
  | {
      readonly kind: 'lift';
      readonly func: CoreFuncIndex;
      readonly options: readonly CanonOption[];
      readonly type: TypeIndex;
      readonly offset: number;
    }
  | {
      readonly kind: 'lower';
      readonly func: FuncIndex;
      readonly options: readonly CanonOption[];
      readonly offset: number;
    }
  | CanonBuiltin;

/** The built-ins, named as in the text format. */
export type CanonBuiltin =
  | { readonly kind: PlainBuiltin; readonly offset: number }
  | { readonly kind: ResourceBuiltin; readonly resource: TypeIndex; readonly offset: number }
  | {
      readonly kind: 'task.return';
      readonly result?: ValTypeRef | undefined;
      readonly options: readonly CanonOption[];
      readonly offset: number;
    }
  | {
      readonly kind: 'context.get' | 'context.set';
      readonly type: CoreValType;
      readonly index: number;
      readonly offset: number;
    }
  | { readonly kind: 'subtask.cancel'; readonly async: boolean; readonly offset: number }
  | { readonly kind: CancellableBuiltin; readonly cancellable: boolean; readonly offset: number }
  | {
      readonly kind: 'waitable-set.wait' | 'waitable-set.poll';
      readonly cancellable: boolean;
      readonly memory: CoreMemoryIndex;
      readonly offset: number;
    }
  | { readonly kind: EndBuiltin; readonly type: TypeIndex; readonly offset: number }
  | {
      readonly kind: CopyBuiltin;
      readonly type: TypeIndex;
      readonly options: readonly CanonOption[];
      readonly offset: number;
    }
  | {
      readonly kind: CancelCopyBuiltin;
      readonly type: TypeIndex;
      readonly async: boolean;
      readonly offset: number;
    }
  | {
      readonly kind: 'error-context.new' | 'error-context.debug-message';
      readonly options: readonly CanonOption[];
      readonly offset: number;
    }
  | {
      readonly kind: 'thread.new-indirect';
      readonly type: CoreTypeIndex;
      readonly table: CoreTableIndex;
      readonly offset: number;
    }
  | {
      readonly kind: 'thread.spawn-ref';
      readonly shared: boolean;
      readonly type: CoreTypeIndex;
      readonly offset: number;
    }
  | {
      readonly kind: 'thread.spawn-indirect';
      readonly shared: boolean;
      readonly type: CoreTypeIndex;
      readonly table: CoreTableIndex;
      readonly offset: number;
    }
  | { readonly kind: 'thread.available-parallelism'; readonly shared: boolean; readonly offset: number };

export type PlainBuiltin =
  | 'task.cancel' | 'subtask.drop' | 'backpressure.inc' | 'backpressure.dec' | 'error-context.drop'
  | 'waitable-set.new' | 'waitable-set.drop' | 'waitable.join' | 'thread.index' | 'thread.resume-later';

export type ResourceBuiltin = 'resource.new' | 'resource.drop' | 'resource.rep';

export type CancellableBuiltin =
  | 'thread.yield' | 'thread.suspend' | 'thread.suspend-then-resume' | 'thread.yield-then-resume'
  | 'thread.suspend-then-promote' | 'thread.yield-then-promote';

export type EndBuiltin =
  | 'stream.new' | 'stream.drop-readable' | 'stream.drop-writable'
  | 'future.new' | 'future.drop-readable' | 'future.drop-writable';

export type CopyBuiltin = 'stream.read' | 'stream.write' | 'future.read' | 'future.write';

export type CancelCopyBuiltin =
  | 'stream.cancel-read' | 'stream.cancel-write' | 'future.cancel-read' | 'future.cancel-write';

/** Reads what follows the opcode at `offset`. */
type CanonReader = (reader: Reader, offset: number) => Canon;

// Built-ins with the same immediates share a reader.

const plain = (kind: PlainBuiltin): CanonReader => (_reader, offset) => ({ kind, offset });

const resource = (kind: ResourceBuiltin): CanonReader => (reader, offset) => (
  { kind, resource: readIndex(reader), offset });

const context = (kind: 'context.get' | 'context.set'): CanonReader => (reader, offset) => (
  { kind, type: readCoreValType(reader), index: reader.u32(), offset });

/**
 * `cancel?`, which some of these built-ins had before WebAssembly/component-model#716. That change left its
 * byte in the format and made it always 0, so components of both ages are read alike.
 */
const cancellable = (kind: CancellableBuiltin): CanonReader => (reader, offset) => (
  { kind, cancellable: reader.bool(), offset });

/** See `cancellable`. */
const waitableSet = (kind: 'waitable-set.wait' | 'waitable-set.poll'): CanonReader => (reader, offset) => (
  { kind, cancellable: reader.bool(), memory: readIndex(reader), offset });

const end = (kind: EndBuiltin): CanonReader => (reader, offset) => (
  { kind, type: readIndex(reader), offset });

const copy = (kind: CopyBuiltin): CanonReader => (reader, offset) => (
  { kind, type: readIndex(reader), options: readOptions(reader), offset });

const cancelCopy = (kind: CancelCopyBuiltin): CanonReader => (reader, offset) => (
  { kind, type: readIndex(reader), async: reader.bool(), offset });

const errorContext = (kind: 'error-context.new' | 'error-context.debug-message'): CanonReader =>
  (reader, offset) => ({ kind, options: readOptions(reader), offset });

/** What follows each opcode. 0x07 and 0x08 were `yield` and `backpressure.set`. */
const CANON: ReadonlyMap<number, CanonReader> = new Map<number, CanonReader>([
  [0x00, readLift],
  [0x01, readLower],
  [0x02, resource('resource.new')],
  [0x03, resource('resource.drop')],
  [0x04, resource('resource.rep')],
  [0x05, plain('task.cancel')],
  [0x06, (reader, offset) => ({ kind: 'subtask.cancel', async: reader.bool(), offset })],
  [0x09, (reader, offset) => (
    { kind: 'task.return', result: readResultList(reader), options: readOptions(reader), offset })],
  [0x0a, context('context.get')],
  [0x0b, context('context.set')],
  [0x0c, cancellable('thread.yield')],
  [0x0d, plain('subtask.drop')],
  [0x0e, end('stream.new')],
  [0x0f, copy('stream.read')],
  [0x10, copy('stream.write')],
  [0x11, cancelCopy('stream.cancel-read')],
  [0x12, cancelCopy('stream.cancel-write')],
  [0x13, end('stream.drop-readable')],
  [0x14, end('stream.drop-writable')],
  [0x15, end('future.new')],
  [0x16, copy('future.read')],
  [0x17, copy('future.write')],
  [0x18, cancelCopy('future.cancel-read')],
  [0x19, cancelCopy('future.cancel-write')],
  [0x1a, end('future.drop-readable')],
  [0x1b, end('future.drop-writable')],
  [0x1c, errorContext('error-context.new')],
  [0x1d, errorContext('error-context.debug-message')],
  [0x1e, plain('error-context.drop')],
  [0x1f, plain('waitable-set.new')],
  [0x20, waitableSet('waitable-set.wait')],
  [0x21, waitableSet('waitable-set.poll')],
  [0x22, plain('waitable-set.drop')],
  [0x23, plain('waitable.join')],
  [0x24, plain('backpressure.inc')],
  [0x25, plain('backpressure.dec')],
  [0x26, plain('thread.index')],
  [0x27, (reader, offset) => (
    { kind: 'thread.new-indirect', type: readIndex(reader), table: readIndex(reader), offset })],
  [0x28, plain('thread.resume-later')],
  [0x29, cancellable('thread.suspend')],
  [0x2a, cancellable('thread.suspend-then-resume')],
  [0x2b, cancellable('thread.yield-then-resume')],
  [0x2c, cancellable('thread.suspend-then-promote')],
  [0x2d, cancellable('thread.yield-then-promote')],
  [0x40, (reader, offset) => (
    { kind: 'thread.spawn-ref', shared: reader.bool(), type: readIndex(reader), offset })],
  [0x41, readSpawnIndirect],
  [0x42, (reader, offset) => ({ kind: 'thread.available-parallelism', shared: reader.bool(), offset })],
]);

/** `canon` */
export function readCanon(reader: Reader): Canon {
  const offset = reader.offset;
  const opcode = reader.u8();
  const read = CANON.get(opcode);
  if (read === undefined) throw errorLeadingByte(offset, opcode, 'canonical function');
  return read(reader, offset);
}

/** The second byte stands for the `func` sort. */
function readLift(reader: Reader, offset: number): Canon {
  reader.expect(0x00, 'canonical function lift');
  const func = readIndex<'core func'>(reader);
  const options = readOptions(reader);
  return { kind: 'lift', func, options, type: readIndex(reader), offset };
}

function readLower(reader: Reader, offset: number): Canon {
  reader.expect(0x00, 'canonical function lower');
  return { kind: 'lower', func: readIndex(reader), options: readOptions(reader), offset };
}

function readSpawnIndirect(reader: Reader, offset: number): Canon {
  const shared = reader.bool();
  return { kind: 'thread.spawn-indirect', shared, type: readIndex(reader), table: readIndex(reader), offset };
}

/** `opts` */
function readOptions(reader: Reader): readonly CanonOption[] {
  return reader.vec(MAX_CANONICAL_OPTIONS, 'canonical options', readOption);
}

/** `canonopt` */
function readOption(reader: Reader): CanonOption {
  const offset = reader.offset;
  const byte = reader.u8();
  switch (byte) {
    case 0x00:
      return { kind: 'string-encoding', encoding: 'utf8', offset };
    case 0x01:
      return { kind: 'string-encoding', encoding: 'utf16', offset };
    case 0x02:
      return { kind: 'string-encoding', encoding: 'latin1+utf16', offset };
    case 0x03:
      return { kind: 'memory', memory: readIndex(reader), offset };
    case 0x04:
      return { kind: 'realloc', func: readIndex(reader), offset };
    case 0x05:
      return { kind: 'post-return', func: readIndex(reader), offset };
    case 0x06:
      return { kind: 'async', offset };
    case 0x07:
      return { kind: 'callback', func: readIndex(reader), offset };
    default:
      throw errorLeadingByte(offset, byte, 'canonical option');
  }
}
