;; An async call that can't block: the result comes by task.return while the callee runs, and the call has returned.
(component
  (component $callee
    (core module $m
      (import "" "return" (func $return (param i32 i64)))
      (func (export "f") (param i32)
        (if (local.get 0) (then (call $return (local.get 0) (i64.const 7))))))
    (core func $return (canon task.return (result (tuple u8 u64))))
    (core instance $i (instantiate $m (with "" (instance (export "return" (func $return))))))
    (func (export "f") async (param "n" u32) (result (tuple u8 u64)) (canon lift (core func $i "f") async)))
  (component $user
    (import "f" (func $f async (param "n" u32) (result (tuple u8 u64))))
    (core module $mem (memory (export "memory") 1))
    (core instance $mem (instantiate $mem))
    (core func $f' (canon lower (func $f) async (memory (core memory $mem "memory"))))
    (core module $m
      (import "" "memory" (memory 1))
      (import "" "f" (func $f (param i32 i32) (result i32)))
      (func (export "run") (param i32) (result i64)
        (i64.add
          (i64.mul (i64.extend_i32_u (call $f (local.get 0) (i32.const 16))) (i64.const 10000))
          (i64.add (i64.mul (i64.load8_u (i32.const 16)) (i64.const 100)) (i64.load (i32.const 24))))))
    (core instance $i (instantiate $m (with "" (instance
      (export "memory" (memory $mem "memory")) (export "f" (func $f'))))))
    (func (export "run") (param "n" u32) (result u64) (canon lift (core func $i "run"))))
  (instance $callee (instantiate $callee))
  (instance $user (instantiate $user (with "f" (func $callee "f"))))
  (func (export "run") (alias export $user "run")))
