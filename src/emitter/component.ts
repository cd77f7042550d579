/**
 * One component's part of the output, in reading order: what it has of the host, its state, its classes,
 * its core modules, then what instantiation does, step by step, and what it exports. It stands at the top
 * of an ES module, or in a function (instantiate.ts).
 */
import type { Expression, Identifier, ModuleDeclaration, Statement } from 'estree';
import type { Plan } from '../planner/plan.ts';
import { emitResourceClass } from './adapters/resource-class.ts';
import { comment, declare, paragraph } from './builders.ts';
import type { CoreFile, CoreFiles } from './core-files.ts';
import type { ExportEntry } from './exports.ts';
import { emitExports } from './exports.ts';
import { bindFromModules, bindFromObject } from './imports.ts';
import type { Output } from './output.ts';
import { emitStep, settle } from './steps.ts';
import { expression, statements } from './template.ts';

/** How the code around a component lets it do what depends on the mode. */
export interface Mode {
  /** Its code can wait for promises. */
  readonly async: boolean;
  /** The instance, or if `async` its promise: by `WebAssembly`, or by what the caller gave. */
  readonly instantiateCore: (args: readonly Expression[]) => Expression;
  /** The parameter with the import object; undefined in an ES module, which imports for itself. */
  readonly imports: Identifier | undefined;
  /** A core module or, if `async`, perhaps its promise. */
  readonly load: (file: CoreFile) => Expression;
  /** True if it needn't be loaded, as it is there under this name. */
  readonly importAs: (file: CoreFile, name: Identifier) => boolean;
}

/** A component while it is emitted. */
export interface Component {
  readonly out: Output;
  readonly mode: Mode;
  readonly files: CoreFiles;
  /** A component that this one hands out: a function that instantiates it. */
  readonly emitNested: (plan: Plan) => NestedComponent;
}

/** The declaration of a function, and its name. */
export interface NestedComponent {
  readonly statements: readonly Statement[];
  readonly name: Identifier;
}

export interface EmittedComponent {
  readonly imports: readonly ModuleDeclaration[];
  readonly statements: readonly Statement[];
  readonly exports: readonly ExportEntry[];
}

export function emitComponent(component: Component): EmittedComponent {
  const { out, mode } = component;
  const steps = out.plan.steps.map((step) => emitStep(step, component));
  const exported = emitExports(component);
  const classes = emitClasses(out);
  // From here on, all uses are known.
  const done = settle(steps);
  const { imports, statements: host } = mode.imports === undefined
    ? bindFromModules(out)
    : { imports: [], statements: bindFromObject(out, mode.imports) };
  const body = [
    host, out.uses.state, classes, nameFunctions(out), out.uses.helpers, [...loadModules(component), ...done], exported.statements,
  ].flatMap(paragraph);
  return { imports, statements: body, exports: exported.entries };
}

/** The classes that were asked for; one may ask for others. */
function emitClasses(out: Output): Statement[] {
  const done = new Map<number, readonly Statement[]>();
  for (;;) {
    const next = [...out.uses.resourceClasses.keys()].find((resource) => !done.has(resource));
    if (next === undefined) break;
    // Before it is emitted: it may name itself.
    done.set(next, []);
    done.set(next, emitResourceClass(out, next));
  }
  return [...done].sort(([a], [b]) => a - b).flatMap(([, statements]) => statements);
}

/**
 * With source maps, functions have the names of WIT, which engines show in stacks. Those that are declared have theirs before
 * any runs.
 *
 *     Object.defineProperty(add, 'name', { value: 'docs:adder/math@0.1.0#add' });
 */
function nameFunctions({ uses }: Output): Statement[] {
  const naming = uses.named.flatMap(({ value, name }) =>
    statements`Object.defineProperty(${value}, 'name', { value: ${name} });`);
  return comment(naming, 'Names for debuggers.');
}

/** All at once, so that they are fetched and compiled side by side; each once, if several instances are made of it. */
function loadModules({ out, mode, files }: Component): Statement[] {
  const used = [...out.uses.coreModules].sort(([a], [b]) => a - b);
  const first = new Map<CoreFile, Identifier>();
  const same: Statement[] = [];
  for (const [index, name] of used) {
    const file = files.fileOf(out.plan.coreModules[index]!);
    const known = first.get(file);
    if (known === undefined) first.set(file, name);
    else same.push(declare(name, known));
  }
  const loaded = [...first].filter(([file, name]) => !mode.importAs(file, name));
  const names = loaded.map(([, name]) => name);
  const loads = loaded.map(([file]) => mode.load(file));
  return [...declareLoaded(names, loads, mode.async), ...same];
}

function declareLoaded(names: readonly Identifier[], loads: readonly Expression[], async: boolean): Statement[] {
  if (!async) return names.map((name, i) => declare(name, loads[i]!));
  if (names.length === 1) return [declare(names[0]!, expression`await ${loads[0]!}`)];
  if (names.length === 0) return [];
  return [declare({ type: 'ArrayPattern', elements: [...names] }, expression`await Promise.all([${loads}])`)];
}
