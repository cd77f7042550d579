;; A module that is there once is stored once, however often it is instantiated; its instances share nothing.
(component
  (component $c
    (core module $m
      (global $n (mut i32) (i32.const 0))
      (func (export "next") (result i32)
        (global.set $n (i32.add (global.get $n) (i32.const 1)))
        (global.get $n)))
    (core instance $i (instantiate $m))
    (func (export "next") (result u32) (canon lift (core func $i "next"))))
  (instance $a (instantiate $c))
  (instance $b (instantiate $c))
  (func (export "next-a") (alias export $a "next"))
  (func (export "next-b") (alias export $b "next")))
