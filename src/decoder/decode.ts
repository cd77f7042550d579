/**
 * Bytes → Component (Binary.md, Component Definitions): the preamble, the sections in any order and number,
 * and the components nested in them. What a section contains is read by the files in `sections/`.
 */
import {
  errorMagic, errorNesting, errorNotBinary, errorSectionId, errorVersion, withinSection,
} from '../errors.ts';
import type { Component } from './component.ts';
import { MAX_NESTING_DEPTH } from './limits.ts';
import { Reader } from './reader.ts';
import { newComponentDraft, SECTIONS } from './sections/sections.ts';

/**
 * Decodes a component, with the components and core modules in it. The result keeps views of `bytes` (core
 * modules, custom sections, values), so `bytes` must not change as long as it is used.
 *
 * @throws TranspileError of a `MALFORMED_` code where the bytes are not in the binary format,
 *   `LIMIT_EXCEEDED` where
 *   they go beyond `limits.ts`, or `INVALID_` where a core module has an index out of bounds
 */
export function decode(bytes: Uint8Array): Component {
  checkIsBinary(bytes);
  return readComponent(new Reader(bytes), 0);
}

/** `component`: the whole of `reader`. */
function readComponent(reader: Reader, depth: number): Component {
  const offset = reader.offset;
  const size = reader.remaining;
  if (depth > MAX_NESTING_DEPTH) throw errorNesting(offset, 'components', MAX_NESTING_DEPTH);
  readPreamble(reader);
  const draft = newComponentDraft((nested) => readComponent(nested, depth + 1));
  while (!reader.atEnd) {
    const sectionOffset = reader.offset;
    const id = reader.u8();
    const section = SECTIONS[id];
    if (section === undefined) throw errorSectionId(sectionOffset, id);
    withinSection(section.name, () => {
      const contents = reader.sub(reader.u32());
      section.read(contents, draft);
      contents.expectEnd();
    });
  }
  const { definitions, customs, names } = draft;
  return { definitions, customs, names, offset, size };
}

const LAYER_MODULE = 0;
const LAYER_COMPONENT = 1;
const VERSION_MODULE = 1;
const VERSION_COMPONENT = 0x0d;

/** `preamble` */
function readPreamble(reader: Reader): void {
  const magicOffset = reader.offset;
  const magic = reader.bytes(4);
  if (magic[0] !== 0x00 || magic[1] !== 0x61 || magic[2] !== 0x73 || magic[3] !== 0x6d) {
    throw errorMagic(magicOffset);
  }
  const offset = reader.offset;
  const version = readU16(reader);
  const layer = readU16(reader);
  if (version === VERSION_COMPONENT && layer === LAYER_COMPONENT) return;
  if (version === VERSION_MODULE && layer === LAYER_MODULE) {
    throw errorVersion(offset, 'expected a version header for a component, found a core module; '
      + 'make a component of it first, with `wasm-tools component new` or `jco new`');
  }
  throw errorVersion(offset, `unknown binary version ${version} of layer ${layer}; `
    + `components have version ${VERSION_COMPONENT} of layer ${LAYER_COMPONENT}`);
}

function readU16(reader: Reader): number {
  const low = reader.u8();
  return low | (reader.u8() << 8);
}

/** Names the usual wrong inputs. */
function checkIsBinary(bytes: Uint8Array): void {
  if (bytes.length === 0) {
    throw errorNotBinary('the input is empty; expected a component in the binary format');
  }
  if (startsLikeText(bytes)) {
    throw errorNotBinary('the input is text; expected a component in the binary format, '
      + 'as `wasm-tools parse` or `jco parse` makes of it');
  }
}

/**
 * Whether the first characters, blanks and a byte order mark aside, are those of a `.wat` file: `(` or `;;`.
 */
function startsLikeText(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 1000)).trimStart();
  return start.startsWith('(') || start.startsWith(';;');
}
