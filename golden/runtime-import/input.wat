;; `runtime: 'import'`: the shim is shared by an application's components.
(component
  (core module $m
    (func (export "f") (result i32) unreachable))
  (core instance $i (instantiate $m))
  (func (export "answer") (result u32) (canon lift (core func $i "f"))))
