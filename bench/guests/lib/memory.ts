// The memory of guests: a `realloc` that only goes up, as far as memory that grows, and starts again with
// each call.

/**
 * Exports `memory` and `realloc`. `$reset` gives free what was allocated since `$keep`: sets `top` to
 * `base`.
 */
export const MEMORY = `
  (memory (export "memory") 64)
  (global $base (export "base") (mut i32) (i32.const 0x10000))
  (global $top (export "top") (mut i32) (i32.const 0x10000))
  (global $limit (mut i32) (i32.const 0x400000))
  (func $realloc (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32)
    (result i32) (local $at i32)
    (if (local.get $old-size)
      (then (return (call $move (local.get $old) (local.get $old-size) (local.get $align) (local.get $size)))))
    (local.set $at (i32.and
      (i32.add (global.get $top) (i32.sub (local.get $align) (i32.const 1)))
      (i32.sub (i32.const 0) (local.get $align))))
    (global.set $top (i32.add (local.get $at) (local.get $size)))
    (if (i32.gt_u (global.get $top) (global.get $limit)) (then (call $grow)))
    (local.get $at))
  (func $move (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32) (local $at i32)
    (if (i32.eq (i32.add (local.get $old) (local.get $old-size)) (global.get $top)) (then
      (global.set $top (i32.add (local.get $old) (local.get $size)))
      (if (i32.gt_u (global.get $top) (global.get $limit)) (then (call $grow)))
      (return (local.get $old))))
    (local.set $at (call $realloc (i32.const 0) (i32.const 0) (local.get $align) (local.get $size)))
    (memory.copy (local.get $at) (local.get $old) (local.get $old-size))
    (local.get $at))
  (func $grow
    (if (i32.eq (i32.const -1) (memory.grow
          (i32.shr_u (i32.add (i32.sub (global.get $top) (global.get $limit)) (i32.const 0xffff)) (i32.const 16))))
      (then unreachable))
    (global.set $limit (i32.shl (memory.size) (i32.const 16))))
  (func $keep (export "keep") (global.set $base (global.get $top)))
  (func $reset (export "reset") (global.set $top (global.get $base)))`;
