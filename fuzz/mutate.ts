// Makes hostile inputs of good ones: a few random changes of the bytes, most of them where the component
// model's own bytes are, few inside of core modules, whose bodies nobody but the engine looks at.

import { bytesOf, COMPONENT, leb } from './generate/bytes.ts';
import type { Random } from './random.ts';
import { sectionsOf } from './sections.ts';
import type { Section } from './sections.ts';

/** What a mutation has to work with. */
interface Work {
  readonly random: Random;
  readonly bytes: Uint8Array;
  /** Another input, to copy from. */
  readonly other: Uint8Array;
}

type Mutation = (work: Work) => Uint8Array;

const MUTATIONS: readonly Mutation[] = [
  flipBit, setByte, setByte, setTelling, setTelling, setTelling, stepByte, stepByte,
  insertBytes, deleteBytes, deleteBytes, repeatChunk, copyWithin, copyChunk, copyChunk,
  enlargeLeb, padLeb, truncate, swapSections, dropSection, repeatSection, copySection, nest,
];

/** Bytes that mean something somewhere: ids, opcodes of types, sorts, the edges of LEB128. */
const TELLING = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0x10, 0x11, 0x12, 0x3f, 0x40, 0x41, 0x42, 0x43, 0x50, 0x5f, 0x60,
  0x61, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0x73, 0x79,
  0x7f, 0x80, 0xff,
];

/** One to six changes of `bytes`; parts may come from `other`. The result has at most `maxSize` bytes. */
export function mutate(random: Random, bytes: Uint8Array, other: Uint8Array, maxSize: number): Uint8Array {
  const changes = 1 + random.int(random.chance(0.7) ? 2 : 6);
  let mutant = bytes;
  for (let i = 0; i < changes; i++) {
    mutant = random.pick(MUTATIONS)({ random, bytes: mutant, other }).subarray(0, maxSize);
  }
  // A copy of its own, and of nothing more.
  return mutant.slice();
}

/** Where to change something: half of the time in a section that is not a core module, or else anywhere. */
function place({ random, bytes }: Work): number {
  if (random.chance(0.2)) return random.int(bytes.length);
  const section = pickSection(random, bytes, ({ id }) => id !== 1 && id !== 0);
  if (section === undefined) return random.int(bytes.length);
  return section.start + random.int(section.end - section.start);
}

/** A section at any depth of components. */
function pickSection(
  random: Random, bytes: Uint8Array, wanted: (section: Section) => boolean,
): Section | undefined {
  let found: Section | undefined;
  for (let start = 0, end = bytes.length; ;) {
    const sections = sectionsOf(bytes, start, end).filter(wanted);
    if (sections.length === 0) return found;
    found = random.pick(sections);
    if (found.id !== 4 || random.chance(0.3)) return found;
    [start, end] = [found.contents, found.end];
  }
}

/** The bytes with those from `start` to `end` replaced. */
function splice(bytes: Uint8Array, start: number, end: number, piece: Uint8Array): Uint8Array {
  return joined([bytes.subarray(0, start), piece, bytes.subarray(end)]);
}

/** Like `splice`; most of the time the sizes of the sections around are made right, so that they are read. */
function edit({ random, bytes }: Work, start: number, end: number, piece: Uint8Array): Uint8Array {
  if (piece.length === end - start || random.chance(0.3)) return splice(bytes, start, end, piece);
  const heads: (readonly [section: Section, head: Uint8Array])[] = [];
  let growth = piece.length - (end - start);
  for (const section of sectionsAround(bytes, start, end).reverse()) {
    const head = Uint8Array.of(section.id, ...leb(section.end - section.contents + growth));
    growth += head.length - (section.contents - section.start);
    heads.push([section, head]);
  }
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const [section, head] of heads.reverse()) {
    parts.push(bytes.subarray(at, section.start), head);
    at = section.contents;
  }
  return joined([...parts, bytes.subarray(at, start), piece, bytes.subarray(end)]);
}

