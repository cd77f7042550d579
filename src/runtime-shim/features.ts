/**
 * What only some outputs have. The build of the table decides each `has.…` for each set of them (scripts/lib/variants.ts):
 * an output has neither code for the others nor a look at these. Here, where all outputs share one module, all is there.
 */
export const has: {
  /** Some stack may have to be parked. */
  readonly parking: boolean;
  /** Calls that keep the host out while they wait, and synchronous functions whose thread is looked at. */
  readonly scopes: boolean;
  /** Core code that the host calls and that is no task: a trap of it leaves `entered` set, and that may be all. */
  readonly syncs: boolean;
  /** Threads wait for one waitable by itself. */
  readonly syncWaits: boolean;
  /** Components call each other: tasks of theirs can be cancelled. */
  readonly calls: boolean;
  /** Tasks that don't need the lock of their instance: stackful ones, and those of synchronous functions. */
  readonly lockFree: boolean;
  /** Core functions of tasks that return the result themselves. */
  readonly returns: boolean;
  /** Tasks with more threads than one. */
  readonly threads: boolean;
  readonly futures: boolean;
  /** Streams of numbers, whose chunks are typed arrays in JavaScript. */
  readonly numbers: boolean;
  /** What the specification leaves open is decided at random. */
  readonly seeds: boolean;
  /** The outputs of a bundle share the shim; each makes the views of its memories that it uses itself. */
  readonly sharing: boolean;
  /** Where code can't compile modules: it is given those that threads need. */
  readonly startModules: boolean;
} = {
  parking: true, scopes: true, syncs: true, syncWaits: true, calls: true, lockFree: true, returns: true, threads: true, futures: true, numbers: true, seeds: true, sharing: true,
  startModules: true,
};
