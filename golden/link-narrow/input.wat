;; A thunk that only narrows numbers can't trap: no error is ever stored, and exports need no try.
(component
  (component $callee
    (core module $m (func (export "f") (param i32) (result i32) (i32.add (local.get 0) (i32.const 255))))
    (core instance $i (instantiate $m))
    (func (export "f") (param "n" u8) (result u8) (canon lift (core func $i "f"))))
  (component $user
    (import "f" (func $f (param "n" u8) (result u8)))
    (core func $f' (canon lower (func $f)))
    (core module $m
      (import "" "f" (func $f (param i32) (result i32)))
      (func (export "run") (param i32) (result i32) (call $f (i32.add (local.get 0) (i32.const 0x100)))))
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
    (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
  (instance $callee (instantiate $callee))
  (instance $user (instantiate $user (with "f" (func $callee "f"))))
  (func (export "run") (alias export $user "run")))
