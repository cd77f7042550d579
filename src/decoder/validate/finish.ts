/**
 * The type of a component whose definitions, or of a component type whose declarations, have all been
 * checked.
 */
import { errorResource } from '../../errors.ts';
import { defineComponentType } from './define.ts';
import { exportedResources, freeResourcesOfItems } from './free-resources.ts';
import type { Scope } from './scope.ts';
import type { BoundResource, ComponentType } from './types.ts';

/**
 * The resource types that an instantiation makes anew are those defined in the scope that its exports speak
 * of. Each of them must be exported itself, and none may occur in an import. `offset` is for the errors.
 */
export function finishComponent(scope: Scope, offset: number): ComponentType {
  const imports = scope.imports.items;
  const exports = scope.exports.items;
  const { importedResources } = scope;
  const counted = { work: scope.validation.work, offset };
  const imported = freeResourcesOfItems(imports.values(), counted);
  const exported = freeResourcesOfItems(exports.values(), counted);
  const paths = exportedResources(exports, counted);
  const definedResources: BoundResource[] = [];
  for (const resource of scope.definedResources.keys()) {
    if (imported.has(resource)) throw errorResource(offset, 'local resource type found in imports');
    if (!exported.has(resource)) continue;
    const path = paths.get(resource);
    if (path === undefined) {
      throw errorResource(offset, 'local resource type found in export but not exported itself');
    }
    definedResources.push({ resource, path });
  }
  return defineComponentType({ imports, exports, importedResources, definedResources }, offset);
}
