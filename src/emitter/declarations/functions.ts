/**
 * WIT functions in TypeScript: declarations, members of classes and interfaces, function types.
 */
import type { TypeExpr, WitFunc } from '../../planner/world.ts';
import { jsdoc } from './comments.ts';
import { propertyName } from './file.ts';
import type { DeclarationFile } from './file.ts';
import { typeText } from './types.ts';
import type { Towards } from './types.ts';

/**
 * Who has a function or class: the component, for JavaScript to call, or the host, for the component to call.
 */
export type Side = 'component' | 'host';

const MAX_LENGTH = 110;

/**
 * `export function add(x: number, y: number): number;` with its documentation. `head` is all before the
 * parameters.
 */
export function functionLines(head: string, func: WitFunc, file: DeclarationFile, side: Side): string[] {
  return [
    ...jsdoc(func.docs, ...throwsTags(func, file, side)),
    ...signatureLines(head, paramTexts(func, file, side), `: ${resultText(func, file, side)};`),
  ];
}

/** A constructor, method or static in its class. */
export function memberLines(func: WitFunc, file: DeclarationFile, side: Side): string[] {
  const [name] = func.js;
  if (name === undefined) {
    const docs = jsdoc(func.docs, ...throwsTags(func, file, side));
    return [...docs, ...signatureLines('constructor', paramTexts(func, file, side), ';')];
  }
  return functionLines(`${func.kind === 'method' ? '' : 'static '}${propertyName(name)}`, func, file, side);
}

/** `(x: number, y: number) => number` */
export function functionType(func: WitFunc, file: DeclarationFile, side: Side): string {
  return `(${paramTexts(func, file, side).join(', ')}) => ${resultText(func, file, side)}`;
}

function paramTexts({ params }: WitFunc, file: DeclarationFile, side: Side): string[] {
  const towards: Towards = side === 'component' ? 'component' : 'js';
  return params.map(({ js, type }) => `${js}: ${typeText(type, file, towards)}`);
}

function resultText({ promises, result, throws }: WitFunc, file: DeclarationFile, side: Side): string {
  const towards: Towards = side === 'component' ? 'js' : 'component';
  const type = throws === undefined ? result : throws.ok;
  const text = type === undefined ? 'void' : typeText(type, file, towards);
  if (!promises) return text;
  if (side === 'component') return `${file.global('Promise')}<${text}>`;
  return `${text} | ${file.global('PromiseLike')}<${text}>`;
}

function throwsTags({ throws }: WitFunc, file: DeclarationFile, side: Side): string[] {
  if (throws === undefined) return [];
  const payload = throws.error === undefined ? 'undefined' : errorName(throws.error, file);
  const what = side === 'component' ? '{ComponentError}' : 'an object';
  return [`@throws ${what} with a \`payload\` of type \`${payload}\``];
}

function errorName(type: TypeExpr, file: DeclarationFile): string {
  if (type.kind === 'named') return type.type.js;
  return type.kind === 'handle' ? type.resource.js : typeText(type, file, 'js');
}

/** One line, or one for each parameter if it got too long. */
function signatureLines(head: string, params: readonly string[], tail: string): string[] {
  const line = `${head}(${params.join(', ')})${tail}`;
  if (line.length <= MAX_LENGTH - 2 || params.length === 0) return [line];
  return [`${head}(`, ...params.map((param) => `  ${param},`), `)${tail}`];
}
