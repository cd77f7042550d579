;; Synchronous functions over promises of the host's, because the options say so.
(component
  (import "host" (instance $host (export "fetch" (func (param "key" u32) (result u32)))))
  (alias export $host "fetch" (func $fetch))
  (core func $fetch' (canon lower (func $fetch)))
  (core module $m
    (import "" "fetch" (func $fetch (param i32) (result i32)))
    (func (export "sum") (param i32 i32) (result i32)
      (i32.add (call $fetch (local.get 0)) (call $fetch (local.get 1)))))
  (core instance $i (instantiate $m (with "" (instance (export "fetch" (func $fetch'))))))
  (func (export "sum") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "sum")))
  (func (export "sum-now") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "sum"))))
