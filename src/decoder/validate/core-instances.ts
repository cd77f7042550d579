/** Core modules and core instances (Binary.md, Instance Definitions). */
import { errorDuplicateName, errorInstantiation, errorSort } from '../../errors.ts';
import { coreExportType } from '../core-module.ts';
import type { CoreModule } from '../core-module.ts';
import type { CoreInlineExport, CoreInstance, CoreInstantiateArg } from '../sections/instance.ts';
import { addEntry, entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import type { CoreExternType, CoreInstanceType, ModuleImport, ModuleType } from './types.ts';

/** An embedded core module. */
export function checkCoreModule(scope: Scope, module: CoreModule): void {
  const exports = new Map<string, CoreExternType>();
  for (const item of module.exports) {
    if (exports.has(item.name)) {
      throw errorDuplicateName(item.offset, `export name \`${item.name}\` already defined`);
    }
    exports.set(item.name, coreExportType(module, item));
  }
  const type: ModuleType = { kind: 'core-module', imports: module.imports, exports };
  checkImportsAreUnique(module.imports, module.offset);
  addEntry(scope, 'core module', type, module.offset);
}

/** Two imports of one name could not be told apart by a component (unlike in core WebAssembly). */
export function checkImportsAreUnique(imports: readonly ModuleImport[], offset: number): void {
  const seen = new Map<string, Set<string>>();
  for (const { module, name } of imports) {
    const names = seen.get(module);
    if (names === undefined) seen.set(module, new Set([name]));
    else if (names.has(name)) throw errorDuplicateName(offset, `duplicate import name \`${module}:${name}\``);
    else names.add(name);
  }
}

/** `core:instance` */
export function checkCoreInstance(scope: Scope, instance: CoreInstance): void {
  const exports = instance.kind === 'instantiate'
    ? instantiate(scope, instance)
    : checkExports(scope, instance.exports);
  addEntry(scope, 'core instance', exports, instance.offset);
}

type Instantiate = Extract<CoreInstance, { kind: 'instantiate' }>;

function instantiate(scope: Scope, instance: Instantiate): CoreInstanceType {
  const { offset } = instance;
  const module = entryAt(scope, 'core module', instance.module, offset);
  const args = checkArgs(scope, instance.args);
  for (const expected of module.imports) {
    const arg = args.get(expected.module);
    if (arg === undefined) {
      throw errorInstantiation(offset, `missing module instantiation argument named \`${expected.module}\``);
    }
    const actual = arg.get(expected.name);
    if (actual === undefined) {
      throw errorInstantiation(offset,
        `module instantiation argument \`${expected.module}\` does not export an item named `
          + `\`${expected.name}\``);
    }
    if (actual.kind !== expected.type.kind) {
      throw errorInstantiation(offset,
        `type mismatch for export \`${expected.name}\` of module instantiation argument `
        + `\`${expected.module}\`: expected ${expected.type.kind}, found ${actual.kind}`);
    }
  }
  return module.exports;
}

function checkArgs(scope: Scope, args: readonly CoreInstantiateArg[]): Map<string, CoreInstanceType> {
  const instances = new Map<string, CoreInstanceType>();
  for (const { name, instance, offset } of args) {
    const type = entryAt(scope, 'core instance', instance, offset);
    if (instances.has(name)) {
      throw errorDuplicateName(offset, `duplicate module instantiation argument named \`${name}\``);
    }
    instances.set(name, type);
  }
  return instances;
}

function checkExports(scope: Scope, exports: readonly CoreInlineExport[]): CoreInstanceType {
  const types = new Map<string, CoreExternType>();
  for (const item of exports) {
    const type = coreItemAt(scope, item);
    if (types.has(item.name)) {
      throw errorDuplicateName(item.offset, `export name \`${item.name}\` already defined`);
    }
    types.set(item.name, type);
  }
  return types;
}

function coreItemAt(scope: Scope, { sort, index, offset }: CoreInlineExport): CoreExternType {
  switch (sort) {
    case 'func':
    case 'table':
    case 'memory':
    case 'global':
    case 'tag':
      return entryAt(scope, `core ${sort}`, index, offset);
    default:
      throw errorSort(offset, `a core instance can't export a core ${sort}`);
  }
}
