/**
 * Where the host's things are found: each import of the root component is a `HostImport`, and what an imported
 * instance has is reached by property names from there. js-mapping.md, “Imports”.
 */
import type { NamedKind } from './export-names.ts';
import { nameInstanceExports, nameMembers } from './export-names.ts';
import { claim, lowerCamelCase, parseExternName, upperCamelCase } from './names.ts';
import type { HostForm, HostValue } from './plan.ts';

/** One thing of the host's: how it is reached, and how it is called if it is a function. */
export interface HostPlace {
  /** The extern name. */
  readonly name: string;
  readonly value: HostValue;
  readonly form: HostForm;
}

/** Finds the place of each of an instance's exports by its extern name. */
export type HostMembers = (name: string) => HostPlace;

/** A member's property names from the instance down, and how it is called. */
export interface HostMember {
  readonly path: readonly string[];
  readonly form: HostForm;
}

/** The places of what the instance at `place` exports. */
export function hostMembers(
  place: HostPlace, exports: readonly { readonly name: string; readonly kind: NamedKind }[],
): HostMembers {
  const paths = memberPaths(exports);
  const { path: parent, wit: owner } = place.value;
  return (name) => {
    const { path, form } = paths.get(name) ?? { path: [name], form: 'function' };
    return { name, form, value: { ...place.value, path: [...parent, ...path], wit: `${owner}#${name}` } };
  };
}

function memberPaths(
  exports: readonly { readonly name: string; readonly kind: NamedKind }[],
): ReadonlyMap<string, HostMember> {
  const plain = exports.filter(({ name }) => classOf(name) === undefined);
  const names = nameInstanceExports(plain);
  const paths = new Map<string, HostMember>();
  for (const { name } of plain) paths.set(name, { path: [names.get(name)?.[0] ?? name], form: 'function' });
  const className = (resource: string): string => names.get(resource)?.[0] ?? upperCamelCase(resource);
  for (const [key, members] of membersByClass(exports.map(({ name }) => name))) {
    const first = members[0];
    if (first === undefined) continue;
    const { kind, resource } = first;
    const keys = memberKeys(members);
    members.forEach(({ extern }, i) => {
      const own = kind === 'constructor' ? [] : [keys[i] ?? key];
      paths.set(extern, { path: [className(resource), ...own], form: kind });
    });
  }
  return paths;
}

/** A constructor, method or static. */
export interface ClassMember {
  readonly extern: string;
  readonly kind: 'constructor' | 'method' | 'static';
  readonly resource: string;
  /** The member's own name; empty for a constructor, even if it is a static in JavaScript. */
  readonly name: string;
}

/** The class member that an extern name means, if it means one. */
export function classOf(extern: string): ClassMember | undefined {
  const parsed = parseExternName(extern);
  switch (parsed.kind) {
    case 'constructor': return { extern, kind: parsed.kind, resource: parsed.resource, name: '' };
    case 'method':
    case 'static': return { extern, kind: parsed.kind, resource: parsed.resource, name: parsed.name };
    default: return undefined;
  }
}

/**
 * Class members, grouped by class and kind: those of a group need distinct names.
 * @param isTask true for a constructor that gives a promise: JavaScript has none such, and it becomes a static
 */
export function membersByClass(
  names: readonly string[], isTask: (extern: string) => boolean = () => false,
): ReadonlyMap<string, readonly ClassMember[]> {
  const groups = new Map<string, ClassMember[]>();
  for (const name of names) {
    const found = classOf(name);
    if (found === undefined) continue;
    const member = found.kind === 'constructor' && isTask(name) ? { ...found, kind: 'static' as const } : found;
    const key = `${member.kind} ${member.resource}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(member);
  }
  return groups;
}

/**
 * The keys of the members of one class and kind; constructors have none. One that has become a static is `create`, with
 * a number behind it if WIT has a static of that name.
 */
export function memberKeys(members: readonly ClassMember[]): string[] {
  const kind = members[0]?.kind;
  if (kind === undefined || kind === 'constructor') return [];
  const keys = nameMembers(kind, members.flatMap(({ name }) => (name === '' ? [] : [name])));
  const taken = new Set(keys);
  let next = 0;
  return members.map(({ name }) => (name === '' ? claim(taken, 'create') : keys[next++] ?? name));
}

/** The member of an imported root resource that an extern name means. */
export function rootMember(extern: string): (HostMember & { readonly resource: string }) | undefined {
  const member = classOf(extern);
  if (member === undefined) return undefined;
  const { kind, resource, name } = member;
  return { resource, path: kind === 'constructor' ? [] : [lowerCamelCase(name)], form: kind };
}
