// Resources as JavaScript sees them: generated classes, loans, what is given away and given back.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Exports, Instance, Instantiate } from './support/component.ts';
import { MEMORY, OPTIONS, component } from './support/component.ts';

/** Counters. `dropped` is the sum of the starts of those that are. */
const COUNTERS = `(component
  (core module $M
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    ${MEMORY}
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
    (func (export "sum") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
  (core module $Dtor (import "" "sum" (global $at (mut i32)))
    (func (export "dtor") (param i32) (global.set $at (i32.add (global.get $at) (local.get 0))))
    (func (export "dropped") (result i32) (global.get $at)))
  (core module $State (global (export "sum") (mut i32) (i32.const 0)))
  (core instance $state (instantiate $State))
  (core instance $d (instantiate $Dtor (with "" (instance $state))))
  (type $counter' (resource (rep i32) (dtor (core func $d "dtor"))))
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
  const exports = instantiate();
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
    class Special extends Counter! {}
    const special = new Special(3);
    expect(special).toBeInstanceOf(Special);
    expect(special['value']?.()).toBe(3);
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

/** A component that hands a component of the host's its own resource: lent alone, lent in a list, and for good. */
const HANDS_OUT = `(component
  (import "user" (component $User
    (import "thing" (type $t (sub resource)))
    (export "look" (func (param "t" (borrow $t)) (result u32)))
    (export "look-at-all" (func (param "ts" (list (borrow $t))) (result u32)))
    (export "keep" (func (param "t" (own $t))))
    (export "give-back" (func (result (own $t))))))
  (core module $Dtor
    (global $sum (mut i32) (i32.const 0))
    (func (export "dtor") (param i32) (global.set $sum (i32.add (global.get $sum) (local.get 0))))
    (func (export "dropped") (result i32) (global.get $sum)))
  (core instance $d (instantiate $Dtor))
  (type $thing (resource (rep i32) (dtor (core func $d "dtor"))))
  (instance $user (instantiate $User (with "thing" (type $thing))))
  (core module $Mem ${MEMORY})
  (core instance $mem (instantiate $Mem))
  (core func $new (canon resource.new $thing))
  (core func $drop (canon resource.drop $thing))
  (core func $rep (canon resource.rep $thing))
  (core func $look (canon lower (func $user "look")))
  (core func $look-at-all (canon lower (func $user "look-at-all") (memory (core memory $mem "memory"))))
  (core func $keep (canon lower (func $user "keep")))
  (core func $give-back (canon lower (func $user "give-back")))
  (core module $M
    (import "" "memory" (memory 1))
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "rep" (func $rep (param i32) (result i32)))
    (import "" "look" (func $look (param i32) (result i32)))
    (import "" "look-at-all" (func $look-at-all (param i32 i32) (result i32)))
    (import "" "keep" (func $keep (param i32)))
    (import "" "give-back" (func $give-back (result i32)))
    (func (export "lend") (result i32) (local $a i32) (local $seen i32)
      (local.set $a (call $new (i32.const 5)))
      (local.set $seen (call $look (local.get $a)))
      (i32.store (i32.const 16) (local.get $a))
      (i32.store (i32.const 20) (local.get $a))
      (local.set $seen (i32.add (local.get $seen) (call $look-at-all (i32.const 16) (i32.const 2))))
      (call $drop (local.get $a))
      (local.get $seen))
    (func (export "give") (call $keep (call $new (i32.const 7))))
    (func (export "get") (result i32) (call $rep (call $give-back))))
  (core instance $m (instantiate $M (with "" (instance
    (export "memory" (memory $mem "memory")) (export "new" (func $new)) (export "drop" (func $drop))
    (export "rep" (func $rep)) (export "look" (func $look)) (export "look-at-all" (func $look-at-all))
    (export "keep" (func $keep)) (export "give-back" (func $give-back))))))
  (func (export "lend") (result u32) (canon lift (core func $m "lend")))
  (func (export "give") (canon lift (core func $m "give")))
  (func (export "get") (result u32) (canon lift (core func $m "get")))
  (func (export "dropped") (result u32) (canon lift (core func $d "dropped"))))`;

describe("a guest's resource in the hands of the host", () => {
  /** A component of the host's that keeps what it gets. */
  function hostComponent() {
    const seen: Instance[] = [];
    let Thing: unknown;
    const user = (_: unknown, imports: { readonly thing: unknown }) => {
      Thing = imports.thing;
      return {
        look: (thing: Instance) => seen.push(thing),
        lookAtAll: (things: Instance[]) => seen.push(...things),
        keep: (thing: Instance) => void seen.push(thing),
        giveBack: () => seen[0],
      };
    };
    return { seen, imports: { user }, classOf: () => Thing as new () => Instance };
  }

  test('is lent for the time of the call', async () => {
    const { seen, imports, classOf } = hostComponent();
    const { lend, dropped, give, get } = (await component(HANDS_OUT))(imports);
    expect(lend?.()).toBe(1 + 3);
    expect(seen).toHaveLength(3);
    expect(seen.every((each) => each instanceof classOf())).toBe(true);
    expect(dropped?.()).toBe(5);
    for (const each of seen) each[Symbol.dispose]();
    expect(dropped?.()).toBe(5);
    expect(() => new (classOf())()).toThrow('Thing has no constructor');
    give?.();
    seen.splice(0, 3);
    expect(get?.()).toBe(7);
  });

  test('is dropped by dispose when it was given away, and only then', async () => {
    const { seen, imports } = hostComponent();
    const { give, dropped } = (await component(HANDS_OUT))(imports);
    give?.();
    expect(dropped?.()).toBe(0);
    seen[0]?.[Symbol.dispose]();
    expect(dropped?.()).toBe(7);
  });

  test('is no longer given back when it was only lent, nor twice', async () => {
    const { seen, imports } = hostComponent();
    const { lend, get } = (await component(HANDS_OUT))(imports);
    lend?.();
    expect(() => get?.()).toThrow('giveBack: result: this Thing is only borrowed');
    expect(seen).toHaveLength(3);
    const other = hostComponent();
    const { give, get: getOnce } = (await component(HANDS_OUT))(other.imports);
    give?.();
    expect(getOnce?.()).toBe(7);
    expect(() => getOnce?.()).toThrow('giveBack: result: this Thing has been dropped or given away');
  });

  test('is dropped when it is forgotten', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const { seen, imports } = hostComponent();
    const { give, dropped } = (await component(HANDS_OUT))(imports);
    give?.();
    seen.length = 0;
    for (let i = 0; i < 50 && dropped?.() === 0; i++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(dropped?.()).toBe(7);
  });
});

/** A component that looks at a resource of the host's and drops its handle. */
const LENDER = `(component
  (import "host" (instance $host
    (export "thing" (type $t (sub resource)))
    (export "look" (func (param "t" (borrow $t)) (result u32)))
    (export "look-at-all" (func (param "ts" (list (borrow $t))) (result u32)))))
  (alias export $host "thing" (type $thing))
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
