/**
 * A source map as text: each piece of code on a line with what it is of, up to the next piece. Lines of the shim's files change
 * with their comments, so only the files are told.
 */
import { decodeMappings } from '../../src/emitter/source-map/mappings.ts';

interface SourceMap {
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
  readonly ignoreList: readonly number[];
}

export function mapText(code: string, json: string): string {
  const { sources, names, mappings, ignoreList } = JSON.parse(json) as SourceMap;
  const lines = code.split('\n');
  const placeText = ([source, line, column, name]: readonly number[]): string => {
    if (source === undefined) return '-';
    const place = ignoreList.includes(source) ? '' : `:${line! + 1}:${column}`;
    return `${sources[source]}${place}${name === undefined ? '' : ` ${names[name]}`}`;
  };
  const pieces = decodeMappings(mappings).flatMap((segments, line) => segments.map(([column, ...place], index) => {
    const text = (lines[line] ?? '').slice(column, segments[index + 1]?.[0]);
    return { code: `${line + 1}:${column} ${text}`.trimEnd(), of: placeText(place) };
  }));
  return pieces.map(({ code: piece, of }) => `${clipped(piece).padEnd(WIDTH)} ${of}\n`).join('');
}

const WIDTH = 72;

const clipped = (text: string): string => (text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text);
