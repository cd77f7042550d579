;; The other half of the pair with `link-direct`: the caller's realloc can reach the import, so a thunk tests its flag.
(component
  (import "give" (func $give (result string)))
  (component $callee
    (core module $m (func (export "f") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))))
    (core instance $i (instantiate $m))
    (func (export "f") (param "n" u32) (result u32) (canon lift (core func $i "f"))))
  (component $user
    (import "f" (func $f (param "n" u32) (result u32)))
    (import "give" (func $give (result string)))
    (core func $f' (canon lower (func $f)))
    (core module $mem
      (import "" "f" (func $f (param i32) (result i32)))
      (memory (export "memory") 1)
      (global $leave (export "leave") (mut i32) (i32.const 0))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32)
        (if (global.get $leave) (then (drop (call $f (i32.const 1)))))
        (i32.const 64))
      (func (export "call") (param i32) (result i32) (call $f (local.get 0))))
    (core instance $mem (instantiate $mem (with "" (instance (export "f" (func $f'))))))
    (core func $give' (canon lower (func $give) (memory (core memory $mem "memory")) (realloc (core func $mem "realloc"))))
    (core module $m
      (import "" "give" (func $give (param i32)))
      (import "" "memory" (memory 1))
      (import "" "leave" (global $leave (mut i32)))
      (func (export "len") (param i32) (result i32)
        (global.set $leave (local.get 0))
        (call $give (i32.const 8))
        (i32.load (i32.const 12))))
    (core instance $i (instantiate $m (with "" (instance
      (export "give" (func $give')) (export "memory" (memory $mem "memory")) (export "leave" (global $mem "leave"))))))
    (func (export "call") (param "n" u32) (result u32) (canon lift (core func $mem "call")))
    (func (export "len") (param "leave" u32) (result u32) (canon lift (core func $i "len"))))
  (instance $callee (instantiate $callee))
  (instance $user (instantiate $user (with "f" (func $callee "f")) (with "give" (func $give))))
  (func (export "call") (alias export $user "call"))
  (func (export "len") (alias export $user "len")))
