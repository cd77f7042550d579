;; Tuples are arrays; nested ones are flattened all the same.
(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "f") (param i32 i64 f32) (result i32)
      (i64.store (i32.const 16) (i64.add (local.get 1) (i64.extend_i32_u (local.get 0))))
      (f32.store (i32.const 24) (local.get 2))
      (i32.const 16)))
  (core instance $i (instantiate $m))
  (func (export "f") (param "t" (tuple u8 (tuple u64 f32))) (result (tuple u64 f32))
    (canon lift (core func $i "f") (memory (core memory $i "memory")))))
