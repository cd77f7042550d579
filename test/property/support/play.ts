/** Plays one call of a pass-through component: what the host's import saw, and what the caller got, are compared. */
import { createRequire } from 'node:module';
import { deepStrictEqual } from 'node:assert';
import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { transpile } from '../../../src/index.ts';
import { makeToBytes } from '../../conformance/runner/component-bytes.ts';
import { sample } from './random-values.ts';
import type { Sample } from './random-values.ts';
import type { Signature } from './types.ts';

/** One call: the arguments, and what the import returns. */
export interface Call {
  readonly args: readonly Sample[];
  readonly result: Sample | undefined;
}

type Pass = (...args: unknown[]) => unknown;

interface Instantiable {
  instantiate(getCoreModule: undefined, imports: { readonly host: { readonly pass: Pass } }): { readonly pass: Pass };
}

const nativeImport = createRequire(import.meta.url)('../../emitter/support/native-import.cjs') as (
  url: string,
) => Promise<Instantiable>;

const toBytes = makeToBytes();

/** Parses, transpiles and loads a component. */
export async function load(componentText: string): Promise<Instantiable> {
  const parsed = await toBytes({ kind: 'quote', text: componentText });
  if (parsed.kind === 'refused') throw new Error(`${parsed.message}\n${componentText}`);
  const options = { name: 'random', instantiation: 'sync', base64Cutoff: Infinity, typescript: false } as const;
  const { files } = transpile(parsed.bytes, options);
  const code = Buffer.from(files['random.js'] ?? []).toString('base64');
  return await nativeImport(`data:text/javascript;base64,${code}`);
}

export function calls({ params, result }: Signature): Arbitrary<Call> {
  return fc.record({
    args: fc.tuple(...params.map(sample)),
    result: result === undefined ? fc.constant(undefined) : sample(result),
  });
}

/** Calls, each checked; after one that fails, the next has an instance of its own. */
export function makeCheck({ result }: Signature, { instantiate }: Instantiable): (call: Call) => void {
  let current: Call | undefined;
  let seen: readonly unknown[] | undefined;
  const host = (...args: unknown[]): unknown => {
    seen = args;
    return result?.kind === 'result' ? returnOrThrow(current?.result?.given as Case) : current?.result?.given;
  };
  let instance: { readonly pass: Pass } | undefined;
  return (call) => {
    current = call;
    seen = undefined;
    try {
      instance ??= instantiate(undefined, { host: { pass: host } });
      const returned = result?.kind === 'result' ? caught(instance.pass, call) : callIt(instance.pass, call);
      deepStrictEqual(seen, call.args.map((each) => each.seen), 'what the import saw');
      deepStrictEqual(returned, call.result?.seen, 'what the export returned');
    } catch (error) {
      instance = undefined;
      throw error;
    }
  };
}

interface Case {
  readonly tag: 'ok' | 'err';
  readonly val?: unknown;
}

/** A result of an import: the ok value, or the error thrown, as it is where it can't be taken for something else. */
function returnOrThrow({ tag, val }: Case): unknown {
  if (tag === 'ok') return val;
  throw typeof val === 'string' || typeof val === 'number' ? val : Object.assign(new Error('err'), { payload: val });
}

/** A result of an export, as a value again. */
function caught(pass: Pass, call: Call): Case {
  try {
    return { tag: 'ok', val: callIt(pass, call) };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ComponentError' && 'payload' in error)) throw error;
    return { tag: 'err', val: error.payload };
  }
}

function callIt(pass: Pass, { args }: Call): unknown {
  return pass(...args.map(({ given }) => given));
}
