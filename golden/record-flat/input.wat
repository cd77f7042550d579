;; A record's fields are passed flat; its result comes back through memory.
(component
  (type $p' (record (field "x" s32) (field "y" f64)))
  (export $p "point" (type $p'))
  (core module $m
    (memory (export "memory") 1)
    (func (export "swap") (param i32 f64) (result i32)
      (i32.store (i32.const 16) (i32.trunc_f64_s (local.get 1)))
      (f64.store (i32.const 24) (f64.convert_i32_s (local.get 0)))
      (i32.const 16)))
  (core instance $i (instantiate $m))
  (func (export "swap") (param "p" $p) (result $p) (canon lift (core func $i "swap") (memory (core memory $i "memory")))))
