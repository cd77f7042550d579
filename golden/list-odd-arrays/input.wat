;; Lists of numbers from what is like a typed array, but not quite: it is taken for what it is, and nothing that it does
;; happens inside of the component.
(component
  (core module $m
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local i32)
      (global.set $free (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
      (local.set 4 (global.get $free))
      (global.set $free (i32.add (global.get $free) (local.get 3)))
      (local.get 4))
    (func (export "sum") (param i32 i32) (result i32) (local $sum i32)
      (loop $next
        (if (local.get 1) (then
          (local.set 1 (i32.sub (local.get 1) (i32.const 1)))
          (local.set $sum (i32.add (local.get $sum) (i32.load8_u (i32.add (local.get 0) (local.get 1)))))
          (br $next))))
      (local.get $sum)))
  (core instance $i (instantiate $m))
  (func (export "sum") (param "list" (list u8)) (result u32)
    (canon lift (core func $i "sum") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (func (export "count") (param "pairs" (list (tuple u8 u8))) (result u32)
    (canon lift (core func $i "sum") (memory (core memory $i "memory")) (realloc (core func $i "realloc")))))
