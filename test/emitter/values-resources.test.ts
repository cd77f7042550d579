// Resources as JavaScript sees them: generated classes, loans, what is given away and given back.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Exports, Instance, Instantiate } from './support/component.ts';
import { MEMORY, OPTIONS, component } from './support/component.ts';

/** Counters. `dropped` is the sum of the starts of those that are; `visit` lends one to the host. */
const COUNTERS = `(component
  (import "visit" (func $visit (param "counter" u32)))
  (core module $M ${MEMORY}
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (global $dropped (mut i32) (i32.const 0))
    (func (export "construct") (param i32) (result i32) (call $new (local.get 0)))
    (func (export "value") (param i32) (result i32) (local.get 0))
    (func (export "make") (param i32) (result i32) (call $new (i32.mul (local.get 0) (i32.const 10))))
    (func (export "take") (param i32) (call $drop (local.get 0)))
    (func (export "take-two") (param i32 i32) (call $drop (local.get 0)) (call $drop (local.get 1)))
    (func (export "take-list") (param i32 i32) (local $i i32)
      (loop $next
        (if (i32.lt_u (local.get $i) (local.get 1)) (then
          (call $drop (i32.load (i32.add (local.get 0) (i32.mul (local.get $i) (i32.const 4)))))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br $next)))))
    (func (export "sum") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (func (export "dropped") (result i32) (global.get $dropped)))
  (core module $Dtor (import "" "add" (global $at (mut i32)))
    (func (export "dtor") (param i32) (global.set $at (i32.add (global.get $at) (local.get 0))))
    (func (export "dropped") (result i32) (global.get $at)))
  (core module $State (global (export "add") (mut i32) (i32.const 0)))
  (core instance $state (instantiate $State))
  (core instance $d (instantiate $Dtor (with "" (instance $state))))
  (type $counter' (resource (rep i32) (dtor (func $d "dtor"))))
  (core func $new (canon resource.new $counter'))
  (core func $drop (canon resource.drop $counter'))
  (core instance $m (instantiate $M (with "" (instance (export "new" (func $new)) (export "drop" (func $drop))))))
  (export $counter "counter" (type $counter'))
  (func (export "[constructor]counter") (param "start" u32) (result (own $counter)) (canon lift (core func $m "construct")))
  (func (export "[method]counter.value") (param "self" (borrow $counter)) (result u32) (canon lift (core func $m "value")))
  (func (export "[static]counter.make") (param "n" u32) (result (own $counter)) (canon lift (core func $m "make")))
  (func (export "take") (param "counter" (own $counter)) (canon lift (core func $m "take")))
  (func (export "take-two") (param "a" (own $counter)) (param "b" (own $counter)) (canon lift (core func $m "take-two")))
  (func (export "take-list") (param "counters" (list (own $counter))) (canon lift (core func $m "take-list") ${OPTIONS}))
  (func (export "sum") (param "a" (borrow $counter)) (param "b" (borrow $counter)) (result u32) (canon lift (core func $m "sum")))
  (func (export "dropped") (result u32) (canon lift (core func $d "dropped"))))`;

let instantiate: Instantiate;

beforeAll(async () => {
  instantiate = await component(COUNTERS);
});

/** A fresh instance and counters of it. */
function counters(...starts: number[]): [Exports, ...Instance[]] {
  const exports = instantiate({ visit: { default: () => {} } });
  const Counter = exports['Counter']!;
  return [exports, ...starts.map((start) => new Counter(start))];
}

describe('a generated class', () => {
  test('has methods on its prototype and statics on itself', () => {
    const [{ Counter }, five] = counters(5);
    expect(five).toBeInstanceOf(Counter);
    expect(five?.['value']?.()).toBe(5);
    const made = (Counter as unknown as { make(n: number): Instance }).make(7);
    expect(made).toBeInstanceOf(Counter);
    expect(made['value']?.()).toBe(70);
    expect(Object.keys(made)).toEqual([]);
  });

  test('can be extended', () => {
    const [{ Counter }] = counters();
    class Named extends Counter! {
      readonly name = 'mine';
    }
    const named = new Named(3);
    expect([named.name, named['value']?.()]).toEqual(['mine', 3]);
  });

  test('drops its resource once, by dispose', () => {
    const [{ dropped }, five] = counters(5);
    five?.[Symbol.dispose]();
    expect(dropped?.()).toBe(5);
    five?.[Symbol.dispose]();
    expect(dropped?.()).toBe(5);
    expect(() => five?.['value']?.()).toThrow(new TypeError('Counter.value: this: this Counter has been dropped or given away'));
  });

  test("keeps apart instances of two instantiations", () => {
    const [one] = counters();
    const [, five] = counters(5);
    expect(() => one['take']?.(five)).toThrow('take: argument "counter": expected an instance of Counter, got object');
    expect(() => one['sum']?.(five, five)).toThrow('sum: argument "a": expected an instance of Counter, got object');
  });

  test("is asked for by methods and functions, and nothing else will do", () => {
    const [{ sum, take }, five] = counters(5);
    const value = five?.['value'];
    expect(() => value?.call(undefined)).toThrow('Counter.value: this: expected an instance of Counter, got undefined');
    for (const wrong of [undefined, null, 3, {}, 'x']) {
      expect(() => sum?.(five, wrong)).toThrow('sum: argument "b": expected an instance of Counter, got');
      expect(() => take?.(wrong)).toThrow('take: argument "counter": expected an instance of Counter, got');
    }
    expect(sum?.(five, five)).toBe(10);
  });
});

