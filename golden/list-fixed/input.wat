;; A list of fixed length lies in place, flat as a parameter and in memory as a result.
(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "rev") (param i32 i32 i32) (result i32)
      (i32.store8 (i32.const 8) (local.get 2))
      (i32.store8 (i32.const 9) (local.get 1))
      (i32.store8 (i32.const 10) (local.get 0))
      (i32.const 8)))
  (core instance $i (instantiate $m))
  (func (export "reverse") (param "l" (list u8 3)) (result (list u8 3))
    (canon lift (core func $i "rev") (memory (core memory $i "memory")))))
