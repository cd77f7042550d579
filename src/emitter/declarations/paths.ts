/**
 * Names of declaration files: `interfaces/<ns>-<pkg>-<iface>.d.ts`, with the version if there are two. They
 * are made of names, but only of letters, digits and a few marks, never too long, and distinct on any file
 * system.
 */
import type { Interface, World } from '../../planner/world.ts';
import { claim } from './claim.ts';

/** A new file name in the folder of interfaces, like `wanted`, without `.d.ts`. */
export type ClaimPath = (wanted: string) => string;

const FOLDER = 'interfaces';
const MAX_LENGTH = 100;

/** Names that Windows keeps for devices, whatever comes behind a dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

export function makeClaimPath(): ClaimPath {
  const taken = new Set<string>();
  return (wanted) => {
    const plain = wanted.replace(/[^\w.@+-]/g, '_').replace(/^\.+/, '').slice(0, MAX_LENGTH);
    const base = plain === '' ? '_' : plain.replace(DEVICE, '$1_');
    // Distinct even where upper and lower case are the same.
    const unique = claim(taken, base.toLowerCase());
    return `${FOLDER}/${base}${unique.slice(base.length)}`;
  };
}

/**
 * The file of each interface. One that is both imported and exported has two, unless it says the same either
 * way.
 */
export function interfacePaths(world: World, claimPath: ClaimPath): string[] {
  const versions = new Map<string, Set<string>>();
  for (const { name } of world.interfaces) {
    const id = withoutVersion(name);
    versions.set(id, (versions.get(id) ?? new Set()).add(name));
  }
  const imported = new Map<string, { readonly path: string; readonly content: string }>();
  return world.interfaces.map((each) => {
    const stem = stemOf(each, (versions.get(withoutVersion(each.name))?.size ?? 0) > 1);
    const other = imported.get(each.name);
    if (other === undefined || each.direction === 'import') {
      const path = claimPath(stem);
      if (each.direction === 'import') imported.set(each.name, { path, content: contentOf(each) });
      return path;
    }
    const same = other.content !== '' && other.content === contentOf(each);
    return same ? other.path : claimPath(`${stem}.export`);
  });
}

/** What an interface of nothing but types says; empty for others, which differ by who has the functions. */
function contentOf({ docs, types, funcs, nested }: Interface): string {
  const values = funcs.length > 0 || nested.length > 0 || types.some(({ keys }) => keys.length > 0);
  return values ? '' : JSON.stringify([docs, types]);
}

function stemOf({ name, parsed }: Interface, versioned: boolean): string {
  if (parsed === undefined) return name;
  const stem = [...parsed.namespaces, parsed.package, ...parsed.path].join('-');
  return versioned && parsed.version !== undefined ? `${stem}@${parsed.version}` : stem;
}

/** `ns:pkg/iface` of `ns:pkg/iface@1.2.3`. */
export function withoutVersion(name: string): string {
  return name.split('@')[0] ?? name;
}
