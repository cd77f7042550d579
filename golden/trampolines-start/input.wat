;; The other half of the pair with `trampolines`: a start function calls a trampoline before the table is filled, which
;; must trap. So the trampolines stay, and nothing is linked past them.
(component
  (import "greeting" (func $greeting (param "name" string) (result string)))
  (import "log" (func $log (param "text" string)))
  (core module $main
    (import "host" "greeting" (func $greeting (param i32 i32 i32)))
    (import "host" "log" (func $log (param i32 i32)))
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (global.get $free)
      (global.set $free (i32.add (global.get $free) (local.get 3))))
    (func (export "greet") (param $ptr i32) (param $length i32)
      (call $greeting (local.get $ptr) (local.get $length) (i32.const 16))
      (call $log (i32.load (i32.const 16)) (i32.load (i32.const 20)))))
  (core module $trampolines
    (type (func (param i32 i32 i32)))
    (type (func (param i32 i32)))
    (table (export "$imports") 2 2 funcref)
    (func (export "0") (type 0) (call_indirect (type 0) (local.get 0) (local.get 1) (local.get 2) (i32.const 0)))
    (func (export "1") (type 1) (call_indirect (type 1) (local.get 0) (local.get 1) (i32.const 1))))
  (core module $fill
    (import "" "0" (func (param i32 i32 i32)))
    (import "" "1" (func (param i32 i32)))
    (import "" "$imports" (table 2 2 funcref))
    (elem (i32.const 0) func 0 1))
  (core instance $t (instantiate $trampolines))
  (core instance $m (instantiate $main (with "host" (instance
    (export "greeting" (func $t "0")) (export "log" (func $t "1"))))))
  (core module $early
    (import "" "log" (func $log (param i32 i32)))
    (func $start (call $log (i32.const 0) (i32.const 0)))
    (start $start))
  (core instance (instantiate $early (with "" (instance (export "log" (func $t "1"))))))
  (core func $greeting' (canon lower (func $greeting) (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))
  (core func $log' (canon lower (func $log) (memory (core memory $m "memory"))))
  (core instance (instantiate $fill (with "" (instance
    (export "0" (func $greeting')) (export "1" (func $log')) (export "$imports" (table $t "$imports"))))))
  (func (export "greet") (param "name" string)
    (canon lift (core func $m "greet") (memory (core memory $m "memory")) (realloc (core func $m "realloc")))))
