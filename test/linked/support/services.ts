// Two components for tests of asynchronous calls: a service that waits for the host, and its client.

/** Of a component whose tasks wait in their callbacks: the built-ins that both need. */
const TASKS = `(core func $set (canon waitable-set.new))
  (core func $drop-set (canon waitable-set.drop))
  (core func $join (canon waitable.join))
  (core func $drop (canon subtask.drop))
  (core func $cancel (canon subtask.cancel))
  (core func $get (canon context.get i32 0))
  (core func $put (canon context.set i32 0))`;

const TASK_IMPORTS = `(import "" "set" (func $set (result i32)))
    (import "" "drop-set" (func $drop-set (param i32)))
    (import "" "join" (func $join (param i32 i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "cancel" (func $cancel (param i32) (result i32)))
    (import "" "get" (func $get (result i32)))
    (import "" "put" (func $put (param i32)))
    (import "" "memory" (memory 1))`;

const TASK_FUNCS = `;; A record per task, at the address that its context is: what it was given, the set.
    (global $next (mut i32) (i32.const 1024))
    (func $wait-for (param $state i32) (param $given i32) (result i32)
      (local $set i32)
      (local.set $set (call $set))
      (i32.store (global.get $next) (local.get $given))
      (i32.store offset=4 (global.get $next) (local.get $set))
      (call $put (global.get $next))
      (global.set $next (i32.add (global.get $next) (i32.const 16)))
      (call $join (i32.shr_u (local.get $state) (i32.const 4)) (local.get $set))
      (i32.or (i32.const 2 (; WAIT ;)) (i32.shl (local.get $set) (i32.const 4))))
    (func $waited (param $subtask i32)
      (call $drop (local.get $subtask))
      (call $drop-set (i32.load offset=4 (call $get))))`;

const TASK_EXPORTS = `(export "set" (func $set)) (export "drop-set" (func $drop-set)) (export "join" (func $join))
    (export "drop" (func $drop)) (export "cancel" (func $cancel)) (export "get" (func $get)) (export "put" (func $put))
    (export "memory" (memory $mem "memory"))`;

/**
 * Imports `pause: async func(n: u32)`. Exports `double: async func(n: u32) -> u32`, which pauses first, `check`, which gives an
 * error above 9, `trap-later`, and `busy: func(on: u32)` for backpressure.
 */
export const SERVICE = `(component
  (import "pause" (func $pause async (param "n" u32)))
  (core module $mem (memory (export "memory") 1))
  (core instance $mem (instantiate $mem))
  (core func $pause' (canon lower (func $pause) async))
  ${TASKS}
  (core func $return (canon task.return (result u32)))
  (core func $return-result (canon task.return (result (result u32 (error u32)))))
  (core func $return-nothing (canon task.return))
  (core func $inc (canon backpressure.inc))
  (core func $dec (canon backpressure.dec))
  (core module $m
    ${TASK_IMPORTS}
    (import "" "pause" (func $pause (param i32) (result i32)))
    (import "" "return" (func $return (param i32)))
    (import "" "return-result" (func $return-result (param i32 i32)))
    (import "" "inc" (func $inc))
    (import "" "dec" (func $dec))
    ${TASK_FUNCS}
    (func (export "start") (param $n i32) (result i32)
      (call $wait-for (call $pause (local.get $n)) (local.get $n)))
    (func (export "double") (param i32 i32 i32) (result i32)
      (call $waited (local.get 1))
      (call $return (i32.mul (i32.load (call $get)) (i32.const 2)))
      (i32.const 0))
    (func (export "check") (param i32 i32 i32) (result i32)
      (local $n i32)
      (call $waited (local.get 1))
      (local.set $n (i32.load (call $get)))
      (call $return-result (i32.gt_u (local.get $n) (i32.const 9)) (i32.add (local.get $n) (i32.const 100)))
      (i32.const 0))
    (func (export "trap") (param i32 i32 i32) (result i32) unreachable)
    (func (export "busy") (param i32) (if (local.get 0) (then (call $inc)) (else (call $dec)))))
  (core instance $i (instantiate $m (with "" (instance ${TASK_EXPORTS}
    (export "pause" (func $pause')) (export "return" (func $return)) (export "return-result" (func $return-result))
    (export "inc" (func $inc)) (export "dec" (func $dec))))))
  (func (export "double") async (param "n" u32) (result u32)
    (canon lift (core func $i "start") async (callback (core func $i "double"))))
  (func (export "check") async (param "n" u32) (result (result u32 (error u32)))
    (canon lift (core func $i "start") async (callback (core func $i "check"))))
  (func (export "trap-later") async (param "n" u32)
    (canon lift (core func $i "start") async (callback (core func $i "trap"))))
  (func (export "busy") (param "on" u32) (canon lift (core func $i "busy"))))`;

/**
 * Imports what the service exports. Its `double` and `check` are one more than those; `give-up` calls `double` and cancels it,
 * and gives the state that this has come to.
 */
