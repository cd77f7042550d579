;; More than 16 core values: the parameters go to memory that the component allocates.
(component
  (core module $m
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
    (func (export "sum") (param $ptr i32) (result i32)
      (local $sum i32) (local $end i32)
      (local.set $end (i32.add (local.get $ptr) (i32.const 17)))
      (loop $next
        (local.set $sum (i32.add (local.get $sum) (i32.load8_u (local.get $ptr))))
        (local.set $ptr (i32.add (local.get $ptr) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $ptr) (local.get $end))))
      (local.get $sum)))
  (core instance $i (instantiate $m))
  (func (export "sum") (param "p0" u8) (param "p1" u8) (param "p2" u8) (param "p3" u8) (param "p4" u8) (param "p5" u8) (param "p6" u8) (param "p7" u8) (param "p8" u8) (param "p9" u8) (param "p10" u8) (param "p11" u8) (param "p12" u8) (param "p13" u8) (param "p14" u8) (param "p15" u8) (param "p16" u8) (result u32)
    (canon lift (core func $i "sum") (memory (core memory $i "memory")) (realloc (core func $i "realloc")))))
