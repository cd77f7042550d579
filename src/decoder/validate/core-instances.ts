/** Core instances (Binary.md, Instance Definitions). */
import { errorDuplicateName, errorInstantiation, errorSort, placed, withinPath } from '../../errors.ts';
import type { CoreInlineExport, CoreInstance, CoreInstantiateArg } from '../sections/instance.ts';
import { matchCoreItem } from './core-match.ts';
import { addExport } from './core-types.ts';
import { addEntry, entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import { corePathStep, nearName, pathStep, quote } from './text.ts';
import type { CoreInstanceType, CoreItemType } from './types.ts';
import { spend } from './work.ts';

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
  for (const [name, items] of module.imports) {
    const arg = args.get(name);
    if (arg === undefined) {
      const didYouMean = nearName(name, args.keys());
      const error = errorInstantiation(offset,
        `missing module instantiation argument named ${quote(name)}`, { didYouMean });
      throw placed(error, { path: [pathStep('import', name)] });
    }
    spend(scope.validation.work, items.size, offset);
    for (const [itemName, expected] of items) {
      withinPath(() => corePathStep(name, itemName), () => (
        checkSupplied(scope, name, arg, itemName, expected, offset)));
    }
  }
  return module.exports;
}

/** That `arg`, the argument called `argName`, has what a module imports from it as `name`. */
function checkSupplied(
  scope: Scope, argName: string, arg: CoreInstanceType, name: string, expected: CoreItemType, offset: number,
): void {
  const actual = arg.get(name);
  if (actual === undefined) {
    throw errorInstantiation(offset,
      `module instantiation argument ${quote(argName)} does not export an item named ${quote(name)}`,
      { didYouMean: nearName(name, arg.keys()) });
  }
  const mismatch = matchCoreItem(scope.validation.core, actual, expected);
  if (mismatch === undefined) return;
  const where = `for export ${quote(name)} of module instantiation argument ${quote(argName)}`;
  throw errorInstantiation(offset, `type mismatch ${where}: ${mismatch.text}`, mismatch);
}

function checkArgs(scope: Scope, args: readonly CoreInstantiateArg[]): Map<string, CoreInstanceType> {
  const instances = new Map<string, CoreInstanceType>();
  for (const { name, instance, offset } of args) {
    const type = withinPath(() => pathStep('argument', name), () => (
      entryAt(scope, 'core instance', instance, offset)));
    if (instances.has(name)) {
      throw errorDuplicateName(offset, `duplicate module instantiation argument named ${quote(name)}`);
    }
    instances.set(name, type);
  }
  return instances;
}

function checkExports(scope: Scope, exports: readonly CoreInlineExport[]): CoreInstanceType {
  const items = new Map<string, CoreItemType>();
  for (const item of exports) {
    withinPath(() => pathStep('export', item.name), () => (
      addExport(items, item.name, coreItemAt(scope, item), item.offset)));
  }
  return items;
}

function coreItemAt(scope: Scope, { sort, index, offset }: CoreInlineExport): CoreItemType {
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