export const CLIENT = `(component
  (import "double" (func $double async (param "n" u32) (result u32)))
  (import "check" (func $check async (param "n" u32) (result (result u32 (error u32)))))
  (import "trap-later" (func $trap-later async (param "n" u32)))
  (core module $mem (memory (export "memory") 1))
  (core instance $mem (instantiate $mem))
  (core func $double' (canon lower (func $double) async (memory (core memory $mem "memory"))))
  (core func $check' (canon lower (func $check) async (memory (core memory $mem "memory"))))
  (core func $trap-later' (canon lower (func $trap-later) async))
  ${TASKS}
  (core func $return (canon task.return (result u32)))
  (core func $return-result (canon task.return (result (result u32 (error u32)))))
  (core module $m
    ${TASK_IMPORTS}
    (import "" "double" (func $double (param i32 i32) (result i32)))
    (import "" "check" (func $check (param i32 i32) (result i32)))
    (import "" "trap-later" (func $trap-later (param i32) (result i32)))
    (import "" "return" (func $return (param i32)))
    (import "" "return-result" (func $return-result (param i32 i32)))
    ${TASK_FUNCS}
    ;; Where results go: 16 bytes for each call.
    (global $result (mut i32) (i32.const 32768))
    (func $place (result i32)
      (global.set $result (i32.add (global.get $result) (i32.const 16)))
      (global.get $result))
    (func (export "double") (param $n i32) (result i32)
      (local $place i32)
      (local.set $place (call $place))
      (call $wait-for (call $double (local.get $n) (local.get $place)) (local.get $place)))
    (func (export "double-callback") (param i32 i32 i32) (result i32)
      (call $waited (local.get 1))
      (call $return (i32.add (i32.load (i32.load (call $get))) (i32.const 1)))
      (i32.const 0))
    (func (export "check") (param $n i32) (result i32)
      (local $place i32)
      (local.set $place (call $place))
      (call $wait-for (call $check (local.get $n) (local.get $place)) (local.get $place)))
    (func (export "check-callback") (param i32 i32 i32) (result i32)
      (local $place i32)
      (call $waited (local.get 1))
      (local.set $place (i32.load (call $get)))
      (call $return-result (i32.load8_u (local.get $place)) (i32.add (i32.load offset=4 (local.get $place)) (i32.const 1)))
      (i32.const 0))
    (func (export "trap-later") (param $n i32) (result i32)
      (call $wait-for (call $trap-later (local.get $n)) (i32.const 0)))
    (func (export "give-up") (param $n i32) (result i32)
      (local $subtask i32)
      (local.set $subtask (i32.shr_u (call $double (local.get $n) (call $place)) (i32.const 4)))
      (call $return (call $cancel (local.get $subtask)))
      (call $drop (local.get $subtask))
      (i32.const 0)))
  (core instance $i (instantiate $m (with "" (instance ${TASK_EXPORTS}
    (export "double" (func $double')) (export "check" (func $check')) (export "trap-later" (func $trap-later'))
    (export "return" (func $return)) (export "return-result" (func $return-result))))))
  (func (export "double") async (param "n" u32) (result u32)
    (canon lift (core func $i "double") async (callback (core func $i "double-callback"))))
  (func (export "check") async (param "n" u32) (result (result u32 (error u32)))
    (canon lift (core func $i "check") async (callback (core func $i "check-callback"))))
  (func (export "trap-later") async (param "n" u32) (result u32)
    (canon lift (core func $i "trap-later") async (callback (core func $i "double-callback"))))
  (func (export "give-up") async (param "n" u32) (result u32)
    (canon lift (core func $i "give-up") async (callback (core func $i "double-callback")))))`;

export interface Service {
  double(n: number): Promise<number>;
  check(n: number): Promise<number>;
  trapLater(n: number): Promise<void>;
  busy(on: number): void;
}

export interface Client {
  double(n: number): Promise<number>;
  check(n: number): Promise<number>;
  trapLater(n: number): Promise<number>;
  giveUp(n: number): Promise<number>;
}

/** Makes an error context of `oh no`, and hands one on. */
export const CONTEXTS = `(component
  (core module $mem (memory (export "memory") 1) (data (i32.const 8) "oh no"))
  (core instance $mem (instantiate $mem))
  (core func $new (canon error-context.new (memory (core memory $mem "memory"))))
  (core module $m
    (import "" "new" (func $new (param i32 i32) (result i32)))
    (func (export "make") (result i32) (call $new (i32.const 8) (i32.const 5)))
    (func (export "relay") (param i32) (result i32) (local.get 0)))
  (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
  (func (export "make") (result error-context) (canon lift (core func $i "make")))
  (func (export "relay") (param "e" error-context) (result error-context) (canon lift (core func $i "relay"))))`;

/** Hands a future on. */
export const RELAY = `(component
  (core module $m (func (export "relay") (param i32) (result i32) (local.get 0)))
  (core instance $i (instantiate $m))
  (func (export "relay") (param "f" (future u64)) (result (future u64)) (canon lift (core func $i "relay"))))`;
