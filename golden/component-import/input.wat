;; A component of the host's: a function that instantiates it, called with what the component gives it.
(component
  (import "twice" (component $twice
    (import "f" (func (param "n" u32) (result u32)))
    (export "g" (func (param "n" u32) (result u32)))))
  (component $own
    (core module $m (func (export "f") (param i32) (result i32) (i32.add (local.get 0) (i32.const 3))))
    (core instance $i (instantiate $m))
    (func (export "f") (param "n" u32) (result u32) (canon lift (core func $i "f"))))
  (instance $own (instantiate $own))
  (instance $host (instantiate $twice (with "f" (func $own "f"))))
  (core func $g (canon lower (func $host "g")))
  (core module $m
    (import "" "g" (func $g (param i32) (result i32)))
    (func (export "run") (param i32) (result i32) (i32.mul (call $g (local.get 0)) (i32.const 10))))
  (core instance $i (instantiate $m (with "" (instance (export "g" (func $g))))))
  (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
