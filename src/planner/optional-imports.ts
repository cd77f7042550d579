/**
 * Imports that the host may leave out in instantiation mode, by the user's patterns: `ns:pkg/iface@1.2.3#func`,
 * `ns:pkg/iface#resource`, `ns:pkg/iface` for all of it, or `func` at the root; `*` stands for anything.
 */
import { matchNames, unusedPatterns, worldsOf } from './async-names.ts';
import type { Plan } from './plan.ts';
import type { OptionalImport, World } from './world.ts';

interface Candidate extends OptionalImport {
  /** The names by which patterns may mean it: its own, and the interface's that it is in. */
  readonly names: readonly string[];
}

/** What of a world's imports may be left out. A class goes with all its members. */
export function optionalImports(world: World, patterns: readonly string[]): OptionalImport[] {
  const isMeant = matchNames(patterns);
  return candidatesOf(world).filter(({ names }) => names.some(isMeant)).map(({ name, kind }) => ({ name, kind }));
}

/** One warning for each pattern that fits nothing, perhaps with the name that was meant. */
export function optionalWarnings(patterns: readonly string[], plan: Plan): string[] {
  if (patterns.length === 0) return [];
  const names = worldsOf(plan).flatMap((world) => candidatesOf(world).flatMap((candidate) => candidate.names));
  return unusedPatterns(patterns, [...new Set(names)], false)
    .map((text) => `no import that can be left out is called ${text}`);
}

/** Functions and classes; core modules and components are needed to make an instance. */
function candidatesOf({ imports, interfaces }: World): Candidate[] {
  return imports.flatMap((item): Candidate[] => {
    switch (item.kind) {
      case 'func': return [{ name: item.name, kind: 'function', names: [item.name] }];
      case 'type': return item.type.definition.kind !== 'resource' ? []
        : [{ name: item.name, kind: 'class', names: [item.name] }];
      case 'interface': {
        const { funcs = [], types = [] } = interfaces[item.interface] ?? {};
        const inside = (kind: OptionalImport['kind']) => ({ name }: { readonly name: string }): Candidate => {
          const full = `${item.name}#${name}`;
          return { name: full, kind, names: [full, item.name] };
        };
        return [
          ...funcs.map(inside('function')),
          ...types.filter(({ definition }) => definition.kind === 'resource').map(inside('class')),
        ];
      }
      default: return [];
    }
  });
}
