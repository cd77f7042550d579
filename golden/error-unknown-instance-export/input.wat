;; The instance has no such export.
(component
  (core module $m (func (export "f")))
  (core instance $i (instantiate $m))
  (func $f (canon lift (core func $i "f")))
  (instance $x (export "f" (func $f)))
  (alias export $x "g" (func)))
