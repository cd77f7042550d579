/** Component instances: instantiations, and instances made of exports (Binary.md, Instance Definitions). */
import { errorDuplicateName, errorInstantiation, placed, withinPath } from '../../errors.ts';
import type { InlineExport, Instance, InstantiateArg } from '../sections/instance.ts';
import { defineInstanceType } from './define.ts';
import { addNamed } from './extern-names.ts';
import { itemAt } from './externs.ts';
import { addEntry, comparison, entryAt, newExterns } from './scope.ts';
import type { Scope } from './scope.ts';
import { newSubstitution, renewResources, substituteItems } from './substitute.ts';
import { supply } from './subtyping.ts';
import { pathStep, quote } from './text.ts';
import type { InstanceType, ItemType } from './types.ts';

/** `instance` */
export function checkInstance(scope: Scope, instance: Instance): void {
  const type = instance.kind === 'instantiate'
    ? instantiate(scope, instance)
    : defineInstanceType(checkExports(scope, instance.exports), [], instance.offset);
  addEntry(scope, 'instance', type, instance.offset);
}

/**
 * Gives the component its arguments, checked against what it imports. In the type of its exports, the
 * arguments' types take the place of imported ones, and each resource type that it defines becomes a new one.
 */
function instantiate(scope: Scope, instance: Extract<Instance, { kind: 'instantiate' }>): InstanceType {
  const { offset } = instance;
  const component = entryAt(scope, 'component', instance.component, offset);
  const substitution = newSubstitution({ work: scope.validation.work, offset });
  const args = checkArgs(scope, instance.args);
  const unsupplied = supply(comparison(scope, offset), 'import', args, component, substitution);
  if (unsupplied !== undefined) {
    const { name, mismatch } = unsupplied;
    throw placed(errorInstantiation(offset, mismatch.text, mismatch), { path: [pathStep('import', name)] });
  }
  for (const { resource } of renewResources(component.definedResources, substitution)) {
    scope.definedResources.set(resource, undefined);
  }
  return defineInstanceType(substituteItems(component.exports, substitution), [], offset);
}

function checkArgs(scope: Scope, args: readonly InstantiateArg[]): Map<string, ItemType> {
  const items = new Map<string, ItemType>();
  for (const { name, value, offset } of args) {
    const item = withinPath(() => pathStep('argument', name), () => itemAt(scope, value));
    if (items.has(name)) {
      throw errorDuplicateName(offset,
        `instantiation argument ${quote(name)} conflicts with previous argument ${quote(name)}`);
    }
    items.set(name, item);
  }
  return items;
}

/** No indices come of these exports, so none of them can be a resource type that another's name refers to. */
function checkExports(scope: Scope, exports: readonly InlineExport[]): Map<string, ItemType> {
  const externs = newExterns('export');
  for (const { name, value } of exports) {
    withinPath(() => pathStep('export', name.name), () => addNamed(externs, name, itemAt(scope, value)));
  }
  return externs.items;
}
