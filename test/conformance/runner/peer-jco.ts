/**
 * jco's transpiler behind the interface of ours: running a script with it tells a failure of the runner
 * from one of the transpiler. It is a component itself, so that a panic in there needs a fresh instance.
 */
import type { Transpiler } from './transpiler.ts';

interface Bindgen {
  readonly $init: Promise<void>;
  readonly generate: (bytes: Uint8Array, options: object) => { readonly files: [string, Uint8Array][] };
}

const PACKAGE_ENTRY = '@bytecodealliance/jco-transpile/component';

const OPTIONS = {
  map: [],
  instantiation: { tag: 'sync' },
  noTypescript: true,
  base64Cutoff: 0,
  multiMemory: true,
  bindgenEnableWasmExnref: true,
};

/** The peer; its errors have no kind of their own, so that any but a panic counts as a refusal. */
export async function loadJco(): Promise<Transpiler> {
  let loads = 0;
  let bindgen: Promise<Bindgen> | undefined;
  const load = async (): Promise<Bindgen> => {
    const url = `${import.meta.resolve(PACKAGE_ENTRY)}?instance=${loads++}`;
    const module = await import(url) as Bindgen;
    await module.$init;
    return module;
  };

  return {
    name: 'jco',
    coreModules: 'given',
    transpile: async (bytes, name) => {
      bindgen ??= load();
      const { generate } = await bindgen;
      try {
        return Object.fromEntries(generate(bytes, { name, ...OPTIONS }).files);
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) bindgen = undefined;
        throw error;
      }
    },
    refusalText: (error) =>
      (error instanceof Error && !(error instanceof WebAssembly.RuntimeError) ? error.message : undefined),
  };
}
