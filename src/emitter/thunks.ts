/**
 * Core modules of thunks: calls from one component to another whose values are all flat (CanonicalABI.md,
 * “Flattening”), in core code because that costs less than a way through JavaScript.
 *
 *     (func (export "0") (param i32 i32) (result i32)
 *       (if (i32.eqz (global.get $mayLeave0)) (then (call $leave) unreachable))
 *       (call $callee0 (i32.and (local.get 0) (i32.const 255)) …))
 *
 * A trap is raised in core code, where no handler of a component can catch it; the function imported for it
 * tells JavaScript the text first.
 */
import type { Shape } from '../planner/abi/shape.ts';
import type { Thunk } from '../planner/plan.ts';
import type { CodeWriter, Local } from './core/code.ts';
import { CoreModuleWriter } from './core/module.ts';
import type { Func, FuncType, Global } from './core/types.ts';
import type { StackImport } from './stack-thunks.ts';
import { isStackThunk, prepareStackThunk, stackImports } from './stack-thunks.ts';

/** Traps that thunks raise: import name → text (spec-checklist §3.3, §3.6). */
export const THUNK_TRAPS = {
  leave: 'cannot leave component instance',
  char: 'invalid `char` bit pattern',
  discriminant: 'invalid variant discriminant',
  uncaught: 'uncaught exception propagated out of component',
} as const;

export type ThunkTrap = keyof typeof THUNK_TRAPS;

/** The name under which a thunk module imports the may-leave flag of a component instance. */
export const flagName = (instance: number): string => `mayLeave${instance}`;

/** The name under which it imports what thunk number `index` calls: a function, or the table with it. */
export const calleeName = (index: number): string => `callee${index}`;

export interface ThunkModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What it imports from `""` beside the callees. */
  readonly flags: readonly number[];
  readonly traps: readonly ThunkTrap[];
  readonly stacks: readonly StackImport[];
}

/** Writes the module for `thunks`; number i is exported as `"i"`. `nameOf`: what debuggers are to call one. */
export function writeThunks(
  thunks: readonly Thunk[], nameOf: (thunk: Thunk) => string | undefined = () => undefined,
): ThunkModule {
  const writer = new CoreModuleWriter();
  const prepared = thunks.map((thunk, index) => prepare(writer, thunk, calleeName(index)));
  const traps = new Map(trapsOf(thunks).map((name) => [name, writer.importFunc('', name, NO_VALUES)]));
  const stackItems = stackImports(thunks);
  const stacks = new Map(stackItems.map(({ name, type }) => [name, writer.importFunc('', name, type)]));
  const flags = new Map(flagsOf(thunks).map((instance) =>
    [instance, writer.importGlobal('', flagName(instance), { type: 'i32', mutable: true })]));
  const parts: Parts = { traps, flags, stacks };
  prepared.forEach(({ type, write }, index) => {
    const func = writer.func(type, (code, params) => write(code, params, parts));
    const name = nameOf(thunks[index]!);
    if (name !== undefined) writer.name(func, name);
    writer.export(String(index), func);
  });
  return { bytes: writer.finish(), flags: [...flags.keys()], traps: [...traps.keys()], stacks: stackItems };
}

interface Parts {
  readonly traps: ReadonlyMap<ThunkTrap, Func>;
  readonly flags: ReadonlyMap<number, Global>;
  readonly stacks: ReadonlyMap<string, Func>;
}

/** A thunk whose callee is imported. */
interface Prepared {
  readonly type: FuncType;
  readonly write: (code: CodeWriter, params: readonly Local[], parts: Parts) => void;
}

function prepare(writer: CoreModuleWriter, thunk: Thunk, name: string): Prepared {
  if (isStackThunk(thunk)) {
    const { type, write } = prepareStackThunk(writer, thunk, name);
    return { type, write: (code, params, { stacks }) => write(code, params, stacks) };
  }
  const callee = writer.importFunc('', name, typeOf(thunk));
  return {
    type: callee.type,
    write(code, params, parts) {
      if (thunk.kind === 'call') writeCall(code, thunk, callee, params, parts);
      else writeRealloc(code, parts.flags.get(thunk.mayLeave)!, callee, params);
    },
  };
}

type CallThunk = Extract<Thunk, { kind: 'call' }>;
type ReallocThunk = Extract<Thunk, { kind: 'realloc' }>;

const NO_VALUES: FuncType = { params: [], results: [] };

function typeOf(thunk: CallThunk | ReallocThunk): FuncType {
  if (thunk.kind === 'realloc') {
    const { pointer } = thunk;
    return { params: [pointer, pointer, pointer, pointer], results: [pointer] };
  }
  return { params: thunk.params.flatMap(({ flat }) => flat), results: thunk.result?.flat ?? [] };
}

function flagsOf(thunks: readonly Thunk[]): readonly number[] {
  const flags = thunks.map((thunk) => (isStackThunk(thunk) ? undefined : thunk.mayLeave));
  return [...new Set(flags.filter((flag) => flag !== undefined))];
}

