;; A core module with a 64-bit memory: pointers are i64, sizes twice as large.
(component
  (core module $m
    (memory (export "memory") i64 1)
    (global $next (mut i64) (i64.const 1024))
    (func (export "realloc") (param i64 i64 i64 i64) (result i64)
      (local $new i64)
      (local.set $new (i64.and (i64.add (global.get $next) (i64.const 7)) (i64.const -8)))
      (global.set $next (i64.add (local.get $new) (local.get 3)))
      (memory.copy (local.get $new) (local.get 0) (local.get 1))
      (local.get $new))
    (func (export "echo") (param i64 i64) (result i64)
      (i64.store (i64.const 16) (local.get 0))
      (i64.store (i64.const 24) (local.get 1))
      (i64.const 16)))
  (core instance $i (instantiate $m))
  (func (export "echo") (param "s" (list string)) (result (list string))
    (canon lift (core func $i "echo") (memory (core memory $i "memory")) (realloc (core func $i "realloc")))))
