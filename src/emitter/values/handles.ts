/**
 * Handles (CanonicalABI.md, `lift_own` … `lower_borrow`): to JavaScript as instances of generated classes or
 * as the host's own objects, between components from table to table.
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { HandleShape } from '../../planner/abi/shape.ts';
import type { Options, Resource } from '../../planner/plan.ts';
import { declare, id, literal } from '../builders.ts';
import type { Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { aroundFirstThread } from '../threads.ts';
import { bind } from './code.ts';
import type { LiftContext, LowerContext, Path, TransferContext } from './context.ts';
import { checked, pathArgs } from './context.ts';
import type { Sink, Source } from './place.ts';
import { handleAt, put } from './place.ts';

// -------------------------------------------------------------------------------------------- resource types

/** A resource type as handle tables know it (runtime-shim/handles.ts). */
export function typeNumber({ plan }: Output, resource: number): Expression {
  return literal(plan.resources[resource]?.origin.kind === 'host' ? ~resource : resource);
}

/** True if `lower_borrow` passes the rep itself: the instance defines the resource. */
export function isDefiner({ plan }: Output, resource: number, { instance }: Options): boolean {
  const origin = plan.resources[resource]?.origin;
  return origin?.kind === 'guest' && origin.instance === instance;
}

const isHosts = ({ plan }: Output, resource: number): boolean => plan.resources[resource]?.origin.kind === 'host';

/** The symbol under which instances of a generated class keep their rep. */
export function repKey(out: Output, resource: number): Expression {
  const { witName } = out.plan.resources[resource]!;
  return out.state(`repKey ${resource}`, `${witName}-rep`, expression`Symbol(${witName})`);
}

/**
 * The registry that drops forgotten instances; none if there is nothing to do then.
 *
 *     const counterRegistry = new FinalizationRegistry((holder) => {
 *       const rep = holder.rep;
 *       if (rep === undefined || state.entered) return;
 *       holder.rep = undefined;
 *       state.entered = 2;
 *       core0_dtor(rep);
 *       state.entered = 0;
 *     });
 */
export function registryOf(out: Output, resource: number): Identifier | undefined {
  const { origin, witName } = out.plan.resources[resource]!;
  if (origin.kind === 'host' || origin.dtor === undefined) return undefined;
  const body = out.body();
  const [holder, rep] = [body.local('holder'), body.local('rep')];
  const isDropped = expression`${rep} === undefined`;
  const isOut = out.plan.facts.entered ? expression`${isDropped} || ${out.entered()}` : isDropped;
  const isDone = out.lent.has(resource) ? expression`${isOut} || ${holder}.lends > 0` : isOut;
  return out.state(`registry ${resource}`, `${witName}-registry`, expression`new FinalizationRegistry((${holder}) => {
    const ${rep} = ${holder}.rep;
    if (${isDone}) return;
    ${holder}.rep = undefined;
    ${callDestructor(out, origin, rep)}
  })`);
}

type GuestOrigin = Extract<Resource['origin'], { kind: 'guest' }>;

/** Calls the destructor, if there is one, from outside of the component. */
export function callDestructor(
  out: Output, { dtor, catches, thread, instance }: GuestOrigin, rep: Expression,
): Statement[] {
  if (dtor === undefined) return [];
  const { entered, storesErrors, concurrent } = out.plan.facts;
  const around = thread ? aroundFirstThread(out, instance) : { before: [], after: [] };
  const call = [...around.before, ...statements`${out.ref(dtor)}(${rep});`, ...around.after];
  const error = id('error');
  const thrown = catches ? expression`${out.shim('trapOnThrow')}(${error})` : error;
  const known = storesErrors ? expression`${out.storedError()} ?? ${thrown}` : thrown;
  const guarded = !storesErrors && !catches && !concurrent ? call : statements`
    try {
      ${call}
    } catch (${error}) {
      throw ${concurrent ? expression`${out.shim('failSync')}(${out.store()}, ${error})` : known};
    }`;
  if (!entered) return guarded;
  return statements`
    ${out.entered()} = 2;
    ${guarded}
    ${out.entered()} = 0;`;
}

// ---------------------------------------------------------------------------------------------- lift

/** The rep behind a handle of `options.instance`. */
function liftRep(
  { out, lenders }: LiftContext | TransferContext, { kind, resource }: HandleShape, { instance }: Options, source: Source,
): Expression {
  const args = [out.table(instance), handleAt(source), typeNumber(out, resource)];
  if (kind === 'own') return expression`${out.shim('liftOwn')}(${args})`;
  if (lenders === undefined) return expression`${out.shim('liftBorrow')}(${args})`;
  return expression`${out.shim('lendBorrow')}(${[...args, lenders]})`;
}

