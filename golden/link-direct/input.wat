;; Component to component, plain numbers, nothing to check: the core export is the other's core import.
(component
  (component $math
    (core module $m (func (export "mul") (param i32 i64 f64) (result i64)
      (i64.mul (i64.extend_i32_u (local.get 0)) (i64.add (local.get 1) (i64.trunc_f64_s (local.get 2))))))
    (core instance $i (instantiate $m))
    (func (export "mul") (param "a" u32) (param "b" s64) (param "c" f64) (result s64) (canon lift (core func $i "mul"))))
  (component $user
    (import "mul" (func $mul (param "a" u32) (param "b" s64) (param "c" f64) (result s64)))
    (core func $mul' (canon lower (func $mul)))
    (core module $m
      (import "" "mul" (func $mul (param i32 i64 f64) (result i64)))
      (func (export "run") (param i32) (result i64) (call $mul (local.get 0) (i64.const -2) (f64.const 5))))
    (core instance $i (instantiate $m (with "" (instance (export "mul" (func $mul'))))))
    (func (export "run") (param "n" u32) (result s64) (canon lift (core func $i "run"))))
  (instance $math (instantiate $math))
  (instance $user (instantiate $user (with "mul" (func $math "mul"))))
  (func (export "run") (alias export $user "run")))
