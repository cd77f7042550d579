// Finds the sections of a component as far as its bytes have any (Binary.md, Component Definitions). It is no
// decoder: it looks at nothing but ids and sizes, gives what it has found, and never throws.

/** A section: its id, where it starts, where its contents start and where it ends. */
export interface Section {
  readonly id: number;
  readonly start: number;
  readonly contents: number;
  readonly end: number;
}

const PREAMBLE = 8;
const CORE_MODULE = 1;
const COMPONENT = 4;

/** The sections of the component, or core module, from `start` to `end`, up to the first broken one. */
export function sectionsOf(bytes: Uint8Array, start = 0, end: number = bytes.length): Section[] {
  const sections: Section[] = [];
  for (let at = start + PREAMBLE; at < end;) {
    const [size, contents] = readSize(bytes, at + 1);
    if (contents + size > end) break;
    sections.push({ id: bytes[at] ?? 0, start: at, contents, end: contents + size });
    at = contents + size;
  }
  return sections;
}

/** All core modules of a component, those of components inside too. */
export function coreModulesOf(
  bytes: Uint8Array, start = 0, end: number = bytes.length, depth = 0,
): Uint8Array[] {
  if (depth > 100) return [];
  return sectionsOf(bytes, start, end).flatMap((section) => {
    if (section.id === CORE_MODULE) return [bytes.subarray(section.contents, section.end)];
    return section.id === COMPONENT ? coreModulesOf(bytes, section.contents, section.end, depth + 1) : [];
  });
}

/** An unsigned LEB128 and the offset after it; bytes beyond the end are 0. */
function readSize(bytes: Uint8Array, at: number): [size: number, after: number] {
  let size = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[at++] ?? 0;
    size += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  return [size, at];
}
