;; Endless recursion exhausts the stack. That is a trap, although no instruction of the component traps.
(component
  (core module $m
    (func $count (export "count") (param i32) (result i32)
      (if (result i32) (local.get 0)
        (then (i32.add (i32.const 1) (call $count (local.get 0))))
        (else (i32.const 0)))))
  (core instance $i (instantiate $m))
  (func (export "count") (param "for-ever" u32) (result u32) (canon lift (core func $i "count"))))
