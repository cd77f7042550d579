// Two components for tests of handles in streams, and of borrows that last while a call waits.

import type { Thing } from './things.ts';

/**
 * Exports `my:a/pool`: `all` gives a stream of three things, 1, 2 and 3; `later: async func(borrow<thing>) -> u32` gives its value
 * after `pause`.
 */
export const POOL = `(component
  (import "pause" (func $pause async))
  (core module $mem (memory (export "memory") 1))
  (core instance $mem (instantiate $mem))
  (core module $dtor
    (global $drops (mut i32) (i32.const 0))
    (func (export "dtor") (param i32) (global.set $drops (i32.add (global.get $drops) (local.get 0))))
    (func (export "dropped") (result i32) (global.get $drops)))
  (core instance $d (instantiate $dtor))
  (type $thing' (resource (rep i32) (dtor (core func $d "dtor"))))
  (type $things' (stream (own $thing')))
  (core func $new (canon resource.new $thing'))
  (core func $ends (canon stream.new $things'))
  (core func $write (canon stream.write $things' async (memory (core memory $mem "memory"))))
  (core func $pause' (canon lower (func $pause) async))
  (core func $return (canon task.return (result u32)))
  (core func $set (canon waitable-set.new))
  (core func $join (canon waitable.join))
  (core func $drop (canon subtask.drop))
  (core func $get (canon context.get i32 0))
  (core func $put (canon context.set i32 0))
  (core module $m
    (import "" "memory" (memory 1))
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "ends" (func $ends (result i64)))
    (import "" "write" (func $write (param i32 i32 i32) (result i32)))
    (import "" "pause" (func $pause (result i32)))
    (import "" "return" (func $return (param i32)))
    (import "" "set" (func $set (result i32)))
    (import "" "join" (func $join (param i32 i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "get" (func $get (result i32)))
    (import "" "put" (func $put (param i32)))
    (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
    (func (export "value") (param i32) (result i32) (local.get 0))
    (func (export "all") (result i32)
      (local $ends i64)
      (i32.store (i32.const 1024) (call $new (i32.const 1)))
      (i32.store (i32.const 1028) (call $new (i32.const 2)))
      (i32.store (i32.const 1032) (call $new (i32.const 3)))
      (local.set $ends (call $ends))
      (drop (call $write (i32.wrap_i64 (i64.shr_u (local.get $ends) (i64.const 32))) (i32.const 1024) (i32.const 3)))
      (i32.wrap_i64 (local.get $ends)))
    (func (export "later") (param $rep i32) (result i32)
      (local $set i32)
      (local.set $set (call $set))
      (call $put (local.get $rep))
      (call $join (i32.shr_u (call $pause) (i32.const 4)) (local.get $set))
      (i32.or (i32.const 2) (i32.shl (local.get $set) (i32.const 4))))
    (func (export "callback") (param i32 i32 i32) (result i32)
      (call $drop (local.get 1))
      (call $return (call $get))
      (i32.const 0)))
  (core instance $i (instantiate $m (with "" (instance
    (export "memory" (memory $mem "memory")) (export "new" (func $new)) (export "ends" (func $ends))
    (export "write" (func $write)) (export "pause" (func $pause')) (export "return" (func $return))
    (export "set" (func $set)) (export "join" (func $join)) (export "drop" (func $drop)) (export "get" (func $get))
    (export "put" (func $put))))))
  (func $make (param "n" u32) (result (own $thing')) (canon lift (core func $i "make")))
  (func $value (param "self" (borrow $thing')) (result u32) (canon lift (core func $i "value")))
  (func $all (result $things') (canon lift (core func $i "all")))
  (func $later async (param "t" (borrow $thing')) (result u32)
    (canon lift (core func $i "later") async (callback (core func $i "callback"))))
  (func $dropped (result u32) (canon lift (core func $d "dropped")))
  (component $shape
    (import "thing" (type $thing (sub resource)))
    (type $things (stream (own $thing)))
    (import "make" (func $make (param "n" u32) (result (own $thing))))
    (import "value" (func $value (param "self" (borrow $thing)) (result u32)))
    (import "all" (func $all (result $things)))
    (import "later" (func $later async (param "t" (borrow $thing)) (result u32)))
    (import "dropped" (func $dropped (result u32)))
    (export $thing' "thing" (type $thing))
    (type $things' (stream (own $thing')))
    (export "make" (func $make) (func (param "n" u32) (result (own $thing'))))
    (export "[method]thing.value" (func $value) (func (param "self" (borrow $thing')) (result u32)))
    (export "all" (func $all) (func (result $things')))
    (export "later" (func $later) (func async (param "t" (borrow $thing')) (result u32)))
    (export "dropped" (func $dropped)))
  (instance $pool (instantiate $shape
    (with "thing" (type $thing')) (with "make" (func $make)) (with "value" (func $value)) (with "all" (func $all))
    (with "later" (func $later)) (with "dropped" (func $dropped))))
  (export "my:a/pool" (instance $pool)))`;

