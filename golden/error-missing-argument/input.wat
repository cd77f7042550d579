;; An import of the nested component is not supplied.
(component
  (component $c (import "wanted" (func)))
  (instance (instantiate $c)))
