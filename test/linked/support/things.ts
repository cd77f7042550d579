// Two components for tests of resources and errors: one that has things, and one that uses them.

/** Exports `my:a/things@1.0.0`. A thing is a number. */
export const THINGS = `(component
  (core module $m
    (memory (export "memory") 1)
    (global $drops (mut i32) (i32.const 0))
    (global $sum (mut i32) (i32.const 0))
    (func (export "dtor") (param i32)
      (global.set $drops (i32.add (global.get $drops) (i32.const 1)))
      (global.set $sum (i32.add (global.get $sum) (local.get 0))))
    (func (export "value") (param i32) (result i32) (local.get 0))
    (func (export "peek") (param i32) (result i32) (local.get 0))
    (func (export "drops") (result i32) (global.get $drops))
    (func (export "sum") (result i32) (global.get $sum))
    (func (export "boom") unreachable)
    (func (export "check") (param i32) (result i32)
      (i32.store8 (i32.const 0) (i32.gt_u (local.get 0) (i32.const 9)))
      (i32.store (i32.const 4) (i32.add (local.get 0) (i32.const 100)))
      (i32.const 0)))
  (core module $builtins
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "rep" (func $rep (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
    (func (export "consume") (param i32) (result i32)
      (local $rep i32)
      (local.set $rep (call $rep (local.get 0)))
      (call $drop (local.get 0))
      (local.get $rep))
    (func (export "merge") (param i32 i32) (result i32)
      (local $sum i32)
      (local.set $sum (i32.add (call $rep (local.get 0)) (local.get 1)))
      (call $drop (local.get 0))
      (call $new (local.get $sum))))
  (core instance $i (instantiate $m))
  (type $thing' (resource (rep i32) (dtor (core func $i "dtor"))))
  (core func $new (canon resource.new $thing'))
  (core func $rep (canon resource.rep $thing'))
  (core func $drop (canon resource.drop $thing'))
  (core instance $b (instantiate $builtins (with "" (instance
    (export "new" (func $new)) (export "rep" (func $rep)) (export "drop" (func $drop))))))
  (func $construct (param "n" u32) (result (own $thing')) (canon lift (core func $b "make")))
  (func $value (param "self" (borrow $thing')) (result u32) (canon lift (core func $i "value")))
  (func $peek (param "t" (borrow $thing')) (result u32) (canon lift (core func $i "peek")))
  (func $make (param "n" u32) (result (own $thing')) (canon lift (core func $b "make")))
  (func $consume (param "t" (own $thing')) (result u32) (canon lift (core func $b "consume")))
  (func $merge (param "a" (own $thing')) (param "b" (borrow $thing')) (result (own $thing'))
    (canon lift (core func $b "merge")))
  (func $drops (result u32) (canon lift (core func $i "drops")))
  (func $sum (result u32) (canon lift (core func $i "sum")))
  (func $boom (canon lift (core func $i "boom")))
  (func $check (param "n" u32) (result (result u32 (error u32)))
    (canon lift (core func $i "check") (memory (core memory $i "memory"))))
  (component $shape
    (import "thing" (type $thing (sub resource)))
    (import "construct" (func $construct (param "n" u32) (result (own $thing))))
    (import "value" (func $value (param "self" (borrow $thing)) (result u32)))
    (import "peek" (func $peek (param "t" (borrow $thing)) (result u32)))
    (import "make" (func $make (param "n" u32) (result (own $thing))))
    (import "consume" (func $consume (param "t" (own $thing)) (result u32)))
    (import "merge" (func $merge (param "a" (own $thing)) (param "b" (borrow $thing)) (result (own $thing))))
    (import "drops" (func $drops (result u32)))
    (import "sum" (func $sum (result u32)))
    (import "boom" (func $boom))
    (import "check" (func $check (param "n" u32) (result (result u32 (error u32)))))
    (export $thing' "thing" (type $thing))
    (export "[constructor]thing" (func $construct) (func (param "n" u32) (result (own $thing'))))
    (export "[method]thing.value" (func $value) (func (param "self" (borrow $thing')) (result u32)))
    (export "peek" (func $peek) (func (param "t" (borrow $thing')) (result u32)))
    (export "make" (func $make) (func (param "n" u32) (result (own $thing'))))
    (export "consume" (func $consume) (func (param "t" (own $thing')) (result u32)))
    (export "merge" (func $merge) (func (param "a" (own $thing')) (param "b" (borrow $thing')) (result (own $thing'))))
    (export "drops" (func $drops))
    (export "sum" (func $sum))
    (export "boom" (func $boom))
    (export "check" (func $check)))
  (instance $things (instantiate $shape
    (with "thing" (type $thing')) (with "construct" (func $construct)) (with "value" (func $value))
    (with "peek" (func $peek)) (with "make" (func $make)) (with "consume" (func $consume)) (with "merge" (func $merge))
    (with "drops" (func $drops)) (with "sum" (func $sum)) (with "boom" (func $boom)) (with "check" (func $check))))
  (export "my:a/things@1.0.0" (instance $things)))`;

