/**
 * The whole of wcm2js, in order. Read this first.
 *
 *     bytes ─decode→ Component ─validate→ ValidComponent ─makePlan→ Plan ─emit→ code, core modules, .d.ts
 *
 * Each arrow is a folder of src. Nothing here or below touches a disk or keeps anything between two calls.
 */
import { decode } from './decoder/decode.ts';
import { validateBodies } from './decoder/validate/bodies.ts';
import { validate } from './decoder/validate/index.ts';
import { emitDeclarations } from './emitter/declarations.ts';
import { emit } from './emitter/emit.ts';
import type { CoreModulePlace, EmitSettings, PlaceCoreModule } from './emitter/settings.ts';
import { moduleTexts } from './emitter/source-map/attach.ts';
import type { ShimSources } from './emitter/source-map/shim-marks.ts';
import { errorInternal, TranspileError } from './errors.ts';
import { findMinifier } from './minify.ts';
import { optionWarnings, readInput, readOptions } from './options.ts';
import type { Settings, TranspileOptions } from './options.ts';
import { planComponent } from './plan-component.ts';
import { worldsOf } from './planner/async-names.ts';
import { exportKinds } from './planner/export-kinds.ts';
import type { ExportKind } from './planner/export-kinds.ts';
import type { Plan } from './planner/plan.ts';
import { checkSupported } from './planner/supported.ts';
import { usedImports } from './planner/used-imports.ts';

export type { CoreModulePlace, ExportKind, PlaceCoreModule };
export { sharedShimModule } from './emitter/shared-shim.ts';

/** What this package's own plugins may ask for. */
export type Hooks = Partial<Pick<EmitSettings, 'placeCoreModule' | 'shimSpecifier'>>;

export interface TranspileResult {
  /** File name → contents; the module, `<name>.js`, comes first. Folders in names end in `/`. */
  readonly files: Record<string, Uint8Array>;
  /** What the module imports, sorted: specifiers or, with `instantiation`, keys of the import object. */
  readonly imports: string[];
  /** What the module exports, or what `instantiate` returns; all names of a thing that has several. */
  readonly exports: [name: string, kind: ExportKind][];
  readonly warnings: string[];
}

/**
 * Transpiles a WebAssembly component, given in the binary format, into a JavaScript module. Synchronous.
 * @param readShimSources as for `transpileInPlace`; index.ts, the public interface, gives it
 * @throws TranspileError, and nothing else
 */
export function transpile(
  component: Uint8Array | ArrayBuffer, options?: TranspileOptions, readShimSources?: () => ShimSources,
): TranspileResult {
  const result = transpileInPlace(component, options, readShimSources);
  // A view would keep the whole component alive, and change with it.
  const isView = ({ buffer }: Uint8Array): boolean => buffer === component || buffer === (component as Uint8Array).buffer;
  const copies = Object.entries(result.files).map(([name, file]) => [name, isView(file) ? file.slice() : file] as const);
  return { ...result, files: Object.fromEntries(copies) };
}

/**
 * The same for who has no other use for `component`: files may be parts of it.
 * @param readShimSources what `emitter/shim-sources.generated.ts` has, a large file, for source maps: without it, they don't lead
 *   into the shim
 */
export function transpileInPlace(
  component: Uint8Array | ArrayBuffer, options?: TranspileOptions, readShimSources?: () => ShimSources, hooks: Hooks = {},
): TranspileResult {
  try {
    const settings = readOptions(options);
    return run(readInput(component), options ?? {}, settings, readShimSources, hooks);
  } catch (error) {
    throw error instanceof TranspileError ? error : errorInternal(error);
  }
}

function run(
  bytes: Uint8Array, options: TranspileOptions, settings: Settings, readShimSources: (() => ShimSources) | undefined,
  hooks: Hooks,
): TranspileResult {
  const minify = findMinifier(settings);
  const component = validate(decode(bytes));
  checkSupported(component);
  const bodyWarnings = validateBodies(component);
  const plan = planComponent(component, settings);
  const { placeCoreModule, shimSpecifier } = hooks;
  const emitted = emit(plan, { ...settings, placeCoreModule, shimSpecifier }, readShimSources);
  const declarations = settings.typescript ? emitDeclarations(plan, settings) : [];
  const main = `${settings.name}.js`;
  const { texts, warnings } = moduleTexts(emitted, minify?.(emitted.code, main), main, settings.sourcemap === 'inline');
  const [module, ...besides] = texts;

  const encoder = new TextEncoder();
  const encoded = [module!, ...declarations, ...besides].map(({ fileName, text }) => [fileName, encoder.encode(text)] as const);
  return {
    files: Object.fromEntries([
      encoded[0]!,
      ...emitted.coreModules.map(({ fileName, bytes: core }) => [fileName, core] as const),
      ...encoded.slice(1),
    ]),
    imports: importNames(plan, settings),
    exports: exportKinds(plan),
    warnings: [...bodyWarnings, ...plan.warnings, ...warnings, ...optionWarnings(options, settings, worldsOf(plan).length > 1)],
  };
}

function importNames(plan: Plan, { instantiation }: Settings): string[] {
  const key = instantiation === undefined ? 'specifier' : 'name';
  return [...new Set(usedImports(plan).map((used) => used[key]))].sort();
}
