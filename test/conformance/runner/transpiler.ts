/** What the runner needs of a transpiler: ours, or for comparison that of a peer. */
import type { TranspileOptions } from '../../../src/index.ts';
import type { ScriptSettings } from './settings.ts';

export interface Transpiler {
  readonly name: string;
  /** Whether `instantiate` finds core modules by itself, or has to be given them. */
  readonly coreModules: 'inlined' | 'given';
  /**
   * The files of a module `<name>.js` that exports `instantiate` in its synchronous form. Throws for a
   * component that is refused.
   */
  readonly transpile: (
    bytes: Uint8Array,
    name: string,
    options?: ScriptSettings['options'],
  ) => Promise<Readonly<Record<string, Uint8Array>>>;
  /** The text of a proper refusal of the input; `undefined` for any other error, which is a defect. */
  readonly refusalText: (error: unknown) => string | undefined;
}

/** The transpiler under test, from its sources; `always` are options that it has for every script. */
export async function loadOurs(always: TranspileOptions = {}): Promise<Transpiler> {
  const { transpile, TranspileError } = await import('../../../src/index.ts');
  return {
    name: 'wcm2js',
    coreModules: 'inlined',
    transpile: async (bytes, name, options) =>
      transpile(bytes, {
        name,
        instantiation: 'sync',
        typescript: false,
        wasiShim: false,
        base64Cutoff: Number.MAX_SAFE_INTEGER,
        ...options,
        ...always,
      }).files,
    refusalText: (error) => (error instanceof TranspileError ? error.format() : undefined),
  };
}

/** Stands for the seed in a module that is generated once and instantiated with many. */
const ANY_SEED = 4_503_599_627_370_449;
const SEED_VARIABLE = 'wcm2jsSeedOfTests';

/** Sets the seed of the instances that are made from now on, by modules that `withSeeds` made. */
export function setSeed(seed: number): void {
  Reflect.set(globalThis, SEED_VARIABLE, seed);
}

/**
 * A transpiler whose modules take the seed at each instantiation (see `setSeed`), where the option `seed` would
 * make a module for each. `seeded` is told of each module whether it has choices to make at all.
 */
export async function loadOursWithSeeds(seeded: (name: string, isSeeded: boolean) => void): Promise<Transpiler> {
  const ours = await loadOurs({ seed: ANY_SEED });
  return {
    ...ours,
    transpile: async (bytes, name, options) => {
      const files = await ours.transpile(bytes, name, options);
      const path = `${name}.js`;
      const code = new TextDecoder().decode(files[path]);
      const parts = code.split(`${ANY_SEED}`);
      seeded(name, parts.length > 1);
      return { ...files, [path]: new TextEncoder().encode(parts.join(`globalThis.${SEED_VARIABLE}`)) };
    },
  };
}
