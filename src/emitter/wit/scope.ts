/**
 * The names of one interface or world while its WIT is written: which types of others it has to `use`.
 */
import type { InterfaceName } from '../../planner/names.ts';
import type { TypeName, World } from '../../planner/world.ts';
import { claim } from '../declarations/claim.ts';

export interface WitScope {
  /** True for types that are written here. */
  isOwn(type: TypeName): boolean;
  /** The name by which a type goes here; a type of another interface is used from there. */
  typeName(type: TypeName): string;
  /** Uses a type of another interface under the name `as`; false if WIT has no way. */
  use(type: TypeName, as: string): boolean;
  /** `use other.{a, b as c};` lines, when all else is written. */
  useLines(): string[];
}

/**
 * @param owners the interface's numbers, one for each direction; none for the world
 * @param names what is declared in it
 */
export function makeWitScope(world: World, owners: readonly number[], names: Iterable<string>): WitScope {
  const taken = new Set(names);
  const uses = new Map<string, Map<string, TypeName>>();
  const locals = new Map<string, string>();
  const useAs = (from: string, type: TypeName, as: string): void => {
    uses.set(from, (uses.get(from) ?? new Map<string, TypeName>()).set(as, type));
    locals.set(`${from} ${type.name}`, as);
  };
  const isOwn = ({ interface: index }: TypeName): boolean =>
    (index === undefined ? owners.length === 0 : owners.includes(index));
  return {
    isOwn,
    typeName(type) {
      const from = isOwn(type) ? undefined : usePath(world, owners[0], type.interface);
      if (from === undefined) return witId(type.name);
      const known = locals.get(`${from} ${type.name}`);
      if (known !== undefined) return witId(known);
      const local = claim(taken, type.name);
      useAs(from, type, local);
      return witId(local);
    },
    use(type, as) {
      const from = usePath(world, owners[0], type.interface);
      if (from !== undefined) useAs(from, type, as);
      return from !== undefined;
    },
    useLines: () => [...uses].map(([from, used]) => {
      const parts = [...used].map(([as, { name }]) =>
        (name === as ? witId(name) : `${witId(name)} as ${witId(as)}`));
      return `use ${from}.{${parts.join(', ')}};`;
    }),
  };
}

/**
 * How the interface number `index` is written behind `use` in another; undefined if WIT has no way, as for
 * types of the world or of interfaces that are written in it.
 */
function usePath(world: World, owner: number | undefined, index: number | undefined): string | undefined {
  const target = index === undefined ? undefined : world.interfaces[index]?.parsed;
  if (target === undefined) return undefined;
  const here = owner === undefined ? undefined : world.interfaces[owner]?.parsed;
  const local = here !== undefined && packageOf(here) === packageOf(target);
  return local ? witId(target.name) : interfacePath(target);
}

/** `ns:pkg/name@1.2.3` */
export function interfacePath(parsed: InterfaceName): string {
  const { namespaces, package: pkg, path, version } = parsed;
  const id = [...namespaces, pkg].map(witId).join(':');
  return `${id}/${path.map(witId).join('/')}${version === undefined ? '' : `@${version}`}`;
}

/** `ns:pkg@1.2.3` */
export function packageOf({ namespaces, package: pkg, version }: InterfaceName): string {
  return `${[...namespaces, pkg].map(witId).join(':')}${version === undefined ? '' : `@${version}`}`;
}

/** A label; one that is a keyword has a `%` before it. Nothing but letters, digits and `-` is left in it. */
export function witId(label: string): string {
  const id = label.replace(/[^0-9A-Za-z-]+/g, '-');
  return KEYWORDS.has(id) ? `%${id}` : id;
}

const KEYWORDS: ReadonlySet<string> = new Set([
  'as', 'async', 'bool', 'borrow', 'char', 'constructor', 'enum', 'error-context', 'export', 'f32', 'f64',
  'flags', 'from', 'func', 'future', 'import', 'include', 'interface', 'list', 'map', 'option', 'own',
  'package', 'record', 'resource', 'result', 's16', 's32', 's64', 's8', 'static', 'stream', 'string', 'tuple',
  'type', 'u16', 'u32', 'u64', 'u8', 'use', 'variant', 'with', 'world',
]);
