;; What is supplied is of another type: both are named.
(component
  (import "f" (func $f (param "n" u32)))
  (component $c (import "f" (func (param "n" string))))
  (instance (instantiate $c (with "f" (func $f)))))
