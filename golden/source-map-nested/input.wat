;; A component with a call between its parts, which aren't in its WIT, and a component that it exports, which has WIT of its own.
(component
  (component $inner
    (core module $m (func $thrice (export "thrice") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3))))
    (core instance $i (instantiate $m))
    (func (export "thrice") (param "n" u8) (result u32) (canon lift (core func $i "thrice"))))
  (component $outer
    (import "thrice" (func $thrice (param "n" u8) (result u32)))
    (core func $thrice' (canon lower (func $thrice)))
    (core module $m
      (import "" "thrice" (func $thrice (param i32) (result i32)))
      (func $run (export "run") (result i32) (call $thrice (i32.const 0x102))))
    (core instance $i (instantiate $m (with "" (instance (export "thrice" (func $thrice'))))))
    (func (export "run") async (result u32) (canon lift (core func $i "run"))))
  (instance $inner (instantiate $inner))
  (instance $outer (instantiate $outer (with "thrice" (func $inner "thrice"))))
  (export "run" (func $outer "run"))
  (component $handed
    (import "add" (func $add (param "n" u32) (result u32)))
    (core func $add' (canon lower (func $add)))
    (core module $m
      (import "" "add" (func $add (param i32) (result i32)))
      (func (export "twice") (param i32) (result i32) (call $add (call $add (local.get 0)))))
    (core instance $i (instantiate $m (with "" (instance (export "add" (func $add'))))))
    (func (export "twice") (param "n" u32) (result u32) (canon lift (core func $i "twice"))))
  (export "handed" (component $handed)))
