// Input number `index` of the run with a seed: made from nothing else, so that a finding can be made again.

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

/** One input in so many is larger than `maxSize`. */
const LARGE_EVERY = 97;
const MAX_LARGE_SIZE = 8_000_000;

export function makeSource(corpus: readonly Seed[], seed: number, maxSize: number): Source {
  const small = corpus.filter(({ bytes }) => bytes.length <= maxSize);
  return { seed, maxSize, small, large: corpus.filter(({ bytes }) => bytes.length > maxSize) };
}

export function makeInput(source: Source, index: number): Input {
  const random = makeRandom(source.seed, index);
  const options = randomOptions(random);
  if (index % LARGE_EVERY === LARGE_EVERY - 1) return { index, options, ...largeInput(source, random) };
  if (source.small.length > 0 && random.chance(0.5)) {
    const { name, bytes } = random.pick(source.small);
    const mutant = mutate(random, bytes, other(source, random), source.maxSize);
    return { index, kind: 'mutant', from: name, options, bytes: mutant };
  }
  const component = generate(random);
  if (random.chance(0.4)) return { index, kind: 'generated', from: 'nothing', bytes: component, options };
  const bytes = mutate(random, component, other(source, random), source.maxSize);
  return { index, kind: 'mutant of generated', from: 'a generated component', bytes, options };
}

/** A mutant of a large component where there is one, or else of a small one that is padded. */
function largeInput(source: Source, random: Random): Pick<Input, 'kind' | 'from' | 'bytes'> {
  const kind = 'large mutant';
  const mutant = (bytes: Uint8Array): Uint8Array => (
    mutate(random, bytes, other(source, random), MAX_LARGE_SIZE));
  if (source.large.length > 0 && random.chance(0.5)) {
    const large = random.pick(source.large);
    return { kind, from: large.name, bytes: mutant(large.bytes) };
  }
  const component = repeated(generate(random), source.maxSize + random.int(source.maxSize), random);
  return { kind, from: 'generated components', bytes: mutant(component) };
}

/** A component with components inside of it until it is larger than `size`. */
function repeated(component: Uint8Array, size: number, random: Random): Uint8Array {
  const parts = [component];
  let length = component.length;
  while (length <= size) {
    const inner = generate(random);
    const count = 1 + Math.floor(random.int(size - length + 1) / inner.length);
    const section = [4, ...leb(inner.length)];
    for (let i = 0; i < count; i++) parts.push(Uint8Array.from(section), inner);
    length += count * (inner.length + section.length);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function other({ small }: Source, random: Random): Uint8Array {
  return small.length === 0 ? generate(random) : random.pick(small).bytes;
}
