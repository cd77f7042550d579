/** What the runner needs of a transpiler: ours, or for comparison that of a peer. */

export interface Transpiler {
  readonly name: string;
  /** Whether `instantiate` finds core modules by itself, or has to be given them. */
  readonly coreModules: 'inlined' | 'given';
  /**
   * The files of a module `<name>.js` that exports `instantiate` in its synchronous form. Throws for a
   * component that is refused.
   */
  readonly transpile: (bytes: Uint8Array, name: string) => Promise<Readonly<Record<string, Uint8Array>>>;
  /** The text of a proper refusal of the input; `undefined` for any other error, which is a defect. */
  readonly refusalText: (error: unknown) => string | undefined;
}

/** The transpiler under test, from its sources. */
export async function loadOurs(): Promise<Transpiler> {
  const { transpile, TranspileError } = await import('../../../src/index.ts');
  return {
    name: 'wcm2js',
    coreModules: 'inlined',
    transpile: async (bytes, name) =>
      transpile(bytes, {
        name,
        instantiation: 'sync',
        typescript: false,
        wasiShim: false,
        base64Cutoff: Number.MAX_SAFE_INTEGER,
      }).files,
    refusalText: (error) => (error instanceof TranspileError ? error.format() : undefined),
  };
}

