// Input number `index` of the run with a seed: made from nothing else, so that a finding can be made again.

import { decode } from '../src/decoder/decode.ts';
import { TranspileError } from '../src/index.ts';
import type { TranspileOptions } from '../src/index.ts';
import { randomOptions } from './check.ts';
import type { Seed } from './corpus.ts';
import { leb } from './generate/bytes.ts';
import { generate } from './generate/generate.ts';
import { mutate } from './mutate.ts';
import { makeRandom } from './random.ts';
import type { Random } from './random.ts';

/** What a run makes inputs of. */
export interface Source {
  readonly seed: number;
  /** Seeds of at most `maxSize` bytes. */
  readonly small: readonly Seed[];
  /** The larger ones. */
  readonly large: readonly Seed[];
  /** Of most inputs. */
  readonly maxSize: number;
  /** One input in so many is larger; 0 for none. */
  readonly largeEvery: number;
}

export interface Input {
  readonly index: number;
  /** How it was made. */
  readonly kind: 'generated' | 'mutant of generated' | 'mutant' | 'large mutant';
  /** Of what it is a mutant. */
  readonly from: string;
  readonly bytes: Uint8Array;
  readonly options: TranspileOptions;
}

const LARGE_EVERY = 97;
const MAX_LARGE_SIZE = 4_000_000;
/** How many mutants are made until one is well-formed. */
const TRIES = 4;

export function makeSource(
  corpus: readonly Seed[], seed: number, maxSize: number, largeEvery: number = LARGE_EVERY,
): Source {
  const small = corpus.filter(({ bytes }) => bytes.length <= maxSize);
  return { seed, maxSize, largeEvery, small, large: corpus.filter(({ bytes }) => bytes.length > maxSize) };
}

export function makeInput(source: Source, index: number): Input {
  const random = makeRandom(source.seed, index);
  const options = randomOptions(random);
  const { largeEvery } = source;
  if (largeEvery > 0 && index % largeEvery === largeEvery - 1) {
    return { index, options, ...largeInput(source, random) };
  }
  if (source.small.length > 0 && random.chance(0.5)) {
    const { name, bytes } = pickSeed(source, random);
    return { index, kind: 'mutant', from: name, options, bytes: mutantOf(source, random, bytes) };
  }
  const component = generate(random);
  if (random.chance(0.4)) return { index, kind: 'generated', from: 'nothing', bytes: component, options };
  const bytes = mutantOf(source, random, component);
  return { index, kind: 'mutant of generated', from: 'a generated component', bytes, options };
}

/** Mostly one of the smaller ones: they are as good, and more of them can be run. */
function pickSeed({ small }: Source, random: Random): Seed {
  const [a, b, c] = [random.pick(small), random.pick(small), random.pick(small)];
  if (random.chance(0.2)) return a;
  return [a, b, c].reduce((least, each) => (each.bytes.length < least.bytes.length ? each : least));
}

/** Mostly a well-formed one: of the others most are refused for the same few reasons, early. */
function mutantOf(
  source: Source, random: Random, bytes: Uint8Array, maxSize: number = source.maxSize,
): Uint8Array {
  let mutant = bytes;
  const anything = random.chance(0.25);
  for (let tries = 0; tries < TRIES; tries++) {
    mutant = mutate(random, bytes, other(source, random), maxSize);
    if (anything || !isMalformed(mutant)) return mutant;
  }
  return mutant;
}

function isMalformed(bytes: Uint8Array): boolean {
  try {
    decode(bytes);
    return false;
  } catch (error) {
    // An exception of another kind is something to be found.
    return error instanceof TranspileError && error.code.startsWith('MALFORMED');
  }
}

/** A mutant of a large component where there is one, or else of a small one that is padded. */
function largeInput(source: Source, random: Random): Pick<Input, 'kind' | 'from' | 'bytes'> {
  const kind = 'large mutant';
  const mutant = (bytes: Uint8Array): Uint8Array => mutantOf(source, random, bytes, MAX_LARGE_SIZE);
  if (source.large.length > 0 && random.chance(0.5)) {
    const large = random.pick(source.large);
    return { kind, from: large.name, bytes: mutant(large.bytes) };
  }
  const size = source.maxSize + random.int(source.maxSize * random.pick([1, 1, 4, 12]));
  const component = repeated(generate(random), Math.min(size, MAX_LARGE_SIZE), random);
  return { kind, from: 'generated components', bytes: mutant(component) };
}

/** A component may not have more components than a thousand. */
const MAX_REPEATED = 200;

/** A component with components inside of it until it is larger than `size`. */
function repeated(component: Uint8Array, size: number, random: Random): Uint8Array {
  const parts = [component];
  let length = component.length;
  while (length <= size) {
    const generated = generate(random);
    const isSmall = generated.length * MAX_REPEATED < size;
    const inner = isSmall ? repeated(generated, size / (1 + random.int(8)) / 2, random) : generated;
    const count = Math.min(MAX_REPEATED, 1 + Math.floor(random.int(size - length + 1) / inner.length));
    const section = [4, ...leb(inner.length)];
    for (let i = 0; i < count; i++) parts.push(Uint8Array.from(section), inner);
    length += count * (inner.length + section.length);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function other({ small }: Source, random: Random): Uint8Array {
  return small.length === 0 ? generate(random) : random.pick(small).bytes;
}
