/** Source maps, version 3 (ECMA-426): made of a text with marks, composed, written. */
import type { Mappings, Segment } from './mappings.ts';
import { encodeMappings } from './mappings.ts';
import type { MarkedText, Origin } from './origin.ts';
import { unnamed } from './origin.ts';

export interface SourceMap {
  readonly sources: readonly Source[];
  readonly names: readonly string[];
  readonly mappings: Mappings;
}

export interface Source {
  /** Relative to the map. */
  readonly url: string;
  readonly content: string;
  /** Debuggers step over it. */
  readonly isLibrary: boolean;
}

/** The map of a text. `sourceOf` gives what an origin's source is; those in `first` are listed in any case. */
export function makeSourceMap(
  { text, marks }: MarkedText, first: readonly string[], sourceOf: (source: string) => Source,
): SourceMap {
  const [sources, names] = [indices(first), indices([])];
  const lines: Segment[][] = [];
  let [next, offset, origin]: [number, number, Origin | undefined] = [0, 0, undefined];
  for (const line of text.split('\n')) {
    const segments: Segment[] = [];
    // What began before goes on here, for readers that look no further than the line.
    if (origin !== undefined && line.trim() !== '' && marks[next]?.offset !== offset) {
      segments.push(segmentOf(line.length - line.trimStart().length, unnamed(origin), sources, names));
    }
    for (; next < marks.length && marks[next]!.offset <= offset + line.length; next++) {
      origin = marks[next]!.origin;
      const segment = segmentOf(marks[next]!.offset - offset, origin, sources, names);
      // A mark behind white space takes the place of what goes on.
      if ((segments.at(-1)?.[0] ?? -1) >= segment[0]) segments.pop();
      segments.push(segment);
    }
    lines.push(segments);
    offset += line.length + 1;
  }
  return { sources: sources.keys().map(sourceOf), names: names.keys(), mappings: lines };
}

interface Indices {
  of(key: string): number;
  keys(): string[];
}

/** Numbers for texts, in the order of their first use. */
function indices(first: readonly string[]): Indices {
  const known = new Map(first.map((key, index) => [key, index]));
  return {
    of(key) {
      const index = known.get(key) ?? known.size;
      known.set(key, index);
      return index;
    },
    keys: () => [...known.keys()],
  };
}

function segmentOf(column: number, origin: Origin | undefined, sources: Indices, names: Indices): Segment {
  if (origin === undefined) return [column];
  const place = [column, sources.of(origin.source), origin.line, origin.column] as const;
  return origin.name === undefined ? place : [...place, names.of(origin.name)];
}

/**
 * The map of a text that was made of the one that `inner` is for.
 * @param outer the mappings from the new text to that one
 */
export function composeMaps(outer: Mappings, inner: SourceMap): SourceMap {
  const mappings = outer.map((segments) => segments.map(([column, source, line, sourceColumn]): Segment => {
    if (source === undefined || line === undefined || sourceColumn === undefined) return [column];
    const [, ...place] = inner.mappings[line]?.findLast(([start]) => start <= sourceColumn) ?? [0];
    return [column, ...place] as unknown as Segment;
  }).filter((segment, index, all) => !isSame(segment, all[index - 1])));
  return { ...inner, mappings };
}

/** Both are of the same place. */
function isSame(segment: Segment, before: Segment | undefined): boolean {
  return segment.length === (before?.length ?? 1) && segment.every((value, i) => i === 0 || value === before?.[i]);
}

/** The map as JSON. `file` is the URL of the text, relative to the map. */
export function encodeSourceMap({ sources, names, mappings }: SourceMap, file: string): string {
  return JSON.stringify({
    version: 3,
    file,
    sources: sources.map(({ url }) => url),
    sourcesContent: sources.map(({ content }) => content),
    names,
    mappings: encodeMappings(mappings),
    ignoreList: sources.flatMap(({ isLibrary }, index) => (isLibrary ? [index] : [])),
  });
}
