;; A destructor that traps, run for the host: the instance is poisoned.
(component
  (core module $m
    (func (export "dtor") (param i32) unreachable)
    (func (export "nop")))
  (core instance $i (instantiate $m))
  (type $r' (resource (rep i32) (dtor (core func $i "dtor"))))
  (export $r "r" (type $r'))
  (core func $new (canon resource.new $r'))
  (core module $n
    (import "" "new" (func $new (param i32) (result i32)))
    (func (export "make") (result i32) (call $new (i32.const 1))))
  (core instance $n (instantiate $n (with "" (instance (export "new" (func $new))))))
  (func (export "[constructor]r") (result (own $r)) (canon lift (core func $n "make")))
  (func (export "nop") (canon lift (core func $i "nop"))))
