;; The other half of the pair with `post-return`: this one reaches an import, which the may-leave flag forbids.
(component
  (import "log" (func $log (param "n" u32)))
  (core func $log' (canon lower (func $log)))
  (core module $m
    (import "" "log" (func $log (param i32)))
    (func (export "get") (result i32) (call $log (i32.const 1)) (i32.const 5))
    (func (export "post") (param i32) (call $log (local.get 0))))
  (core instance $i (instantiate $m (with "" (instance (export "log" (func $log'))))))
  (func (export "get") (result u32) (canon lift (core func $i "get") (post-return (core func $i "post")))))
