/**
 * Where wcm2js and the transpiler of @bytecodealliance/jco-transpile don't say the same of a component: each kind
 * of difference, what the specification says about it, and an example. `differences.test.ts` runs the examples
 * against both, so that the list stays true; `npm run fuzz -- --oracle` compares by it, and what isn't here is a
 * finding.
 */
import type { Verdict } from '../../fuzz/judges.ts';
import { LIMITS } from './differences/limits.ts';
import { VALIDITY } from './differences/validity.ts';

/** Only one of the two finds the component valid. */
export interface ValidityDifference {
  readonly id: string;
  readonly valid: 'ours' | 'jco';
  /** What the one says that refuses it. */
  readonly message: RegExp;
  /** Where the message alone says too little: whether the component has what the difference is about. */
  readonly concerns?: (bytes: Uint8Array) => boolean;
  /** The specification's word, in ours. */
  readonly spec: string;
  /** Text of a component; or its bytes in hexadecimal, where the text can't say it. */
  readonly example: string;
}

/** One of the two stops for a reason that is not the component's validity. */
export interface Limit {
  readonly id: string;
  readonly of: 'ours' | 'jco';
  readonly message: RegExp;
  /**
   * What follows for validity: `valid` where it stops after it has validated the component (but for bodies of
   * core modules), `unknown` where it stops before.
   */
  readonly means: 'valid' | 'unknown';
  readonly why: string;
  readonly example: string;
}

/** What two verdicts are together. */
export interface Comparison {
  readonly kind: 'same' | 'limit' | 'difference' | 'new';
  /** The id of the limit or the difference; else in words. */
  readonly what: string;
}

type Validity = 'valid' | 'invalid' | 'unknown';

/** Finds out whether both find the component valid, or which entry explains that they don't. */
export function compareVerdicts(ours: Verdict, jco: Verdict, bytes: Uint8Array): Comparison {
  const [us, them] = [validityOf('ours', ours), validityOf('jco', jco)];
  if (ours.kind === 'limited' && them === 'invalid') return { kind: 'same', what: 'refused by both, for a limit by us' };
  if (us === undefined || them === undefined) {
    return { kind: 'new', what: `${ours.kind} by us, ${jco.kind} by jco` };
  }
  const limit = limitOf('ours', ours) ?? limitOf('jco', jco);
  if (us === them && us !== 'unknown') {
    if (limit !== undefined && us === 'valid') return { kind: 'limit', what: limit.id };
    return { kind: 'same', what: ours.kind === 'unsupported' ? 'valid for both, unsupported by us' : `${us} for both` };
  }
  if (limit !== undefined && (us === 'unknown' || them === 'unknown')) return { kind: 'limit', what: limit.id };
  const [valid, text] = us === 'valid' ? ['ours', jco.text] as const : ['jco', ours.text] as const;
  const known = VALIDITY.find((each) => (
    each.valid === valid && each.message.test(text) && (each.concerns?.(bytes) ?? true)));
  if (known !== undefined) return { kind: 'difference', what: known.id };
  return { kind: 'new', what: `valid only for ${valid === 'ours' ? 'us' : 'jco'}` };
}

/** `undefined`: it does not say, for a reason that isn't listed. */
function validityOf(of: 'ours' | 'jco', verdict: Verdict): Validity | undefined {
  switch (verdict.kind) {
    case 'accepts':
    case 'unsupported': return 'valid';
    case 'refuses': return limitOf(of, verdict)?.means ?? 'invalid';
    case 'limited':
    case 'panics': return limitOf(of, verdict)?.means;
  }
}

function limitOf(of: 'ours' | 'jco', { kind, text }: Verdict): Limit | undefined {
  if (kind === 'accepts' || kind === 'unsupported') return undefined;
  return LIMITS.find((limit) => limit.of === of && limit.message.test(text));
}
