// Asynchronous functions and streams, with callbacks: no stack is ever parked.
import type { Guest } from '../lib/case.ts';
import { MEMORY } from './lib/memory.ts';

const BUILTINS: Readonly<Record<string, string>> = {
  'ws-new': '(result i32)',
  'ws-drop': '(param i32)',
  join: '(param i32 i32)',
  'subtask-drop': '(param i32)',
  'context-get': '(result i32)',
  'context-set': '(param i32)',
  'return-u32': '(param i32)',
  'return-string': '(param i32 i32)',
  'return-stream': '(param i32)',
  'stream-new': '(result i64)',
  'stream-read': '(param i32 i32 i32) (result i32)',
  'stream-write': '(param i32 i32 i32) (result i32)',
  'drop-readable': '(param i32)',
  'drop-writable': '(param i32)',
  host: '(param i32 i32) (result i32)',
};

/** Bytes of one read or write. */
export const CHUNK = 0x10000;

/** A frame: next free one, or set; end or number of calls left; done so far; limit; the host's result. */
const FRAMES = `
  (global $freed (mut i32) (i32.const 0))
  (global $next (mut i32) (i32.const 64))
  (func $alloc (result i32) (local $f i32)
    (local.set $f (global.get $freed))
    (if (local.get $f)
      (then (global.set $freed (i32.load (local.get $f))))
      (else
        (local.set $f (global.get $next))
        (global.set $next (i32.add (local.get $f) (i32.const 32)))))
    (local.get $f))
  (func $free (param $f i32)
    (i32.store (local.get $f) (global.get $freed))
    (global.set $freed (local.get $f)))
  (func $wait (param $f i32) (result i32)
    (i32.or (i32.const 2 (; WAIT ;)) (i32.shl (i32.load (local.get $f)) (i32.const 4))))`;

const CALLS = `
  (func (export "nop") (param $x i32) (result i32)
    (call $return-u32 (i32.add (local.get $x) (i32.const 1)))
    (i32.const 0 (; EXIT ;)))
  (func (export "never") (param i32 i32 i32) (result i32) unreachable)
  (func (export "sync") (param $x i32) (result i32) (i32.add (local.get $x) (i32.const 1)))
  (func (export "echo") (param $ptr i32) (param $len i32) (result i32)
    (call $return-string (local.get $ptr) (local.get $len))
    (global.set $top (global.get $base))
    (i32.const 0 (; EXIT ;)))
  (func $calls (param $f i32) (result i32) (local $s i32)
    (loop $again
      (if (i32.load offset=4 (local.get $f)) (then
        (i32.store offset=4 (local.get $f) (i32.sub (i32.load offset=4 (local.get $f)) (i32.const 1)))
        (local.set $s (call $host (i32.load offset=16 (local.get $f)) (i32.add (local.get $f) (i32.const 16))))
        (br_if $again (i32.eq (local.get $s) (i32.const 2 (; RETURNED ;))))
        (call $join (i32.shr_u (local.get $s) (i32.const 4)) (i32.load (local.get $f)))
        (return (call $wait (local.get $f))))))
    (call $ws-drop (i32.load (local.get $f)))
    (call $return-u32 (i32.load offset=16 (local.get $f)))
    (call $free (local.get $f))
    (i32.const 0 (; EXIT ;)))
  (func (export "calls") (param $x i32) (param $n i32) (result i32) (local $f i32)
    (local.set $f (call $alloc))
    (i32.store (local.get $f) (call $ws-new))
    (i32.store offset=4 (local.get $f) (local.get $n))
    (i32.store offset=16 (local.get $f) (local.get $x))
    (call $context-set (local.get $f))
    (call $calls (local.get $f)))
  (func (export "calls-cb") (param $e i32) (param $i i32) (param $state i32) (result i32)
    (call $subtask-drop (local.get $i))
    (call $calls (call $context-get)))`;

