/**
 * Built-ins of the concurrency half of the canonical ABI, as adapters (CanonicalABI.md, “Canonical Definitions”). One
 * that may block is tried first, by a thunk that can park the stack.
 */
import type { CanonBuiltin, CopyBuiltin, EndBuiltin } from '../decoder/sections/canon.ts';
import type { CoreType, PointerType, Shape } from './abi/shape.ts';
import {
  addAdapter, addStep, addThunk, exportRef, flushThunks, instanceOf, memoryIndex, noteHandles, planOptions, pointerOf,
} from './assembly.ts';
import type { Assembly } from './assembly.ts';
import { canonOptions } from './canon-options.ts';
import { valType } from './evaluate.ts';
import type { CoreFunc } from './items.ts';
import type { Builtin, CoreRef, CoreSignature, Options } from './plan.ts';
import { at } from './scope.ts';
import type { Scope } from './scope.ts';
import type { RefOf } from './tasks.ts';
import { elementOptions, returnType, signatureOf, suspend } from './tasks.ts';
import type { FuncType, Type } from './types.ts';

type BuiltinFunc = Extract<CoreFunc, { source: 'builtin' }>;
type Of<K extends CanonBuiltin['kind']> = Extract<CanonBuiltin, { kind: K }>;

type EndCanon = Extract<CanonBuiltin, { kind: EndBuiltin }>;
type CopyCanon = Extract<CanonBuiltin, { kind: CopyBuiltin }>;
type ErrorContextCanon = Extract<CanonBuiltin, { kind: 'error-context.new' | 'error-context.debug-message' }>;

/** What one built-in is, planned. */
interface Planned {
  readonly builtin: Builtin;
  readonly core: CoreSignature;
}

/** Supplies a built-in that is none of resources. */
export function supplyConcurrent(assembly: Assembly, func: BuiltinFunc, refOf: RefOf): CoreRef {
  const { canon, scope: { instance } } = func;
  const checks = { mayLeave: assembly.mayLeave.tested(func), uncatchable: assembly.effects.underHandler(func) };
  assembly.concurrent.add(instance);
  assembly.tables.add(instance);
  if (canon.kind === 'task.return') return supplyTaskReturn(assembly, func, canon, checks, refOf);
  const { builtin, core } = planBuiltin(assembly, func, refOf);
  const adapter = addAdapter(assembly, { kind: 'builtin', builtin, instance, core, checks });
  return assembly.blocking.parks(func) ? suspend(assembly, adapter, core) : { kind: 'adapter', adapter };
}

function supplyTaskReturn(
  assembly: Assembly, func: BuiltinFunc, { result, options: list }: Of<'task.return'>,
  checks: { readonly mayLeave: boolean; readonly uncatchable: boolean }, refOf: RefOf,
): CoreRef {
  const options = canonOptions(list, func.scope);
  const value = result === undefined ? undefined : valType(result, func.scope);
  const type: FuncType = { async: false, params: value === undefined ? [] : [{ name: 'result', type: value }] };
  const signature = signatureOf(assembly, 'task.return', type, options, 'lower');
  noteHandles(assembly, signature, options.instance);
  return {
    kind: 'adapter',
    adapter: addAdapter(assembly, {
      kind: 'task.return', signature,
      options: planOptions(assembly, options, signature, 'lower', refOf),
      returnType: returnType(assembly, value, options),
      checks,
    }),
  };
}

const core = (params: readonly CoreType[], results: readonly CoreType[] = []): CoreSignature => ({ params, results });

function planBuiltin(assembly: Assembly, func: BuiltinFunc, refOf: RefOf): Planned {
  const { canon, scope } = func;
  switch (canon.kind) {
    case 'task.cancel': case 'backpressure.inc': case 'backpressure.dec':
      return { builtin: { name: canon.kind }, core: core([]) };
    case 'waitable-set.new': case 'thread.index': return { builtin: { name: canon.kind }, core: core([], ['i32']) };
    case 'subtask.drop': case 'waitable-set.drop': case 'thread.resume-later': case 'error-context.drop':
      return { builtin: { name: canon.kind }, core: core(['i32']) };
    case 'waitable.join': return { builtin: { name: canon.kind }, core: core(['i32', 'i32']) };
    case 'context.get':
    case 'context.set': {
      const type: CoreType = canon.type === 'i64' ? 'i64' : 'i32';
      const builtin = { name: canon.kind, slot: canon.index };
      return { builtin, core: canon.kind === 'context.get' ? core([], [type]) : core([type]) };
    }
    case 'subtask.cancel': return {
      builtin: { name: canon.kind, async: canon.async, blocks: assembly.blocking.parks(func) },
      core: core(['i32'], ['i32']),
    };
    case 'thread.yield': case 'thread.suspend':
      return { builtin: { name: canon.kind, cancellable: canon.cancellable }, core: core([], ['i32']) };
    case 'thread.suspend-then-resume': case 'thread.yield-then-resume':
    case 'thread.suspend-then-promote': case 'thread.yield-then-promote':
      return { builtin: { name: canon.kind, cancellable: canon.cancellable }, core: core(['i32'], ['i32']) };
    case 'waitable-set.wait':
    case 'waitable-set.poll': {
      const memory = at(scope.spaces['core memory'], canon.memory);
      return {
        builtin: { name: canon.kind, cancellable: canon.cancellable, memory: memoryIndex(assembly, memory) },
        core: core(['i32', pointerOf(memory)], ['i32']),
      };
    }
    case 'stream.new': case 'stream.drop-readable': case 'stream.drop-writable':
    case 'future.new': case 'future.drop-readable': case 'future.drop-writable': return planEnd(assembly, func, canon);
    case 'stream.read': case 'stream.write': case 'future.read': case 'future.write':
      return planCopy(assembly, func, canon, refOf);
    case 'stream.cancel-read': case 'stream.cancel-write': case 'future.cancel-read': case 'future.cancel-write': return {
      builtin: { name: canon.kind, type: assembly.shapes.i32.numberOf(elementOf(func, canon.type)), async: canon.async },
      core: core(['i32'], ['i32']),
    };
    case 'error-context.new':
    case 'error-context.debug-message': return planErrorContext(assembly, func, canon, refOf);
    case 'thread.new-indirect': return planNewThread(assembly, func, canon);
    case 'thread.available-parallelism': return { builtin: { name: canon.kind }, core: core([], ['i32']) };
    default: throw new Error(`${canon.kind} is planned elsewhere, or refused`);
  }
}

