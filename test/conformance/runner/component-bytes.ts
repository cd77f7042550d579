/**
 * From a component as a script writes it to bytes. Text is parsed by the published wasm-tools, which are
 * themselves a transpiled component: a panic in there poisons the instance, so that a fresh one is loaded
 * for the next text.
 */
import type { ComponentSource } from '../wast/directives.ts';

/** The bytes, or what the text parser says against the text. */
export type ComponentBytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly message: string };

/** Turns sources into bytes; one failure doesn't spoil the next call. */
export type ToBytes = (source: ComponentSource) => Promise<ComponentBytes>;

interface WasmTools {
  readonly $init: Promise<void>;
  readonly tools: { parse(text: string): Uint8Array };
}

const PACKAGE_ENTRY = '@bytecodealliance/jco-transpile/wasm-tools';
const INSTANCE_BESIDE_ENTRY = '../vendor/wasm-tools.js';

/** A converter with its own instance of the text parser. */
export function makeToBytes(): ToBytes {
  let loads = 0;
  let parser: Promise<(text: string) => Uint8Array> | undefined;

  return async (source) => {
    if (source.kind === 'binary') return { kind: 'bytes', bytes: source.bytes };
    parser ??= loadParser(loads++);
    const parse = await parser;
    try {
      return { kind: 'bytes', bytes: parse(source.text) };
    } catch (error) {
      const refusal = parserRefusal(error);
      if (refusal !== undefined) return { kind: 'refused', message: refusal };
      parser = undefined;
      return { kind: 'refused', message: `the text parser itself failed: ${String(error)}` };
    }
  };
}

/** Each number gives an instance of its own: the module cache of the engine keys by the whole URL. */
async function loadParser(number: number): Promise<(text: string) => Uint8Array> {
  const url = new URL(`${INSTANCE_BESIDE_ENTRY}?instance=${number}`, import.meta.resolve(PACKAGE_ENTRY));
  const { $init, tools } = await import(url.href) as WasmTools;
  await $init;
  return tools.parse;
}

/** The parser's own words on a text that it refuses, `undefined` for any other failure. */
function parserRefusal(error: unknown): string | undefined {
  const payload = error instanceof Error && 'payload' in error ? error.payload : undefined;
  if (typeof payload !== 'string') return undefined;
  const place = /line: (\d+), col: (\d+)/.exec(payload);
  const reason = /span: Span \{ offset: \d+ \}, kind: (?:Custom\("(.*)"\)|(.*?))(?: \}\)?)*$/s.exec(payload);
  const text = (reason?.[1] ?? reason?.[2] ?? payload).replaceAll('\\"', '"');
  if (!place) return text;
  return `${text} (line ${Number(place[1]) + 1}, column ${Number(place[2]) + 1} of the component)`;
}
