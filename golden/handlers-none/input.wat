;; The other half of the pair with `handlers`: nothing can catch, so the error goes through as it is.
(component
  (import "fail" (func $fail))
  (core func $fail' (canon lower (func $fail)))
  (core module $m
    (import "" "fail" (func $fail))
    (func (export "run") (result i32) (call $fail) (i32.const 7)))
  (core instance $i (instantiate $m (with "" (instance (export "fail" (func $fail'))))))
  (func (export "run") (result u32) (canon lift (core func $i "run"))))
