;; post-return gets the core result once it has been read.
(component
  (core module $m
    (memory (export "memory") 1)
    (data (i32.const 8) "\10\00\00\00\02\00\00\00" "hi")
    (global $freed (mut i32) (i32.const 0))
    (func (export "get") (result i32) (i32.const 8))
    (func (export "post") (param i32) (global.set $freed (i32.add (global.get $freed) (local.get 0))))
    (func (export "freed") (result i32) (global.get $freed)))
  (core instance $i (instantiate $m))
  (func (export "get") (result string)
    (canon lift (core func $i "get") (memory (core memory $i "memory")) (post-return (core func $i "post"))))
  (func (export "freed") (result u32) (canon lift (core func $i "freed"))))
