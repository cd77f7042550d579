;; An async import that is called synchronously: the stack is parked, unless the host answers at once.
(component
  (import "fetch" (func $fetch async (param "key" u32) (result u32)))
  (core module $m
    (import "" "fetch" (func $fetch (param i32) (result i32)))
    (func (export "sum") (param $n i32) (result i32)
      (local $sum i32)
      (loop $next
        (local.set $sum (i32.add (local.get $sum) (call $fetch (local.get $n))))
        (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
      (local.get $sum)))
  (core func $fetch' (canon lower (func $fetch)))
  (core instance $i (instantiate $m (with "" (instance (export "fetch" (func $fetch'))))))
  (func (export "sum") async (param "n" u32) (result u32) (canon lift (core func $i "sum")))
  (func (export "sum-now") (param "n" u32) (result u32) (canon lift (core func $i "sum"))))
