/**
 * The core modules of an emission, each once, whichever plans it is in: what it is called, and whether it
 * is a file or part of the code.
 */
import type { CoreModulePlan, ExportPlan, Plan } from '../planner/plan.ts';
import type { EmitSettings } from './settings.ts';
import type { ThunkModule } from './thunks.ts';
import { writeThunks } from './thunks.ts';

export interface CoreFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** In the code, as base64. */
  readonly inline: boolean;
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
}

/** Collects the core modules of the root and of the components that it exports. */
export function collectCoreFiles(root: Plan, settings: EmitSettings): CoreFiles {
  const thunks = new Map<CoreModulePlan, ThunkModule>();
  const places = new Map<CoreModulePlan, number>();
  const found: { readonly bytes: Uint8Array; shared: boolean }[] = [];
  for (const plan of allPlans(root)) {
    for (const module of plan.coreModules) {
      if (module.kind === 'imported') continue;
      if (module.kind === 'thunks') thunks.set(module, writeThunks(module.thunks));
      const bytes = module.kind === 'thunks' ? thunks.get(module)!.bytes : module.bytes;
      const shared = plan !== root || settings.instantiation !== undefined;
      const known = found.findIndex((other) => sameBytes(other.bytes, bytes));
      const index = known >= 0 ? known : found.push({ bytes, shared }) - 1;
      found[index]!.shared ||= shared;
      places.set(module, index);
    }
  }
  const files = found.map(({ bytes, shared }, index) => ({
    fileName: `${root.name}.core${index === 0 ? '' : index + 1}.wasm`,
    bytes,
    inline: bytes.length < settings.base64Cutoff,
    shared,
  }));
  return {
    files,
    fileOf: (module) => files[places.get(module)!]!,
    thunksOf: (module) => thunks.get(module)!,
  };
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
