;; What is given as post-return is itself a lowered import: the instance may not leave, so the call always traps.
(component
  (import "done" (func $done (param "result" u32)))
  (core func $done (canon lower (func $done)))
  (core module $m (func (export "f") (result i32) i32.const 7))
  (core instance $i (instantiate $m))
  (func (export "f") (result u32) (canon lift (core func $i "f") (post-return (core func $done)))))
