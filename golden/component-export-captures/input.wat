;; An exported component that uses a core module which the component around it imports.
(component
  (import "plugin" (core module $plugin (export "value" (func (result i32)))))
  (component $c
    (alias outer 1 $plugin (core module $p))
    (core instance $i (instantiate $p))
    (func (export "value") (result u32) (canon lift (core func $i "value"))))
  (export "inner" (component $c)))
