/**
 * ESTree → text, by astring with the generators of format.ts: `\n`, two spaces, lines that fit, the same
 * text for the same tree.
 */
import { generate } from 'astring';
import type { ModuleDeclaration, Statement } from 'estree';
import { GENERATOR, PRECEDENCE, makeSink } from './format.ts';

/** What astring reports positions to: the `loc` of nodes that have one, against the text. */
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
  const options = {
    generator: GENERATOR,
    expressionsPrecedence: PRECEDENCE,
    comments: true,
    output: sink,
    ...(sourceMap !== undefined && { sourceMap }),
  };
  // astring's declarations want a stream of Node's, a whole generator of source maps, and don't know all
  // options.
  generate({ type: 'Program', sourceType: 'module', body } as never, options as never);
  return sink.text();
}
