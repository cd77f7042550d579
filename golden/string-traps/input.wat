;; Strings that are none: out of bounds, and not UTF-8.
(component
  (core module $m
    (memory (export "memory") 1)
    (data (i32.const 0) "\10\00\00\00\ff\ff\ff\7f" "\10\00\00\00\03\00\00\00" "a\ffb")
    (func (export "at") (param i32) (result i32) (local.get 0)))
  (core instance $i (instantiate $m))
  (func (export "at") (param "place" u32) (result string)
    (canon lift (core func $i "at") (memory (core memory $i "memory")))))
