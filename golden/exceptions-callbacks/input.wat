;; Core exceptions out of what the canonical ABI calls besides: realloc, post-return, a destructor. All are traps.
(component
  (import "give" (func $give (result string)))
  (core module $m
    (tag $t)
    (memory (export "memory") 1)
    (func (export "throw") (param i32) (throw $t))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (throw $t))
    (func (export "one") (result i32) i32.const 1)
    (func (export "len") (param i32 i32) (result i32) local.get 1))
  (core instance $i (instantiate $m))
  (type $r' (resource (rep i32) (dtor (core func $i "throw"))))
  (export $r "r" (type $r'))
  (core func $new (canon resource.new $r'))
  (core func $give' (canon lower (func $give) (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (core module $n
    (import "" "give" (func $give (param i32)))
    (func (export "get") (call $give (i32.const 16))))
  (core instance $n (instantiate $n (with "" (instance (export "give" (func $give'))))))
  (func (export "[constructor]r") (param "x" u32) (result (own $r)) (canon lift (core func $new)))
  (func (export "len") (param "s" string) (result u32)
    (canon lift (core func $i "len") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (func (export "one") (result u32) (canon lift (core func $i "one") (post-return (core func $i "throw"))))
  (func (export "get") (canon lift (core func $n "get"))))
