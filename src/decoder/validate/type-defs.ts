/**
 * From the syntax of types to types: indices are looked up in the scope and checked (Binary.md, Type
 * Definitions).
 */
import { errorFlags, errorName, errorResource, errorSort, errorType } from '../../errors.ts';
import type { CoreFuncIndex, TypeIndex } from '../component.ts';
import type { CoreValType } from '../core-module.ts';
import type {
  DefValType, FuncTypeDef, LabelledType, ListDef, ResourceTypeDef, TypeDef, ValTypeRef,
} from '../sections/type.ts';
import { checkComponentType, checkInstanceType } from './declarations.ts';
import { coreFuncAt } from './core-funcs.ts';
import { describeCoreFunc } from './core-text.ts';
import { defineFuncType, defineValType, factsOfValType, newResourceType } from './define.ts';
import { checkLabels } from './names.ts';
import type { LabelWords } from './names.ts';
import { entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import { contrast } from './type-text.ts';
import type {
  DefinedType, DefinedTypeBody, Field, FuncType, PrimitiveType, ResourceType, TypeEntry, ValType,
} from './types.ts';

/** `deftype` */
export function checkType(scope: Scope, type: TypeDef): TypeEntry {
  switch (type.kind) {
    case 'func':
      return checkFuncType(scope, type);
    case 'resource':
      return checkResourceType(scope, type);
    case 'component':
      return checkComponentType(scope, type);
    case 'instance':
      return checkInstanceType(scope, type);
    default:
      return defineValType(checkDefined(scope, type), type.offset);
  }
}

/** `valtype`. `offset` is that of the type around it. */
export function checkValType(scope: Scope, ref: ValTypeRef, offset: number): ValType {
  if (typeof ref === 'string') return ref;
  const type = entryAt(scope, 'type', ref, offset);
  switch (type.kind) {
    case 'func':
    case 'resource':
    case 'component':
    case 'instance':
      throw errorSort(offset, `type index ${ref} is not a defined type`);
    default:
      return type;
  }
}

export function resourceAt(scope: Scope, index: TypeIndex, offset: number): ResourceType {
  const type = entryAt(scope, 'type', index, offset);
  if (type.kind !== 'resource') throw errorSort(offset, `type index ${index} is not a resource type`);
  return type;
}

export function funcTypeAt(scope: Scope, index: TypeIndex, offset: number): FuncType {
  const type = entryAt(scope, 'type', index, offset);
  if (type.kind !== 'func') throw errorSort(offset, `type index ${index} is not a function type`);
  return type;
}

/** `functype` */
function checkFuncType(scope: Scope, type: FuncTypeDef): FuncType {
  const params = checkFields(scope, type.params, WORDS.param);
  const result = type.result === undefined ? undefined : checkValType(scope, type.result, type.offset);
  if (result !== undefined && factsOfValType(result).hasBorrow) {
    throw errorResource(type.offset, 'function result cannot contain a `borrow` type');
  }
  return defineFuncType(type.async, params, result, type.offset);
}

/** `resourcetype` */
function checkResourceType(scope: Scope, type: ResourceTypeDef): ResourceType {
  if (scope.kind !== 'component') {
    throw errorResource(type.offset, 'resources can only be defined within a concrete component');
  }
  if (type.rep !== 'i32' && type.rep !== 'i64') {
    throw errorResource(type.offset, 'resources can only be represented by `i32` or `i64`');
  }
  if (type.dtor !== undefined) checkDestructor(scope, type.rep, type.dtor, type.offset);
  const result = newResourceType(undefined);
  scope.definedResources.set(result.resource, type.rep);
  return result;
}

function checkDestructor(scope: Scope, rep: CoreValType, dtor: CoreFuncIndex, offset: number): void {
  const type = coreFuncAt(scope, dtor, offset);
  const { params, results } = type;
  if (params.length !== 1 || params[0] !== rep || results.length !== 0) {
    throw errorResource(offset, `core function ${dtor} has wrong signature for a destructor`,
      contrast(`(func (param ${rep}))`, describeCoreFunc(type)));
  }
}

type Of<K extends DefValType['kind']> = Extract<DefValType, { kind: K }>;

/** `defvaltype` */
function checkDefined(scope: Scope, type: DefValType): DefinedTypeBody {
  const check = CHECKS[type.kind] as (scope: Scope, type: DefValType) => DefinedTypeBody;
  return check(scope, type);
}

const CHECKS: { readonly [K in DefValType['kind']]: (scope: Scope, type: Of<K>) => DefinedTypeBody } = {
  primitive: (_scope, { type }) => ({ kind: 'primitive', type }),
  record(scope, { fields, offset }) {
    if (fields.length === 0) throw errorType(offset, 'record type must have at least one field');
    return { kind: 'record', fields: checkFields(scope, fields, WORDS.field) };
  },
  variant(scope, { cases, offset }) {
    if (cases.length === 0) throw errorType(offset, 'variant type must have at least one case');
    checkNames(cases, WORDS.case);
    return {
      kind: 'variant',
      cases: cases.map((item) => ({ label: item.label, type: checkOptional(scope, item.type, item.offset) })),
    };
  },
  list: checkList,
  tuple(scope, { types, offset }) {
    if (types.length === 0) throw errorType(offset, 'tuple type must have at least one type');
    return { kind: 'tuple', types: types.map((type) => checkValType(scope, type, offset)) };
  },
  flags(_scope, { labels, offset }) {
    if (labels.length === 0 || labels.length > 32) throw errorFlags(offset, labels.length);
    checkNames(labels, WORDS.flag);
    return { kind: 'flags', labels: labels.map(({ label }) => label) };
  },
  enum(_scope, { labels, offset }) {
    if (labels.length === 0) throw errorType(offset, 'enum type must have at least one variant');
    checkNames(labels, WORDS.tag);
    return { kind: 'enum', labels: labels.map(({ label }) => label) };
  },
  option: (scope, { type, offset }) => ({ kind: 'option', type: checkValType(scope, type, offset) }),
  result: (scope, { ok, error, offset }) => (
    { kind: 'result', ok: checkOptional(scope, ok, offset), error: checkOptional(scope, error, offset) }),
  own: (scope, { resource, offset }) => ({ kind: 'own', resource: resourceAt(scope, resource, offset) }),
  borrow: (scope, { resource, offset }) => (
    { kind: 'borrow', resource: resourceAt(scope, resource, offset) }),
  stream(scope, { element, offset }) {
    const type = checkElement(scope, 'stream', element, offset);
    if (type === 'char' || (isDefined(type) && type.kind === 'primitive' && type.type === 'char')) {
      throw errorType(offset, '`stream<char>` is not valid at this time');
    }
    return { kind: 'stream', element: type };
  },
  future: (scope, { element, offset }) => (
    { kind: 'future', element: checkElement(scope, 'future', element, offset) }),
  map(scope, { key, value, offset }) {
    const keyType = checkValType(scope, key, offset);
    if (!isKeyType(keyType)) {
      throw errorType(offset, 'map keys must be of type bool, an integer type, char or string');
    }
    return { kind: 'map', key: keyType, value: checkValType(scope, value, offset) };
  },
};

const isDefined = (type: ValType | undefined): type is DefinedType => typeof type === 'object';

function checkOptional(scope: Scope, ref: ValTypeRef | undefined, offset: number): ValType | undefined {
  return ref === undefined ? undefined : checkValType(scope, ref, offset);
}

/** How messages call labels. */
const WORDS = {
  field: { full: 'record field', short: 'field' },
  case: { full: 'variant case', short: 'case' },
  flag: { full: 'flag', short: 'flag' },
  tag: { full: 'enum tag', short: 'tag' },
  param: { full: 'function parameter', short: 'parameter' },
} as const satisfies Readonly<Record<string, LabelWords>>;

/** What has a label and stands beside others that have one. */
type Labelled = Pick<LabelledType, 'label' | 'offset'>;

function checkNames(labelled: readonly Labelled[], words: LabelWords): void {
  const labels = labelled.map(({ label }) => label);
  checkLabels(labels, words, (reason, index) => errorName(labelled[index]?.offset ?? 0, reason));
}

function checkFields(scope: Scope, fields: readonly LabelledType[], words: LabelWords): Field[] {
  checkNames(fields, words);
  return fields.map(({ label, type, offset }) => ({ label, type: checkValType(scope, type, offset) }));
}

function checkList(scope: Scope, { element, length, offset }: ListDef): DefinedTypeBody {
  if (length === 0) throw errorType(offset, 'fixed-length lists must have at least one element');
  return { kind: 'list', element: checkValType(scope, element, offset), length };
}

function checkElement(
  scope: Scope, what: 'stream' | 'future', ref: ValTypeRef | undefined, offset: number,
): ValType | undefined {
  const type = checkOptional(scope, ref, offset);
  if (type !== undefined && factsOfValType(type).hasBorrow) {
    throw errorResource(offset, `${what} element cannot contain a \`borrow\` type`);
  }
  return type;
}

/** `keytype` (Explainer.md, Type Definitions). */
const KEY_TYPES: ReadonlySet<PrimitiveType> = new Set<PrimitiveType>([
  'bool', 's8', 'u8', 's16', 'u16', 's32', 'u32', 's64', 'u64', 'char', 'string',
]);

function isKeyType(type: ValType): boolean {
  if (typeof type === 'string') return KEY_TYPES.has(type);
  return type.kind === 'primitive' && KEY_TYPES.has(type.type);
}
