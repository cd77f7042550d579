;; Functions that a component lowers and lifts again without any code of its own: one of the host's, whose values are
;; converted as a call of core code would; one of another component, through a thunk that no core instance asks for.
(component
  (import "host" (func $host (param "a" s64) (param "b" f32) (result s32)))
  (component $A
    (core module $m (func (export "f") (param i32) (result i32) local.get 0))
    (core instance $i (instantiate $m))
    (func (export "f") (param "x" u8) (result u8) (canon lift (core func $i "f"))))
  (component $B
    (import "f" (func $f (param "x" u8) (result u8)))
    (core func $f' (canon lower (func $f)))
    (func (export "f") (param "x" u8) (result u8) (canon lift (core func $f'))))
  (core func $host' (canon lower (func $host)))
  (func (export "host") (param "a" s64) (param "b" f32) (result s32) (canon lift (core func $host')))
  (instance $a (instantiate $A))
  (instance $b (instantiate $B (with "f" (func $a "f"))))
  (export "f" (func $b "f")))