/** The element type of the stream or future type with this index. */
function elementOf({ scope }: BuiltinFunc, index: number): Type | undefined {
  const type = at(scope.spaces.type, index);
  if (type.kind !== 'stream' && type.kind !== 'future') throw new Error(`a ${type.kind} for a stream passed validation`);
  return type.element;
}

function planEnd(assembly: Assembly, func: BuiltinFunc, { kind, type: index }: EndCanon): Planned {
  const type = assembly.shapes.i32.numberOf(elementOf(func, index));
  const isNew = kind === 'stream.new' || kind === 'future.new';
  return { builtin: { name: kind, type }, core: isNew ? core([], ['i64']) : core(['i32']) };
}

// ---------------------------------------------------------------------------------------------- copies

function planCopy(
  assembly: Assembly, func: BuiltinFunc, { kind, type: index, options: list }: CopyCanon, refOf: RefOf,
): Planned {
  const options = canonOptions(list, func.scope);
  const pointer = pointerOf(options.memory);
  const type = elementOf(func, index);
  const reads = kind === 'stream.read' || kind === 'future.read';
  const element = type === undefined ? undefined : assembly.shapes[pointer](type);
  const planned = elementOptions(assembly, options, element, reads, refOf);
  const codec = codecIndex(assembly, assembly.shapes.i32.numberOf(type), element, planned, reads);
  const isStream = kind === 'stream.read' || kind === 'stream.write';
  return {
    builtin: { name: kind, codec, async: options.async, pointer },
    core: isStream ? core(['i32', pointer, pointer], [pointer]) : core(['i32', pointer], ['i32']),
  };
}

/** Built-ins with the same element type and options share a codec: what writes has no `realloc`, and would not call it. */
function codecIndex(
  assembly: Assembly, type: number, element: Shape | undefined, options: Options, lowers: boolean,
): number {
  const { codecs, codecIndex } = assembly;
  const key = [type, options.instance, options.memory, options.encoding].join(' ');
  const alike = codecIndex.get(key) ?? [];
  codecIndex.set(key, alike);
  const known = alike.find((index) => haveOneRealloc(codecs[index]!.options, options));
  const old = known === undefined ? undefined : codecs[known];
  const codec = {
    type, element, options: old?.options.realloc === undefined ? options : old.options,
    lifts: !lowers || old?.lifts === true, lowers: lowers || old?.lowers === true,
  };
  if (known !== undefined) {
    codecs[known] = codec;
    return known;
  }
  const index = codecs.push(codec) - 1;
  alike.push(index);
  const { memory } = options;
  const views = memory === undefined ? undefined : instanceOf(at(assembly.memories, memory).ref);
  addStep(assembly, { kind: 'codec', codec: index }, [views]);
  return index;
}

const haveOneRealloc = (a: Options, b: Options): boolean =>
  a.realloc === undefined || b.realloc === undefined || a.realloc === b.realloc;

function planErrorContext(
  assembly: Assembly, func: BuiltinFunc, { kind, options: list }: ErrorContextCanon, refOf: RefOf,
): Planned {
  const options = canonOptions(list, func.scope);
  const pointer = pointerOf(options.memory);
  const message = assembly.shapes[pointer]({ kind: 'string' });
  const lowers = kind === 'error-context.debug-message';
  return {
    builtin: { name: kind, options: elementOptions(assembly, options, message, lowers, refOf) },
    core: lowers ? core(['i32', pointer]) : core([pointer, pointer], ['i32']),
  };
}

// ---------------------------------------------------------------------------------------------- threads

function planNewThread(assembly: Assembly, { scope }: BuiltinFunc, { type, table: index }: Of<'thread.new-indirect'>): Planned {
  const item = at(scope.spaces['core table'], index);
  const context = startContext(scope, type);
  const address: PointerType = item.type?.address === 'i64' ? 'i64' : 'i32';
  const table = exportRef(assembly, item);
  const run = addThunk(assembly, { kind: 'thread', table, context, index: address });
  flushThunks(assembly);
  return {
    builtin: { name: 'thread.new-indirect', run, table, context },
    core: core([address, context], ['i32']),
  };
}

/** The type of the one parameter of a thread's function. */
function startContext(scope: Scope, index: number): PointerType {
  const types = scope.spaces['core type'];
  const definition = at(types, index);
  if (definition.kind !== 'rec') throw new Error('a thread of a module type passed validation');
  // A group of types is one definition, at as many indices as it has types.
  const type = definition.types.types[index - types.indexOf(definition)]?.composite;
  return type?.kind === 'func' && type.params[0] === 'i64' ? 'i64' : 'i32';
}
