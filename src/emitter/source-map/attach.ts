/** The module as a file, minified or not, and the files that its source map adds. */
import { errorMinify } from '../../errors.ts';
import type { EmittedFiles } from '../emit.ts';
import { decodeMappings } from './mappings.ts';
import type { Mappings } from './mappings.ts';
import type { SourceMap } from './source-map.ts';
import { composeMaps, encodeSourceMap } from './source-map.ts';

interface Minified {
  readonly code: string;
  /** From this code to what was minified. */
  readonly mappings: string | undefined;
}

export interface ModuleTexts {
  /** The module's first. */
  readonly texts: readonly { readonly fileName: string; readonly text: string }[];
  readonly warnings: readonly string[];
}

/**
 * With `inline`, map and sources are in the module. Without mappings, no map can lead to the sources of minified code.
 * @throws TranspileError OPTION_VALUE for mappings that are none
 */
export function moduleTexts(
  { code, sourceMap }: EmittedFiles, minified: Minified | undefined, fileName: string, inline: boolean,
): ModuleTexts {
  if (sourceMap === undefined) return { texts: [{ fileName, text: minified?.code ?? code }], warnings: [] };
  if (minified === undefined) return withMap(code, sourceMap.map, sourceMap.wits, fileName, inline);
  const { mappings } = minified;
  if (mappings !== undefined) {
    const map = composeMaps(readMappings(mappings), sourceMap.map);
    return withMap(minified.code, map, sourceMap.wits, fileName, inline);
  }
  return {
    texts: [{ fileName, text: minified.code }],
    warnings: ['no source map is written, as the minifier gave none for its code: let it return { code, map }'],
  };
}

function readMappings(mappings: string): Mappings {
  try {
    return decodeMappings(mappings);
  } catch (error) {
    throw errorMinify(`the minifier's source map can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function withMap(
  code: string, map: SourceMap, sources: ModuleTexts['texts'], fileName: string, inline: boolean,
): ModuleTexts {
  const text = encodeSourceMap(map, encodeURIComponent(fileName));
  const url = inline
    ? `data:application/json;charset=utf-8;base64,${encodeBase64(text)}`
    : `${encodeURIComponent(fileName)}.map`;
  const end = code.endsWith('\n') ? '' : '\n';
  const module = { fileName, text: `${code}${end}//# sourceMappingURL=${url}\n` };
  return { texts: inline ? [module] : [module, { fileName: `${fileName}.map`, text }, ...sources], warnings: [] };
}

function encodeBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
