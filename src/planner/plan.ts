/**
 * The plan: everything that the emitter prints, decided and computed. No JavaScript syntax, but the names that
 * JavaScript code will use; no index spaces and no nesting of components: one list of steps.
 *
 * Cross-references are indices into the plan's own arrays.
 */
import type { StringEncoding } from '../decoder/sections/canon.ts';
import type { CoreType, PointerType, Shape, TupleShape } from './abi/shape.ts';
import type {
  BuiltinAdapter, Codec, HostCallAdapter, TaskCallAdapter, TaskLiftAdapter, TaskPlan, TaskReturnAdapter,
} from './plan-tasks.ts';
import type { World } from './world.ts';

export type { StringEncoding } from '../decoder/sections/canon.ts';
export type * from './plan-tasks.ts';

export interface Plan {
  /** The root's name, of which file names are made. */
  readonly name: string;
  readonly imports: readonly HostImport[];
  readonly coreModules: readonly CoreModulePlan[];
  /** Component instances, the root first. */
  readonly instances: readonly ComponentInstance[];
  readonly memories: readonly Memory[];
  readonly reallocs: readonly Realloc[];
  readonly resources: readonly Resource[];
  readonly adapters: readonly Adapter[];
  /** Lifted functions that run as tasks. */
  readonly lifts: readonly TaskPlan[];
  /** How elements of streams and futures get into and out of memories. */
  readonly codecs: readonly Codec[];
  /** What instantiation does, in its order. */
  readonly steps: readonly Step[];
  readonly exports: readonly ExportPlan[];
  readonly world: World;
  /** Facts about the whole that decide what the module contains. */
  readonly facts: {
    /** The `entered` flag is needed: some entry may trap, or call out to the host, and so be seen entered. */
    readonly entered: boolean;
    /** A core module has exception handlers, so errors that pass core frames are stored (design.md, "poison"). */
    readonly storesErrors: boolean;
    /** There are tasks, or streams, futures and what else the concurrency half of the canonical ABI has. */
    readonly concurrent: boolean;
  };
  readonly warnings: readonly string[];
}

// ---------------------------------------------------------------------------------------------- core modules

export type CoreModulePlan =
  /** Embedded in the component; written once, however often it is instantiated. */
  | { readonly kind: 'embedded'; readonly bytes: Uint8Array }
  /** Supplied by the host as a `WebAssembly.Module`. */
  | { readonly kind: 'imported'; readonly value: HostValue }
  /** Written by the emitter: thunks between components. */
  | { readonly kind: 'thunks'; readonly thunks: readonly Thunk[] }
  /**
   * Written by the emitter: call adapters, by their numbers, with a memory for each side. Number i is exported as
   * `"<i>"`. If `optional`, it is instantiated where the engine knows such modules; elsewhere JavaScript does the work.
   */
  | { readonly kind: 'calls'; readonly calls: readonly number[]; readonly optional: boolean };

/**
 * A core function between two components whose signature is flat: it tests the caller's may-leave flag, normalises
 * what needs it, calls the callee. Imported as `""."callee<i>"`, exported as `"<i>"`.
 */
export type Thunk =
  | {
      readonly kind: 'call';
      readonly params: readonly Shape[];
      readonly result: Shape | undefined;
      readonly callee: CoreRef;
      /** The caller's component instance, when its may-leave flag must be tested. */
      readonly mayLeave: number | undefined;
      /** Core exceptions may come out of the callee; they become a trap. */
      readonly catches: boolean;
    }
  /** A realloc with the may-leave flag of its instance cleared meanwhile. */
  | { readonly kind: 'realloc'; readonly callee: CoreRef; readonly mayLeave: number; readonly pointer: PointerType }
  /** Tries `callee`, which says whether it has to block; parks the stack if so; gives the result. */
  | { readonly kind: 'suspend'; readonly callee: CoreRef; readonly core: CoreSignature }
  /** Calls `callee` on a stack of its own, and tells JavaScript its result when it returns. */
  | { readonly kind: 'stack'; readonly callee: CoreRef; readonly core: CoreSignature }
  /** Calls a function of a table, on a stack of its own: `(func index, context)`. */
  | { readonly kind: 'thread'; readonly table: CoreRef; readonly context: PointerType; readonly index: PointerType };

export interface CoreSignature {
  readonly params: readonly CoreType[];
  readonly results: readonly CoreType[];
}

/** A core function, memory, table, global or tag at run time. */
export type CoreRef =
  /**
   * An export of a core instance: `Step` `instantiate-core` number `instance`. `fallback`: or, if that instance is
   * optional and not there, the adapter of this number.
   */
  | { readonly kind: 'core-export'; readonly instance: number; readonly name: string; readonly fallback?: number }
  /** A JavaScript function made by an adapter. */
  | { readonly kind: 'adapter'; readonly adapter: number };

export interface Memory {
  readonly ref: CoreRef;
  readonly pointer: PointerType;
  /** May a core function grow it? If not, views of it never go stale. */
  readonly grows: boolean;
}

