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

/**
 * The declarations of `names` and of all that they name in turn, in an order that works, one text each.
 * Throws if the table was built from other sources than the emitter.
 */
export function shimDeclarations(names: Iterable<ShimName>): readonly string[] {
  const reached = new Set<string>();
  const queue: string[] = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue;
    const entry = shimTable[name];
    if (entry === undefined) throw new Error(`the shim table has no ${name}: npm run build makes it anew`);
    reached.add(name);
    queue.push(...entry.needs);
  }
  return Object.entries(shimTable).filter(([name]) => reached.has(name)).map(([, { code }]) => code);
}
