/** Embedded core modules: their types, seen from the component. What is in their bodies is left to the engine. */
import type { CoreExport, CoreExternDesc, CoreImport, CoreModule } from '../core-module.ts';
import { errorIndex } from '../../errors.ts';
import { internRecType } from './core-intern.ts';
import type { CoreTypeAt } from './core-intern.ts';
import { checkCoreItem } from './core-rules.ts';
import { addExport, addImport, internItem, newModuleImports } from './core-types.ts';
import { defineModuleType } from './define.ts';
import { addEntry } from './scope.ts';
import type { Scope } from './scope.ts';
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
    for (const id of internRecType(core, group, types.length, typeAt)) types.push(id);
  }
  for (const memory of module.memories) checkCoreItem(core, memory, module.offset);

  const imports = newModuleImports();
  const descOfImport = importDescs(module);
  for (const item of module.imports) {
    const type = internItem(core, descOfImport(item), typeAt, item.offset);
    addImport(imports, item.module, item.name, type, item.offset);
  }
  const exports = new Map<string, CoreItemType>();
  for (const item of module.exports) {
    addExport(exports, item.name, internItem(core, descOfExport(module, item), typeAt, item.offset), item.offset);
  }
  addEntry(scope, 'core module', defineModuleType(imports, exports, module.offset), module.offset);
}

/** Imported functions and tags are the first in their index spaces, in the order of the imports. */
function importDescs(module: CoreModule): (item: CoreImport) => CoreExternDesc {
  const next = { func: 0, tag: 0 };
  return ({ type }) => {
    if (type.kind !== 'func' && type.kind !== 'tag') return type;
    const space = type.kind === 'func' ? module.funcs : module.tags;
    return { kind: type.kind, type: space[next[type.kind]++] ?? 0 };
  };
}

function descOfExport(module: CoreModule, { kind, index, offset }: CoreExport): CoreExternDesc {
  const desc = DESCS[kind](module, index);
  if (desc === undefined) throw errorIndex(offset, kind, index, 0);
  return desc;
}

type DescAt = (module: CoreModule, index: number) => CoreExternDesc | undefined;

const DESCS: { readonly [K in CoreExport['kind']]: DescAt } = {
  func: ({ funcs }, index) => typed('func', funcs[index]),
  table: ({ tables }, index) => tables[index],
  memory: ({ memories }, index) => memories[index],
  global: ({ globals }, index) => globals[index],
  tag: ({ tags }, index) => typed('tag', tags[index]),
};

const typed = (kind: 'func' | 'tag', type: number | undefined): CoreExternDesc | undefined =>
  type === undefined ? undefined : { kind, type };