/** A `realloc` option together with the memory it allocates in. */
export interface Realloc {
  readonly ref: CoreRef;
  readonly memory: number;
  /** The component instance whose may-leave flag is cleared while it runs; undefined if that can't be observed. */
  readonly clearsMayLeave: number | undefined;
  /** The component instance in which it needs a thread of its own: it may look at it. */
  readonly thread: number | undefined;
}

// ---------------------------------------------------------------------------------------------- instances

export interface ComponentInstance {
  /** Where it stands in the tree, for comments: `root`, `root › validator`. */
  readonly path: string;
  /** It has a handle table. */
  readonly handles: boolean;
  /** It has tasks or waitables: an object of the shim's, and a handle table. */
  readonly concurrent: boolean;
  /** Its may-leave flag exists: 'js' a variable, 'core' a `WebAssembly.Global` that thunks test, none if never seen. */
  readonly mayLeave: 'none' | 'js' | 'core';
}

// ---------------------------------------------------------------------------------------------- resources

export interface Resource {
  /** UpperCamelCase; unique in the plan. */
  readonly name: string;
  /** As in WIT, for messages: `connection`. */
  readonly witName: string;
  readonly origin:
    | { readonly kind: 'host'; readonly value: HostValue }
    | {
        readonly kind: 'guest';
        /** The component instance that defines it. */
        readonly instance: number;
        readonly dtor: CoreRef | undefined;
        /** A core exception may come out of the destructor and must become a trap. */
        readonly catches: boolean;
        /** The destructor may look at its thread. */
        readonly thread: boolean;
        readonly rep: 'i32' | 'i64';
      };
  /** The generated class, if the host gets to see instances of a guest's resource. */
  readonly exposed: boolean;
}

// ---------------------------------------------------------------------------------------------- host

/** One import of the root component. */
export interface HostImport {
  /** The extern name: `wasi:io/streams@0.2.3` or `log`. */
  readonly name: string;
  readonly kind: 'instance' | 'func' | 'resource' | 'module' | 'component';
  /** The ES module's import: `specifier`, and the member of its namespace that is meant (all of it if undefined). */
  readonly specifier: string;
  /** Path of members from the module namespace: `['streams']`; empty is the namespace, `['default']` the default. */
  readonly member: readonly string[];
}

/**
 * How JavaScript calls a function of the host's: `f(…)`, `self.f(…)`, `Class.f(…)`, `new Class(…)`. For a method or
 * static, the last name of `HostValue.path` is the member and the class is reached by the rest.
 */
export type HostForm = 'function' | 'method' | 'static' | 'constructor';

/** Something of the host's that is reached from an import. */
export interface HostValue {
  /** Into `Plan.imports` of the plan of this depth: 0, or undefined, for the outermost. */
  readonly import: number;
  /** A component that is exported has a plan of its own, one deeper, and can use what is imported further out. */
  readonly depth?: number;
  /** Property names from the imported value down, as JavaScript sees them: `['OutputStream']`; empty: itself. */
  readonly path: readonly string[];
  /** For messages: the function's WIT name. */
  readonly wit: string;
}

// ---------------------------------------------------------------------------------------------- functions

/** A function's type with its flattening for one direction (CanonicalABI.md, "Flattening"). */
export interface Signature {
  /** The plain WIT name: `add`, `[method]connection.query`. */
  readonly name: string;
  /** One line of WIT for the comment: `docs:adder/add@0.1.0#add: func(x: u32, y: u32) -> u32`. */
  readonly wit: string;
  readonly async: boolean;
  readonly params: readonly ParamPlan[];
  readonly result: Shape | undefined;
  /** Parameters flat, or in memory behind one pointer: then `params` as one tuple. */
  readonly paramsInMemory: TupleShape | undefined;
  /**
   * The result is in memory: lifted behind a pointer, returned or given to `task.return`; lowered to an out-pointer
   * after the parameters.
   */
  readonly resultInMemory: boolean;
  /** Core parameter and result types, out-pointer included. */
  readonly core: { readonly params: readonly CoreType[]; readonly results: readonly CoreType[] };
}

export interface ParamPlan {
  /** The WIT label. */
  readonly name: string;
  /** A JavaScript identifier, unique among the function's parameters. */
  readonly local: string;
  readonly shape: Shape;
}

/** The canonical options of one side, resolved. */
export interface Options {
  /** The component instance of this side. */
  readonly instance: number;
  readonly encoding: StringEncoding;
  readonly memory: number | undefined;
  readonly realloc: number | undefined;
  readonly pointer: PointerType;
}

/** Each core function, and each exported function, that the emitted module must supply. */
export type Adapter =
  | LiftAdapter | LowerAdapter | CallAdapter | TrapAdapter | ResourceAdapter
  | TaskLiftAdapter | TaskCallAdapter | HostCallAdapter | TaskReturnAdapter | BuiltinAdapter;

