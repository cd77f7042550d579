/**
 * Core modules that are part of the code. Decoded without `fetch('data:…')`, which content security
 * policies block.
 */

interface DecodingConstructor {
  readonly fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
}

/** The bytes that `text` stands for. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as DecodingConstructor;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
