;; `--target workerd`: all core modules are imported, of which it compiles none from bytes; also the one that traps
;; under handlers.
(component
  (import "fail" (func $fail))
  (core func $fail' (canon lower (func $fail)))
  (core module $m
    (import "" "fail" (func $fail))
    (func (export "run") (result i32)
      (block $caught (try_table (catch_all $caught) (call $fail)))
      (i32.const 7)))
  (core instance $i (instantiate $m (with "" (instance (export "fail" (func $fail'))))))
  (func (export "run") (result u32) (canon lift (core func $i "run"))))
