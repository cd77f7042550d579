;; Imports that are exported again are the host's own.
(component
  (import "local:host/api" (instance $api (export "f" (func (result u32)))))
  (import "g" (func $g (result u32)))
  (export "local:host/again" (instance $api))
  (export "h" (func $g)))
