/**
 * The grammar of names (Explainer.md, Import and Export Definitions: `label`, `externname`), and when two of
 * them are alike (Name Uniqueness).
 */
import { isCanonicalVersion, semverProblem } from './semver.ts';
import { quote } from './text.ts';

/** `externname` */
export type NameParts =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'constructor'; readonly resource: string }
  | { readonly kind: 'method' | 'static'; readonly resource: string; readonly label: string }
  | { readonly kind: 'interface'; readonly path: string; readonly version: string | undefined };

/** Makes the error for a name from the reason, and a name that was perhaps meant. */
export type Fail = (reason: string, didYouMean?: string) => Error;

/** `label` */
export function isLabel(text: string): boolean {
  const fragments = text.split('-');
  return /^[A-Za-z]/.test(text) && fragments.every((fragment) => /^(?:[0-9a-z]+|[0-9A-Z]+)$/.test(fragment));
}

/** The kinds of names that were once in the grammar. */
const REMOVED = ['unlocked-dep=', 'locked-dep=', 'url=', 'integrity='];

/** `externname`. What is wrong with it becomes an error by `fail`. */
export function parseName(name: string, fail: Fail): NameParts {
  const [annotated, annotation, rest = ''] = /^\[(constructor|method|static)\](.*)$/s.exec(name) ?? [];
  if (annotated !== undefined) return parseAnnotated(annotation as Annotation, rest, fail);
  const removed = REMOVED.find((prefix) => name.startsWith(prefix));
  if (removed !== undefined) {
    throw fail(`names with ${quote(removed)} are no longer part of the component model`);
  }
  if (name.includes(':')) return parseInterfaceName(name, fail);
  return { kind: 'label', label: checkLabel(name, fail) };
}

type Annotation = 'constructor' | 'method' | 'static';

/** `plainname` after its annotation. */
function parseAnnotated(kind: Annotation, rest: string, fail: Fail): NameParts {
  if (kind === 'constructor') return { kind, resource: checkLabel(rest, fail) };
  const dot = rest.indexOf('.');
  if (dot < 0) throw fail(`failed to find \`.\` character between the resource and the name of the ${kind}`);
  const resource = checkLabel(rest.slice(0, dot), fail);
  return { kind, resource, label: checkLabel(rest.slice(dot + 1), fail) };
}

function checkLabel(text: string, fail: Fail): string {
  if (!isLabel(text)) throw fail(`${quote(text)} is not in kebab case`);
  return text;
}

/** `interfacename`, without what 🪺 adds to it. Whether the version is one is checked with its suffix. */
function parseInterfaceName(name: string, fail: Fail): NameParts {
  const [namespace, afterNamespace] = takeLabel(name, fail);
  checkLowercase(namespace, fail);
  if (!afterNamespace.startsWith(':')) throw fail(`expected \`:\` after the namespace ${quote(namespace)}`);
  const [packageName, afterPackage] = takeLabel(afterNamespace.slice(1), fail);
  checkLowercase(packageName, fail);
  if (!afterPackage.startsWith('/')) throw fail('expected `/` after package name');
  const [, afterInterface] = takeLabel(afterPackage.slice(1), fail);
  if (afterInterface === '') return { kind: 'interface', path: name, version: undefined };
  if (!afterInterface.startsWith('@')) throw fail(`trailing characters found: ${quote(afterInterface)}`);
  return {
    kind: 'interface',
    path: name.slice(0, -afterInterface.length),
    version: afterInterface.slice(1),
  };
}

/** The label at the start of `text`, and what comes after it. */
function takeLabel(text: string, fail: Fail): [label: string, rest: string] {
  const label = /^[0-9A-Za-z-]*/.exec(text)?.[0] ?? '';
  return [checkLabel(label, fail), text.slice(label.length)];
}

/** `words` */
function checkLowercase(label: string, fail: Fail): void {
  const upper = /[A-Z]/.exec(label);
  if (upper !== null) throw fail(`character \`${upper[0]}\` is not lowercase in package name/namespace`);
}

/** `interfaceversion`, which with a `versionsuffix` is a `canonversion` that the suffix completes. */
export function checkVersion(version: string | undefined, suffix: string | undefined, fail: Fail): void {
  if (suffix !== undefined) {
    if (version === undefined || !isCanonicalVersion(version)) {
      throw fail('only the name of an interface with a canonical version can have a `versionsuffix`');
    }
    if (/[^0-9A-Za-z.+-]/.test(suffix)) throw fail(`invalid \`versionsuffix\` ${quote(suffix)}`);
  } else if (version === undefined || isCanonicalVersion(version)) {
    return;
  }
  const problem = semverProblem(version + (suffix ?? ''));
  if (problem !== undefined) throw fail(`invalid interface version ${quote(version)}: ${problem}`);
}

/** What two names have in common that are not strongly-unique. */
export function canonicalName(name: string, parts: NameParts): string {
  if (parts.kind !== 'method' && parts.kind !== 'static') return name.toLowerCase();
  const [resource, label] = [parts.resource.toLowerCase(), parts.label.toLowerCase()];
  return resource === label ? label : `${resource}.${label}`;
}

/** How messages call the labels of a type: fully, and after “previous”. */
export interface LabelWords {
  readonly full: string;
  readonly short: string;
}

/**
 * Labels that stand side by side: each in kebab case, no two alike.
 * @param fail makes the error about the label with this index
 */
export function checkLabels(
  labels: readonly string[], words: LabelWords, fail: (reason: string, index: number) => Error,
): void {
  const seen = new Map<string, string>();
  for (const [index, label] of labels.entries()) {
    const described = `${words.full} name ${quote(label)}`;
    if (label === '') throw fail(`${words.full} name cannot be empty`, index);
    if (!isLabel(label)) throw fail(`${described} is not in kebab case`, index);
    const canonical = label.toLowerCase();
    const previous = seen.get(canonical);
    if (previous !== undefined) {
      throw fail(`${described} conflicts with previous ${words.short} name ${quote(previous)}`, index);
    }
    seen.set(canonical, label);
  }
}
