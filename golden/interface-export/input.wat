;; An exported interface is an object, under its full name and its short one.
(component
  (core module $m (func (export "f") (result i32) (i32.const 42)))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (instance $a (export "the-answer" (func $f)))
  (export "local:pkg/deep-thought@1.2.3" (instance $a)))
