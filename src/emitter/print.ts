/**
 * ESTree → text, by astring with generators of ours: `\n`, two spaces, lines that fit, the same text for
 * the same tree.
 */
import type { ModuleDeclaration, Program, Statement } from 'estree';
import { GENERATORS } from './printing/generators.ts';
import { makeSink, printInto } from './printing/state.ts';

/** What positions are reported to: the `loc` of nodes that have one, against the text. */
export interface MappingSink {
  addMapping(mapping: {
    readonly original: { readonly line: number; readonly column: number } | null;
    readonly generated: { readonly line: number; readonly column: number };
    readonly source: string | undefined;
    readonly name: string | undefined;
  }): void;
}

/** The text of module-level statements, ending in a newline unless there are none. */
export function print(body: readonly (Statement | ModuleDeclaration)[], sourceMap?: MappingSink): string {
  const sink = makeSink();
  const program: Program = { type: 'Program', sourceType: 'module', body: [...body] };
  printInto(sink, program, GENERATORS, sourceMap);
  return sink.text();
}
