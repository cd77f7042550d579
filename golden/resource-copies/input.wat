;; Copies and proxies of an instance stand for the same resource: it is dropped once. What is given away in a call isn't
;; lent in it too.
(component
  (core module $d
    (global $drops (mut i32) (i32.const 0))
    (func (export "dtor") (param i32) (global.set $drops (i32.add (global.get $drops) (i32.const 1))))
    (func (export "drops") (result i32) global.get $drops))
  (core instance $d (instantiate $d))
  (type $r' (resource (rep i32) (dtor (core func $d "dtor"))))
  (export $r "r" (type $r'))
  (core func $new (canon resource.new $r'))
  (core func $drop (canon resource.drop $r'))
  (core module $m
    (import "" "drop" (func $drop (param i32)))
    (func (export "get") (param i32) (result i32) local.get 0)
    (func (export "take") (param i32) (call $drop (local.get 0)))
    (func (export "merge") (param i32 i32) (result i32) (call $drop (local.get 1)) (local.get 0)))
  (core instance $i (instantiate $m (with "" (instance (export "drop" (func $drop))))))
  (func (export "[constructor]r") (param "x" u32) (result (own $r)) (canon lift (core func $new)))
  (func (export "[method]r.get") (param "self" (borrow $r)) (result u32) (canon lift (core func $i "get")))
  (func (export "[method]r.merge") (param "self" (borrow $r)) (param "other" (own $r)) (result u32)
    (canon lift (core func $i "merge")))
  (func (export "take") (param "r" (own $r)) (canon lift (core func $i "take")))
  (func (export "drops") (result u32) (canon lift (core func $d "drops"))))
