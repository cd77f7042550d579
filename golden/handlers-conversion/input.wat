;; What the host returns is converted to a core value, which may throw: no handler of the component's sees that. Nor does
;; one see what comes out of a destructor that the host runs.
(component
  (import "give" (func $give (result u32)))
  (import "fail" (func $fail))
  (core func $give (canon lower (func $give)))
  (core func $fail (canon lower (func $fail)))
  (core module $m
    (import "" "give" (func $give (result i32)))
    (import "" "fail" (func $fail))
    (func (export "get") (result i32)
      (block (try_table (catch_all 0) (return (call $give))))
      (i32.const 99))
    (func (export "dtor") (param i32)
      (block (try_table (catch_all 0) (call $fail)))))
  (core instance $i (instantiate $m (with "" (instance (export "give" (func $give)) (export "fail" (func $fail))))))
  (type $r' (resource (rep i32) (dtor (core func $i "dtor"))))
  (export $r "r" (type $r'))
  (core func $new (canon resource.new $r'))
  (func (export "[constructor]r") (param "x" u32) (result (own $r)) (canon lift (core func $new)))
  (func (export "get") (result u32) (canon lift (core func $i "get"))))
