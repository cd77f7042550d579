/**
 * The exports of an instance of a core module, as items. An export of something that the instance imported is the item
 * that it was given, so that one memory is one item wherever it is seen.
 */
import type { CoreExternKind, CoreModule } from '../decoder/core-module.ts';
import type { CoreExports, CoreInstanceItem, CoreItem, CoreModuleItem } from './items.ts';

export interface CoreImportName {
  readonly module: string;
  readonly name: string;
  readonly kind: CoreExternKind;
}

/** What a core module imports, in order. */
export function coreImportsOf({ source }: CoreModuleItem): readonly CoreImportName[] {
  if (source.kind === 'embedded') {
    return source.module.imports.map(({ module, name, type }) => ({ module, name, kind: type.kind }));
  }
  if (source.type.kind !== 'module') throw new Error('a core module of a type that is no module type passed validation');
  return source.type.declarations.flatMap((declaration) => declaration.kind === 'import'
    ? [{ module: declaration.module, name: declaration.name, kind: declaration.type.kind }]
    : []);
}

/** Looks up an instance's exports by name. Each is made once. */
export function coreExportsOf(instance: CoreInstanceItem): CoreExports {
  const { source } = instance.module;
  if (source.kind === 'host') return hostExports(instance);
  const { module } = source;
  const byName = new Map(module.exports.map((item) => [item.name, item]));
  const made = new Map<string, CoreItem>();
  const imported = importsByKind(instance, module);
  return (name) => {
    const found = byName.get(name);
    if (found === undefined) return undefined;
    const key = `${found.kind} ${found.index}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const item = imported.get(found.kind)?.[found.index] ?? ownItem(instance, module, found);
    made.set(key, item);
    return item;
  };
}

/** The items that were supplied, by kind: imports are the first of each index space. */
function importsByKind({ imports }: CoreInstanceItem, module: CoreModule): ReadonlyMap<CoreExternKind, readonly CoreItem[]> {
  const items = new Map<CoreExternKind, CoreItem[]>();
  for (const [i, { type: { kind } }] of module.imports.entries()) {
    const item = imports[i];
    if (item === undefined) continue;
    const ofKind = items.get(kind);
    if (ofKind === undefined) items.set(kind, [item]);
    else ofKind.push(item);
  }
  return items;
}

function ownItem(
  instance: CoreInstanceItem, module: CoreModule,
  { name, kind, index }: { readonly name: string; readonly kind: CoreExternKind; readonly index: number },
): CoreItem {
  switch (kind) {
    case 'func': return { kind, source: 'export', instance, name, index };
    case 'memory': return { kind, instance, name, type: module.memories[index] };
    case 'table': return { kind, instance, name, type: module.tables[index] };
    default: return { kind, instance, name };
  }
}

/** The host's module tells its exports only by its declared type, or by the kind that is asked for. */
function hostExports(instance: CoreInstanceItem): CoreExports {
  const made = new Map<string, CoreItem>();
  return (name, kind) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const item: CoreItem = kind === 'func'
      ? { kind, source: 'export', instance, name, index: undefined }
      : kind === 'memory' || kind === 'table' ? { kind, instance, name, type: undefined } : { kind, instance, name };
    made.set(name, item);
    return item;
  };
}
