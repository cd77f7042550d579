/**
 * The parameters of an export, lowered in phases (phases.ts).
 */
import type { Expression, Identifier, Statement, ThisExpression } from 'estree';
import type { Shape } from '../../planner/abi/shape.ts';
import type { Signature } from '../../planner/plan.ts';
import { declare, member } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { bind, isAtom } from '../values/code.ts';
import type { LowerContext, Path } from '../values/context.ts';
import { checked, reallocOf, viewsOf, within } from '../values/context.ts';
import { isDefiner } from '../values/handles.ts';
import { isNumbers, lowerNumbers, toNumbers } from '../values/numbers.ts';
import { lower } from '../values/lower.ts';
import { pointerToCore } from '../values/pairs.ts';
import { FLAT, FLAT_INLINE, memoryPlace, moved } from '../values/place.ts';
import { CONVERTED_BY_CALLS } from '../values/scalars.ts';
import { lowerCheckedString } from '../values/strings.ts';
import { lentBy } from './lends.ts';
import { paramPath, thisPath } from './naming.ts';
import type { Lifted } from './phases.ts';
import { isEntering, isProtected, loweringOrder, phasesOf } from './phases.ts';

export interface LoweredParams {
  /** The function's parameters. */
  readonly params: readonly Identifier[];
  /** Before the flag is set: checks, and what needs nothing of the component. */
  readonly before: readonly Statement[];
  /** After. */
  readonly after: readonly Statement[];
  /** What the core function is called with. */
  readonly args: readonly Expression[];
  /** What has to be undone if `after` fails; of a task, its shim keeps that. */
  readonly lowered: Identifier | undefined;
  /** The name of the task that is to start, if one is: then `after` is what starting it does first. */
  readonly task: Identifier | undefined;
  /** The array of instances that are lent to it, if any can be. */
  readonly lends: Identifier | undefined;
}

export function lowerParams(out: Output, adapter: Lifted, body: Body, isMethod: boolean): LoweredParams {
  const { signature } = adapter;
  const values: (Identifier | ThisExpression)[] = signature.params.map(({ local }, i) =>
    (isMethod && i === 0 ? { type: 'ThisExpression' } : body.local(local)));
  const params = values.filter((value): value is Identifier => value.type === 'Identifier');
  const keepsHandles = isProtected(out, adapter) && signature.params.some(({ shape }) => shape.handles);
  const task = adapter.kind === 'task-lift' ? body.local('task') : undefined;
  const lowered = keepsHandles && task === undefined ? body.local('lowered') : undefined;
  const cx: LowerContext = { out, body, options: adapter.options, lowered: undefined, mayShare: true, lower };
  const isLending = adapter.kind === 'task-lift' && lentBy(out.plan, adapter).length > 0;
  const lends = isLending ? body.local('lends') : undefined;
  const undone = keepsHandles && task !== undefined ? member(task, 'lowered') : lowered;
  const [before, handles, after] = [within(cx), within(cx), within({ ...cx, lowered: undone, lends })];
  if (undone !== undefined && undone !== lowered) after.body.add(statements`${undone} = []; ${member(task!, 'undo')} = ${out.shim('undoLowering')};`);
  const writing: Writing = { out, adapter, values, before, handles, after };
  const args = signature.paramsInMemory === undefined ? lowerFlat(writing) : lowerSpilled(writing);
  if (isEntering(out, adapter)) {
    before.body.add(statements`if (${out.entered()}) ${out.shim('cannotEnter')}();`);
  }
  before.body.add(handles.body.statements);
  if (lowered !== undefined) before.body.add(declare(lowered, expression`[]`));
  return { params, before: before.body.statements, after: after.body.statements, args, lowered, task, lends };
}

interface Writing {
  readonly out: Output;
  readonly adapter: Lifted;
  readonly values: readonly (Identifier | ThisExpression)[];
  readonly before: LowerContext;
  readonly handles: LowerContext;
  readonly after: LowerContext;
}

