;; The other half of the pair with `link-direct`: the callee may throw, and that must be a trap for the caller.
(component
  (component $callee
    (core module $m
      (tag $t)
      (func (export "f") (param i32) (result i32) (if (local.get 0) (then (throw $t))) (i32.const 5)))
    (core instance $i (instantiate $m))
    (func (export "f") (param "n" u32) (result u32) (canon lift (core func $i "f"))))
  (component $user
    (import "f" (func $f (param "n" u32) (result u32)))
    (core func $f' (canon lower (func $f)))
    (core module $m
      (import "" "f" (func $f (param i32) (result i32)))
      (func (export "run") (param i32) (result i32)
        (block $caught
          (try_table (catch_all $caught) (return (call $f (local.get 0)))))
        (i32.const 99)))
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
    (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
  (instance $callee (instantiate $callee))
  (instance $user (instantiate $user (with "f" (func $callee "f"))))
  (func (export "run") (alias export $user "run")))