/** The sections that this part is in, the outermost first. */
function sectionsAround(bytes: Uint8Array, start: number, end: number): Section[] {
  const found: Section[] = [];
  let [from, to] = [0, bytes.length];
  while (found.length < 200) {
    const around = sectionsOf(bytes, from, to).find(({ contents, end: last }) => contents <= start && end <= last);
    if (around === undefined) break;
    found.push(around);
    if (around.id !== 4) break;
    [from, to] = [around.contents, around.end];
  }
  return found;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

function change(work: Work, to: (byte: number) => number): Uint8Array {
  const at = place(work);
  return edit(work, at, Math.min(at + 1, work.bytes.length), Uint8Array.of(to(work.bytes[at] ?? 0)));
}

function flipBit(work: Work): Uint8Array {
  return change(work, (byte) => byte ^ (1 << work.random.int(8)));
}

function setByte(work: Work): Uint8Array {
  return change(work, () => work.random.int(256));
}

function setTelling(work: Work): Uint8Array {
  return change(work, () => work.random.pick(TELLING));
}

function stepByte(work: Work): Uint8Array {
  return change(work, (byte) => byte + (work.random.chance(0.5) ? 1 : -1));
}

function insertBytes(work: Work): Uint8Array {
  const piece = Uint8Array.from({ length: 1 + work.random.int(4) }, () => work.random.int(256));
  const at = place(work);
  return edit(work, at, at, piece);
}

function deleteBytes(work: Work): Uint8Array {
  const at = place(work);
  return edit(work, at, Math.min(at + 1 + work.random.int(4), work.bytes.length), new Uint8Array());
}

/** The same few bytes many times: long vectors, deep nesting. */
function repeatChunk(work: Work): Uint8Array {
  const from = place(work);
  const chunk = work.bytes.slice(from, from + 1 + work.random.int(24));
  const times = 1 + work.random.int(work.random.chance(0.1) ? 2000 : 20);
  const piece = new Uint8Array(chunk.length * times);
  for (let i = 0; i < times; i++) piece.set(chunk, i * chunk.length);
  return edit(work, from, from, piece);
}

function copyWithin(work: Work): Uint8Array {
  const from = place(work);
  const piece = work.bytes.slice(from, from + 1 + work.random.int(20));
  const at = place(work);
  return edit(work, at, Math.min(at + piece.length, work.bytes.length), piece);
}

function copyChunk(work: Work): Uint8Array {
  const from = place({ ...work, bytes: work.other });
  const at = place(work);
  return edit(work, at, at, work.other.slice(from, from + 1 + work.random.int(40)));
}

/** A count or an index that claims much more than there is. */
function enlargeLeb(work: Work): Uint8Array {
  const at = place(work);
  const length = 1 + work.random.int(5);
  const last = work.random.pick([0x01, 0x07, 0x0f, 0x7f]);
  const byteAt = (i: number): number => (i === length - 1 ? last : 0x80 | work.random.int(128));
  const piece = Uint8Array.from({ length }, (_, i) => byteAt(i));
  return edit(work, at, Math.min(at + 1, work.bytes.length), piece);
}

/** The same number, written in more bytes than it needs. */
function padLeb(work: Work): Uint8Array {
  const at = place(work);
  const length = 1 + work.random.int(6);
  const piece = Uint8Array.from({ length }, (_, i) => (i === length - 1 ? 0 : 0x80));
  piece[0] = (work.bytes[at] ?? 0) | 0x80;
  return edit(work, at, Math.min(at + 1, work.bytes.length), piece);
}

function truncate(work: Work): Uint8Array {
  return work.bytes.slice(0, place(work));
}

function swapSections(work: Work): Uint8Array {
  const { random, bytes } = work;
  const sections = sectionsOf(bytes);
  if (sections.length < 2) return bytes;
  const first = random.int(sections.length - 1);
  const second = random.chance(0.7) ? first + 1 : first + random.int(sections.length - first);
  const [a, b] = [sections[first], sections[second]];
  if (a === undefined || b === undefined || a === b) return bytes;
  const moved = splice(bytes, b.start, b.end, bytes.slice(a.start, a.end));
  return splice(moved, a.start, a.end, bytes.slice(b.start, b.end));
}

function dropSection(work: Work): Uint8Array {
  const section = pickSection(work.random, work.bytes, () => true);
  return section === undefined ? work.bytes : edit(work, section.start, section.end, new Uint8Array());
}

function repeatSection(work: Work): Uint8Array {
  const section = pickSection(work.random, work.bytes, () => true);
  if (section === undefined) return work.bytes;
  return edit(work, section.end, section.end, work.bytes.slice(section.start, section.end));
}

function copySection(work: Work): Uint8Array {
  const section = pickSection(work.random, work.other, () => true);
  const target = pickSection(work.random, work.bytes, () => true);
  if (section === undefined || target === undefined) return work.bytes;
  return edit(work, target.start, target.start, work.other.slice(section.start, section.end));
}

/** The whole component inside of another one, perhaps many times. */
function nest({ random, bytes }: Work): Uint8Array {
  const times = 1 + random.int(random.chance(0.1) ? 120 : 3);
  const heads: Uint8Array[] = [];
  let { length } = bytes;
  for (let i = 0; i < times; i++) {
    const head = bytesOf([COMPONENT, 4, leb(length)]);
    heads.unshift(head);
    length += head.length;
  }
  // At once: a hundred copies of a large component would be most of what the fuzzer may take.
  return joined([...heads, bytes]);
}