/** Imports it, and hands on what it gets. It holds one thing. */
export const USER = `(component
  (import "my:a/things@1.0.0" (instance $things
    (export "thing" (type $thing (sub resource)))
    (export "[constructor]thing" (func (param "n" u32) (result (own $thing))))
    (export "[method]thing.value" (func (param "self" (borrow $thing)) (result u32)))
    (export "peek" (func (param "t" (borrow $thing)) (result u32)))
    (export "consume" (func (param "t" (own $thing)) (result u32)))
    (export "merge" (func (param "a" (own $thing)) (param "b" (borrow $thing)) (result (own $thing))))
    (export "boom" (func))
    (export "check" (func (param "n" u32) (result (result u32 (error u32)))))))
  (alias export $things "thing" (type $thing))
  (core module $mem (memory (export "memory") 1))
  (core instance $mem (instantiate $mem))
  (core func $new (canon lower (func $things "[constructor]thing")))
  (core func $value (canon lower (func $things "[method]thing.value")))
  (core func $peek (canon lower (func $things "peek")))
  (core func $consume (canon lower (func $things "consume")))
  (core func $merge (canon lower (func $things "merge")))
  (core func $boom (canon lower (func $things "boom")))
  (core func $check (canon lower (func $things "check") (memory (core memory $mem "memory"))))
  (core func $drop (canon resource.drop $thing))
  (core module $m
    (import "" "memory" (memory 1))
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "value" (func $value (param i32) (result i32)))
    (import "" "peek" (func $peek (param i32) (result i32)))
    (import "" "consume" (func $consume (param i32) (result i32)))
    (import "" "merge" (func $merge (param i32 i32) (result i32)))
    (import "" "boom" (func $boom))
    (import "" "check" (func $check (param i32 i32)))
    (import "" "drop" (func $drop (param i32)))
    (global $held (mut i32) (i32.const 0))
    (func (export "story") (param $n i32) (result i32)
      (local $thing i32) (local $sum i32)
      (local.set $thing (call $new (local.get $n)))
      (local.set $sum (i32.add (call $value (local.get $thing)) (call $peek (local.get $thing))))
      (call $drop (local.get $thing))
      (local.get $sum))
    (func (export "hold") (param i32) (global.set $held (local.get 0)))
    (func (export "held") (result i32) (call $value (global.get $held)))
    (func (export "give-back") (result i32) (global.get $held))
    (func (export "release") (call $drop (global.get $held)))
    (func (export "consume-held") (result i32) (call $consume (global.get $held)))
    (func (export "merge") (param $t i32)
      (global.set $held (call $merge (global.get $held) (local.get $t)))
      (call $drop (local.get $t)))
    (func (export "look") (param $t i32) (result i32)
      (local $value i32)
      (local.set $value (call $value (local.get $t)))
      (call $drop (local.get $t))
      (local.get $value))
    (func (export "keep") (param i32))
    (func (export "boom") (call $boom))
    (func (export "catch-boom") (result i32)
      (block $caught (try_table (catch_all $caught) (call $boom)))
      (i32.const 1))
    (func (export "check") (param i32) (result i32)
      (call $check (local.get 0) (i32.const 0))
      (i32.const 0)))
  (core instance $i (instantiate $m (with "" (instance
    (export "memory" (memory $mem "memory")) (export "new" (func $new)) (export "value" (func $value))
    (export "peek" (func $peek)) (export "consume" (func $consume)) (export "merge" (func $merge))
    (export "boom" (func $boom)) (export "check" (func $check)) (export "drop" (func $drop))))))
  (func (export "story") (param "n" u32) (result u32) (canon lift (core func $i "story")))
  (func (export "hold") (param "t" (own $thing)) (canon lift (core func $i "hold")))
  (func (export "held") (result u32) (canon lift (core func $i "held")))
  (func (export "give-back") (result (own $thing)) (canon lift (core func $i "give-back")))
  (func (export "release") (canon lift (core func $i "release")))
  (func (export "consume-held") (result u32) (canon lift (core func $i "consume-held")))
  (func (export "merge") (param "t" (borrow $thing)) (canon lift (core func $i "merge")))
  (func (export "look") (param "t" (borrow $thing)) (result u32) (canon lift (core func $i "look")))
  (func (export "keep") (param "t" (borrow $thing)) (canon lift (core func $i "keep")))
  (func (export "boom") (canon lift (core func $i "boom")))
  (func (export "catch-boom") (result u32) (canon lift (core func $i "catch-boom")))
  (func (export "check") (param "n" u32) (result (result u32 (error u32)))
    (canon lift (core func $i "check") (memory (core memory $mem "memory")))))`;

export interface Thing extends Disposable {
  value(): number;
}

export interface Things {
  readonly Thing: new (n: number) => Thing;
  make(n: number): Thing;
  peek(thing: Thing): number;
  consume(thing: Thing): number;
  merge(a: Thing, b: Thing): Thing;
  drops(): number;
  sum(): number;
  boom(): void;
  check(n: number): number;
}

export interface User {
  story(n: number): number;
  hold(thing: Thing): void;
  held(): number;
  giveBack(): Thing;
  release(): void;
  consumeHeld(): number;
  merge(thing: Thing): void;
  look(thing: Thing): number;
  keep(thing: Thing): void;
  boom(): void;
  catchBoom(): number;
  check(n: number): number;
}
