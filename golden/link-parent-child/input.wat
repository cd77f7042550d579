;; A child that calls its parent would re-enter it: always a trap, decided by the plan (spec-checklist C1).
(component
  (core module $m (func (export "f")))
  (core instance $i (instantiate $m))
  (func $f (canon lift (core func $i "f")))
  (component $child
    (import "f" (func $f))
    (core func $f' (canon lower (func $f)))
    (core module $m (import "" "f" (func $f)) (func (export "g") (call $f)))
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
    (func (export "g") (canon lift (core func $i "g"))))
  (instance $child (instantiate $child (with "f" (func $f))))
  (func (export "g") (alias export $child "g")))
