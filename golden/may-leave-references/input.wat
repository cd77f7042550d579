;; realloc calls through a table into which another module has put a function that it knows only as a reference: the
;; host's. So it may not leave, and the host's function has to look.
(component
  (import "log" (func $log))
  (core func $log (canon lower (func $log)))
  (core module $table
    (table (export "table") 1 funcref)
    (memory (export "memory") 1))
  (core instance $table (instantiate $table))
  (core module $setter
    (import "" "table" (table $table 1 funcref))
    (func (export "set") (param funcref) (table.set $table (i32.const 0) (local.get 0))))
  (core instance $setter (instantiate $setter (with "" (instance $table))))
  (core module $giver
    (import "" "set" (func $set (param funcref)))
    (import "" "log" (func $log))
    (elem declare func $log)
    (func (export "arm") (call $set (ref.func $log))))
  (core instance $giver (instantiate $giver (with "" (instance
    (export "set" (func $setter "set"))
    (export "log" (func $log))))))
  (core module $m
    (type $f (func))
    (import "" "table" (table 1 funcref))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (if (i32.eqz (ref.is_null (table.get (i32.const 0)))) (then (call_indirect (type $f) (i32.const 0))))
      (i32.const 16))
    (func (export "len") (param i32 i32) (result i32) local.get 1))
  (core instance $m (instantiate $m (with "" (instance $table))))
  (func (export "arm") (canon lift (core func $giver "arm")))
  (func (export "len") (param "s" string) (result u32)
    (canon lift (core func $m "len") (memory (core memory $table "memory")) (realloc (core func $m "realloc")))))
