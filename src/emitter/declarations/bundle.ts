/**
 * All declarations of a component in one file: the module's own at the top level, each interface's in a namespace.
 *
 *     export { docs_adder_add as add };
 *
 *     declare namespace docs_adder_add {
 *       export {};
 *       export function add(x: number, y: number): number;
 *     }
 */
import type { World } from '../../planner/world.ts';
import { claim } from './claim.ts';
import { indent } from './comments.ts';
import { NOTHING_RESERVED, writeFile } from './file.ts';
import type { PlannedFile, Reserved, WrittenFile } from './file.ts';
import { asNamespaces, exportName } from './layout.ts';
import { OPENING, textOf } from './text.ts';

/** The text of these files, of which the first is the module's. */
export function bundleText(files: readonly PlannedFile[]): string {
  const [main, ...others] = files;
  if (main === undefined) return '';
  // What is used and declared anywhere; names of namespaces don't matter yet.
  const draft = asNamespaces(new Map(others.map(({ path }) => [path, '_'])), (js) => js);
  const drafts = files.map((file) => writeFile(file, draft, NOTHING_RESERVED));
  const globals = unionOf(drafts.map((written) => written.globals));
  const inner = unionOf(drafts.slice(1).map(({ names }) => names));
  const taken = unionOf([globals, inner, drafts[0]!.names]);
  const namespaces = new Map(others.map(({ path }) => [path, claim(taken, namespaceName(path))]));

  const reserved: Reserved = { ...NOTHING_RESERVED, all: globals };
  const reservedAtTop = topLevelReserved(globals, inner, drafts, main.path);
  // Types at the top level may have other names there than those that they are exported under.
  const locals = new Map<string, string>();
  const layout = asNamespaces(namespaces, (js) => locals.get(js) ?? js);
  const top = writeFile(main, layout, { ...reservedAtTop, all: new Set([...globals, ...namespaces.values()]) });
  for (const [js, local] of top.types) locals.set(js, local);
  return textOf([
    ...main.head,
    ...OPENING,
    ...top.lines,
    ...hostInterfaces(main, namespaces),
    ...others.flatMap((file) => namespaceLines(file, namespaces.get(file.path) ?? '', writeFile(file, layout, reserved))),
  ], globals);
}

/** A type at the top level that others refer to must not be hidden by theirs. */
function topLevelReserved(
  globals: ReadonlySet<string>, inner: ReadonlySet<string>, drafts: readonly WrittenFile[], main: string,
): Reserved {
  const used = new Set(drafts.flatMap(({ foreign }) => foreign.flatMap(({ path, js }) => (path === main ? [js] : []))));
  return { all: globals, forType: (js) => (used.has(js) ? inner : NOTHING_RESERVED.all) };
}

function namespaceLines({ head }: PlannedFile, name: string, { lines }: WrittenFile): string[] {
  // What stands in a namespace that is declared is declared.
  const inside = lines.map((line) => line.replace(/^declare /, ''));
  return ['', ...head, `declare namespace ${name} {`, ...indent([...OPENING, ...inside]), '}'];
}

/**
 * What the host has is no export of the module, but a type that one who writes the host can use:
 *
 *     export type { docs_app_host as 'docs:app/host' };
 */
function hostInterfaces({ world, paths }: PlannedFile, namespaces: ReadonlyMap<string, string>): string[] {
  const exported = new Set(world.exports.flatMap(({ js }) => js));
  const lines = importedInterfaces(world).flatMap(({ name, index }) => {
    const namespace = namespaces.get(paths.interfaces[index] ?? '');
    if (namespace === undefined || exported.has(name)) return [];
    return [`export type { ${namespace} as ${exportName(name)} };`];
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

const importedInterfaces = ({ imports }: World): { name: string; index: number }[] =>
  imports.flatMap((item) => (item.kind === 'interface' ? [{ name: item.name, index: item.interface }] : []));

/** `interfaces/docs-adder-add` → `docs_adder_add`: nothing in a WIT is called like that. */
function namespaceName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\W+/g, '_');
  return /^[a-z]\w*_/i.test(name) ? name : `interface_${name}`;
}

function unionOf(sets: readonly ReadonlySet<string>[]): Set<string> {
  return new Set(sets.flatMap((set) => [...set]));
}
