/**
 * ESTree → text, by astring with generators of ours: `\n`, two spaces, lines that fit, the same text for
 * the same tree.
 */
import type { ModuleDeclaration, Program, Statement } from 'estree';
import { GENERATORS } from './printing/generators.ts';
import { makeSink, printInto } from './printing/state.ts';
import type { MarkedText } from './source-map/origin.ts';

type Body = readonly (Statement | ModuleDeclaration)[];

/** The text of module-level statements, ending in a newline unless there are none. */
export const print = (body: Body): string => printMarked(body).text;

/** The same, and where statements begin whose origin is known. */
export function printMarked(body: Body): MarkedText {
  const sink = makeSink();
  const program: Program = { type: 'Program', sourceType: 'module', body: [...body] };
  printInto(sink, program, GENERATORS);
  return { text: sink.text(), marks: sink.marks };
}
