/** Embedded core modules: their types, seen from the component. Their bodies are left to the engine. */
import { errorIndex, withinPath } from '../../errors.ts';
import { coreExportType } from '../core-module.ts';
import type { CoreExternDesc, CoreExternType, CoreModule } from '../core-module.ts';
import { internRecType } from './core-intern.ts';
import type { CoreTypeAt } from './core-intern.ts';
import { checkCoreItem } from './core-rules.ts';
import { addExport, addImport, internItem, newModuleImports } from './core-types.ts';
import { defineModuleType } from './define.ts';
import { addEntry } from './scope.ts';
import type { Scope } from './scope.ts';
import { corePathStep, pathStep } from './text.ts';
import type { CoreItemType, CoreTypeId } from './types.ts';

/** An embedded core module, which gets the next index of its sort. */
export function checkCoreModule(scope: Scope, module: CoreModule): void {
  const { core } = scope.validation;
  const types: CoreTypeId[] = [];
  const typeAt: CoreTypeAt = (index) => {
    const type = types[index];
    if (type === undefined) throw errorIndex(module.offset, 'type', index, types.length);
    return type;
  };
  for (const group of module.recTypes) {
    const ids = withinPath(() => `type ${types.length}`, () => internRecType(core, group, types.length, typeAt));
    for (const id of ids) types.push(id);
  }
  for (const [index, memory] of module.memories.entries()) {
    withinPath(() => `memory ${index}`, () => checkCoreItem(core, memory, module.offset));
  }

  const imports = newModuleImports();
  // Imported functions and tags are the first in their index spaces, in the order of the imports.
  const next = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  for (const { module: first, name, type, offset } of module.imports) {
    const desc = descOf(module, type, next[type.kind]++);
    withinPath(() => corePathStep(first, name), () => (
      addImport(imports, first, name, internItem(core, desc, typeAt, offset), offset)));
  }
  const exports = new Map<string, CoreItemType>();
  for (const item of module.exports) {
    const desc = descOf(module, coreExportType(module, item), item.index);
    withinPath(() => pathStep('export', item.name), () => (
      addExport(exports, item.name, internItem(core, desc, typeAt, item.offset), item.offset)));
  }
  addEntry(scope, 'core module', defineModuleType(imports, exports, module.offset), module.offset);
}

/** What has `type` and this index of its kind, with the index of its function type if it has one. */
function descOf({ funcs, tags }: CoreModule, type: CoreExternType, index: number): CoreExternDesc {
  if (type.kind !== 'func' && type.kind !== 'tag') return type;
  const types = type.kind === 'func' ? funcs : tags;
  return { kind: type.kind, type: types[index] ?? 0 };
}
