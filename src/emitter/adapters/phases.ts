/**
 * When the parameters of an export are lowered. What can run user code or be refused is done, as far as
 * possible, before the component is entered:
 *
 * - `early`: needs nothing of the component (numbers, enums, records of such …): lowered before the flag is
 *   tested;
 * - `ready`, strings and lists of numbers, records and tuples of these, cases with one of them: looked at and checked before,
 *   no user code runs after;
 * - `handle`: looked up between the test of the flag and its setting, where nothing can come between; at most
 *   one of them changes anything, and comes last;
 * - `late`: user code may run, or a handle be refused, when the component's memory or tables are in use
 *   already. Meanwhile the flag is 1, and an error then sets all back.
 *
 * A task may start later than it is called: then handles are `late` too, and all but `early` is done when it
 * starts.
 */
import type { Shape } from '../../planner/abi/shape.ts';
import type { LiftAdapter, TaskLiftAdapter } from '../../planner/plan.ts';
import type { Output } from '../output.ts';
import type { CasesShape } from '../values/cases.ts';
import { isDefiner } from '../values/handles.ts';
import { isNumbers } from '../values/numbers.ts';

export type Phase = 'early' | 'ready' | 'handle' | 'late';

/** An export, of whichever kind. */
export type Lifted = LiftAdapter | TaskLiftAdapter;

/** The phase of each parameter. */
export function phasesOf(out: Output, { kind, signature, options, checks }: Lifted): readonly Phase[] {
  const { params, paramsInMemory } = signature;
  if (paramsInMemory !== undefined) return params.map(() => 'late');
  const isLate = checks.lends || kind === 'task-lift';
  const phases = params.map(({ shape }) => (isLate && shape.handles ? 'late' : phaseOf(shape)));
  const changes = ({ shape }: { readonly shape: Shape }): boolean =>
    shape.kind === 'own' || (shape.kind === 'borrow' && !isDefiner(out, shape.resource, options));
  const canBeLast = params.filter(changes).length < 2 && !phases.includes('late');
  return phases.map((phase, i) => (changes(params[i]!) && !canBeLast ? 'late' : phase));
}

/**
 * The order in which parameters are lowered. Of one resource, what is given away comes before what is lent, so
 * that an instance that is both is refused.
 */
export function loweringOrder({ signature, checks }: Lifted): readonly number[] {
  const order = [...signature.params.keys()];
  const rank = (i: number): number => {
    const { kind } = signature.params[i]!.shape;
    return kind === 'own' ? 0 : kind === 'borrow' ? 2 : 1;
  };
  return checks.lends ? order.sort((a, b) => rank(a) - rank(b)) : order;
}

function phaseOf(shape: Shape): Phase {
  if (shape.kind === 'own' || shape.kind === 'borrow') return 'handle';
  if (!shape.allocates && !shape.handles) return 'early';
  return isReady(shape) ? 'ready' : 'late';
}

/** True if what it allocates doesn't depend on an element, nor on more than one case. */
function isReady(shape: Shape): boolean {
  switch (shape.kind) {
    case 'record':
    case 'tuple': return !shape.handles && shape.fields.every(({ shape: part }) => !part.allocates || isReady(part));
    case 'variant':
    case 'option':
    case 'result': return !shape.handles && hasReadyCases(shape);
    default: return isOnePiece(shape);
  }
}

const isOnePiece = (shape: Shape): boolean => shape.kind === 'string' || isNumbers(shape);

/** Slots of 64 bits may be put together in memory that other values need meanwhile. */
const hasReadyCases = ({ flat, cases }: CasesShape): boolean =>
  !flat.includes('i64') && cases.every(({ shape }) => !shape?.allocates || isOnePiece(shape));

/** True if the `entered` flag is used. */
export const isEntering = ({ plan }: Output, adapter: Lifted): boolean =>
  adapter.kind === 'task-lift' || (adapter.checks.enter && plan.facts.entered);

/** True if lowering may fail when the component has been entered. */
export const isProtected = (out: Output, adapter: Lifted): boolean =>
  isEntering(out, adapter) && phasesOf(out, adapter).includes('late');
