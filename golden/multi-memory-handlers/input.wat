;; The caller has a handler, so a trap of the adapter in core code is stored; realloc can reach an import, so the may-leave
;; flag is cleared around it. Its pair is `multi-memory-on`.
(component
  (import "log" (func $log))
  (component $callee
    (import "log" (func $log))
    (core func $log' (canon lower (func $log)))
    (core module $code
      (import "" "log" (func $log))
      (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32)
        (if (i32.eq (local.get 3) (i32.const 3)) (then (call $log)))
        (i32.const 1024))
      (func (export "take") (param i32 i32)))
    (core instance $m (instantiate $code (with "" (instance (export "log" (func $log'))))))
    (func (export "take") (param "x" string) (canon lift (core func $m "take") (memory (core memory $m "memory")) (realloc (core func $m "realloc")))))
  (component $caller
    (import "take" (func $take (param "x" string)))
    (core module $memory (memory (export "memory") 1) (data (i32.const 8) "\ff"))
    (core instance $m (instantiate $memory))
    (core func $take' (canon lower (func $take) (memory (core memory $m "memory"))))
    (core module $code
      (import "" "take" (func $take (param i32 i32)))
      (func (export "send") (param i32 i32)
        (block $caught (try_table (catch_all $caught) (call $take (local.get 0) (local.get 1))))))
    (core instance $i (instantiate $code (with "" (instance (export "take" (func $take'))))))
    (func (export "send") (param "at" u32) (param "length" u32) (canon lift (core func $i "send"))))
  (instance $callee (instantiate $callee (with "log" (func $log))))
  (instance $caller (instantiate $caller (with "take" (func $callee "take"))))
  (func (export "send") (alias export $caller "send")))
