;; resource.new of a resource that another component defines.
(component
  (import "r" (type $r (sub resource)))
  (core func (canon resource.new $r)))
