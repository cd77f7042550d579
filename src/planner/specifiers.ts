/**
 * Where the ES module's imports come from: the user's `map`, the WASI shims, or the import's own name
 * (js-mapping.md, “Imports”; Explainer.md, “ESM-integration”).
 */
import type { Import } from '../decoder/sections/import-export.ts';
import type { SpecifierOf } from './flatten.ts';
import { lowerCamelCase, parseExternName } from './names.ts';
import { compareVersions, isCompatible, parseVersion } from './semver.ts';
import type { Version } from './semver.ts';

/** What an import with a name like `pattern` is imported from: a module specifier, perhaps with `#member`. */
export interface Mapping {
  readonly pattern: string;
  readonly target: string;
}

export interface SpecifierSettings {
  /** Of two that fit equally well the later wins. */
  readonly map: readonly Mapping[];
  readonly wasiShim: boolean;
}

type Place = ReturnType<SpecifierOf>;

/**
 * Decides for each import of the root.
 * @param imports all of the root's imports: whether one's version can be left out depends on the others
 */
export function makeSpecifierOf(imports: readonly Import[], settings: SpecifierSettings): SpecifierOf {
  const { map, wasiShim } = settings;
  const declared = new Map(imports.map((each) => [each.name.name, each]));
  const versions = countBases(imports.map(({ name }) => name.name));
  return (name, externalId) => {
    const each = declared.get(name);
    const whole = each?.type.kind === 'instance' ? [] : ['default'];
    const names = [name, ...(each?.name.implements === undefined ? [] : [each.name.implements])];
    for (const candidate of names) {
      const target = mapped(candidate, map);
      if (target !== undefined) return parseTarget(target, whole);
    }
    if (isModuleSpecifier(externalId)) return { specifier: externalId, member: whole };
    for (const candidate of names) {
      const shim = wasiShim ? wasiShimOf(candidate) : undefined;
      if (shim !== undefined) return shim;
    }
    const { base } = splitVersion(name);
    return { specifier: versions.get(base) === 1 ? base : name, member: whole };
  };
}

// ---------------------------------------------------------------------------------------------- names

interface Versioned {
  readonly base: string;
  /** What stands behind the `@`. */
  readonly version: string | undefined;
}

function splitVersion(name: string): Versioned {
  const at = name.indexOf('@');
  if (at < 0) return { base: name, version: undefined };
  return { base: name.slice(0, at), version: name.slice(at + 1) };
}

/** How many imports there are of each name without its version. */
function countBases(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) {
    const { base } = splitVersion(name);
    counts.set(base, (counts.get(base) ?? 0) + 1);
  }
  return counts;
}

/** `wasi:io/streams@0.2.3` → member `streams` of `@bytecodealliance/preview2-shim/io`. */
function wasiShimOf(name: string): Place | undefined {
  const parsed = parseExternName(name);
  if (parsed.kind !== 'interface' || parsed.version === undefined || parsed.path.length > 1) return undefined;
  if (parsed.namespaces.join(':') !== 'wasi') return undefined;
  const [, minor] = /^0\.([23])(?![0-9])/.exec(parsed.version) ?? [];
  if (minor === undefined || !SHIMMED.has(parsed.package)) return undefined;
  return {
    specifier: `@bytecodealliance/preview${minor}-shim/${parsed.package}`,
    member: [lowerCamelCase(parsed.name)],
  };
}

/** The packages that the shims have. */
const SHIMMED: ReadonlySet<string> = new Set([
  'cli', 'clocks', 'filesystem', 'http', 'io', 'random', 'sockets',
]);

/**
 * An `external-id` is a module specifier, unless it is one that carries code with it: what is in a component
 * must not become JavaScript. URLs are compared as the URL parser reads them, blanks and all.
 */
function isModuleSpecifier(externalId: string | undefined): externalId is string {
  if (externalId === undefined || externalId === '') return false;
  return !/^(?:data|blob|javascript):/i.test(externalId.replace(/^[\0- ]+|[\t\n\r]/g, ''));
}

// ---------------------------------------------------------------------------------------------- the map

/** The target for a name, by the first of the rules that has one. */
function mapped(name: string, map: readonly Mapping[]): string | undefined {
  const { base, version } = splitVersion(name);
  const latest = [...map].reverse();
  const exact = (text: string): string | undefined => latest.find(({ pattern }) => pattern === text)?.target;
  const wild = latest.filter(({ pattern }) => pattern.includes('*')).sort(bySpecificity);
  const withVersion = wild.filter(({ pattern }) => pattern.includes('@'));
  const withoutVersion = wild.filter(({ pattern }) => !pattern.includes('@'));
  return exact(name)
    ?? exact(base)
    ?? firstMatch(name, withVersion)
    ?? firstMatch(base, withoutVersion)
    ?? (version === undefined ? undefined : compatible(base, version, latest));
}

/** The more text a wildcard pattern has, the less it matches by accident. */
const bySpecificity = (a: Mapping, b: Mapping): number => b.pattern.length - a.pattern.length;

function firstMatch(text: string, mappings: readonly Mapping[]): string | undefined {
  for (const mapping of mappings) {
    const target = match(text, mapping);
    if (target !== undefined) return target;
  }
  return undefined;
}

/** The target, with what `*` stands for in it, if the pattern is the whole text. */
function match(text: string, { pattern, target }: Mapping): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return text === pattern ? target : undefined;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  if (!text.startsWith(before) || !text.slice(before.length).endsWith(after)) return undefined;
  return target.replaceAll('*', () => text.slice(before.length, text.length - after.length));
}

/** The target of the highest version that is compatible; of two for one version, the one without wildcard. */
function compatible(base: string, version: string, mappings: readonly Mapping[]): string | undefined {
  const wanted = parseVersion(version);
  if (wanted === undefined) return undefined;
  let best: { readonly version: Version; readonly wild: boolean; readonly target: string } | undefined;
  for (const { pattern, target } of mappings) {
    const { base: patternBase, version: patternVersion } = splitVersion(pattern);
    const offered = patternVersion === undefined ? undefined : parseVersion(patternVersion);
    if (offered === undefined || !isCompatible(offered, wanted)) continue;
    const found = match(base, { pattern: patternBase, target });
    if (found === undefined) continue;
    const wild = patternBase.includes('*');
    const order = best === undefined ? 1 : compareVersions(offered, best.version);
    const isBetter = order > 0 || (order === 0 && best?.wild === true && !wild);
    if (isBetter) best = { version: offered, wild, target: found };
  }
  return best?.target;
}

/** `specifier` or `specifier#member`; a specifier may start with `#` (Node's subpath imports). */
function parseTarget(target: string, whole: readonly string[]): Place {
  const hash = target.indexOf('#', 1);
  if (hash < 0) return { specifier: target, member: whole };
  const member = target.slice(hash + 1);
  // A WIT name, as wildcards give them, means the JavaScript name that is made of it.
  const isKebab = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/i.test(member);
  return { specifier: target.slice(0, hash), member: [isKebab ? lowerCamelCase(member) : member] };
}
