// Compares what is accepted and refused with the transpiler of @bytecodealliance/jco-transpile, which
// validates with the reference decoder. Core module bodies, which we leave to the engine, and features that
// it refuses for being switched off are told apart. Its panics are printed by itself, to stderr.

import { decode } from '../src/decoder/decode.ts';
import { validate } from '../src/decoder/validate/index.ts';
import { TranspileError } from '../src/index.ts';
import { makeInput } from './inputs.ts';
import type { Input, Source } from './inputs.ts';
import type { Limits } from './run.ts';
import { coreModulesOf } from './sections.ts';

interface Bindgen {
  readonly $init: Promise<void>;
  generate(component: Uint8Array, options: object): unknown;
}

/** What one of the two says. */
type Verdict =
  | { readonly kind: 'accepted' | 'broken bodies' | 'panic' }
  | { readonly kind: 'refused' | 'limit'; readonly text: string };

const OPTIONS = {
  name: 'component', noTypescript: true, instantiation: { tag: 'async' }, map: [], compat: {},
  noNodejsCompat: true, base64Cutoff: 0, tlaCompat: false, validLiftingOptimization: false, tracing: false,
  noNamespacedExports: true, multiMemory: true,
};

/** Refusals that are not about validity: features switched off, and what its generator can't do. */
const LIMIT = new RegExp([
  'not implemented', 'was not a function or instance', 'requires the component model',
  'feature to be enabled', 'not enabled', 'unsupported', 'proposal', 'not supported',
].join('|'));

const VENDORED = '../vendor/js-component-bindgen-component.js';

/** Runs inputs through both, prints where they differ and how often; gives the number of differences. */
export async function compare(
  source: Source, limits: Limits, first: number, save: (input: Input, seed: number) => string,
): Promise<number> {
  const judge = makeJudge();
  const counts = new Map<string, number>();
  const end = performance.now() + limits.seconds * 1000;
  let [index, differences] = [first, 0];
  for (; performance.now() < end && index - first < (limits.inputs ?? Infinity); index++) {
    const input = makeInput(source, index);
    if (input.bytes.length > MAX_SIZE) continue;
    const ours = judgeOurselves(input.bytes);
    const theirs = await judge(input.bytes);
    const both = `${ours.kind} by us, ${theirs.kind} by jco`;
    counts.set(both, (counts.get(both) ?? 0) + 1);
    if (both !== 'accepted by us, refused by jco' && both !== 'refused by us, accepted by jco') continue;
    differences++;
    const reason = [ours, theirs].flatMap((each) => ('text' in each ? [each.text] : [])).join('');
    process.stdout.write(`${both}: ${reason.slice(0, 500)}\n  ${save(input, source.seed)}\n`);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const table = sorted.map(([what, count]) => `  ${count} ${what}\n`).join('');
  process.stdout.write(`seed ${source.seed}: ${index - first} inputs, ${differences} differences\n${table}`);
  return differences;
}

/** Larger ones take the other transpiler too long. */
const MAX_SIZE = 150_000;

/** What we say: of validity only, so that what is not supported is accepted. */
function judgeOurselves(bytes: Uint8Array): Verdict {
  try {
    validate(decode(bytes));
    return { kind: hasBrokenBodies(bytes) ? 'broken bodies' : 'accepted' };
  } catch (error) {
    if (!(error instanceof TranspileError)) throw error;
    return { kind: error.code === 'LIMIT_EXCEEDED' ? 'limit' : 'refused', text: error.format() };
  }
}

/** Whether the engine refuses a core module of the component. */
function hasBrokenBodies(bytes: Uint8Array): boolean {
  return coreModulesOf(bytes).some((module) => !WebAssembly.validate(Uint8Array.from(module)));
}

/** The other transpiler; after a panic it is poisoned, and the next call gets a new one. */
function makeJudge(): (bytes: Uint8Array) => Promise<Verdict> {
  let loads = 0;
  let bindgen: Promise<Bindgen> | undefined;
  return async (bytes) => {
    bindgen ??= loadBindgen(loads++);
    const { generate } = await bindgen;
    try {
      generate(bytes, OPTIONS);
      return { kind: 'accepted' };
    } catch (error) {
      const text = error instanceof Error && 'payload' in error ? error.payload : undefined;
      if (typeof text !== 'string') {
        bindgen = undefined;
        return { kind: 'panic' };
      }
      return { kind: LIMIT.test(text) ? 'limit' : 'refused', text: lastLine(text) };
    }
  };
}

function lastLine(text: string): string {
  return text.trim().split('\n').slice(-2).map((line) => line.trim()).join(': ');
}

/** The module cache of the engine keys by the whole URL: each number gives an instance of its own. */
async function loadBindgen(number: number): Promise<Bindgen> {
  const entry = import.meta.resolve('@bytecodealliance/jco-transpile/wasm-tools');
  const bindgen = await import(new URL(`${VENDORED}?instance=${number}`, entry).href) as Bindgen;
  await bindgen.$init;
  return bindgen;
}
