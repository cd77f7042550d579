/**
 * Core types of components: core WebAssembly's own, and module types (Binary.md, Type Definitions:
 * `core:type`).
 */
import { errorDuplicateName, errorIndex, errorSort } from '../../errors.ts';
import { resolveCoreExternType } from '../core-module.ts';
import type { CoreSubType } from '../core-module.ts';
import type { CoreTypeDef, ModuleDecl } from '../sections/core-type.ts';
import { checkImportsAreUnique } from './core-instances.ts';
import { addEntry, entryAt, outerScope } from './scope.ts';
import type { Scope } from './scope.ts';
import type { CoreExternType, ModuleImport, ModuleType } from './types.ts';

/** `core:type` */
export function checkCoreType(scope: Scope, type: CoreTypeDef): void {
  if (type.kind === 'module') {
    addEntry(scope, 'core type', checkModuleType(scope, type.declarations, type.offset), type.offset);
    return;
  }
  for (const item of type.types.types) addEntry(scope, 'core type', { kind: 'sub', type: item }, item.offset);
}

/** A module type has a type index space of its own, with core WebAssembly's types only. */
function checkModuleType(scope: Scope, declarations: readonly ModuleDecl[], offset: number): ModuleType {
  const types: CoreSubType[] = [];
  const imports: ModuleImport[] = [];
  const exports = new Map<string, CoreExternType>();
  for (const declaration of declarations) {
    switch (declaration.kind) {
      case 'type':
        for (const type of declaration.type.types.types) types.push(type);
        break;
      case 'alias':
        types.push(aliasedType(scope, types, declaration));
        break;
      case 'import': {
        const { module, name, type } = declaration;
        imports.push({ module, name, type: resolveCoreExternType(type, types, declaration.offset) });
        break;
      }
      case 'export': {
        const { name, type } = declaration;
        if (exports.has(name)) {
          throw errorDuplicateName(declaration.offset, `export name \`${name}\` already defined`);
        }
        exports.set(name, resolveCoreExternType(type, types, declaration.offset));
        break;
      }
    }
  }
  checkImportsAreUnique(imports, offset);
  return { kind: 'core-module', imports, exports };
}

/** A count of 0 is the module type itself, 1 the scope around it. */
function aliasedType(
  scope: Scope, types: readonly CoreSubType[], alias: Extract<ModuleDecl, { kind: 'alias' }>,
): CoreSubType {
  const { count, index, offset } = alias;
  if (count === 0) {
    const type = types[index];
    if (type === undefined) throw errorIndex(offset, 'type', index, types.length);
    return type;
  }
  const entry = entryAt(outerScope(scope, count - 1, offset), 'core type', index, offset);
  if (entry.kind === 'core-module') {
    throw errorSort(offset, 'a module type can\'t be aliased into a module type');
  }
  return entry.type;
}
