;; The other half of the pair with `adder`: the division may trap, so the root's `entered` flag is kept.
(component
  (core module $m
    (func (export "div") (param i32 i32) (result i32) (i32.div_u (local.get 0) (local.get 1))))
  (core instance $i (instantiate $m))
  (func (export "div") (param "x" u32) (param "y" u32) (result u32) (canon lift (core func $i "div"))))