/** The host calls a component's function. */
export interface LiftAdapter {
  readonly kind: 'lift';
  readonly signature: Signature;
  readonly options: Options;
  readonly callee: CoreRef;
  readonly postReturn: CoreRef | undefined;
  readonly checks: {
    /** Test and set the root's `entered` flag. */
    readonly enter: boolean;
    /** A core exception may come out and must become a trap. */
    readonly catches: boolean;
    /** A borrow and an own of one resource are among the parameters: what is given away can't be lent too. */
    readonly lends: boolean;
    /** Borrow handles may be left in `options.instance` when it returns. */
    readonly borrowScope: boolean;
    /** post-return can reach an import of its instance, so may-leave is cleared while it runs. */
    readonly postReturnClearsMayLeave: boolean;
    /** The component may look at its thread: a task is made around the call. */
    readonly thread: boolean;
  };
}

/** A component calls the host. */
export interface LowerAdapter {
  readonly kind: 'lower';
  readonly signature: Signature;
  readonly options: Options;
  readonly target: HostValue;
  readonly form: HostForm;
  readonly checks: {
    /** Test the may-leave flag of `options.instance`. */
    readonly mayLeave: boolean;
    /** A core exception may come out of its realloc and must become a trap. */
    readonly catches: boolean;
    /** An error that leaves the host must be made uncatchable for the core code above it. */
    readonly uncatchable: boolean;
    /** A borrow and an own of one resource are among the parameters: lends are counted. */
    readonly lends: boolean;
  };
}

/** A component calls another's function; values go from memory to memory. */
export interface CallAdapter {
  readonly kind: 'call';
  readonly lower: { readonly signature: Signature; readonly options: Options };
  readonly lift: { readonly signature: Signature; readonly options: Options };
  readonly callee: CoreRef;
  readonly postReturn: CoreRef | undefined;
  /** It is in core code, too: this is for engines that can't have that. */
  readonly isFallback: boolean;
  readonly checks: {
    readonly mayLeave: boolean;
    readonly catches: boolean;
    readonly uncatchable: boolean;
    readonly lends: boolean;
    readonly borrowScope: boolean;
    readonly postReturnClearsMayLeave: boolean;
    readonly thread: boolean;
  };
}

/** A call that always traps: into a parent, a child or itself (spec-checklist C1). */
export interface TrapAdapter {
  readonly kind: 'trap';
  readonly message: string;
  readonly wit: string;
  readonly core: { readonly params: readonly CoreType[]; readonly results: readonly CoreType[] };
  readonly uncatchable: boolean;
}

export interface ResourceAdapter {
  readonly kind: 'resource.new' | 'resource.drop' | 'resource.rep';
  readonly resource: number;
  /** The component instance whose handle table is meant. */
  readonly instance: number;
  readonly checks: { readonly mayLeave: boolean; readonly uncatchable: boolean; readonly catches: boolean };
}

// ---------------------------------------------------------------------------------------------- steps

export type Step =
  /** The core instance number `instance` comes to be. */
  | {
      readonly kind: 'instantiate-core';
      readonly instance: number;
      readonly module: number;
      readonly args: readonly CoreArg[];
      /** The component instance in which its start function needs a thread: it may look at it. */
      readonly thread: number | undefined;
    }
  /** A core function is put into a table. */
  | { readonly kind: 'table-set'; readonly table: CoreRef; readonly index: number; readonly value: CoreRef }
  /** The object of a lifted function that runs as a task. */
  | { readonly kind: 'lift'; readonly lift: number }
  | { readonly kind: 'codec'; readonly codec: number }
  /** An adapter's function is made; everything it uses is there when it is called. */
  | { readonly kind: 'adapter'; readonly adapter: number }
  /** Views of a memory. */
  | { readonly kind: 'memory'; readonly memory: number }
  | { readonly kind: 'realloc'; readonly realloc: number }
  /** A component supplied by the host is instantiated; its exports are reached as `HostValue`s of a new import. */
  | { readonly kind: 'instantiate-host'; readonly import: number; readonly component: HostValue; readonly args: readonly ExportPlan[] };

export interface CoreArg {
  readonly module: string;
  readonly name: string;
  readonly value: CoreRef;
}

// ---------------------------------------------------------------------------------------------- exports

/** What the module gives to its user. */
export type ExportPlan =
  | { readonly kind: 'func'; readonly names: ExportNames; readonly adapter: number }
  | { readonly kind: 'host'; readonly names: ExportNames; readonly value: HostValue }
  | { readonly kind: 'instance'; readonly names: ExportNames; readonly exports: readonly ExportPlan[] }
  | { readonly kind: 'resource'; readonly names: ExportNames; readonly resource: number; readonly members: readonly ResourceMember[] }
  | { readonly kind: 'module'; readonly names: ExportNames; readonly module: number }
  | { readonly kind: 'component'; readonly names: ExportNames; readonly plan: Plan }
  /** A type that has no run-time side: it is in the declarations only. */
  | { readonly kind: 'type'; readonly names: ExportNames };

export interface ExportNames {
  /** The WIT name. */
  readonly wit: string;
  /** Every name it is reached by in JavaScript, in order; not always identifiers. The first is the preferred one. */
  readonly js: readonly string[];
}

export interface ResourceMember {
  readonly kind: 'constructor' | 'method' | 'static';
  /** The JavaScript name. */
  readonly name: string;
  readonly adapter: number;
}
