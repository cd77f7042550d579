/**
 * Runs the directives of one script in order. Each component and each instance lives in a store of its
 * own, and a failure is an outcome: the next directive runs in any case.
 */
import { join } from 'node:path';
import type { ComponentSource, Directive } from '../wast/directives.ts';
import type { ToBytes } from './component-bytes.ts';
import { attempt } from './call.ts';
import { checkCall } from './check-call.ts';
import { framesInside, loadModule } from './load.ts';
import type { LoadedModule } from './load.ts';
import { PASS, fail } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { ScriptSettings } from './settings.ts';
import { show } from './show.ts';
import type { Transpiler } from './transpiler.ts';
import { isTrap, trapTextMatches } from './traps.ts';
import { blocked, makeWorld } from './world.ts';
import type { Instance, Made, World } from './world.ts';

/** What a run of a script works with. */
export interface Tools {
  readonly transpiler: Transpiler;
  readonly toBytes: ToBytes;
  /** The folder for generated modules, one folder below it for each component. */
  readonly folder: string;
  /** The name of the script without folder and extension, from which modules are named. */
  readonly scriptName: string;
  /** What the script's modules are transpiled with. */
  readonly options?: ScriptSettings['options'];
  /** Modules by the line of their component, kept for further runs of the same script. */
  readonly built?: Map<number, Built>;
}

/** A module, or what became of it. */
export type Built = Promise<Step<LoadedModule>>;

/** Runs one directive after the other; the returned function keeps the state of the script. */
export function makeRunner(tools: Tools): (directive: Directive) => Promise<Outcome> {
  const run: Run = { tools, world: makeWorld() };
  return (directive) => DIRECTIVES[directive.kind](run, directive as never);
}

interface Run {
  readonly tools: Tools;
  readonly world: World;
}

type DirectiveOf<K extends Directive['kind']> = Extract<Directive, { kind: K }>;
type Handler<K extends Directive['kind']> = (run: Run, directive: DirectiveOf<K>) => Promise<Outcome>;

/** A module or instance, or the outcome that stands in its place. */
type Step<T> =
  | { readonly kind: 'made'; readonly value: T }
  | { readonly kind: 'stopped'; readonly outcome: Outcome };

const stopped = (outcome: Outcome): { readonly kind: 'stopped'; readonly outcome: Outcome } =>
  ({ kind: 'stopped', outcome });

function build({ tools }: Run, source: ComponentSource, line: number): Built {
  const known = tools.built?.get(line);
  if (known) return known;
  const built = buildAnew(tools, source, line);
  tools.built?.set(line, built);
  return built;
}

async function buildAnew(tools: Tools, source: ComponentSource, line: number): Built {
  const { transpiler, toBytes, folder, scriptName, options } = tools;
  const component = await toBytes(source);
  if (component.kind === 'refused') return stopped({ kind: 'text refused', message: component.message });
  const name = `${scriptName}-${line}`;
  const files = await attempt(() => transpiler.transpile(component.bytes, name, options));
  if (files.kind === 'threw') {
    const refusal = transpiler.refusalText(files.error);
    return stopped(fail('a valid component', refusal ?? `${transpiler.name} broke: ${stackOf(files.error)}`));
  }
  const target = join(folder, name);
  const module = await attempt(() => loadModule(files.value, target, name, transpiler.coreModules));
  if (module.kind === 'returned') return { kind: 'made', value: module.value };
  return stopped(fail('a module that loads', `${target}/${name}.js: ${stackOf(module.error)}`, [], target));
}

async function instantiate(run: Run, module: LoadedModule): Promise<Step<Instance>> {
  const exports = await attempt(() => ({ held: module.instantiate(run.world.imports()) }));
  if (exports.kind === 'returned') return { kind: 'made', value: { module, exports: exports.value.held } };
  const frames = await framesInside(exports.error, module.folder);
  return stopped(fail('an instance', `${show(exports.error)} while instantiating`, frames, module.folder));
}

/** The first lines of the stack: enough to see where the transpiler or the loading broke. */
const stackOf = (error: unknown): string =>
  (error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 6).join('\n    ') : show(error));

const remembered = <T>(step: Step<T>, line: number): Made<T> =>
  (step.kind === 'made' ? step : blocked(`the directive in line ${line} failed`));

const runComponent: Handler<'component'> = async (run, { name, source, position: { line } }) => {
  const module = await build(run, source, line);
  const instance = module.kind === 'made' ? await instantiate(run, module.value) : module;
  run.world.enter(name, remembered(instance, line));
  return instance.kind === 'made' ? PASS : instance.outcome;
};

