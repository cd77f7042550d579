;; Two names that are one in JavaScript: the short one goes to the first, both have their own.
(component
  (type $r' (record (field "a1-2b" u8) (field "a12b" u8)))
  (export $r "rec" (type $r'))
  (core module $m
    (memory (export "memory") 1)
    (func (export "one") (result i32) (i32.const 1))
    (func (export "two") (result i32) (i32.const 2))
    (func (export "rec") (param i32 i32) (result i32)
      (i32.store8 (i32.const 8) (local.get 1))
      (i32.store8 (i32.const 9) (local.get 0))
      (i32.const 8)))
  (core instance $i (instantiate $m))
  (func (export "x1-2y") (result u32) (canon lift (core func $i "one")))
  (func (export "x1-2-y") (result u32) (canon lift (core func $i "two")))
  (func (export "rec-swap") (param "r" $r) (result $r) (canon lift (core func $i "rec") (memory (core memory $i "memory")))))
