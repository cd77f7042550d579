;; An error that an export returns is thrown, with its payload.
(component
  (core module $m
    (memory (export "memory") 1)
    (data (i32.const 64) "too big")
    (func (export "half") (param i32) (result i32)
      (i32.store8 (i32.const 16) (i32.gt_u (local.get 0) (i32.const 100)))
      (if (i32.gt_u (local.get 0) (i32.const 100))
        (then
          (i32.store (i32.const 20) (i32.const 64))
          (i32.store (i32.const 24) (i32.const 7)))
        (else (i32.store (i32.const 20) (i32.div_u (local.get 0) (i32.const 2)))))
      (i32.const 16)))
  (core instance $i (instantiate $m))
  (func (export "half") (param "n" u32) (result (result u32 (error string)))
    (canon lift (core func $i "half") (memory (core memory $i "memory")))))