/** `makeOwner(Counter, counterRep, liftOwn(handles, index, 0), counterRegistry)` */
export function liftHandle(cx: LiftContext, shape: HandleShape, source: Source, hint: string): Expression {
  const { out, options } = cx;
  const rep = liftRep(cx, shape, options, source);
  if (isHosts(out, shape.resource)) return rep;
  if (shape.kind === 'borrow') return lend(cx, shape.resource, rep, hint);
  const registry = registryOf(out, shape.resource);
  const args = [repKey(out, shape.resource), rep, ...(registry === undefined ? [] : [registry])];
  if (cx.self !== undefined) return expression`${out.shim('adoptRep')}(${[cx.self, ...args]})`;
  return expression`${out.shim('makeOwner')}(${[out.resourceClass(shape.resource), ...args]})`;
}

/** An instance that stops working when the call ends. */
function lend({ out, body, loans }: LiftContext, resource: number, rep: Expression, hint: string): Expression {
  if (loans === undefined) throw new Error('a borrow is lifted where none can be');
  const key = repKey(out, resource);
  const args = [out.resourceClass(resource), key, rep];
  if (loans.body !== body) return expression`${out.shim('noteLoan')}(${[loans.list(), ...args]})`;
  const instance = body.local(hint);
  body.add(declare(instance, expression`${out.shim('makeLoan')}(${args})`));
  loans.ends.push(...statements`${instance}[${key}].rep = undefined;`);
  return instance;
}

// ---------------------------------------------------------------------------------------------- lower

/**
 *     lowerOwn(handles, 0, takeRep(Counter, counterRep, counter, 'f: argument "counter"'))
 *     counter?.[counterRep]?.rep ?? wrongInstance(Counter, counter, 'f: argument "counter"')
 */
export function lowerHandle(
  cx: LowerContext, shape: HandleShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  return put(cx.body, sink, 'u32', loweredIndex(cx, shape, value, path), path.hint);
}

function loweredIndex(cx: LowerContext, { kind, resource }: HandleShape, value: Expression, path: Path): Expression {
  const { out, options, lowered } = cx;
  const args = [out.table(options.instance), typeNumber(out, resource)];
  if (isHosts(out, resource)) return addHandle(cx, kind, args, hostRep(cx, resource, value, path));
  if (kind === 'borrow') {
    const rep = instanceRep(cx, resource, value, path);
    return isDefiner(out, resource, options) ? rep : addHandle(cx, kind, args, rep);
  }
  if (out.lent.has(resource)) {
    value = bind(cx.body, value, path.hint);
    cx.body.add(statements`${checked(cx, 'checkNotLent', [value, repKey(out, resource)], path)};`);
  }
  const taken = [out.resourceClass(resource), repKey(out, resource)];
  if (lowered !== undefined) {
    return expression`${out.shim('lowerTaken')}(${[lowered, ...args, ...taken, value, ...pathArgs(path)]})`;
  }
  return expression`${out.shim('lowerOwn')}(${[...args, checked(cx, 'takeRep', [...taken, value], path)]})`;
}

/** A new handle for `rep`. */
function addHandle(
  { out, lowered }: LowerContext, kind: HandleShape['kind'], args: readonly Expression[], rep: Expression,
): Expression {
  const lower = out.shim(kind === 'own' ? 'lowerOwn' : 'lowerBorrow');
  if (lowered === undefined) return expression`${lower}(${[...args, rep]})`;
  return expression`${out.shim('lowerHandle')}(${[lowered, lower, ...args, rep]})`;
}

/** The host's object, if it is of its class. */
function hostRep(cx: LowerContext, resource: number, value: Expression, path: Path): Expression {
  return checked(cx, 'checkInstance', [cx.out.resourceClass(resource), value], path);
}

/** What an instance of a generated class stands for, if it still does. */
export function instanceRep(cx: LowerContext, resource: number, value: Expression, path: Path): Expression {
  const { out, body, lends } = cx;
  const given = value.type === 'ThisExpression' ? value : bind(body, value, path.hint);
  if (lends !== undefined) {
    return checked(cx, 'lendRep', [lends, out.resourceClass(resource), repKey(out, resource), given], path);
  }
  const args = [out.resourceClass(resource), given, ...pathArgs(path)];
  return expression`${given}?.[${repKey(out, resource)}]?.rep ?? ${out.shim('wrongInstance')}(${args})`;
}

// ---------------------------------------------------------------------------------------------- transfer

/** `lowerOwn(handles1, 0, liftOwn(handles0, index, 0))` */
export function transferHandle(
  cx: TransferContext, from: HandleShape, source: Source, to: HandleShape, sink: Sink, hint: string,
): Expression[] {
  const { out } = cx;
  const rep = liftRep(cx, from, cx.from, source);
  if (to.kind === 'borrow' && isDefiner(out, to.resource, cx.to)) return put(cx.body, sink, 'u32', rep, hint);
  const lower = out.shim(to.kind === 'own' ? 'lowerOwn' : 'lowerBorrow');
  const args = [out.table(cx.to.instance), typeNumber(out, to.resource), rep];
  return put(cx.body, sink, 'u32', expression`${lower}(${args})`, hint);
}
