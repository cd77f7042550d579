;; A built-in of the concurrency half.
(component
  (core func $new (canon waitable-set.new))
  (core module $m (import "" "new" (func (result i32))) (func (export "f") (result i32) (call 0)))
  (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
  (func (export "f") (result u32) (canon lift (core func $i "f"))))
