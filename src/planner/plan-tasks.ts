/**
 * The part of the plan for the concurrency half of the canonical ABI: tasks, built-ins, streams and futures. What they
 * do is in the shim (runtime-shim/); the plan says what there is, and who may park a stack.
 */
import type { PointerType, Shape } from './abi/shape.ts';
import type { CoreRef, CoreSignature, HostForm, HostValue, Options, Signature } from './plan.ts';

/** A lifted function that runs as a task: `Lift` of the shim (runtime-shim/task.ts), one object per function. */
export interface TaskPlan {
  /** As in WIT, with its interface: `wasi:cli/run@0.3.0#run`. */
  readonly name: string;
  readonly instance: number;
  /** Of an async function type. */
  readonly async: boolean;
  /** `needs_exclusive`: it runs only while no other such task of the instance does. */
  readonly exclusive: boolean;
  /**
   * How core code says that it is done. `sync`: it returns the result; `callback`: it returns a callback code;
   * `stackful`: it returns. The latter two give the result to `task.return`.
   */
  readonly abi: 'sync' | 'callback' | 'stackful';
  /** Result type and options, for `task.return`: equal numbers are equal types. Undefined for `sync`. */
  readonly returnType: number | undefined;
  /** The core function; if `stack`, a thunk around it. */
  readonly callee: CoreRef;
  /** It may park: it is called by `WebAssembly.promising`. */
  readonly stack: boolean;
  readonly callback: CoreRef | undefined;
  readonly callbackStack: boolean;
  readonly postReturn: CoreRef | undefined;
  readonly postReturnClearsMayLeave: boolean;
}

/** The host calls a function that runs as a task: an async one, or one that the user wants as such. */
export interface TaskLiftAdapter {
  readonly kind: 'task-lift';
  /** Of direction `lift` or `async lift`. */
  readonly signature: Signature;
  readonly options: Options;
  /** Into `Plan.lifts`. */
  readonly lift: number;
  readonly checks: { readonly lends: boolean };
}

/** A component calls another's function, which runs as a task; values go from memory to memory. */
export interface TaskCallAdapter {
  readonly kind: 'task-call';
  /** With `async`, a subtask. */
  readonly lower: { readonly signature: Signature; readonly options: Options; readonly async: boolean };
  /** The adapter is what a `suspend` thunk tries: 0 is done, 1 has to wait. For a subtask, until a parked stack has run. */
  readonly waits: boolean;
  readonly lift: { readonly signature: Signature; readonly options: Options };
  /** Into `Plan.lifts`. */
  readonly task: number;
  readonly checks: {
    readonly mayLeave: boolean;
    readonly uncatchable: boolean;
    /** Borrows are among the parameters: the lenders are kept until the subtask is resolved. */
    readonly lends: boolean;
  };
}

/** A component calls an async function of the host's, or one that the user says is. Else like `LowerAdapter`. */
export interface HostCallAdapter {
  readonly kind: 'host-call';
  readonly signature: Signature;
  readonly options: Options;
  readonly target: HostValue;
  readonly form: HostForm;
  /** As in WIT, with its interface. */
  readonly name: string;
  /** With `async`, a subtask. Else the adapter is what a `suspend` thunk tries. */
  readonly async: boolean;
  /**
   * The function is of a synchronous type, and asynchronous because the user says so: the call blocks whoever calls it,
   * synchronous tasks too, and the whole component.
   */
  readonly always: boolean;
  /** Its only argument tells that there is nothing to do: the host needn't be called. */
  readonly ready: ReadyAtOnce | undefined;
  readonly checks: { readonly mayLeave: boolean; readonly uncatchable: boolean; readonly lends: boolean };
}

/** The argument is zero, or not after what the host's function `now` gives. */
export type ReadyAtOnce = { readonly kind: 'zero' } | { readonly kind: 'not after'; readonly now: HostValue };

/** `canon task.return`. Its parameters are the flat result of the current task. */
export interface TaskReturnAdapter {
  readonly kind: 'task.return';
  /** One parameter, the result; or none. */
  readonly signature: Signature;
  readonly options: Options;
  /** As in `TaskPlan`. */
  readonly returnType: number;
  readonly checks: { readonly mayLeave: boolean; readonly uncatchable: boolean };
}

/** Any other built-in of the concurrency half: a function of the shim, given what it needs. */
export interface BuiltinAdapter {
  readonly kind: 'builtin';
  readonly builtin: Builtin;
  readonly instance: number;
  /** Without the flag: where it may block, the adapter is what a `suspend` thunk tries. */
  readonly core: CoreSignature;
  readonly checks: { readonly mayLeave: boolean; readonly uncatchable: boolean };
}

export type Builtin =
  | {
      readonly name:
        | 'task.cancel' | 'subtask.drop' | 'backpressure.inc' | 'backpressure.dec' | 'waitable-set.new' | 'waitable-set.drop'
        | 'waitable.join' | 'thread.index' | 'thread.resume-later' | 'error-context.drop';
    }
  | { readonly name: 'context.get' | 'context.set'; readonly slot: number }
  | { readonly name: 'subtask.cancel'; readonly async: boolean; readonly blocks: boolean }
  | {
      readonly name: 'thread.yield' | 'thread.suspend' | 'thread.suspend-then-resume' | 'thread.yield-then-resume'
        | 'thread.suspend-then-promote' | 'thread.yield-then-promote';
      readonly cancellable: boolean;
    }
  | { readonly name: 'waitable-set.wait' | 'waitable-set.poll'; readonly cancellable: boolean; readonly memory: number }
  /** `type`: the number of the element type, as in `StreamShape`. */
  | {
      readonly name: 'stream.new' | 'stream.drop-readable' | 'stream.drop-writable'
        | 'future.new' | 'future.drop-readable' | 'future.drop-writable';
      readonly type: number;
    }
  /** `codec`: into `Plan.codecs`. If not `async`, it blocks. */
  | {
      readonly name: 'stream.read' | 'stream.write' | 'future.read' | 'future.write';
      readonly codec: number;
      readonly async: boolean;
      readonly pointer: PointerType;
    }
  | {
      readonly name: 'stream.cancel-read' | 'stream.cancel-write' | 'future.cancel-read' | 'future.cancel-write';
      readonly type: number;
      readonly async: boolean;
    }
  | { readonly name: 'error-context.new' | 'error-context.debug-message'; readonly options: Options }
  /** `run` is a `thread` thunk. */
  | { readonly name: 'thread.new-indirect'; readonly run: CoreRef; readonly table: CoreRef; readonly context: PointerType }
  | { readonly name: 'thread.available-parallelism' };

/** Elements of a stream or future in a memory of one component. */
export interface Codec {
  /** The number of the element type. */
  readonly type: number;
  readonly element: Shape | undefined;
  readonly options: Options;
  /** Elements are read from this memory (a write built-in has it), or written to it. */
  readonly lifts: boolean;
  readonly lowers: boolean;
}
