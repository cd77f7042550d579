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
import { addEntry, newScope } from './scope.ts';
import type { Scope } from './scope.ts';
import { pathStep } from './text.ts';
import { checkType } from './type-defs.ts';
import type { ComponentType, InstanceType } from './types.ts';

/** `componenttype` */
export function checkComponentType(outer: Scope, type: ComponentTypeDef): ComponentType {
  return withinPath(`type ${outer.spaces.type.length}`, () => {
    const scope = newScope('component type', outer, outer.validation);
    for (const declaration of type.declarations) checkDeclaration(scope, declaration);
    return finishComponent(scope, type.offset);
  });
}

/** `instancetype` */
export function checkInstanceType(outer: Scope, type: InstanceTypeDef): InstanceType {
  const scope = newScope('instance type', outer, outer.validation);
  withinPath(`type ${outer.spaces.type.length}`, () => {
    for (const declaration of type.declarations) checkDeclaration(scope, declaration);
  });
  const exports = scope.exports.items;
  const paths = exportedResources(exports, { work: scope.validation.work, offset: type.offset });
  const resources = [...scope.definedResources.keys()].map((resource) => (
    { resource, path: paths.get(resource) ?? [] }));
  return defineInstanceType(exports, resources, type.offset);
}

function checkDeclaration(scope: Scope, declaration: Declaration): void {
  switch (declaration.kind) {
    case 'core-type':
      return checkCoreType(scope, declaration.type);
    case 'type':
      return addEntry(scope, 'type', checkType(scope, declaration.type), declaration.type.offset);
    case 'alias':
      return checkAlias(scope, declaration.alias);
    case 'import':
      return withinName(declaration, () => checkImport(scope, declaration));
    case 'export':
      return withinName(declaration, () => checkExportDeclaration(scope, declaration));
  }
}

type Named = Extract<Declaration, { kind: 'import' | 'export' }>;

const withinName = ({ kind, name }: Named, check: () => void): void =>
  withinPath(pathStep(kind, name.name), check);
