/**
 * Plan → the text of the module and the core modules beside it. Assembles in reading order: header,
 * imports, shim, the component, exports.
 */
import type { Declaration, Identifier, ModuleDeclaration, Statement } from 'estree';
import type { Plan } from '../planner/plan.ts';
import { declare, id } from './builders.ts';
import type { Component } from './component.ts';
import { emitComponent } from './component.ts';
import { allPlans, collectCoreFiles, helperFile } from './core-files.ts';
import type { ExportEntry } from './exports.ts';
import { exportStatement } from './exports.ts';
import { loadsAtOnce } from './file-sources.ts';
import { writeHelperModule } from './helper-modules.ts';
import type { Emission } from './instantiate.ts';
import { emitFunction, emitNested } from './instantiate.ts';
import { makeLoader } from './loader.ts';
import type { Output } from './output.ts';
import { makeOutput, makeShared } from './output.ts';
import { print, printMarked } from './print.ts';
import { commentText } from './quote.ts';
import type { EmitSettings } from './settings.ts';
import { sharedShim } from './shared-shim.ts';
import type { ShimName, ShimText } from './shim.ts';
import { shimDeclarations, withUsedViews } from './shim.ts';
import type { MarkedText } from './source-map/origin.ts';
import { joinMarked } from './source-map/origin.ts';
import type { ShimSources } from './source-map/shim-marks.ts';
import { SHIM_FOLDER, markShim } from './source-map/shim-marks.ts';
import type { SourceMap } from './source-map/source-map.ts';
import { makeSourceMap } from './source-map/source-map.ts';
import type { WitSources } from './source-map/wit-sources.ts';
import { makeWitSources } from './source-map/wit-sources.ts';
import { expression, statements } from './template.ts';

export interface EmittedFiles {
  /** The module's text. */
  readonly code: string;
  /** The core modules that it loads from beside it. */
  readonly coreModules: readonly { readonly fileName: string; readonly bytes: Uint8Array }[];
  /** Only if it is asked for: the map of the text, and the WIT that it leads to. */
  readonly sourceMap: { readonly map: SourceMap; readonly wits: WitSources['files'] } | undefined;
}

/** The parts of a module that are printed apart. */
interface ModuleParts {
  readonly imports: readonly ModuleDeclaration[];
  readonly body: readonly (Statement | ModuleDeclaration)[];
}

/**
 * Prints the plan. Throws nothing that a plan could provoke.
 * @param readShimSources for source maps, which don't lead into the shim without
 */
export function emit(plan: Plan, settings: EmitSettings, readShimSources?: () => ShimSources): EmittedFiles {
  const plans = allPlans(plan);
  const wit = settings.sourcemap === false ? undefined : makeWitSources(plans);
  const shimSources = wit && readShimSources?.();
  const shared = makeShared(plans.some(({ facts }) => facts.concurrent), wit);
  const files = collectCoreFiles(plan, settings);
  const isModule = settings.instantiation === undefined;
  const async = settings.instantiation !== 'sync';
  const loader = makeLoader(files.files, shared, {
    target: settings.target, async: isModule ? !loadsAtOnce(settings.target) : async, place: settings.placeCoreModule,
  });
  const emission: Emission = { settings, shared, files, async, loader };
  const { imports, body } = isModule
    ? emitModule(emission, plan)
    : emitInstantiate(emission, plan);
  const declarations = loader.declarations();
  const helpers = [...shared.helperModules].map(([name, id], index) => {
    const file = helperFile(plan, files.files.length + index, writeHelperModule(name));
    loader.importAs(file, id);
    return file;
  });
  const marked = printMarked([...declarations, ...body]);
  const { imported, inlined } = shimText(emission, marked.text);
  const shims = inlined.map((each) => ({ ...each, code: `${each.code}\n` }));
  const paragraphs = [
    unmarked(`// ${commentText(plan.name)}: a WebAssembly component as a JavaScript module, written by wcm2js.\n`),
    unmarked(print([...imported, ...loader.imports(), ...imports])),
    ...shims.map((each) => (shimSources ? markShim(each, shimSources) : unmarked(each.code))),
    marked,
  ];
  const whole = joinMarked(paragraphs.filter(({ text }) => text !== ''), '\n');
  return {
    code: whole.text,
    coreModules: [...files.files, ...helpers].flatMap(({ inline, fileName, bytes }) => (inline ? [] : [{ fileName, bytes }])),
    sourceMap: wit && { map: mapOf(whole, wit, shimSources), wits: wit.files },
  };
}

const unmarked = (text: string): MarkedText => ({ text, marks: [] });

