;; option is the value or undefined; only an option of an option keeps its tag.
(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "one") (param i32 i32) (result i32)
      (i32.store8 (i32.const 16) (local.get 0))
      (i32.store (i32.const 20) (local.get 1))
      (i32.const 16))
    (func (export "two") (param i32 i32 i32) (result i32)
      (i32.store8 (i32.const 16) (local.get 0))
      (i32.store8 (i32.const 20) (local.get 1))
      (i32.store (i32.const 24) (local.get 2))
      (i32.const 16)))
  (core instance $i (instantiate $m))
  (func (export "one") (param "o" (option u32)) (result (option u32)) (canon lift (core func $i "one") (memory (core memory $i "memory"))))
  (func (export "two") (param "o" (option (option u32))) (result (option (option u32)))
    (canon lift (core func $i "two") (memory (core memory $i "memory")))))
