;; A string from memory to memory, both UTF-8: its bytes are checked and copied.
(component
  (component $callee
    (core module $m
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $new i32)
      (local.set $new (i32.and
        (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
        (i32.sub (i32.const 0) (local.get $align))))
      (global.set $next (i32.add (local.get $new) (local.get $size)))
      (memory.copy (local.get $new) (local.get $old) (local.get $old-size))
      (local.get $new))
      (func (export "f") (param i32 i32) (result i32)
        (i32.store (i32.const 8) (local.get 0))
        (i32.store (i32.const 12) (local.get 1))
        (i32.const 8)))
    (core instance $i (instantiate $m))
    (func (export "f") (param "s" string) (result string)
      (canon lift (core func $i "f") (memory (core memory $i "memory")) (realloc (core func $i "realloc")))))
  (component $user
    (import "f" (func $f (param "s" string) (result string)))
    (core module $mem
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $new i32)
      (local.set $new (i32.and
        (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
        (i32.sub (i32.const 0) (local.get $align))))
      (global.set $next (i32.add (local.get $new) (local.get $size)))
      (memory.copy (local.get $new) (local.get $old) (local.get $old-size))
      (local.get $new)))
    (core instance $mem (instantiate $mem))
    (core func $f' (canon lower (func $f) (memory (core memory $mem "memory")) (realloc (core func $mem "realloc"))))
    (core module $m
      (import "" "f" (func $f (param i32 i32 i32)))
      (func (export "echo") (param i32 i32) (result i32) (call $f (local.get 0) (local.get 1) (i32.const 16)) (i32.const 16)))
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
    (func (export "echo") (param "s" string) (result string)
      (canon lift (core func $i "echo") (memory (core memory $mem "memory")) (realloc (core func $mem "realloc")))))
  (instance $callee (instantiate $callee))
  (instance $user (instantiate $user (with "f" (func $callee "f"))))
  (func (export "echo") (alias export $user "echo")))
