/**
 * Plan → the text of the module and the core modules beside it. Assembles in reading order: header,
 * imports, shim, the component, exports.
 */
import type { Declaration, Identifier, ModuleDeclaration, Statement } from 'estree';
import type { Plan } from '../planner/plan.ts';
import { declare, id } from './builders.ts';
import type { Component } from './component.ts';
import { emitComponent } from './component.ts';
import { allPlans, collectCoreFiles } from './core-files.ts';
import type { ExportEntry } from './exports.ts';
import { exportStatement } from './exports.ts';
import type { Emission } from './instantiate.ts';
import { emitFunction, emitNested } from './instantiate.ts';
import { makeLoader } from './loader.ts';
import type { Output } from './output.ts';
import { makeOutput, makeShared } from './output.ts';
import { print } from './print.ts';
import { commentText } from './quote.ts';
import type { EmitSettings } from './settings.ts';
import { shimDeclarations, withUsedViews } from './shim.ts';
import { expression, statements } from './template.ts';

export interface EmittedFiles {
  /** The module's text. */
  readonly code: string;
  /** The core modules that it loads from beside it. */
  readonly coreModules: readonly { readonly fileName: string; readonly bytes: Uint8Array }[];
}

/** The parts of a module that are printed apart. */
interface ModuleParts {
  readonly imports: readonly ModuleDeclaration[];
  readonly body: readonly (Statement | ModuleDeclaration)[];
}

/** Prints the plan. Throws nothing that a plan could provoke. */
export function emit(plan: Plan, settings: EmitSettings): EmittedFiles {
  const shared = makeShared(allPlans(plan).some(({ facts }) => facts.concurrent));
  const files = collectCoreFiles(plan, settings);
  const async = settings.instantiation !== 'sync';
  const loader = makeLoader(files.files, shared, async);
  const emission: Emission = { settings, shared, files, async, loader };
  const { imports, body } = settings.instantiation === undefined
    ? emitModule(emission, plan)
    : emitInstantiate(emission, plan);
  const declarations = loader.declarations();
  const { imported, inlined } = shimText(emission);
  const text = print([...declarations, ...body]);
  const paragraphs = [
    `// ${commentText(plan.name)}: a WebAssembly component as a JavaScript module, written by wcm2js.\n`,
    print([...imported, ...imports]),
    ...withUsedViews(inlined, text),
    text,
  ];
  return {
    code: paragraphs.filter((text) => text !== '').join('\n'),
    coreModules: files.files.flatMap(({ inline, fileName, bytes }) => (inline ? [] : [{ fileName, bytes }])),
  };
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
  const component: Component = {
    out,
    files,
    mode: {
      async: true,
      instantiateCore: expression`WebAssembly.instantiate`,
      imports: undefined,
      load: loader.load,
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

/** The shim functions that were used: their code, or an import of them. */
function shimText(
  { settings, shared }: Emission,
): { readonly imported: readonly ModuleDeclaration[]; readonly inlined: readonly string[] } {
  const names = [...shared.shims].sort();
  if (settings.runtime === 'inline') {
    return { imported: [], inlined: shimDeclarations(names, shared.features).map((code) => `${code}\n`) };
  }
  if (names.length === 0) return { imported: [], inlined: [] };
  const specifiers = names.map((name) =>
    ({ type: 'ImportSpecifier' as const, imported: id(name), local: id(name) }));
  const source = { type: 'Literal' as const, value: 'wcm2js/runtime' };
  return { imported: [{ type: 'ImportDeclaration', specifiers, source, attributes: [] }], inlined: [] };
}
