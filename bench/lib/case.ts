// What a case of the bench is: a component as text, and calls of it that every contender makes.

/** A component of the bench. */
export interface Guest {
  /**
   * Its core modules as text, by name: what stands between `(module` and `)`. Glue written by hand gets the
   * same ones.
   */
  readonly modules: Readonly<Record<string, string>>;
  /** The component as text; `modules` has `(core module $name …)` for each of them. */
  component(modules: Readonly<Record<string, string>>): string;
}

export interface Options {
  /** How many times the guest does in one call what is measured: what is printed is for one. */
  readonly per?: number;
  /** How many times slower than glue written by hand jco 1.35 was when that was looked into first. */
  readonly jcoOverHand?: number;
  /** Results are large: in short batches it is chance who pays for collections. */
  readonly garbage?: boolean;
  /** Memories are made: in short batches, with a large collection before each, so that nobody pays for another's. */
  readonly memories?: boolean;
  /** Calls are awaited, one by one. */
  readonly isAsync?: boolean;
  /** What is wanted, where it isn't what is wanted of all calls. */
  readonly atMost?: Limits;
}

/** Ratios of times: ours by theirs. */
export interface Limits {
  readonly [contender: string]: number;
}

export interface Case {
  readonly name: string;
  /**
   * Closed: its text is evaluated anew for each contender, so that no two share what V8 learns about a call.
   */
  readonly call: (e: never, input: never, i: number) => unknown;
  /** Before the calls, for each contender; what it returns, if anything, is the input. */
  readonly setup?: ((e: never, input: never) => unknown) | undefined;
  /** More that must be the same for all: whether what was taken has arrived. */
  readonly check?: ((e: never, input: never) => unknown) | undefined;
  readonly input: unknown;
  readonly options: Options;
}

export interface Group {
  readonly name: string;
  readonly guest: Guest;
  /** The glue in `hand/` and what is imported, in `hosts/`: names of files. The first glue is the mark. */
  readonly hand: readonly string[];
  readonly host?: string;
  /** Options for jco's transpiler beyond the defaults. */
  readonly jco?: Readonly<Record<string, unknown>>;
  readonly cases: readonly Case[];
}

interface Collector<E> {
  readonly group: Group;
  test<I>(
    name: string, input: I, call: (e: E, input: I, i: number) => unknown, options?: Options,
    more?: { readonly setup?: (e: E, input: I) => I | void; readonly check?: (e: E, input: I) => unknown },
  ): void;
}

/** A group whose cases are told by `test`. `E` is what the glue written by hand exports, and so everyone. */
export function describe<E>(about: Omit<Group, 'cases'>): Collector<E> {
  const cases: Case[] = [];
  return {
    group: { ...about, cases },
    test: (name, input, call, options = {}, { setup, check } = {}) => {
      cases.push({ name, input, call, setup, check, options });
    },
  };
}
