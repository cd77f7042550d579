;; `--instantiation async`: each call gives an instance of its own; imports are looked up with the version, then without.
(component
  (import "local:host/log@1.0.0" (instance $log
    (export "line" (func (param "text" string)))
    (export "count-lines" (func (result u32)))))
  (import "scale" (func $scale (param "n" f64) (result f64)))
  (core module $mem (memory (export "memory") 1) (data (i32.const 8) "hello"))
  (core instance $mem (instantiate $mem))
  (core func $line (canon lower (func $log "line") (memory (core memory $mem "memory"))))
  (core func $count (canon lower (func $log "count-lines")))
  (core func $scale' (canon lower (func $scale)))
  (core module $m
    (import "" "line" (func $line (param i32 i32)))
    (import "" "count" (func $count (result i32)))
    (import "" "scale" (func $scale (param f64) (result f64)))
    (func (export "run") (result f64)
      (call $line (i32.const 8) (i32.const 5))
      (call $scale (f64.convert_i32_u (call $count)))))
  (core instance $i (instantiate $m (with "" (instance
    (export "line" (func $line)) (export "count" (func $count)) (export "scale" (func $scale'))))))
  (func (export "run") (result f64) (canon lift (core func $i "run"))))