const STREAMS = `
  (func $frame (param $end i32) (param $limit i32) (result i32) (local $f i32)
    (local.set $f (call $alloc))
    (i32.store (local.get $f) (call $ws-new))
    (i32.store offset=4 (local.get $f) (local.get $end))
    (i32.store offset=8 (local.get $f) (i32.const 0))
    (i32.store offset=12 (local.get $f) (local.get $limit))
    (call $join (local.get $end) (i32.load (local.get $f)))
    (call $context-set (local.get $f))
    (local.get $f))
  (func $took (param $f i32) (param $r i32) (result i32)
    (i32.store offset=8 (local.get $f)
      (i32.add (i32.load offset=8 (local.get $f)) (i32.shr_u (local.get $r) (i32.const 4))))
    (i32.and
      (i32.eqz (i32.and (local.get $r) (i32.const 15)))
      (i32.lt_u (i32.load offset=8 (local.get $f)) (i32.load offset=12 (local.get $f)))))
  (func $read (param $f i32) (result i32) (local $r i32)
    (loop $again
      (local.set $r (call $stream-read (i32.load offset=4 (local.get $f)) (i32.const 0x200000) (i32.const ${CHUNK})))
      (if (i32.eq (local.get $r) (i32.const -1)) (then (return (call $wait (local.get $f)))))
      (br_if $again (call $took (local.get $f) (local.get $r))))
    (call $read-end (local.get $f)))
  (func $read-end (param $f i32) (result i32)
    ;; Leaving the set is for jco, which doesn't when an end is dropped.
    (call $join (i32.load offset=4 (local.get $f)) (i32.const 0))
    (call $drop-readable (i32.load offset=4 (local.get $f)))
    (call $ws-drop (i32.load (local.get $f)))
    (call $return-u32 (i32.load offset=8 (local.get $f)))
    (call $free (local.get $f))
    (i32.const 0 (; EXIT ;)))
  (func (export "in") (param $s i32) (result i32) (call $read (call $frame (local.get $s) (i32.const -1))))
  (func (export "in-cb") (param $e i32) (param $i i32) (param $r i32) (result i32)
    (if (result i32) (call $took (call $context-get) (local.get $r))
      (then (call $read (call $context-get)))
      (else (call $read-end (call $context-get)))))
  (func $write (param $f i32) (result i32) (local $r i32) (local $n i32)
    (loop $again
      (local.set $n (i32.sub (i32.load offset=12 (local.get $f)) (i32.load offset=8 (local.get $f))))
      (if (i32.gt_u (local.get $n) (i32.const ${CHUNK})) (then (local.set $n (i32.const ${CHUNK}))))
      (if (local.get $n) (then
        (local.set $r (call $stream-write (i32.load offset=4 (local.get $f)) (i32.const 0x200000) (local.get $n)))
        (if (i32.eq (local.get $r) (i32.const -1)) (then (return (call $wait (local.get $f)))))
        (br_if $again (call $took (local.get $f) (local.get $r))))))
    (call $write-end (local.get $f)))
  (func $write-end (param $f i32) (result i32)
    ;; Leaving the set is for jco, which doesn't when an end is dropped.
    (call $join (i32.load offset=4 (local.get $f)) (i32.const 0))
    (call $drop-writable (i32.load offset=4 (local.get $f)))
    (call $ws-drop (i32.load (local.get $f)))
    (call $free (local.get $f))
    (i32.const 0 (; EXIT ;)))
  (func (export "out") (param $n i32) (result i32) (local $ends i64)
    (local.set $ends (call $stream-new))
    (call $return-stream (i32.wrap_i64 (local.get $ends)))
    (call $write (call $frame (i32.wrap_i64 (i64.shr_u (local.get $ends) (i64.const 32))) (local.get $n))))
  (func (export "out-cb") (param $e i32) (param $i i32) (param $r i32) (result i32)
    (if (result i32) (call $took (call $context-get) (local.get $r))
      (then (call $write (call $context-get)))
      (else (call $write-end (call $context-get)))))`;

export const ASYNC: Guest = {
  modules: {
    libc: MEMORY,
    main: `
      (import "" "memory" (memory 1))
      (import "" "top" (global $top (mut i32)))
      (import "" "base" (global $base (mut i32)))
      ${Object.entries(BUILTINS).map(([name, type]) => `(import "" "${name}" (func $${name} ${type}))`).join('\n')}
      (func $fill (memory.fill (i32.const 0x200000) (i32.const 0x61) (i32.const ${CHUNK})))
      (start $fill)
      ${FRAMES} ${CALLS} ${STREAMS}`,
  },
  component: ({ libc, main }) => `(component
    (import "bench:host/api" (instance $host (export "host" (func async (param "x" u32) (result u32)))))
    ${libc}
    ${main}
    (core instance $libc (instantiate $libc))
    (alias core export $libc "memory" (core memory $memory))
    (type $bytes (stream u8))
    (core func $host (canon lower (func $host "host") async (memory $memory)))
    (core func $ws-new (canon waitable-set.new))
    (core func $ws-drop (canon waitable-set.drop))
    (core func $join (canon waitable.join))
    (core func $subtask-drop (canon subtask.drop))
    (core func $context-get (canon context.get i32 0))
    (core func $context-set (canon context.set i32 0))
    (core func $return-u32 (canon task.return (result u32)))
    (core func $return-string (canon task.return (result string) (memory $memory)))
    (core func $return-stream (canon task.return (result $bytes)))
    (core func $stream-new (canon stream.new $bytes))
    (core func $stream-read (canon stream.read $bytes async (memory $memory)))
    (core func $stream-write (canon stream.write $bytes async (memory $memory)))
    (core func $drop-readable (canon stream.drop-readable $bytes))
    (core func $drop-writable (canon stream.drop-writable $bytes))
    (core instance $i (instantiate $main (with "" (instance
      (export "memory" (memory $memory)) (export "top" (global $libc "top")) (export "base" (global $libc "base"))
      ${Object.keys(BUILTINS).map((name) => `(export "${name}" (func $${name}))`).join('\n')}))))
    (func (export "sync") (param "x" u32) (result u32) (canon lift (core func $i "sync")))
    (func (export "nop") async (param "x" u32) (result u32)
      (canon lift (core func $i "nop") async (callback (core func $i "never"))))
    (func (export "echo") async (param "s" string) (result string)
      (canon lift (core func $i "echo") async (callback (core func $i "never"))
        (memory $memory) (realloc (core func $libc "realloc"))))
    (func (export "calls") async (param "x" u32) (param "n" u32) (result u32)
      (canon lift (core func $i "calls") async (callback (core func $i "calls-cb"))))
    (func (export "read") async (param "s" $bytes) (result u32)
      (canon lift (core func $i "in") async (callback (core func $i "in-cb"))))
    (func (export "write") async (param "n" u32) (result $bytes)
      (canon lift (core func $i "out") async (callback (core func $i "out-cb")))))`,
};