/** The map of the module, with all WIT first. */
function mapOf(whole: MarkedText, { files }: WitSources, shimSources: ShimSources | undefined): SourceMap {
  const wits = new Map(files.map(({ fileName, text }) => [fileName, text]));
  return makeSourceMap(whole, [...wits.keys()], (source) => {
    const wit = wits.get(source);
    if (wit !== undefined) return { url: encodeURIComponent(source), content: wit, isLibrary: false };
    return { url: source, content: shimSources?.files[source.slice(SHIM_FOLDER.length)] ?? '', isLibrary: true };
  });
}

// ---------------------------------------------------------------------------------------------- modes

/** `export async function instantiate(getCoreModule, imports, instantiateCore) { … }` */
function emitInstantiate(emission: Emission, plan: Plan): ModuleParts {
  const name = id(emission.shared.names.topLevel('instantiate'));
  const [declaration] = emitFunction(emission, plan, name);
  return { imports: [], body: [exported(declaration!)] };
}

/** A module that instantiates itself: while it is loaded or, for `--tla-compat`, in `$init`. */
function emitModule(emission: Emission, plan: Plan): ModuleParts {
  const { settings, shared, files, loader } = emission;
  const out = makeOutput(plan, settings, shared);
  const async = !loadsAtOnce(settings.target) || plan.steps.some(({ kind }) => kind === 'instantiate-host');
  const component: Component = {
    out,
    files,
    mode: {
      async,
      instantiateCore: (args) => (async
        ? expression`WebAssembly.instantiate(${[...args]})`
        : expression`new WebAssembly.Instance(${[...args]})`),
      imports: undefined,
      load: loader.load,
      importAs: loader.importAs,
    },
    emitNested: (nested) => emitNested(emission, nested, { out, getCoreModule: undefined }),
  };
  const { imports, statements: body, exports } = emitComponent(component);
  if (settings.tlaCompat) return { imports, body: initialised(out, body, exports) };
  return { imports, body: [...body, ...exportStatement(exports)] };
}

/**
 *     let add2 = notInitialized;
 *     export const $init = (async () => { …; add2 = add; })();
 *     export { add2 as add };
 */
function initialised(
  out: Output, body: readonly Statement[], exports: readonly ExportEntry[],
): (Statement | ModuleDeclaration)[] {
  const names = new Map<string, { readonly outer: Identifier; readonly entry: ExportEntry }>();
  for (const entry of exports) {
    const key = entry.value.name;
    if (!names.has(key)) names.set(key, { outer: out.topLevel(key), entry });
  }
  const pairs = [...names.values()];
  const variables = pairs.map(({ outer, entry }) =>
    declare(outer, entry.callable ? out.shim('notInitialized') : undefined, 'let'));
  const assignments = pairs.flatMap(({ outer, entry }) => statements`${outer} = ${entry.value};`);
  const promise = expression`(async () => { ${body}; ${assignments}; })()`;
  const entries = exports.map(({ name, value }) => ({ name, value: names.get(value.name)!.outer }));
  return [...variables, exported(declare(id('$init'), promise)), ...exportStatement(entries)];
}

function exported(statement: Statement): ModuleDeclaration {
  const declaration = statement as Declaration;
  return { type: 'ExportNamedDeclaration', declaration, specifiers: [], source: null, attributes: [] };
}

// ---------------------------------------------------------------------------------------------- the shim

interface ShimParts {
  readonly imported: readonly ModuleDeclaration[];
  readonly inlined: readonly ShimText[];
}

/** The shim functions that were used: their code, or an import of them. `text` is the code that uses them. */
function shimText({ settings, shared }: Emission, text: string): ShimParts {
  const names = [...shared.shims].sort();
  if (settings.runtime === 'inline') {
    return { imported: [], inlined: withUsedViews(shimDeclarations(names, shared.features), text) };
  }
  if (settings.shimSpecifier === undefined) return { imported: importsFrom('wcm2js/runtime', names), inlined: [] };
  const { key, imports, own } = sharedShim(names, shared.features, shared.concurrent, text);
  return { imported: importsFrom(settings.shimSpecifier(key), imports), inlined: own };
}

function importsFrom(module: string, names: readonly ShimName[]): ModuleDeclaration[] {
  if (names.length === 0) return [];
  const specifiers = names.map((name) =>
    ({ type: 'ImportSpecifier' as const, imported: id(name), local: id(name) }));
  const source = { type: 'Literal' as const, value: module };
  return [{ type: 'ImportDeclaration', specifiers, source, attributes: [] }];
}
