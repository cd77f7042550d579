/** Calls an export for a directive and judges what came of it. */
import type { Invoke } from '../wast/directives.ts';
import type { Literal } from '../wast/literals.ts';
import { callExport } from './call.ts';
import type { Attempt } from './call.ts';
import { framesInside } from './load.ts';
import { mismatch } from './match.ts';
import { PASS, fail } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { show } from './show.ts';
import { toJs } from './to-js.ts';
import { isTrap, trapTextMatches } from './traps.ts';
import type { World } from './world.ts';

/** What a directive wants of a call: any return, a return of these values, or a trap with this text. */
export type Wanted =
  | { readonly kind: 'return' }
  | { readonly kind: 'values'; readonly results: readonly Literal[] }
  | { readonly kind: 'trap'; readonly text: string };

/** Calls what `invoke` names in `world` and compares with `wanted`. */
export async function checkCall(world: World, invoke: Invoke, wanted: Wanted): Promise<Outcome> {
  const instance = world.instance(invoke.instance);
  if (instance.kind === 'blocked') return instance;
  const { exports, module } = instance.value;
  const result = await callExport(exports, invoke);
  const wrong = JUDGES[wanted.kind](result, wanted as never);
  if (wrong === undefined) return PASS;
  const frames = result.kind === 'threw' ? await framesInside(result.error, module.folder) : [];
  return fail(describe(wanted), wrong, frames, module.folder);
}

function describe(wanted: Wanted): string {
  if (wanted.kind === 'return') return 'a return';
  if (wanted.kind === 'trap') return `trap: ${wanted.text}`;
  if (wanted.results.length === 0) return 'a return without a value';
  return wanted.results.map((item) => show(toJs(item))).join(', ');
}

/** What is wrong with a result, `undefined` for nothing. */
type Judge<W> = (result: Attempt<unknown>, wanted: W) => string | undefined;

function thrown(error: unknown): string {
  const payload = hasPayload(error) ? ` with payload ${show(error.payload)}` : '';
  return `thrown ${show(error)}${payload}`;
}

const hasPayload = (error: unknown): error is Error & { readonly payload: unknown } =>
  error instanceof Error && Object.hasOwn(error, 'payload');

const judgeValues: Judge<Extract<Wanted, { kind: 'values' }>> = (result, { results }) => {
  const [expected] = results;
  if (results.length > 1) return 'a runner that knows functions of one result only';
  if (expected?.kind === 'result') return judgeResult(result, expected);
  if (result.kind === 'threw') return thrown(result.error);
  return judgeOne(result.value, expected);
};

function judgeOne(value: unknown, expected: Literal | undefined): string | undefined {
  if (expected) return mismatch(value, expected);
  return value === undefined ? undefined : show(value);
}

/** A `result` as the result of a function: ok is returned, err is thrown as a `ComponentError`. */
const judgeResult: Judge<Extract<Literal, { kind: 'result' }>> = (result, expected) => {
  const { payload } = expected;
  if (expected.case === 'ok') {
    return result.kind === 'threw' ? thrown(result.error) : judgeOne(result.value, payload);
  }
  if (result.kind === 'returned') return `returned ${show(result.value)}`;
  const { error } = result;
  if (!hasPayload(error) || error.constructor.name !== 'ComponentError') return thrown(error);
  if (payload) return mismatch(error.payload, payload, 'payload');
  return error.payload === undefined ? undefined : thrown(error);
};

const JUDGES: { readonly [K in Wanted['kind']]: Judge<Extract<Wanted, { kind: K }>> } = {
  return: (result) => (result.kind === 'threw' ? thrown(result.error) : undefined),
  values: judgeValues,
  trap: (result, { text }) => {
    if (result.kind === 'returned') return `returned ${show(result.value)}`;
    const isExpected = isTrap(result.error) && trapTextMatches(result.error.message, text);
    return isExpected ? undefined : thrown(result.error);
  },
};
