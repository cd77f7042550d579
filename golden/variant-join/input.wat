;; Payloads of different core types share one slot: f32 and u64 as i64, u8 and f32 as i32.
(component
  (type $a' (variant (case "f" f32) (case "l" u64) (case "none")))
  (export $a "wide-type" (type $a'))
  (type $b' (variant (case "small" u8) (case "f" f32)))
  (export $b "narrow-type" (type $b'))
  (core module $m
    (memory (export "memory") 1)
    (func (export "wide") (param i32 i64) (result i32)
      (i32.store8 (i32.const 16) (local.get 0))
      (i64.store (i32.const 24) (local.get 1))
      (i32.const 16))
    (func (export "narrow") (param i32 i32) (result i32)
      (i32.store8 (i32.const 16) (local.get 0))
      (i32.store (i32.const 20) (local.get 1))
      (i32.const 16)))
  (core instance $i (instantiate $m))
  (func (export "wide") (param "v" $a) (result $a) (canon lift (core func $i "wide") (memory (core memory $i "memory"))))
  (func (export "narrow") (param "v" $b) (result $b) (canon lift (core func $i "narrow") (memory (core memory $i "memory")))))
