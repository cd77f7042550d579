/**
 * Typed access to the runtime shim: a name that the shim doesn't have is no `ShimName`, and using a name is
 * what brings its code, with all that it needs, into the output.
 */
import type * as shim from '../runtime-shim/index.ts';
import { shimTable } from './shim-table.generated.ts';

/** A function, class or constant that `src/runtime-shim/index.ts` exports. */
export type ShimName = keyof typeof shim;

/** Every name that shim code may declare in an output, so that nothing else takes it. */
export function shimNames(concurrent: boolean): readonly string[] {
  const entries = Object.entries(shimTable);
  return entries.flatMap(([name, declaration]) => (declaration.concurrent && !concurrent ? [] : [name]));
}

/** What only some outputs have (runtime-shim/features.ts). */
export type Feature = keyof typeof shim.has;

/** An output has a feature if it uses one of these. The emitter may say so itself, too. */
export const SIGNS: { readonly [K in Feature]: readonly ShimName[] } = {
  parking: ['park', 'callSwitching', 'subtaskCancel'],
  scopes: ['openScope', 'syncRules'],
  syncs: ['failSync'],
  syncWaits: ['waitForEvent', 'hostCallSync', 'callSync', 'subtaskCancel'],
  calls: ['callAsync', 'callSync', 'callSwitching'],
  lockFree: ['syncRules'],
  returns: [],
  threads: ['threadIndex', 'threadNewIndirect'],
  futures: ['futureReadable', 'futureWritable'],
  numbers: [],
  seeds: ['seededChance'],
  sharing: [],
  startModules: ['startModules'],
};

/** A declaration as an output has it. */
export interface ShimText {
  readonly name: string;
  /** The features of the declaration that the output has, with spaces between them. */
  readonly variant: string;
  /** The text of the variant. */
  readonly full: string;
  /** The same, without lines that this output has no use for. */
  readonly code: string;
  /** The names of others in it. */
  readonly needs: readonly string[];
}

/**
 * The declarations of `names` and of all that they name in turn, in an order that works, one text each, without what
 * is for features that the output hasn't.
 * Throws if the table was built from other sources than the emitter.
 */
export function shimDeclarations(names: readonly ShimName[], features: Iterable<Feature>): readonly ShimText[] {
  return inOrder(declarationsFrom(names, featuresOf(names, features)));
}

/** The features that are given, and those that follow from the use of `names`. */
export function featuresOf(names: readonly ShimName[], features: Iterable<Feature>): ReadonlySet<Feature> {
  const has = new Set(features);
  for (;;) {
    const reached = declarationsFrom(names, has);
    const more = (Object.keys(SIGNS) as Feature[])
      .filter((feature) => !has.has(feature) && SIGNS[feature].some((name) => reached.has(name)));
    if (more.length === 0) return has;
    for (const feature of more) has.add(feature);
  }
}

/** In an order that works. */
export const inOrder = (reached: ReadonlyMap<string, ShimText>): ShimText[] =>
  Object.keys(shimTable).flatMap((name) => reached.get(name) ?? []);

/** Each declaration, by its name. */
export function declarationsFrom(names: readonly string[], has: ReadonlySet<string>): ReadonlyMap<string, ShimText> {
  const reached = new Map<string, ShimText>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue;
    const entry = shimTable[name];
    const variant = entry?.features.filter((feature) => has.has(feature)).join(' ') ?? '';
    const found = entry?.variants[variant];
    if (found === undefined) throw new Error(`the shim table has no ${name}: npm run build makes it anew`);
    reached.set(name, { name, variant, full: found.code, code: found.code, needs: found.needs });
    queue.push(...found.needs);
  }
  return reached;
}

/**
 * Of the views of a memory, those that something in the output names, in `.u8` or in a pattern: the others aren't made.
 * What is named elsewhere, in a comment or as a field, stays for nothing.
 */
export function withUsedViews(declarations: readonly ShimText[], rest: string): readonly ShimText[] {
  const [views, others] = [declarations.find(isViews), declarations.filter((each) => !isViews(each))];
  if (views === undefined) return declarations;
  const texts = [rest, ...others.map(({ code }) => code)];
  const isUsed = (name: string): boolean => texts.some((code) => new RegExp(`[.{,]\\s*${name}\\b`).test(code));
  const code = views.code.replace(/^ {4}(\w+): .*\n/gm, (line, name: string) => (isUsed(name) ? line : ''));
  return declarations.map((each) => (each === views ? { ...each, code } : each));
}

export const isViews = ({ name }: ShimText): boolean => name === 'memoryViews';
