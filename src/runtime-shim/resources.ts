/**
 * Resources as JavaScript sees them: instances of generated classes for a guest's, the host's own objects for
 * a host's (js-mapping.md, "Values", "Host resources and the WASI shims").
 *
 * An instance of a generated class keeps, under a symbol of that class, a holder of its `rep`; it is empty
 * once the resource is dropped or given away. Copies of an instance (`{ ...counter }`) and proxies of it have the
 * same holder, so that nothing is dropped twice. What is forgotten is dropped by the class's registry, if the resource
 * has a destructor.
 */
import { type HandleTable, type ResourceHandle, lowerBorrow, lowerOwn, removeHandle } from './handles.ts';
import { formatPath, wrongType } from './type-error.ts';

/** As much of a class as is looked at here. */
interface ResourceClass {
  readonly name: string;
  readonly prototype: object;
}

/** What an instance stands for; undefined once it stands for nothing. */
export interface Holder {
  rep: unknown;
}

type Instance = Record<symbol, unknown>;

type Registry = FinalizationRegistry<Holder>;

const holderOf = (instance: Instance, repKey: symbol): Holder | undefined => instance[repKey] as Holder | undefined;

/** The key of the method that disposes of an object. */
export const disposeSymbol: symbol = Symbol.dispose ?? Symbol.for('dispose');

// ------------------------------------------------------------------------------------------- out to the host

/** Marks instances that are lent to the host. */
const borrowed = Symbol('borrowed');

/** An instance of a generated class that owns its resource. */
export function makeOwner(Class: ResourceClass, repKey: symbol, rep: unknown, registry?: Registry): object {
  return adoptRep(Object.create(Class.prototype) as Instance, repKey, rep, registry);
}

/** Makes an instance the owner of a resource. */
export function adoptRep(instance: Instance, repKey: symbol, rep: unknown, registry?: Registry): Instance {
  const holder: Holder = { rep };
  instance[repKey] = holder;
  registry?.register(instance, holder);
  return instance;
}

/** An instance that is lent to the host. */
export function makeLoan(Class: ResourceClass, repKey: symbol, rep: unknown): Instance {
  const instance = Object.create(Class.prototype) as Instance;
  instance[repKey] = { rep };
  instance[borrowed] = true;
  return instance;
}

/** The same, noted down for `endLoans`. */
export function noteLoan(loans: Holder[], Class: ResourceClass, repKey: symbol, rep: unknown): Instance {
  const instance = makeLoan(Class, repKey, rep);
  loans.push(instance[repKey] as Holder);
  return instance;
}

/** After the call, instances lent for it stop working. */
export function endLoans(loans: readonly Holder[]): void {
  for (const holder of loans) holder.rep = undefined;
}

// ------------------------------------------------------------------------------------------ in from the host

/** Throws: `value` is no instance of the class, or no longer a resource. */
export function wrongInstance(Class: ResourceClass, value: unknown, path: string, i?: number, j?: number): never {
  if (value instanceof (Class as unknown as typeof Object)) {
    const why = borrowed in value ? 'is only borrowed' : 'has been dropped or given away';
    throw new TypeError(`${formatPath(path, i, j)}: this ${nameOf(Class)} ${why}`);
  }
  wrongType(`an instance of ${nameOf(Class)}`, value, path, i, j);
}

/** A static member may have that name. */
const nameOf = ({ name }: ResourceClass): string => (typeof name === 'string' ? name : 'the resource');

/** An object of the host's, if it is of this class. */
export function checkInstance<T>(Class: ResourceClass, value: T, path: string, i?: number, j?: number): T {
  if (value instanceof (Class as unknown as typeof Object)) return value;
  wrongType(`an instance of ${nameOf(Class)}`, value, path, i, j);
}

/** Takes the resource out of an instance that owns it. */
export function takeRep(
  Class: ResourceClass, repKey: symbol, value: unknown, path: string, i?: number, j?: number,
): unknown {
  const holder = (value as Instance | null | undefined)?.[repKey] as Holder | undefined;
  const rep = holder?.rep;
  if (rep === undefined || borrowed in (value as Instance) || !Object.hasOwn(value as Instance, repKey)) {
    wrongInstance(Class, value, path, i, j);
  }
  holder!.rep = undefined;
  return rep;
}

/** The resource that an instance owns, if it does. */
export function ownedRep(instance: Instance, repKey: symbol): unknown {
  return borrowed in instance ? undefined : holderOf(instance, repKey)?.rep;
}

/** The instance owns its resource no longer. */
export function releaseRep(instance: Instance, repKey: symbol): void {
  (instance[repKey] as Holder).rep = undefined;
}

// -------------------------------------------------------------------------------------------- and back again

/** Something that lowering has done, to be undone should it fail further on. */
export interface Lowered {
  readonly table: HandleTable;
  readonly index: number;
  readonly giveBack?: () => unknown;
}

/** `takeRep` and `lower_own` */
export function lowerTaken(
  lowered: Lowered[], table: HandleTable, type: number, Class: ResourceClass, repKey: symbol,
  value: unknown, path: string, i?: number, j?: number,
): number {
  const rep = takeRep(Class, repKey, value, path, i, j);
  const index = lowerOwn(table, type, rep);
  const holder = (value as Instance)[repKey] as Holder;
  lowered.push({ table, index, giveBack: () => (holder.rep = rep) });
  return index;
}

/** `lower_own` or `lower_borrow` of what needs no giving back */
export function lowerHandle(
  lowered: Lowered[], lower: typeof lowerOwn | typeof lowerBorrow, table: HandleTable, type: number, rep: unknown,
): number {
  const index = lower(table, type, rep);
  lowered.push({ table, index });
  return index;
}

/** Lowering has failed: handles are taken back, newest first, and instances own what they owned. */
export function undoLowering(lowered: Lowered[]): void {
  for (const { table, index, giveBack } of lowered.reverse()) {
    const scope = (removeHandle(table, index) as ResourceHandle).borrowScope;
    if (scope !== undefined) scope.numBorrows--;
    giveBack?.();
  }
}
