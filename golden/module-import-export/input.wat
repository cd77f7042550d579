;; Core modules as imports and exports of the root: a WebAssembly.Module each.
(component
  (import "plugin" (core module $plugin (export "value" (func (result i32)))))
  (core module $own (func (export "value") (result i32) (i32.const 2)))
  (core instance $a (instantiate $plugin))
  (func (export "value") (result u32) (canon lift (core func $a "value")))
  (export "own-module" (core module $own))
  (export "the-plugin" (core module $plugin)))