const runDefinition: Handler<'component definition'> = async (run, { name, source, position: { line } }) => {
  const module = await build(run, source, line);
  run.world.define(name, remembered(module, line));
  return module.kind === 'made' ? PASS : module.outcome;
};

const runInstance: Handler<'component instance'> = async (run, { name, definition, position: { line } }) => {
  const module = run.world.definition(definition);
  const instance = module.kind === 'made' ? await instantiate(run, module.value) : stopped(module);
  run.world.enter(name, remembered(instance, line));
  return instance.kind === 'made' ? PASS : instance.outcome;
};

const runRegister: Handler<'register'> = async (run, directive) => {
  const instance = run.world.instance(directive.name);
  if (instance.kind === 'blocked') return instance;
  run.world.register(directive.as, instance.value);
  return PASS;
};

const assertTrap: Handler<'assert_trap'> = async (run, { action, text, position: { line } }) => {
  if (action.kind === 'invoke') return checkCall(run.world, action.invoke, { kind: 'trap', text });
  const module = await build(run, action.source, line);
  if (module.kind === 'stopped') return module.outcome;
  const { folder } = module.value;
  const instance = await attempt(() => void module.value.instantiate(run.world.imports()));
  if (instance.kind === 'returned') return fail(`trap in instantiation: ${text}`, 'an instance', [], folder);
  const isExpected = isTrap(instance.error) && trapTextMatches(instance.error.message, text);
  if (isExpected) return PASS;
  return fail(`trap: ${text}`, show(instance.error), await framesInside(instance.error, folder), folder);
};

async function assertRefused(
  run: Run,
  directive: DirectiveOf<'assert_invalid'> | DirectiveOf<'assert_malformed'>,
): Promise<Outcome> {
  const { kind, source, text, position: { line } } = directive;
  const { transpiler, toBytes, scriptName } = run.tools;
  const component = await toBytes(source);
  if (component.kind === 'refused') return refused(component.message, text, true);
  const files = await attempt(() => transpiler.transpile(component.bytes, `${scriptName}-${line}`));
  const wanted = `a refusal (${kind === 'assert_invalid' ? 'invalid' : 'malformed'}): ${text}`;
  if (files.kind === 'returned') return fail(wanted, 'accepted');
  const refusal = transpiler.refusalText(files.error);
  return refusal === undefined
    ? fail(wanted, `${transpiler.name} broke: ${stackOf(files.error)}`)
    : refused(refusal, text, false);
}

const refused = (message: string, text: string, byTextParser: boolean): Outcome =>
  ({ kind: 'pass', refusal: { message, holdsText: message.includes(text), byTextParser } });

/** Refused in any way but a trap: by the transpiler, or by `instantiate` for what it is given. */
const assertUnlinkable: Handler<'assert_unlinkable'> = async (run, { source, text, position: { line } }) => {
  const { transpiler, toBytes, scriptName } = run.tools;
  const component = await toBytes(source);
  if (component.kind === 'refused') return { kind: 'text refused', message: component.message };
  const name = `${scriptName}-${line}`;
  const linked = await attempt(async () => {
    const files = await transpiler.transpile(component.bytes, name);
    const module = await loadModule(files, join(run.tools.folder, name), name, transpiler.coreModules);
    module.instantiate(run.world.imports());
  });
  if (linked.kind === 'returned') return fail(`unlinkable: ${text}`, 'an instance');
  return isTrap(linked.error)
    ? fail(`unlinkable: ${text}`, show(linked.error))
    : refused(transpiler.refusalText(linked.error) ?? show(linked.error), text, false);
};

const DIRECTIVES: { readonly [K in Directive['kind']]: Handler<K> } = {
  'component': runComponent,
  'component definition': runDefinition,
  'component instance': runInstance,
  'register': runRegister,
  'invoke': ({ world }, { invoke }) => checkCall(world, invoke, { kind: 'return' }),
  'assert_return': ({ world }, { invoke, results }) => checkCall(world, invoke, { kind: 'values', results }),
  'assert_trap': assertTrap,
  'assert_exhaustion': ({ world }, { invoke, text }) => checkCall(world, invoke, { kind: 'trap', text }),
  'assert_invalid': assertRefused,
  'assert_malformed': assertRefused,
  'assert_unlinkable': assertUnlinkable,
};
