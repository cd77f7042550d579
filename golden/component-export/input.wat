;; A component as an export of the root: a function that instantiates it.
(component
  (component $c
    (import "add" (func $add (param "n" u32) (result u32)))
    (core func $add' (canon lower (func $add)))
    (core module $m
      (import "" "add" (func $add (param i32) (result i32)))
      (func (export "twice") (param i32) (result i32) (call $add (call $add (local.get 0)))))
    (core instance $i (instantiate $m (with "" (instance (export "add" (func $add'))))))
    (func (export "twice") (param "n" u32) (result u32) (canon lift (core func $i "twice"))))
  (export "inner" (component $c)))
