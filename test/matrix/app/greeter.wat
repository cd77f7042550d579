;; Strings to and from an import, which the option `map` takes from a module beside the component.
(component
  (import "docs:app/host" (instance $host
    (export "decorate" (func (param "text" string) (result string)))))
  (core module $memory
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param $old i32) (param $old-size i32) (param i32) (param $size i32) (result i32)
      (local $new i32)
      (local.set $new (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.set $next (i32.add (local.get $new) (local.get $size)))
      (memory.copy (local.get $new) (local.get $old) (local.get $old-size))
      (local.get $new)))
  (core instance $memory (instantiate $memory))
  (core func $decorate (canon lower (func $host "decorate")
    (memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))))
  (core module $m
    (import "" "decorate" (func $decorate (param i32 i32 i32)))
    (func (export "greet") (param i32 i32) (result i32)
      (call $decorate (local.get 0) (local.get 1) (i32.const 16))
      (i32.const 16)))
  (core instance $i (instantiate $m (with "" (instance (export "decorate" (func $decorate))))))
  (func (export "greet") (param "name" string) (result string)
    (canon lift (core func $i "greet") (memory (core memory $memory "memory")) (realloc (core func $memory "realloc")))))
