;; One function exported as a method, and as a function beside the class; the same of a constructor.
(component
  (type $r' (resource (rep i32)))
  (export $r "r" (type $r'))
  (core func $new (canon resource.new $r'))
  (core module $m (func (export "get") (param i32) (result i32) local.get 0))
  (core instance $i (instantiate $m))
  (func $construct (param "x" u32) (result (own $r)) (canon lift (core func $new)))
  (func $get (param "self" (borrow $r)) (result u32) (canon lift (core func $i "get")))
  (export "[constructor]r" (func $construct))
  (export "[method]r.get" (func $get))
  (export "make" (func $construct))
  (export "get" (func $get)))
