;; A body that the engine refuses, in a module of a nested component.
(component
  (component
    (core module $m (func (result i32) (i64.const 1)))))
