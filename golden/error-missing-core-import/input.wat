;; A core module is not given what it imports.
(component
  (core module $m (import "env" "f" (func)))
  (core instance (instantiate $m)))
