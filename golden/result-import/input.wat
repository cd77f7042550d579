;; What a host function throws: an own `payload`, or anything that is no Error, is the error case; other Errors go on.
(component
  (import "read" (func $read (param "n" u32) (result (result u32 (error u32)))))
  (core module $mem (memory (export "memory") 1))
  (core instance $mem (instantiate $mem))
  (core func $read' (canon lower (func $read) (memory (core memory $mem "memory"))))
  (core module $m
    (import "" "memory" (memory 1))
    (import "" "read" (func $read (param i32 i32)))
    (func (export "read") (param i32) (result i32)
      (call $read (local.get 0) (i32.const 16))
      (i32.add (i32.mul (i32.load8_u (i32.const 16)) (i32.const 1000)) (i32.load (i32.const 20)))))
  (core instance $i (instantiate $m (with "" (instance (export "memory" (memory $mem "memory")) (export "read" (func $read'))))))
  (func (export "code") (param "n" u32) (result u32) (canon lift (core func $i "read"))))