function trapsOf(thunks: readonly Thunk[]): readonly ThunkTrap[] {
  const calls = thunks.filter((thunk) => thunk.kind === 'call');
  const leaves = calls.flatMap(({ params, result }) => [...params, ...(result === undefined ? [] : [result])])
    .flatMap(leavesOf);
  const used: Readonly<Record<ThunkTrap, boolean>> = {
    leave: calls.some(({ mayLeave }) => mayLeave !== undefined),
    char: leaves.some(({ kind }) => kind === 'char'),
    discriminant: leaves.some(({ kind }) => kind === 'enum'),
    uncaught: calls.some(({ catches }) => catches),
  };
  return (Object.keys(used) as ThunkTrap[]).filter((name) => used[name]);
}

/** The shapes that take one core value each, in the order of the flat values. */
function leavesOf(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'record':
    case 'tuple': return shape.fields.flatMap((field) => leavesOf(field.shape));
    case 'fixed-list': return Array.from({ length: shape.length }, () => leavesOf(shape.element)).flat();
    default: return [shape];
  }
}

// ---------------------------------------------------------------------------------------------- code

function writeCall(
  code: CodeWriter, thunk: CallThunk, callee: Func, params: readonly Local[], parts: Parts,
): void {
  if (thunk.mayLeave !== undefined) {
    code.globalGet(parts.flags.get(thunk.mayLeave)!).op('i32.eqz').if(() => raise(code, 'leave', parts));
  }
  thunk.params.flatMap(leavesOf).forEach((shape, index) => {
    code.localGet(params[index]!);
    normalise(code, shape, params[index]!, parts);
  });
  writeGuarded(code, thunk, callee, parts);
  const leaves = thunk.result === undefined ? [] : leavesOf(thunk.result);
  const [leaf] = leaves;
  if (leaf === undefined || !isChecked(leaf)) return;
  // A flat result is one core value.
  const result = code.local(callee.type.results[0]!);
  code.localTee(result);
  normalise(code, leaf, result, parts);
}

function writeGuarded(code: CodeWriter, { catches }: CallThunk, callee: Func, parts: Parts): void {
  if (!catches) {
    code.call(callee);
    return;
  }
  // Operands don't reach into a block, so they take the way through locals.
  const args = callee.type.params.map((type) => code.local(type));
  for (const arg of args.toReversed()) code.localSet(arg);
  code.tryCatchAll(() => {
    for (const arg of args) code.localGet(arg);
    code.call(callee);
  }, () => raise(code, 'uncaught', parts), callee.type.results);
}

/** CanonicalABI.md, `canon_lower` of an allocation: the instance may not leave while it allocates. */
function writeRealloc(code: CodeWriter, flag: Global, callee: Func, params: readonly Local[]): void {
  code.i32Const(0).globalSet(flag);
  for (const param of params) code.localGet(param);
  code.call(callee);
  code.i32Const(1).globalSet(flag);
}

function raise(code: CodeWriter, name: ThunkTrap, { traps }: Parts): void {
  code.call(traps.get(name)!).op('unreachable');
}

const isChecked = (shape: Shape): boolean => !PLAIN.has(shape.kind);

const PLAIN: ReadonlySet<Shape['kind']> = new Set(['u32', 's32', 'u64', 's64', 'f32', 'f64']);

/**
 * Makes the core value on the stack, a copy of `value`, what lifting and lowering it would give
 * (CanonicalABI.md, “Flat Lifting”, “Flat Lowering”).
 */
function normalise(code: CodeWriter, shape: Shape, value: Local, parts: Parts): void {
  switch (shape.kind) {
    case 'bool': code.i32Const(0).op('i32.ne'); return;
    case 'u8': code.i32Const(0xff).op('i32.and'); return;
    case 'u16': code.i32Const(0xffff).op('i32.and'); return;
    case 's8': code.op('i32.extend8_s'); return;
    case 's16': code.op('i32.extend16_s'); return;
    case 'flags': maskFlags(code, shape.labels.length); return;
    case 'char': checkChar(code, value, parts); return;
    case 'enum':
      code.localGet(value).i32Const(shape.labels.length).op('i32.ge_u');
      code.if(() => raise(code, 'discriminant', parts));
      return;
    default:
      if (isChecked(shape)) throw new Error(`a thunk can't pass a ${shape.kind}`);
  }
}

function maskFlags(code: CodeWriter, count: number): void {
  if (count < 32) code.i32Const(2 ** count - 1).op('i32.and');
}

/** No surrogate, nothing beyond U+10FFFF. */
function checkChar(code: CodeWriter, value: Local, parts: Parts): void {
  code.localGet(value).i32Const(0x110000).op('i32.ge_u');
  code.localGet(value).i32Const(-0x800).op('i32.and').i32Const(0xd800).op('i32.eq');
  code.op('i32.or').if(() => raise(code, 'char', parts));
}
