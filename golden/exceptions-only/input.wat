;; Nothing traps but an exception that leaves the component: after that, nothing enters it.
(component
  (core module $m
    (tag $t)
    (func (export "check") (param i32) (if (local.get 0) (then (throw $t)))))
  (core instance $i (instantiate $m))
  (func (export "check") (param "fails" u32) (canon lift (core func $i "check"))))
