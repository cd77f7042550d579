/**
 * The core modules of an emission, each once, whichever plans it is in: what it is called, and whether it
 * is a file or part of the code.
 */
import type { CallAdapter, CoreModulePlan, CoreRef, ExportPlan, Plan, Thunk } from '../planner/plan.ts';
import { functionName, titleOf } from './adapters/title.ts';
import type { EmitSettings } from './settings.ts';
import type { CallModule } from './core-adapters/module.ts';
import { writeCalls } from './core-adapters/module.ts';
import type { ThunkModule } from './thunks.ts';
import { writeThunks } from './thunks.ts';

export interface CoreFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** In the code, as base64. */
  readonly inline: boolean;
  /** The engine may not know such modules; then there is none. */
  readonly optional: boolean;
  /**
   * Some component of the output is instantiated by a call, perhaps many: then the module is compiled once
   * for all.
   */
  readonly shared: boolean;
}

export interface CoreFiles {
  readonly files: readonly CoreFile[];
  /** The file of a module that isn't imported. */
  fileOf(module: CoreModulePlan): CoreFile;
  /** What a module of thunks imports. */
  thunksOf(module: Extract<CoreModulePlan, { kind: 'thunks' }>): ThunkModule;
  /** What a module of call adapters imports. */
  callsOf(module: Extract<CoreModulePlan, { kind: 'calls' }>): CallModule;
}

/** Collects the core modules of the root and of the components that it exports. */
export function collectCoreFiles(root: Plan, settings: EmitSettings): CoreFiles {
  const thunks = new Map<CoreModulePlan, ThunkModule>();
  const calls = new Map<CoreModulePlan, CallModule>();
  const places = new Map<CoreModulePlan, number>();
  const found: { readonly bytes: Uint8Array; readonly optional: boolean; shared: boolean }[] = [];
  for (const plan of allPlans(root)) {
    for (const module of plan.coreModules) {
      if (module.kind === 'imported') continue;
      if (module.kind === 'thunks') thunks.set(module, writeThunks(module.thunks, named(plan, settings)));
      if (module.kind === 'calls') {
        const nameOf = ({ lift }: CallAdapter): string | undefined => functionName(lift.signature.wit);
        calls.set(module, writeCalls(plan, module.calls, settings.sourcemap === false ? undefined : nameOf));
      }
      const { bytes } = module.kind === 'embedded' ? module : (thunks.get(module) ?? calls.get(module))!;
      const optional = module.kind === 'calls' && module.optional;
      const shared = plan !== root || settings.instantiation !== undefined;
      const known = found.findIndex((other) => other.optional === optional && sameBytes(other.bytes, bytes));
      const index = known >= 0 ? known : found.push({ bytes, optional, shared }) - 1;
      // Elsewhere it is a few bytes of base64 more that two modules with the same bytes cost.
      found[index]!.shared ||= shared || (optional && known >= 0);
      places.set(module, index);
    }
  }
  const files = found.map(({ bytes, optional, shared }, index) => ({
    fileName: coreFileName(root, index),
    bytes,
    // A file that need not be there would be asked for in vain.
    inline: settings.target !== 'workerd' && (optional || bytes.length < settings.base64Cutoff),
    optional,
    shared,
  }));
  return {
    files,
    fileOf: (module) => files[places.get(module)!]!,
    thunksOf: (module) => thunks.get(module)!,
    callsOf: (module) => calls.get(module)!,
  };
}

/** With source maps, thunks are called as what they call. */
function named(plan: Plan, { sourcemap }: EmitSettings): ((thunk: Thunk) => string | undefined) | undefined {
  const nameOf = (ref: CoreRef): string | undefined =>
    (ref.kind === 'core-export' ? ref.name : functionName(titleOf(plan, plan.adapters[ref.adapter]!)));
  return sourcemap === false ? undefined : (thunk) => (thunk.kind === 'thread' ? undefined : nameOf(thunk.callee));
}

/** `adder.core.wasm`, `adder.core2.wasm`, … */
const coreFileName = ({ name }: Plan, index: number): string => `${name}.core${index === 0 ? '' : index + 1}.wasm`;

/** What the shim would compile itself, as files behind `files`. */
export function helperFile(root: Plan, index: number, bytes: Uint8Array): CoreFile {
  return { fileName: coreFileName(root, index), bytes, inline: false, optional: false, shared: false };
}

/** The plan and those of the components that it hands out, from outside in. */
export function allPlans(root: Plan): readonly Plan[] {
  const args = root.steps.flatMap((step) => (step.kind === 'instantiate-host' ? step.args : []));
  return [root, ...[...args, ...root.exports].flatMap(nestedPlans)];
}

function nestedPlans(item: ExportPlan): readonly Plan[] {
  if (item.kind === 'component') return allPlans(item.plan);
  return item.kind === 'instance' ? item.exports.flatMap(nestedPlans) : [];
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
