/**
 * The declarations of a module that instantiates itself: its exports, with the types of the world.
 *
 *     export * as add from './interfaces/docs-adder-add.js';
 *     export * as 'docs:adder/add@0.1.0' from './interfaces/docs-adder-add.js';
 */
import type { World, WorldItem } from '../../planner/world.ts';
import type { DeclarationFile } from './file.ts';
import { exportedFunction, nestedLines } from './interface.ts';
import { declareType } from './named-types.ts';

/** The lines of the module's file. */
export function moduleLines(world: World, file: DeclarationFile, tlaCompat: boolean): string[] {
  return [
    ...(tlaCompat ? initLines(file) : []),
    ...importedTypes(world, file),
    ...world.exports.flatMap((item) => exportLines(item, file)),
  ];
}

const initLines = (file: DeclarationFile): string[] =>
  ['', '/** The exports work once this has resolved. */', `export const $init: ${file.global('Promise')}<void>;`];

/** Types that the world imports, and classes that the host has: not there at run time. */
export function importedTypes({ imports }: World, file: DeclarationFile): string[] {
  return imports.flatMap((item) => (
    item.kind === 'type' ? ['', ...declareType(item.type, { file, side: 'host', values: false })] : []));
}

function exportLines(item: WorldItem, file: DeclarationFile): string[] {
  switch (item.kind) {
    case 'func': return ['', ...exportedFunction(item.func, file, 'component')];
    case 'type': return ['', ...declareType(item.type, { file, side: 'component', values: true })];
    case 'component': return ['', ...file.exportComponent(item.name, item.js) ?? nestedLines(item, file)];
    default: return ['', ...nestedLines(item, file)];
  }
}
