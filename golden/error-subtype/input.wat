;; The type that is ascribed to an export is not one that the function has.
(component
  (import "f" (func $f (param "a" u32)))
  (export "g" (func $f) (func (param "a" u64))))