describe('what is given away', () => {
  test('is the component\'s to drop', () => {
    const [{ take, dropped }, five] = counters(5);
    take?.(five);
    expect(dropped?.()).toBe(5);
    five?.[Symbol.dispose]();
    expect(dropped?.()).toBe(5);
    expect(() => take?.(five)).toThrow('take: argument "counter": this Counter has been dropped or given away');
  });

  test('cannot be given twice in one call, and is given back then', () => {
    const [{ takeTwo, dropped }, five, six] = counters(5, 6);
    expect(() => takeTwo?.(five, five)).toThrow('takeTwo: argument "b": this Counter has been dropped or given away');
    expect(five?.['value']?.()).toBe(5);
    takeTwo?.(six, five);
    expect(dropped?.()).toBe(11);
  });

  test.each([
    ['is refused', 3, 'takeList: argument "counters"[2]: expected an instance of Counter, got number'],
    ['was given already', 'again', 'takeList: argument "counters"[2]: this Counter has been dropped or given away'],
  ])('in a list is given back if a later element %s', (_, last, text) => {
    const [{ takeList, take, dropped }, five, six] = counters(5, 6);
    expect(() => takeList?.([five, six, last === 'again' ? five : last])).toThrow(text);
    expect([five?.['value']?.(), six?.['value']?.()]).toEqual([5, 6]);
    expect(dropped?.()).toBe(0);
    takeList?.([six]);
    take?.(five);
    expect(dropped?.()).toBe(11);
  });
});

/** A component that lends its own resource to the host, and gives it one. */
const LENDER = `(component
  (type $thing' (resource (rep i32)))
  (import "host" (instance $host
    (export "thing" (type $t (sub resource)))
    (export "look" (func (param "t" (borrow $t)) (result u32)))
    (export "look-at-all" (func (param "ts" (list (borrow $t))) (result u32)))))
  (alias export $host "thing" (type $thing))
  (core module $M ${MEMORY}
    (import "" "look" (func $look (param i32) (result i32)))
    (import "" "look-at-all" (func $look-at-all (param i32 i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (func (export "show") (param i32) (result i32) (local $seen i32)
      (local.set $seen (call $look (local.get 0)))
      (i32.store (i32.const 16) (local.get 0))
      (i32.store (i32.const 20) (local.get 0))
      (local.set $seen (i32.add (local.get $seen) (call $look-at-all (i32.const 16) (i32.const 2))))
      (call $drop (local.get 0))
      (local.get $seen))
    (func (export "keep") (param i32)))
  (core module $Mem ${MEMORY})
  (core instance $mem (instantiate $Mem))
  (core func $look (canon lower (func $host "look")))
  (core func $look-at-all (canon lower (func $host "look-at-all") (memory (core memory $mem "memory"))))
  (core func $drop (canon resource.drop $thing))
  (core module $Main
    (import "" "memory" (memory 1))
    (import "" "look" (func $look (param i32) (result i32)))
    (import "" "look-at-all" (func $look-at-all (param i32 i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (func (export "show") (param i32) (result i32) (local $seen i32)
      (local.set $seen (call $look (local.get 0)))
      (i32.store (i32.const 16) (local.get 0))
      (i32.store (i32.const 20) (local.get 0))
      (local.set $seen (i32.add (local.get $seen) (call $look-at-all (i32.const 16) (i32.const 2))))
      (call $drop (local.get 0))
      (local.get $seen))
    (func (export "keep") (param i32)))
  (core instance $main (instantiate $Main (with "" (instance
    (export "memory" (memory $mem "memory")) (export "look" (func $look)) (export "look-at-all" (func $look-at-all))
    (export "drop" (func $drop))))))
  (func (export "show") (param "t" (borrow $thing)) (result u32) (canon lift (core func $main "show")))
  (func (export "give") (param "t" (own $thing)) (result u32) (canon lift (core func $main "show")))
  (func (export "keep") (param "t" (borrow $thing)) (canon lift (core func $main "keep"))))`;

describe("the host's own resources", () => {
  class Thing {
    disposed = 0;
    [Symbol.dispose](): void {
      this.disposed++;
    }
  }
  const seen: unknown[] = [];
  const host = {
    Thing,
    look: (thing: unknown) => seen.push(thing),
    lookAtAll: (things: unknown[]) => seen.push(...things),
  };

  test('are its very objects, lent or owned, disposed of once when an own handle is dropped', async () => {
    const { show, give } = (await component(LENDER))({ host });
    const thing = new Thing();
    seen.length = 0;
    expect(show?.(thing)).toBe(1 + 3);
    expect(seen).toEqual([thing, thing, thing]);
    expect(seen.every((each) => each === thing)).toBe(true);
    expect(thing.disposed).toBe(0);
    give?.(thing);
    expect(thing.disposed).toBe(1);
  });

  test('are checked to be of their class', async () => {
    const { show, give } = (await component(LENDER))({ host });
    expect(() => show?.({})).toThrow('show: argument "t": expected an instance of Thing, got object');
    expect(() => give?.(undefined)).toThrow('give: argument "t": expected an instance of Thing, got undefined');
    class Special extends Thing {}
    seen.length = 0;
    expect(show?.(new Special())).toBe(4);
  });

  test('must not be kept when they were lent', async () => {
    const { keep, show } = (await component(LENDER))({ host });
    expect(() => keep?.(new Thing())).toThrow('borrow handles still remain at the end of the call');
    expect(() => show?.(new Thing())).toThrow('cannot enter component instance');
  });
});