function lowerFlat(writing: Writing): Expression[] {
  const { out, adapter, handles, after } = writing;
  const { signature } = adapter;
  const phases = phasesOf(out, adapter);
  const args = signature.params.map((): Expression[] => []);
  // Handles that are only looked at come before the one that is taken.
  const order = [...loweringOrder(adapter)].sort((a, b) => Number(takes(a)) - Number(takes(b)));
  for (const i of order) {
    const { shape } = signature.params[i]!;
    const value = writing.values[i]!;
    const path = pathOf(signature, i, value);
    switch (phases[i]!) {
      case 'early': args[i] = lowerEarly(writing, shape, value, path); break;
      case 'handle': args[i] = lower(handles, shape, value, FLAT, named(path, `${path.hint}Handle`)); break;
      case 'late': args[i] = lower(after, shape, value, FLAT, path); break;
      case 'ready': args[i] = lowerReady(writing, shape, value, path); break;
    }
  }
  return args.flat();

  function takes(i: number): boolean {
    const { shape } = signature.params[i]!;
    if (phases[i] !== 'handle') return false;
    return !(shape.kind === 'borrow' && isDefiner(out, shape.resource, adapter.options));
  }
}

/** `checkString(name, …);` or `data = toBytes(data, …);` before, and so the parts of records; the allocation after. */
function lowerReady(
  { before, after }: Writing, shape: Shape, value: Identifier | ThisExpression, path: Path,
): Expression[] {
  if (value.type === 'Identifier' && shape.kind === 'string') {
    before.body.add(statements`${checked(before, 'checkString', [value], path)};`);
    return lowerCheckedString(after, shape, value, FLAT, path.hint);
  }
  if (value.type !== 'Identifier') throw new Error(`a ${shape.kind} is not ready`);
  if (!isNumbers(shape)) return lower({ ...before, later: after.body }, shape, value, FLAT, path);
  before.body.add(statements`${value} = ${toNumbers(before, shape, value, path)};`);
  return lowerNumbers(after, shape, value, FLAT, path.hint);
}

/** `x >>>= 0;`, or nothing where the call itself converts. */
function lowerEarly(
  { out, adapter, before }: Writing, shape: Shape, value: Identifier | ThisExpression, path: Path,
): Expression[] {
  const entering = isEntering(out, adapter);
  if (!entering && !out.settings.strict && CONVERTED_BY_CALLS.has(shape.kind)) return [value];
  const values = lower(before, shape, value, FLAT_INLINE, path);
  const [only] = values;
  if (!entering || only === undefined || values.length > 1 || isAtom(only)) return values;
  before.body.add(assign(value, only));
  return [value];
}

/** `x = value;`, or `x &= 255;` for `x & 255`. */
function assign(target: Expression, value: Expression): Statement[] {
  if (value.type !== 'BinaryExpression' || value.left !== target) return statements`${target} = ${value};`;
  const assignment = expression`${target} = ${value.right}`;
  return statements`${{ ...assignment, operator: `${value.operator}=` } as Expression};`;
}

const pathOf = (signature: Signature, i: number, value: Identifier | ThisExpression): Path =>
  (value.type === 'ThisExpression' ? thisPath(signature) : paramPath(signature, signature.params[i]!));

const named = (path: Path, hint: string): Path => ({ ...path, hint });

/** All parameters as one tuple in memory. */
function lowerSpilled({ adapter, values, after }: Writing): Expression[] {
  const { signature, options } = adapter;
  const { size, align, fields } = signature.paramsInMemory!;
  const ptr = bind(after.body, expression`${reallocOf(after, options)}(0, 0, ${align}, ${size})`, 'args');
  const place = memoryPlace(viewsOf(after, options), options.pointer, ptr);
  for (const i of loweringOrder(adapter)) {
    const { offset, shape } = fields[i]!;
    const value = values[i]!;
    const path = pathOf(signature, i, value);
    lower(after, shape, value, moved(place, offset), path);
  }
  return [pointerToCore(options.pointer, ptr)];
}

