/**
 * The declarations of one interface, as if it were a module: `typeof import('./interfaces/…')` is what the
 * host gives for it, or what the component exports.
 */
import type { Interface, Nested, WitFunc } from '../../planner/world.ts';
import { exportAs } from './file.ts';
import type { DeclarationFile } from './file.ts';
import { functionLines } from './functions.ts';
import type { Side } from './functions.ts';
import { declareType } from './named-types.ts';

/** The lines of an interface's file. */
export function interfaceLines(declared: Interface, file: DeclarationFile): string[] {
  const { direction, types, funcs, nested } = declared;
  const side: Side = direction === 'export' ? 'component' : 'host';
  return [
    ...types.flatMap((type) => ['', ...declareType(type, { file, side, values: true })]),
    ...funcs.flatMap((func) => ['', ...exportedFunction(func, file, side)]),
    ...nested.flatMap((item) => ['', ...nestedLines(item, file)]),
  ];
}

/** A function under all of its names. */
export function exportedFunction(func: WitFunc, file: DeclarationFile, side: Side): string[] {
  const [name = '', ...others] = func.js;
  const local = file.local(func.id);
  const lines = functionLines(`${local === name ? 'export' : 'declare'} function ${local}`, func, file, side);
  return [...lines, ...(local === name ? others : func.js).map((other) => exportAs(local, other))];
}

/** What no WIT has: instances, modules and components as exports of an interface. */
export function nestedLines(item: Nested, file: DeclarationFile): string[] {
  if (item.kind === 'interface') {
    return item.js.map((name) => file.exportInterface(item.interface, name));
  }
  const local = file.local(item.id);
  const exports = item.js.map((each) => exportAs(local, each));
  return [`declare const ${local}: ${hostThing(item.kind)};`, ...exports];
}

const moduleType = 'WebAssembly.Module';

/** A function that instantiates a component of which no more is known. */
const componentType = '(getCoreModule?: undefined, imports?: object) => object | PromiseLike<object>';

/** The type of a module or component that the component imports or exports. */
export function hostThing(kind: 'module' | 'component'): string {
  return kind === 'module' ? moduleType : componentType;
}
