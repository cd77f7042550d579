;; A stream in a function that is not async.
(component
  (core module $m (func (export "f") (param i32)))
  (core instance $i (instantiate $m))
  (func (export "f") (param "s" (stream u8)) (canon lift (core func $i "f"))))
