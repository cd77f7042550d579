;; `strict`: numbers out of range, and what JavaScript would convert, are refused.
(component
  (core module $m
    (func (export "u8") (param i32) (result i32) (local.get 0))
    (func (export "s64") (param i64) (result i64) (local.get 0)))
  (core instance $i (instantiate $m))
  (func (export "echo-u8") (param "small-number" u8) (result u8) (canon lift (core func $i "u8")))
  (func (export "echo-s64") (param "v" s64) (result s64) (canon lift (core func $i "s64"))))
