// One file of the runtime shim: the rules that it keeps, and its text without types and comments.

import type { AnyNode } from 'acorn';
import MagicString from 'magic-string';
import { reasonToKeep } from './droppable.ts';
import { declaredBy } from './free-names.ts';
import { children, declarationIn, parseModule } from './parse-module.ts';
import { removeRange, withoutTypes } from './strip-types.ts';
import { edited, slice, source, type TracedText } from './traced-text.ts';

export type ShimSource = {
  readonly typeScript: string;
  readonly code: string;
  /** The line on which it declares each of its top-level names. */
  readonly lines: ReadonlyMap<string, number>;
  /** The declarations, by the first of their names. */
  readonly declarations: ReadonlyMap<string, TracedText>;
};

/** Reads one file. Throws with its name, line and the declaration on anything that the shim may not hold. */
export function readShimSource(typeScript: string, file: string): ShimSource {
  const withTypes = withoutTypes(typeScript, file);
  const stripped = edited(source(withTypes.original), withTypes);
  const cleaned = cleanText(stripped);
  const lines = checkTopLevel(stripped.code, file);
  return { typeScript, code: cleaned.code, lines, declarations: declarationsOf(cleaned) };
}

function declarationsOf(text: TracedText): ReadonlyMap<string, TracedText> {
  const declarations = new Map<string, TracedText>();
  for (const statement of parseModule(text.code, 2022).program.body) {
    const declaration = declarationIn(statement);
    const [name] = declaration ? declaredBy(declaration) : [];
    if (declaration && name !== undefined) declarations.set(name, slice(text, declaration.start, declaration.end));
  }
  return declarations;
}

function checkTopLevel(code: string, file: string): ReadonlyMap<string, number> {
  const { program, comments } = parseModule(code, 2022);
  const lines = new Map<string, number>();
  const isMarkedPure = (start: number): boolean =>
    comments.some(({ value, end }) => isMark(value) && code.slice(end, start).trim() === '');
  for (const statement of program.body) {
    const declaration = declarationIn(statement);
    if (!declaration) continue;
    const names = declaredBy(declaration);
    const line = statement.loc?.start.line ?? 0;
    const reason = reasonToKeep(declaration, isMarkedPure) ?? forbiddenInside(declaration);
    if (reason) throw new Error(`${file}:${line} ${[...names].join(', ')}: ${reason}`);
    for (const name of names) lines.set(name, line);
  }
  return lines;
}

/** What bundlers read. */
const isMark = (comment: string): boolean => /[#@]__PURE__/.test(comment);

/** Emitted code must run anywhere, unbundled: it can't import, ask where it is, or read an environment. */
function forbiddenInside(node: AnyNode): string | undefined {
  if (node.type === 'ImportExpression') return 'the shim imports nothing';
  if (node.type === 'MetaProperty' && node.meta.name === 'import') return 'the shim has no import.meta';
  if (node.type === 'MemberExpression' && isNamed(node.property, 'env') && isNamed(node.object, 'process')) {
    return 'the shim reads no process.env';
  }
  for (const child of children(node)) {
    const reason = forbiddenInside(child);
    if (reason) return reason;
  }
  return undefined;
}

function isNamed(node: AnyNode, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** Takes out comments, which the source has for its readers, and the parentheses of type assertions. */
function cleanText(stripped: TracedText): TracedText {
  const { program, comments } = parseModule(stripped.code, 2022);
  const text = new MagicString(stripped.code);
  for (const { value, start, end } of comments) {
    if (!isMark(value)) removeRange(text, start, end);
  }
  for (const statement of program.body) removeIdleParentheses(statement, text);
  return joinParameters(edited(stripped, text));
}

function joinParameters(text: TracedText): TracedText {
  const joined = new MagicString(text.code);
  for (const { 0: lines, 1: list = '', index } of text.code.matchAll(PARAMETERS)) {
    if (list.length < 80) joined.overwrite(index, index + lines.length, `(${list.replace(/\s+/g, ' ')})`);
  }
  return edited(text, joined);
}

/** Parameters that had a line of their own for their types. */
const PARAMETERS = /\(\n\s+([\w\s,]*),\n\s*\)/g;

const TIGHT = /^(?:Identifier|ThisExpression|MemberExpression|CallExpression)$/;

/** `(x as Foo).bar` became `(x).bar` when its type went. */
function removeIdleParentheses(node: AnyNode, text: MagicString, parent?: AnyNode): void {
  if (node.type === 'ParenthesizedExpression' && parent?.type !== 'NewExpression') {
    const { start, end, expression } = node;
    const followsWord = /\w/.test(text.original[start - 1] ?? '');
    if (TIGHT.test(expression.type) && !followsWord) {
      text.remove(start, expression.start).remove(expression.end, end);
    }
  }
  for (const child of children(node)) removeIdleParentheses(child, text, node);
}
