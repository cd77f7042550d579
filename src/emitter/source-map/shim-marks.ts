/** Where in `src/runtime-shim` the declarations come from that an output has of the shim. */
import type { ShimText } from '../shim.ts';
import { decodeMappings } from './mappings.ts';
import type { Mark, MarkedText } from './origin.ts';

/** What scripts/build.ts knows of the shim beside its code. Loaded for source maps only. */
export interface ShimSources {
  /** The text of each file. */
  readonly files: Readonly<Record<string, string>>;
  readonly declarations: Readonly<Record<string, ShimDeclarationSource>>;
}

export interface ShimDeclarationSource {
  readonly file: string;
  /** As in the table of the shim: the mappings of each variant, to the one source. One segment per line. */
  readonly variants: Readonly<Record<string, string>>;
}

/** How the map lists files of the shim. */
export const SHIM_FOLDER = 'wcm2js/runtime-shim/';

/** A declaration with a mark at the start of each of its lines. */
export function markShim({ name, variant, full, code }: ShimText, sources: ShimSources): MarkedText {
  const declaration = sources.declarations[name];
  const lines = decodeMappings(declaration?.variants[variant] ?? '');
  const marks: Mark[] = [];
  let [offset, at] = [0, 0];
  const original = full.split('\n');
  for (const text of code.split('\n')) {
    // Lines may have been taken out since.
    while (at < original.length - 1 && original[at] !== text) at++;
    const [, , line, column] = lines[at++]?.[0] ?? [];
    if (declaration !== undefined && line !== undefined && column !== undefined) {
      const origin = { source: SHIM_FOLDER + declaration.file, line, column };
      marks.push({ offset: offset + /^ */.exec(text)![0].length, origin });
    }
    offset += text.length + 1;
  }
  return { text: code, marks };
}
