;; Flat values with bits to normalise or to check go through a core thunk, not through JavaScript.
(component
  (component $echo
    (core module $m
      (func (export "f") (param i32 i32 i32 i32) (result i32)
        (i32.add (i32.add (local.get 0) (i32.mul (local.get 1) (i32.const 1000)))
          (i32.add (i32.mul (local.get 2) (i32.const 1000000)) (local.get 3)))))
    (core instance $i (instantiate $m))
    (func (export "f") (param "a" u8) (param "b" bool) (param "c" s16) (param "d" char) (result u32)
      (canon lift (core func $i "f"))))
  (component $user
    (import "f" (func $f (param "a" u8) (param "b" bool) (param "c" s16) (param "d" char) (result u32)))
    (core func $f' (canon lower (func $f)))
    (core module $m
      (import "" "f" (func $f (param i32 i32 i32 i32) (result i32)))
      (func (export "run") (result i32)
        (call $f (i32.const 0x101) (i32.const 7) (i32.const 0x10002) (i32.const 0x10000)))
      (func (export "bad-char") (result i32)
        (call $f (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0xd800))))
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
    (func (export "run") (result u32) (canon lift (core func $i "run")))
    (func (export "bad-char") (result u32) (canon lift (core func $i "bad-char"))))
  (instance $echo (instantiate $echo))
  (instance $user (instantiate $user (with "f" (func $echo "f"))))
  (func (export "run") (alias export $user "run"))
  (func (export "bad-char") (alias export $user "bad-char")))
