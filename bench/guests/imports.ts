// Calls what it imports, as often as it is told.
import type { Guest } from '../lib/case.ts';
import { MEMORY } from './lib/memory.ts';

/** A function that does something `n` times; `$x` and `$len` are at hand. */
const loop = (name: string, body: string): string => `
  (func (export "${name}") (param $n i32) (param $len i32) (result i32) (local $x i32) (local $y i64)
    (loop $again
      ${body}
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br_if $again (local.get $n)))
    (i32.add (local.get $x) (i32.wrap_i64 (local.get $y))))`;

const RESET = '(global.set $top (global.get $base))';
const LOOPS = ['nop', 'inc', 'inc64', 'log', 'name', 'bytes', 'give', 'swap'];

export const IMPORTS: Guest = {
  modules: {
    libc: MEMORY,
    main: `
      (import "" "memory" (memory 1))
      (import "" "top" (global $top (mut i32)))
      (import "" "base" (global $base (mut i32)))
      (import "" "nop" (func $nop))
      (import "" "inc" (func $inc (param i32) (result i32)))
      (import "" "inc64" (func $inc64 (param i64) (result i64)))
      (import "" "log" (func $log (param i32 i32) (result i32)))
      (import "" "name" (func $name (param i32)))
      (import "" "bytes" (func $bytes (param i32 i32) (result i32)))
      (import "" "give" (func $give (param i32)))
      (import "" "swap" (func $swap (param i32 f64 i32)))
      (func $fill (local $at i32)
        (local.set $at (i32.const 0x100000))
        (loop $next
          (i32.store (local.get $at) (i32.const 0x64636261))
          (local.set $at (i32.add (local.get $at) (i32.const 4)))
          (br_if $next (i32.lt_u (local.get $at) (i32.const 0x110000)))))
      (start $fill)
      ${loop('nop', '(call $nop)')}
      ${loop('inc', '(local.set $x (call $inc (local.get $x)))')}
      ${loop('inc64', '(local.set $y (call $inc64 (local.get $y)))')}
      ${loop('log', '(local.set $x (i32.add (local.get $x) (call $log (i32.const 0x100000) (local.get $len))))')}
      ${loop('name', `(call $name (i32.const 16)) (local.set $x (i32.load (i32.const 20))) ${RESET}`)}
      ${loop('bytes', '(local.set $x (i32.add (local.get $x) (call $bytes (i32.const 0x100000) (local.get $len))))')}
      ${loop('give', `(call $give (i32.const 16)) (local.set $x (i32.load (i32.const 20))) ${RESET}`)}
      ${loop('swap', '(call $swap (local.get $x) (f64.const 1.5) (i32.const 32)) (local.set $x (i32.load (i32.const 32)))')}`,
  },
  component: ({ libc, main }) => `(component
    (type $pair' (record (field "a" u32) (field "b" f64)))
    (import "bench:host/api" (instance $host
      (alias outer 1 $pair' (type $pair''))
      (export "pair" (type $pair (eq $pair'')))
      (export "nop" (func))
      (export "inc" (func (param "x" u32) (result u32)))
      (export "inc64" (func (param "x" u64) (result u64)))
      (export "log" (func (param "s" string) (result u32)))
      (export "name" (func (result string)))
      (export "bytes" (func (param "b" (list u8)) (result u32)))
      (export "give" (func (result (list u8))))
      (export "swap" (func (param "p" $pair) (result $pair)))))
    ${libc}
    ${main}
    (core instance $libc (instantiate $libc))
    (alias core export $libc "memory" (core memory $memory))
    (core func $nop (canon lower (func $host "nop")))
    (core func $inc (canon lower (func $host "inc")))
    (core func $inc64 (canon lower (func $host "inc64")))
    (core func $log (canon lower (func $host "log") (memory $memory)))
    (core func $name (canon lower (func $host "name") (memory $memory) (realloc (core func $libc "realloc"))))
    (core func $bytes (canon lower (func $host "bytes") (memory $memory)))
    (core func $give (canon lower (func $host "give") (memory $memory) (realloc (core func $libc "realloc"))))
    (core func $swap (canon lower (func $host "swap") (memory $memory)))
    (core instance $i (instantiate $main (with "" (instance
      (export "memory" (memory $memory)) (export "top" (global $libc "top")) (export "base" (global $libc "base"))
      ${LOOPS.map((name) => `(export "${name}" (func $${name}))`).join(' ')}))))
    ${LOOPS.map((name) => `
    (func (export "loop-${name}") (param "n" u32) (param "len" u32) (result u32) (canon lift (core func $i "${name}")))`).join('')})`,
};
