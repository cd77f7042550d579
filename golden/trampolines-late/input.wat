;; As wit-component adapts a module for WASI 0.1: what that imports, a module exports that needs its memory and so comes
;; later. Such a trampoline stays, and the export is put into its table; the other one is linked away. The destructor of a
;; resource is called without one, too.
(component
  (import "log" (func $log (param "text" string)))
  (core module $main
    (import "wasi" "write" (func $write (param i32 i32) (result i32)))
    (import "wasi" "drop" (func $drop (param i32)))
    (import "wasi" "new" (func $new (param i32) (result i32)))
    (memory (export "memory") 1)
    (data (i32.const 8) "droppedwritten")
    (func (export "dtor") (param i32) (drop (call $write (i32.const 8) (i32.const 7))))
    (func (export "run") (result i32)
      (call $drop (call $new (i32.const 1)))
      (call $write (i32.const 15) (i32.const 7))))
  (core module $adapter
    (import "env" "memory" (memory 1))
    (import "host" "log" (func $log (param i32 i32)))
    (global $ready (mut i32) (i32.const 0))
    ;; It can't reach a trampoline.
    (func $start (global.set $ready (i32.const 1)))
    (start $start)
    (func (export "write") (param i32 i32) (result i32)
      (call $log (local.get 0) (local.get 1))
      (i32.add (local.get 1) (global.get $ready))))
  (core module $trampolines
    (type (func (param i32 i32) (result i32)))
    (type (func (param i32 i32)))
    (type (func (param i32)))
    (table (export "$imports") 3 3 funcref)
    (func (export "0") (type 0) (call_indirect (type 0) (local.get 0) (local.get 1) (i32.const 0)))
    (func (export "1") (type 1) (call_indirect (type 1) (local.get 0) (local.get 1) (i32.const 1)))
    (func (export "2") (type 2) (call_indirect (type 2) (local.get 0) (i32.const 2))))
  (core module $fill
    (import "" "0" (func (param i32 i32) (result i32)))
    (import "" "1" (func (param i32 i32)))
    (import "" "2" (func (param i32)))
    (import "" "$imports" (table 3 3 funcref))
    (elem (i32.const 0) func 0 1 2))
  (core instance $t (instantiate $trampolines))
  (type $file (resource (rep i32) (dtor (core func $t "2"))))
  (core func $new (canon resource.new $file))
  (core func $drop (canon resource.drop $file))
  (core instance $m (instantiate $main (with "wasi" (instance
    (export "write" (func $t "0")) (export "new" (func $new)) (export "drop" (func $drop))))))
  (core instance $a (instantiate $adapter
    (with "env" (instance $m)) (with "host" (instance (export "log" (func $t "1"))))))
  (core func $log' (canon lower (func $log) (memory (core memory $m "memory"))))
  (core instance (instantiate $fill (with "" (instance
    (export "0" (func $a "write")) (export "1" (func $log')) (export "2" (func $m "dtor"))
    (export "$imports" (table $t "$imports"))))))
  (func (export "run") (result u32) (canon lift (core func $m "run"))))
