/**
 * The shim as a module that the outputs of one bundle share. Which declarations it has follows from its key; what an output
 * imports and what it keeps from what the output uses.
 */
import { declarationsFrom, featuresOf, inOrder, isViews, shimNames, SIGNS, withUsedViews } from './shim.ts';
import type { Feature, ShimName, ShimText } from './shim.ts';

/** A shim that several outputs share, and what one of them has of its own beside it. */
export interface SharedShim {
  /** Which shim it is, in letters, `-` and `+`. Outputs with the same key share it. */
  readonly key: string;
  /** What the output imports from it. */
  readonly imports: readonly ShimName[];
  /** The declarations that the output has itself. */
  readonly own: readonly ShimText[];
}

/**
 * How an output shares the shim: the declarations are those that it would have for itself, but for the views of
 * memories, of which each output makes those that it uses. `rest` is the output's own text.
 */
export function sharedShim(
  names: readonly ShimName[], features: Iterable<Feature>, concurrent: boolean, rest: string,
): SharedShim {
  const has = featuresOf(names, [...features, 'sharing']);
  const declarations = inOrder(declarationsFrom(names, has));
  const own = withUsedViews(declarations, rest).filter(isViews);
  const key = [concurrent ? 'concurrent' : 'sync', ...[...has].filter((each) => each !== 'sharing').sort()].join('+');
  return { key, imports: names.filter((name) => name !== 'memoryViews'), own };
}

export interface SharedShimOptions {
  /** The specifier of the shim of another key, which has what the two have in common. */
  specifierOf(key: string): string;
  /**
   * esbuild keeps every class that has a base or computed keys: this writes them so that it drops those that nothing
   * uses.
   */
  readonly droppableClasses?: boolean;
}

/**
 * The text of a shared shim. That of outputs with concurrency takes from the one of outputs without what is the same in both.
 * Throws if there is no shim of this key.
 */
export function sharedShimModule(key: string, { specifierOf, droppableClasses = false }: SharedShimOptions): string {
  const [kind, ...features] = key.split('+');
  const isKey = /^(?:sync|concurrent)$/.test(kind ?? '') && features.every((name) => Object.hasOwn(SIGNS, name));
  if (!isKey) throw new Error(`there is no shim ${JSON.stringify(key)}`);
  const reached = sharedDeclarations(kind === 'concurrent', features as Feature[]);
  const taken = key === 'sync' ? [] : commonNames(reached, sharedDeclarations(false, []));
  const own = inOrder(reached).filter(({ name }) => !taken.includes(name));
  return [
    ...(taken.length === 0 ? [] : [
      `import { ${taken.join(', ')} } from ${JSON.stringify(specifierOf('sync'))};`,
    ]),
    ...own.map(({ code }) => (droppableClasses ? droppable(code) : code)),
    `export { ${[...reached.keys()].sort().join(', ')} };\n`,
  ].join('\n\n');
}

/** All of the shim that outputs with these features may ask for, but for the views of memories. */
function sharedDeclarations(concurrent: boolean, features: readonly Feature[]): ReadonlyMap<string, ShimText> {
  const names = shimNames(concurrent).filter((name) => name !== 'memoryViews');
  return declarationsFrom(names, new Set([...features, 'sharing']));
}

/** The names of what is the same in both, with all that it needs. */
function commonNames(all: ReadonlyMap<string, ShimText>, others: ReadonlyMap<string, ShimText>): string[] {
  const common = new Set([...all.keys()].filter((name) => all.get(name)!.code === others.get(name)?.code));
  for (;;) {
    const wrong = [...common].filter((name) => all.get(name)!.needs.some((need) => !common.has(need)));
    if (wrong.length === 0) return [...common].sort();
    for (const name of wrong) common.delete(name);
  }
}

/** A class with a base or computed keys as `const HostEnd = (() => class HostEnd extends CopySide { … })();` */
function droppable(code: string): string {
  const [, name = '', body] = /^(?:class|const) (\w+) (?:= class )?([^]*?);?$/.exec(code) ?? [];
  const isClass = body !== undefined && /^(?:class|const \w+ = class) /.test(code);
  if (!isClass || !/^extends |^ {2}\[/m.test(body)) return code;
  return `const ${name} = /*#__PURE__*/ (() => class ${name} ${body})();`;
}
