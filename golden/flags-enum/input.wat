;; Flags and enums; bits beyond the labels are dropped, a case number that is none is a trap.
(component
  (type $f' (flags "read" "write-all" "x"))
  (export $f "permissions" (type $f'))
  (type $e' (enum "dark-red" "green"))
  (export $e "colour" (type $e'))
  (core module $m
    (func (export "flags") (param i32) (result i32) (i32.or (local.get 0) (i32.const 0xff0)))
    (func (export "enum") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))))
  (core instance $i (instantiate $m))
  (func (export "all") (param "f" $f) (result $f) (canon lift (core func $i "flags")))
  (func (export "next") (param "c" $e) (result $e) (canon lift (core func $i "enum"))))
