/**
 * Plays calls of a pass-through component: what the host's import saw, and what the caller got, are compared.
 */
import { createRequire } from 'node:module';
import { deepStrictEqual, equal, throws } from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { transpile } from '../../../src/index.ts';
import type { TranspileOptions } from '../../../src/index.ts';
import { makeToBytes } from '../../conformance/runner/component-bytes.ts';
import { sample } from './random-values.ts';
import type { Sample } from './random-values.ts';
import type { Signature } from './types.ts';
import { wrongValue } from './wrong-values.ts';

/** One call: the arguments, and what the import returns. */
export interface Call {
  readonly args: readonly Sample[];
  readonly result: Sample | undefined;
}

type Pass = (...args: unknown[]) => unknown;

interface Passing {
  readonly pass: Pass;
}

interface Instantiable<Exports> {
  instantiate(getCoreModule: undefined, imports: { readonly host?: Passing }): Exports;
}

const nativeImport = createRequire(import.meta.url)('../../emitter/support/native-import.cjs') as (
  url: string,
) => Promise<unknown>;

const toBytes = makeToBytes();

/** Parses, transpiles and loads a component. */
export async function load<Exports = Passing>(
  componentText: string, multiMemory: TranspileOptions['multiMemory'] = 'auto',
): Promise<Instantiable<Exports>> {
  const parsed = await toBytes({ kind: 'quote', text: componentText });
  if (parsed.kind === 'refused') throw new Error(`${parsed.message}\n${componentText}`);
  const options = {
    name: 'random', instantiation: 'sync', base64Cutoff: Infinity, typescript: false, multiMemory,
  } as const;
  const { files } = transpile(parsed.bytes, options);
  const code = Buffer.from(files['random.js'] ?? []).toString('base64');
  return await nativeImport(`data:text/javascript;base64,${code}`) as Instantiable<Exports>;
}

export function calls({ params, result }: Signature): Arbitrary<Call> {
  return fc.record({
    args: fc.tuple(...params.map(sample)),
    result: result === undefined ? fc.constant(undefined) : sample(result),
  });
}

/** A call with one argument that is wrong. */
export interface WrongCall {
  readonly call: Call;
  readonly index: number;
  readonly wrong: unknown;
}

/** Undefined where no argument can be wrong. */
export function wrongCalls(signature: Signature): Arbitrary<WrongCall> | undefined {
  const ways = signature.params.flatMap((type, index) => {
    const wrong = wrongValue(type);
    if (wrong === undefined) return [];
    return [fc.record({ call: calls(signature), index: fc.constant(index), wrong })];
  });
  return ways.length === 0 ? undefined : fc.oneof(...ways);
}

export interface Checks {
  /** The import sees what is given, and the export returns what the import returns. */
  passes(call: Call): void;
  /**
   * The wrong argument is refused by name before anything is entered; the right call goes through after it.
   */
  refuses(wrongCall: WrongCall): void;
}

/** Checks of calls; after one that fails, the next has an instance of its own. */
export function makeChecks({ result }: Signature, { instantiate }: Instantiable<Passing>): Checks {
  let current: Call | undefined;
  let seen: readonly unknown[] | undefined;
  let instance: Passing | undefined;

  const host = (...args: unknown[]): unknown => {
    seen = args;
    return result?.kind === 'result' ? returnOrThrow(current?.result?.given as Case) : current?.result?.given;
  };

  const use = (check: (pass: Pass) => void): void => {
    try {
      instance ??= instantiate(undefined, { host: { pass: host } });
      check(instance.pass);
    } catch (error) {
      instance = undefined;
      throw error;
    }
  };

  const passes = (call: Call): void => use((pass) => {
    current = call;
    seen = undefined;
    const args = call.args.map(({ given }) => given);
    const returned = result?.kind === 'result' ? caught(pass, args) : pass(...args);
    deepStrictEqual(seen, call.args.map((each) => each.seen), 'what the import saw');
    deepStrictEqual(returned, call.result?.seen, 'what the export returned');
  });

  const refuses = ({ call, index, wrong }: WrongCall): void => {
    use((pass) => {
      seen = undefined;
      const args = call.args.map(({ given }, i) => (i === index ? wrong : given));
      throws(() => pass(...args), { name: 'TypeError', message: new RegExp(`^pass: argument "p${index}"`) });
      equal(seen, undefined, 'the import was not called');
    });
    passes(call);
  };

  return { passes, refuses };
}

interface Case {
  readonly tag: 'ok' | 'err';
  readonly val?: unknown;
}

/**
 * A result of an import: the ok value, or the error thrown, as it is where it can't be taken for something
 * else.
 */
function returnOrThrow({ tag, val }: Case): unknown {
  if (tag === 'ok') return val;
  const isPlain = typeof val === 'string' || typeof val === 'number';
  throw isPlain ? val : Object.assign(new Error('err'), { payload: val });
}

/** A result of an export, as a value again. */
function caught(pass: Pass, args: readonly unknown[]): Case {
  try {
    return { tag: 'ok', val: pass(...args) };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ComponentError' && 'payload' in error)) throw error;
    return { tag: 'err', val: error.payload };
  }
}
