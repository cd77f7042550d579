;; The host may not call back into a component that is calling it, nor from a getter while the elements of a list are
;; lowered: room for them is there already. The fields of a record are looked at before.
(component
  (import "back" (func $back))
  (core func $back' (canon lower (func $back)))
  (type $r' (record (field "s" string)))
  (export $r "rec" (type $r'))
  (core module $m
    (import "" "back" (func $back))
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $new i32)
      (local.set $new (i32.and
        (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
        (i32.sub (i32.const 0) (local.get $align))))
      (global.set $next (i32.add (local.get $new) (local.get $size)))
      (memory.copy (local.get $new) (local.get $old) (local.get $old-size))
      (local.get $new))
    (func (export "call") (call $back))
    (func (export "len") (param i32 i32) (result i32) (local.get 1))
    (func (export "count") (param i32 i32) (result i32) (local.get 1)))
  (core instance $i (instantiate $m (with "" (instance (export "back" (func $back'))))))
  (func (export "call") (canon lift (core func $i "call")))
  (func (export "len") (param "r" $r) (result u32)
    (canon lift (core func $i "len") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (func (export "count") (param "rs" (list $r)) (result u32)
    (canon lift (core func $i "count") (memory (core memory $i "memory")) (realloc (core func $i "realloc")))))
