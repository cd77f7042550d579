/**
 * External visibility (Explainer.md, External Visibility of Types): resources, records, variants, enums and
 * flags that the type of an import or export uses must have a name there. A type index has one if an import
 * or export has made it, or if it is an alias of such an index, or of a type that an imported or exported
 * instance exports. What is imported can't refer to what is exported.
 */
import { errorVisibility } from '../../errors.ts';
import { MUST_BE_NAMED, partsOf } from './define.ts';
import type { Externs, Scope } from './scope.ts';
import { quote } from './text.ts';
import { describeItem } from './types.ts';
import type {
  DefinedType, FuncType, InstanceType, ItemType, ResourceType, TypeEntry, ValType,
} from './types.ts';
import { spend } from './work.ts';

/**
 * Checks the type of an import or export, and gives a name to the types that it introduces. Instance types
 * are checked where they become the type of an instance.
 */
export function checkVisible(scope: Scope, externs: Externs, item: ItemType, offset: number): void {
  if (scope.kind === 'instance type') return;
  const walk: Walk = { scope, externs, offset };
  const unnamed = nameItem(walk, item);
  if (unnamed === undefined) return;
  const { side } = externs;
  const named = side === 'import' ? 'no import' : 'no import or export';
  throw errorVisibility(offset,
    `${describeItem(item)} not valid to be used as ${side}: it uses ${unnamed}, which ${named} has given a `
      + `name; ${side} the type itself first, and use the type index which that adds`);
}

interface Walk {
  readonly scope: Scope;
  readonly externs: Externs;
  readonly offset: number;
}

/** What has no name, for a message, if there is such a type. */
type Unnamed = string | undefined;

function nameItem(walk: Walk, item: ItemType): Unnamed {
  switch (item.kind) {
    case 'type': {
      const unnamed = unnamedInType(walk, item.type);
      if (unnamed === undefined) giveName(walk, item.type);
      return unnamed;
    }
    case 'instance':
      return firstUnnamed(walk, item.type, nameItem);
    case 'func':
      return unnamedInFunc(walk, item.type);
    case 'value':
      return unnamedValType(walk, item.type);
    // These are closed: their own imports and exports have been checked.
    case 'component':
    case 'core-module':
      return undefined;
  }
}

/** Imported types can be used in exports too. */
function giveName({ scope, externs }: Walk, type: TypeEntry): void {
  externs.visible.add(type);
  if (externs.side === 'import') scope.exports.visible.add(type);
}

function firstUnnamed(
  walk: Walk, type: InstanceType, find: (walk: Walk, item: ItemType) => Unnamed,
): Unnamed {
  spend(walk.scope.validation.work, type.exports.size, walk.offset);
  for (const [name, item] of type.exports) {
    const unnamed = find(walk, item);
    if (unnamed !== undefined) return `${unnamed} in export ${quote(name)}`;
  }
  return undefined;
}

/** The same for an instance type that is not the type of an instance: it names nothing. */
function unnamedInItem(walk: Walk, item: ItemType): Unnamed {
  switch (item.kind) {
    case 'type':
      return unnamedInType(walk, item.type);
    case 'instance':
      return firstUnnamed(walk, item.type, unnamedInItem);
    default:
      return nameItem(walk, item);
  }
}

/** What a type is made of: itself it is about to get a name. */
function unnamedInType(walk: Walk, type: TypeEntry): Unnamed {
  switch (type.kind) {
    case 'resource':
    case 'component':
      return undefined;
    case 'func':
      return unnamedInFunc(walk, type);
    case 'instance':
      return firstUnnamed(walk, type, unnamedInItem);
    default:
      return unnamedInDefined(walk, type);
  }
}

function unnamedInFunc(walk: Walk, type: FuncType): Unnamed {
  if (!type.facts.hasIdentity) return undefined;
  spend(walk.scope.validation.work, type.params.length, walk.offset);
  for (const param of type.params) {
    const unnamed = unnamedValType(walk, param.type);
    if (unnamed !== undefined) return `${unnamed} in parameter ${quote(param.label)}`;
  }
  const unnamed = type.result && unnamedValType(walk, type.result);
  return unnamed && `${unnamed} in its result`;
}

function unnamedValType(walk: Walk, type: ValType): Unnamed {
  if (typeof type === 'string' || !type.facts.hasIdentity) return undefined;
  const { visible } = walk.externs;
  if (visible.has(type)) return undefined;
  if (MUST_BE_NAMED.has(type.kind)) return `${article(type.kind)} type`;
  const unnamed = unnamedInDefined(walk, type);
  // Names are never taken away, so this holds from now on.
  if (unnamed === undefined) visible.add(type);
  return unnamed;
}

function unnamedInDefined(walk: Walk, type: DefinedType): Unnamed {
  if (!type.facts.hasIdentity) return undefined;
  if (type.kind === 'own' || type.kind === 'borrow') return unnamedResource(walk, type.resource);
  const parts = partsOf(type);
  spend(walk.scope.validation.work, 1 + parts.length, walk.offset);
  for (const part of parts) {
    const unnamed = unnamedValType(walk, part);
    if (unnamed !== undefined) return unnamed;
  }
  return undefined;
}

function unnamedResource({ externs }: Walk, type: ResourceType): Unnamed {
  if (externs.visible.has(type)) return undefined;
  const { name } = type.resource;
  return name === undefined ? 'a resource type' : `the resource type ${quote(name)}`;
}

const article = (noun: string): string => noun === 'enum' ? `an ${noun}` : `a ${noun}`;
