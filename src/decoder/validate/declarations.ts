/**
 * Component and instance types: a scope of their own, filled declaration by declaration (Binary.md, Type
 * Definitions).
 */
import { withinPath } from '../../errors.ts';
import type { ComponentTypeDef, Declaration, InstanceTypeDef } from '../sections/type.ts';
import { checkAlias } from './aliases.ts';
import { checkCoreType } from './core-types.ts';
import { defineInstanceType } from './define.ts';
import { checkExportDeclaration, checkImport } from './externs.ts';
import { finishComponent } from './finish.ts';
import { exportedResources } from './free-resources.ts';
import { addEntry, newScope, nextStep } from './scope.ts';
import type { Scope } from './scope.ts';
import { pathStep } from './text.ts';
import { checkType } from './type-defs.ts';
import type { ComponentType, InstanceType } from './types.ts';

/** `componenttype` */
export function checkComponentType(outer: Scope, type: ComponentTypeDef): ComponentType {
  const scope = newScope('component type', outer, outer.validation);
  for (const declaration of type.declarations) checkDeclaration(scope, declaration);
  return finishComponent(scope, type.offset);
}

/** `instancetype` */
export function checkInstanceType(outer: Scope, type: InstanceTypeDef): InstanceType {
  const scope = newScope('instance type', outer, outer.validation);
  for (const declaration of type.declarations) checkDeclaration(scope, declaration);
  const exports = scope.exports.items;
  const paths = exportedResources(exports, { work: scope.validation.work, offset: type.offset });
  const resources = [...scope.definedResources.keys()].map((resource) => (
    { resource, path: paths.get(resource) ?? [] }));
  return defineInstanceType(exports, resources, type.offset);
}

function checkDeclaration(scope: Scope, declaration: Declaration): void {
  withinPath(() => stepOf(scope, declaration), () => check(scope, declaration));
}

/** The step of an error's path: by the index that the declaration gets, or by its name. */
function stepOf(scope: Scope, declaration: Declaration): string {
  switch (declaration.kind) {
    case 'core-type':
      return nextStep(scope, 'core type');
    case 'type':
      return nextStep(scope, 'type');
    case 'alias':
      return nextStep(scope, declaration.alias.sort);
    case 'import':
    case 'export':
      return pathStep(declaration.kind, declaration.name.name);
  }
}

function check(scope: Scope, declaration: Declaration): void {
  switch (declaration.kind) {
    case 'core-type':
      return checkCoreType(scope, declaration.type);
    case 'type':
      return addEntry(scope, 'type', checkType(scope, declaration.type), declaration.type.offset);
    case 'alias':
      return checkAlias(scope, declaration.alias);
    case 'import':
      return checkImport(scope, declaration);
    case 'export':
      return checkExportDeclaration(scope, declaration);
  }
}