/** Imports it. `sum: async func(stream<thing>) -> u32` reads once; `later` hands a borrow on to the pool's. */
export const SWIMMER = `(component
  (import "my:a/pool" (instance $pool
    (export "thing" (type $thing (sub resource)))
    (export "[method]thing.value" (func (param "self" (borrow $thing)) (result u32)))
    (export "later" (func async (param "t" (borrow $thing)) (result u32)))))
  (alias export $pool "thing" (type $thing))
  (type $things (stream (own $thing)))
  (core module $mem (memory (export "memory") 1))
  (core instance $mem (instantiate $mem))
  (core func $value (canon lower (func $pool "[method]thing.value")))
  (core func $later (canon lower (func $pool "later") async (memory (core memory $mem "memory"))))
  (core func $drop-thing (canon resource.drop $thing))
  (core func $read (canon stream.read $things async (memory (core memory $mem "memory"))))
  (core func $drop-stream (canon stream.drop-readable $things))
  (core func $return (canon task.return (result u32)))
  (core func $set (canon waitable-set.new))
  (core func $join (canon waitable.join))
  (core func $drop (canon subtask.drop))
  (core func $get (canon context.get i32 0))
  (core func $put (canon context.set i32 0))
  (core module $m
    (import "" "memory" (memory 1))
    (import "" "value" (func $value (param i32) (result i32)))
    (import "" "later" (func $later (param i32 i32) (result i32)))
    (import "" "drop-thing" (func $drop-thing (param i32)))
    (import "" "read" (func $read (param i32 i32 i32) (result i32)))
    (import "" "drop-stream" (func $drop-stream (param i32)))
    (import "" "return" (func $return (param i32)))
    (import "" "set" (func $set (result i32)))
    (import "" "join" (func $join (param i32 i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "get" (func $get (result i32)))
    (import "" "put" (func $put (param i32)))
    (func (export "sum") (param $stream i32) (result i32)
      (local $n i32) (local $sum i32) (local $thing i32)
      ;; What is read is there at once.
      (local.set $n (i32.shr_u (call $read (local.get $stream) (i32.const 1024) (i32.const 10)) (i32.const 4)))
      (block $done (loop $next
        (br_if $done (i32.eqz (local.get $n)))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (local.set $thing (i32.load (i32.add (i32.const 1024) (i32.mul (local.get $n) (i32.const 4)))))
        (local.set $sum (i32.add (local.get $sum) (call $value (local.get $thing))))
        (call $drop-thing (local.get $thing))
        (br $next)))
      (call $drop-stream (local.get $stream))
      (call $return (local.get $sum))
      (i32.const 0))
    (func (export "later") (param $thing i32) (result i32)
      (local $set i32)
      (local.set $set (call $set))
      (call $put (local.get $thing))
      (call $join (i32.shr_u (call $later (local.get $thing) (i32.const 0)) (i32.const 4)) (local.get $set))
      (i32.or (i32.const 2) (i32.shl (local.get $set) (i32.const 4))))
    (func (export "callback") (param i32 i32 i32) (result i32)
      (call $drop (local.get 1))
      (call $drop-thing (call $get))
      (call $return (i32.load (i32.const 0)))
      (i32.const 0)))
  (core instance $i (instantiate $m (with "" (instance
    (export "memory" (memory $mem "memory")) (export "value" (func $value)) (export "later" (func $later))
    (export "drop-thing" (func $drop-thing)) (export "read" (func $read)) (export "drop-stream" (func $drop-stream))
    (export "return" (func $return)) (export "set" (func $set)) (export "join" (func $join)) (export "drop" (func $drop))
    (export "get" (func $get)) (export "put" (func $put))))))
  (func (export "sum") async (param "s" $things) (result u32)
    (canon lift (core func $i "sum") async (callback (core func $i "callback"))))
  (func (export "later") async (param "t" (borrow $thing)) (result u32)
    (canon lift (core func $i "later") async (callback (core func $i "callback")))))`;

export interface Pool {
  make(n: number): Thing;
  all(): AsyncIterable<Thing>;
  later(thing: Thing): Promise<number>;
  dropped(): number;
}

export interface Swimmer {
  sum(stream: AsyncIterable<Thing> | Iterable<Thing>): Promise<number>;
  later(thing: Thing): Promise<number>;
}
