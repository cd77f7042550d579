// Resources on the side of JavaScript: who owns what.

import { describe, expect, test } from 'vitest';
import {
  adoptRep, disposeSymbol, dropHostHandle, endLoans, handleTable, lowerBorrow, lowerHandle, lowerOwn, lowerTaken, makeLoan,
  makeOwner, noteLoan, ownedRep, releaseRep, takeRep, undoLowering, wrongInstance, type Holder, type Lowered,
} from '../../src/runtime-shim/index.ts';
import { checkInvariants, isEmpty } from './support/checked-table.ts';

class Counter {
  declare value: number;
}

const rep = Symbol('counter');
const PATH = 'f: argument "counter"';

/** A registry that says what is registered. */
function fakeRegistry() {
  const registered = new Map<unknown, Holder>();
  const registry = {
    register: (instance: object, holder: Holder): void => void registered.set(instance, holder),
    unregister: (): boolean => false,
    [Symbol.toStringTag]: 'FinalizationRegistry' as const,
  };
  return { registered, registry };
}

describe('an owner', () => {
  test('is an instance that is registered with what is empty when its resource is taken', () => {
    const { registered, registry } = fakeRegistry();
    const counter = makeOwner(Counter, rep, 0, registry);
    expect(counter).toBeInstanceOf(Counter);
    expect([...registered]).toEqual([[counter, { rep: 0 }]]);
    expect(takeRep(Counter, rep, counter, PATH)).toBe(0);
    expect([...registered]).toEqual([[counter, { rep: undefined }]]);
    expect(() => takeRep(Counter, rep, counter, PATH))
      .toThrow(new TypeError(`${PATH}: this Counter has been dropped or given away`));
  });

  test('can be made of an instance under construction', () => {
    const counter = new Counter();
    expect(adoptRep(counter as unknown as Record<symbol, unknown>, rep, 7)).toBe(counter);
    expect(takeRep(Counter, rep, counter, PATH)).toBe(7);
  });

  test('owns nothing once it is released', () => {
    const counter = makeOwner(Counter, rep, 5) as Record<symbol, unknown>;
    expect(ownedRep(counter, rep)).toBe(5);
    releaseRep(counter, rep);
    expect(ownedRep(counter, rep)).toBeUndefined();
  });

  test('shares its resource with its copies and proxies', () => {
    const counter = makeOwner(Counter, rep, 5) as Record<symbol, unknown>;
    const [copy, proxy] = [{ ...counter }, new Proxy(counter, {})];
    expect([ownedRep(copy, rep), ownedRep(proxy, rep)]).toEqual([5, 5]);
    releaseRep(proxy, rep);
    expect([ownedRep(copy, rep), ownedRep(counter, rep)]).toEqual([undefined, undefined]);
  });

  test('is not what inherits from one', () => {
    expect(() => takeRep(Counter, rep, Object.create(makeOwner(Counter, rep, 5)), PATH)).toThrow(TypeError);
  });
});

describe('a loan', () => {
  test('stops working when it ends', () => {
    const loans: Holder[] = [];
    const [one, two] = [noteLoan(loans, Counter, rep, 1), noteLoan(loans, Counter, rep, 2)];
    expect([one[rep], two[rep]]).toEqual([{ rep: 1 }, { rep: 2 }]);
    endLoans(loans);
    expect([one[rep], two[rep]]).toEqual([{ rep: undefined }, { rep: undefined }]);
  });

  test('owns nothing, so it is neither dropped nor given away', () => {
    const loan = makeLoan(Counter, rep, 1);
    expect(ownedRep(loan, rep)).toBeUndefined();
    expect(() => takeRep(Counter, rep, loan, PATH)).toThrow(`${PATH}: this Counter is only borrowed`);
  });
});

test.each([undefined, null, 3, 'x', {}, new Date()])('%s is no instance', (value) => {
  expect(() => takeRep(Counter, rep, value, PATH)).toThrow(`${PATH}: expected an instance of Counter, got`);
});

test('a class with a static called name is told without it', () => {
  class Odd {
    static ['name'](): void {}
  }
  expect(() => wrongInstance(Odd as never, 3, PATH)).toThrow(`${PATH}: expected an instance of the resource, got number`);
});

test('what lowering has done is undone: tables and owners are as before', () => {
  const { registered, registry } = fakeRegistry();
  const table = handleTable();
  lowerOwn(table, 0, 'other');
  const [one, two] = [makeOwner(Counter, rep, 1, registry), makeOwner(Counter, rep, 2, registry)];
  const lowered: Lowered[] = [];
  expect(lowerTaken(lowered, table, 0, Counter, rep, one, PATH)).toBe(2);
  expect(lowerHandle(lowered, lowerBorrow, table, 1, {})).toBe(3);
  expect(lowerTaken(lowered, table, 0, Counter, rep, two, PATH)).toBe(4);
  expect(() => lowerTaken(lowered, table, 0, Counter, rep, one, PATH)).toThrow(TypeError);
  undoLowering(lowered);
  checkInvariants(table);
  expect(table.borrowScope.numBorrows).toBe(0);
  expect([lowerOwn(table, 0, 'a'), lowerOwn(table, 0, 'b')]).toEqual([2, 3]);
  expect(new Map(registered)).toEqual(new Map([[one, { rep: 1 }], [two, { rep: 2 }]]));
  expect(takeRep(Counter, rep, one, PATH)).toBe(1);
});

describe("a host's object", () => {
  test('is disposed of with its own handle by the method of that name, if it has one', () => {
    const table = handleTable();
    let disposed = 0;
    const object = { [disposeSymbol]() { disposed++; } };
    const handles = [lowerOwn(table, -1, object), lowerBorrow(table, -1, object), lowerOwn(table, -1, {})];
    for (const handle of handles) dropHostHandle(table, handle, -1);
    expect(disposed).toBe(1);
    expect(table.entries.map(isEmpty)).toEqual([true, true, true, true]);
  });
});
