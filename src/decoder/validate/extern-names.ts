/**
 * Names of imports and exports: their grammar, that no two are alike, and what their annotations and
 * attributes ask of the type (Binary.md, Import and Export Definitions).
 */
import { errorDuplicateName, errorName } from '../../errors.ts';
import type { ExternName, NameAttribute } from '../component.ts';
import { canonicalName, checkVersion, parseName } from './names.ts';
import type { Fail, NameParts } from './names.ts';
import type { Externs } from './scope.ts';
import { nearName, quote } from './text.ts';
import type { FuncType, ItemType, ResourceType, ValType } from './types.ts';

/** Adds `item` to the imports or exports, under its name. */
export function addNamed(externs: Externs, name: ExternName, item: ItemType): void {
  const described = `${externs.side} name ${quote(name.name)}`;
  const failAs = (problem: string): Fail => (reason, didYouMean) => (
    errorName(name.offset, `${described} ${problem}: ${reason}`, { didYouMean }));
  const fail = failAs('is not valid');

  const parts = parseName(name.name, failAs('is not a valid extern name'));
  checkAttributes(name, parts, item);
  checkVersion(parts.kind === 'interface' ? parts.version : undefined, name.versionSuffix, fail);
  const check = CHECKS[parts.kind] as Check<NameParts>;
  check(externs, parts, item, fail);

  const canonical = canonicalName(name.name, parts);
  const previous = externs.canonicalNames.get(canonical);
  if (previous !== undefined) {
    throw errorDuplicateName(name.offset, `${described} conflicts with previous name ${quote(previous)}`);
  }
  externs.canonicalNames.set(canonical, name.name);
  externs.items.set(name.name, item);
}

/** Lets functions be annotated as those of a resource type, which the externs have by this name. */
export function addResourceName(externs: Externs, name: ExternName, item: ItemType): void {
  if (item.kind !== 'type' || item.type.kind !== 'resource') return;
  externs.resources.set(item.type, name.name);
  externs.resourceNames.add(name.name);
}

type PartsOf<K extends NameParts['kind']> = Extract<NameParts, { readonly kind: K }>;
type Check<P> = (externs: Externs, parts: P, item: ItemType, fail: Fail) => void;

/** What each form of a name asks of the item. */
const CHECKS: { readonly [K in NameParts['kind']]: Check<PartsOf<K>> } = {
  label: () => undefined,
  interface: () => undefined,
  constructor(externs, { resource }, item, fail) {
    const { result } = funcOf(item, fail);
    if (result === undefined) {
      throw fail('function should return one value: `(own $T)` or `(result (own $T))`');
    }
    const owned = ownedBy(result) ?? (isResult(result) ? ownedBy(result.ok) : undefined);
    if (owned === undefined) throw fail('function should return `(own $T)` or `(result (own $T))`');
    checkResource(externs, owned, resource, fail);
  },
  method(externs, { resource }, item, fail) {
    const [self] = funcOf(item, fail).params;
    if (self === undefined) throw fail('function should have at least one argument, `self`');
    if (self.label !== 'self') {
      throw fail(`function should have a first argument called \`self\`, not ${quote(self.label)}`);
    }
    if (typeof self.type === 'string' || self.type.kind !== 'borrow') {
      throw fail('function should take a first argument of `(borrow $T)`');
    }
    checkResource(externs, self.type.resource, resource, fail);
  },
  static(externs, { resource }, item, fail) {
    funcOf(item, fail);
    const { resourceNames } = externs;
    if (resourceNames.has(resource)) return;
    throw fail('static resource name is not known in this context', nearName(resource, resourceNames));
  },
};

function funcOf(item: ItemType, fail: Fail): FuncType {
  if (item.kind !== 'func') throw fail('item is not a func');
  return item.type;
}

const ownedBy = (type: ValType | undefined): ResourceType | undefined =>
  typeof type === 'object' && type.kind === 'own' ? type.resource : undefined;

type ResultType = Extract<ValType, { kind: 'result' }>;
const isResult = (type: ValType): type is ResultType => typeof type === 'object' && type.kind === 'result';

/** That `type`, as this index of it, is what the externs have as `name`. */
function checkResource(externs: Externs, type: ResourceType, name: string, fail: Fail): void {
  const known = externs.resources.get(type);
  if (known === undefined) throw fail('resource used in function does not have a name in this context');
  if (known !== name) throw fail(`function does not match expected resource name ${quote(known)}`);
}

/** `attribute*`, but for `versionsuffix`, which is checked with the version. */
function checkAttributes(name: ExternName, parts: NameParts, item: ItemType): void {
  const seen = new Set<NameAttribute['kind']>();
  for (const { kind, offset } of name.attributes) {
    if (seen.has(kind)) throw errorName(offset, `duplicate '${WRITTEN[kind]}' option in name`);
    seen.add(kind);
  }
  if (name.implements === undefined) return;
  const fail: Fail = (reason) => errorName(name.offset, reason);
  if (parts.kind !== 'label') throw fail(`name ${quote(name.name)} is not valid with \`implements\``);
  if (item.kind !== 'instance') throw fail('only instances can have an `implements`');
  checkImplements(name.implements, fail);
}

function checkImplements(value: string, fail: Fail): void {
  const described = quote(value);
  const notAName: Fail = (reason) => fail(`${described} is not a valid name to implement: ${reason}`);
  const parts = parseName(value, notAName);
  if (parts.kind !== 'interface') {
    throw fail(`name ${described} must be an interface, such as \`ns:package/interface\``);
  }
  checkVersion(parts.version, undefined, notAName);
}

/** The attributes as the text format has them. */
const WRITTEN: { readonly [K in NameAttribute['kind']]: string } = {
  'implements': 'implements', 'version-suffix': 'versionsuffix', 'external-id': 'external-id',
};
