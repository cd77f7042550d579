// Where the declarations of the shim's table come from: for source maps.

import { encodeMappings, type Segment } from '../../src/emitter/source-map/mappings.ts';
import type { ShimDeclarationSource, ShimSources } from '../../src/emitter/source-map/shim-marks.ts';
import type { ShimSource } from './shim-source.ts';
import { lineStarts, type TracedText } from './traced-text.ts';
import type { Variants } from './variants.ts';

/** The sources, without those that no declaration is of, and one segment for each line of each variant. */
export function positionsOf(sources: ReadonlyMap<string, ShimSource>, all: ReadonlyMap<string, Variants>): ShimSources {
  const declarations: Record<string, ShimDeclarationSource> = {};
  const files: Record<string, string> = {};
  for (const [file, { typeScript, declarations: own }] of [...sources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const starts = lineStarts(typeScript);
    for (const name of own.keys()) {
      const variants = all.get(name);
      if (variants === undefined) continue;
      files[file] = typeScript;
      const mappings = [...variants].map(([key, text]) => [key, encodeMappings(lineMappings(text, starts))] as const);
      declarations[name] = { file, variants: Object.fromEntries(mappings) };
    }
  }
  return { files, declarations };
}

function lineMappings({ code, origins }: TracedText, starts: readonly number[]): Segment[][] {
  return lineStarts(code).map((start): Segment[] => {
    const column = /^ */.exec(code.slice(start))?.[0].length ?? 0;
    const offset = origins[start + column] ?? -1;
    if (offset < 0) return [];
    const line = starts.findLastIndex((each) => each <= offset);
    return [[column, 0, line, offset - starts[line]!]];
  });
}

/** The sources as a TypeScript module: text, so that it costs little until they are asked for. */
export function renderShimSources(sources: ShimSources): string {
  return `// Written by scripts/build.ts from src/runtime-shim. Not to be edited, not in git.

import type { ShimSources } from './source-map/shim-marks.ts';

export const readShimSources = (): ShimSources => JSON.parse(${JSON.stringify(JSON.stringify(sources))}) as ShimSources;
`;
}
