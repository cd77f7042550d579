// Component A calls component B, as often as it is told.
import type { Guest } from '../lib/case.ts';
import { ADAPTER } from './lib/adapter.ts';
import { MEMORY } from './lib/memory.ts';

/** A function that does something `n` times; `$x` and `$len` are at hand. */
const loop = (name: string, body: string): string => `
  (func (export "${name}") (param $n i32) (param $len i32) (result i32) (local $x i32) (local $cell i32)
    (local.set $cell (call $new (i32.const 3)))
    (loop $again
      ${body}
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br_if $again (local.get $n)))
    (call $drop (local.get $cell))
    (local.get $x))`;

const sum = (call: string): string => `(local.set $x (i32.add (local.get $x) ${call}))`;
const LOOPS: Readonly<Record<string, string>> = {
  nop: '(call $nop)',
  add: '(local.set $x (call $add (local.get $x)))',
  narrow: '(local.set $x (call $narrow (local.get $x)))',
  put: sum('(call $put (i32.const 0x100000) (local.get $len))'),
  echo: '(call $echo (i32.const 0x100000) (local.get $len) (i32.const 16)) (global.set $top (global.get $base))',
  bytes: sum('(call $bytes (i32.const 0x100000) (local.get $len))'),
  users: sum('(call $users (i32.const 0x200000) (local.get $len))'),
  pairs: sum('(call $pairs (i32.const 0x300000) (local.get $len))'),
  method: sum('(call $get (local.get $cell))'),
  borrow: sum('(call $peek (local.get $cell))'),
  own: sum('(call $consume (call $new (i32.const 3)))'),
  drop: '(call $drop (call $new (i32.const 3)))',
};

/** Of `n` elements, pointers to one string of 10 characters. */
const fill = (at: string, step: number, body: string): string => `
  (local.set $at (i32.const ${at}))
  (local.set $n (i32.const 1000))
  (loop $next
    ${body}
    (local.set $at (i32.add (local.get $at) (i32.const ${step})))
    (local.set $n (i32.sub (local.get $n) (i32.const 1)))
    (br_if $next (local.get $n)))`;

const TYPES = `
  (export "user" (type $user (eq $user'')))
  (export "cell" (type $cell (sub resource)))
  (export "nop" (func))
  (export "add" (func (param "x" u32) (result u32)))
  (export "narrow" (func (param "x" u8) (result u8)))
  (export "put" (func (param "s" string) (result u32)))
  (export "echo" (func (param "s" string) (result string)))
  (export "bytes" (func (param "b" (list u8)) (result u32)))
  (export "users" (func (param "u" (list $user)) (result u32)))
  (export "pairs" (func (param "p" (list (tuple string u32))) (result u32)))
  (export "[constructor]cell" (func (param "x" u32) (result (own $cell))))
  (export "[method]cell.get" (func (param "self" (borrow $cell)) (result u32)))
  (export "peek" (func (param "c" (borrow $cell)) (result u32)))
  (export "consume" (func (param "c" (own $cell)) (result u32)))`;

const USER = '(record (field "id" u32) (field "name" string) (field "score" f64) (field "age" (option u32)))';
const FLAT = ['nop', 'add', 'narrow'];
const IN_MEMORY = ['put', 'bytes', 'users', 'pairs'];
const HANDLES: Readonly<Record<string, string>> = {
  new: '[constructor]cell', get: '[method]cell.get', peek: 'peek', consume: 'consume',
};

export const COMPOSED: Guest = {
  modules: {
    libc: MEMORY,
    a: `
      (import "" "memory" (memory 1))
      (import "" "top" (global $top (mut i32)))
      (import "" "base" (global $base (mut i32)))
      (import "" "nop" (func $nop))
      (import "" "add" (func $add (param i32) (result i32)))
      (import "" "narrow" (func $narrow (param i32) (result i32)))
      (import "" "put" (func $put (param i32 i32) (result i32)))
      (import "" "echo" (func $echo (param i32 i32 i32)))
      (import "" "bytes" (func $bytes (param i32 i32) (result i32)))
      (import "" "users" (func $users (param i32 i32) (result i32)))
      (import "" "pairs" (func $pairs (param i32 i32) (result i32)))
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "get" (func $get (param i32) (result i32)))
      (import "" "peek" (func $peek (param i32) (result i32)))
      (import "" "consume" (func $consume (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func $fill (local $at i32) (local $n i32)
        (memory.fill (i32.const 0x100000) (i32.const 0x61) (i32.const 0x10000))
        ${fill('0x200000', 32, `
          (i32.store (local.get $at) (local.get $n))
          (i32.store offset=4 (local.get $at) (i32.const 0x100000))
          (i32.store offset=8 (local.get $at) (i32.const 10))
          (f64.store offset=16 (local.get $at) (f64.const 1.5))
          (i32.store8 offset=24 (local.get $at) (i32.and (local.get $n) (i32.const 1)))
          (i32.store offset=28 (local.get $at) (local.get $n))`)}
        ${fill('0x300000', 12, `
          (i32.store (local.get $at) (i32.const 0x100000))
          (i32.store offset=4 (local.get $at) (i32.const 10))
          (i32.store offset=8 (local.get $at) (local.get $n))`)})
      (start $fill)
      ${Object.entries(LOOPS).map(([name, body]) => loop(name, body)).join('')}`,
    b: `
      (import "" "top" (global $top (mut i32)))
      (import "" "base" (global $base (mut i32)))
      (import "" "memory" (memory 1))
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "nop"))
      (func (export "add") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
      ${IN_MEMORY.map((name) => `
      (func (export "${name}") (param i32 i32) (result i32)
        (global.set $top (global.get $base))
        (i32.add (i32.load8_u (local.get 0)) (local.get 1)))`).join('')}
      (func (export "echo") (param i32 i32) (result i32)
        (global.set $top (global.get $base))
        (i32.store (i32.const 16) (local.get 0))
        (i32.store (i32.const 20) (local.get 1))
        (i32.const 16))
      (func (export "constructor") (param i32) (result i32) (call $new (local.get 0)))
      (func (export "get") (param i32) (result i32) (local.get 0))
      (func (export "consume") (param i32) (result i32) (local $rep i32)
        (local.set $rep (call $rep (local.get 0)))
        (call $drop (local.get 0))
        (local.get $rep))`,
    adapter: ADAPTER,
  },
  component: ({ libc, a, b }) => `(component
    (component $B
      ${libc}
      ${b}
      (core instance $libc (instantiate $libc))
      (alias core export $libc "memory" (core memory $memory))
      (type $user' ${USER})
      (export $user "user" (type $user'))
      (type $cell' (resource (rep i32)))
      (export $cell "cell" (type $cell'))
      (core func $new (canon resource.new $cell'))
      (core func $rep (canon resource.rep $cell'))
      (core func $drop (canon resource.drop $cell'))
      (core instance $i (instantiate $b (with "" (instance
        (export "top" (global $libc "top")) (export "base" (global $libc "base")) (export "memory" (memory $memory))
        (export "new" (func $new)) (export "rep" (func $rep)) (export "drop" (func $drop))))))
      (func (export "nop") (canon lift (core func $i "nop")))
      (func (export "add") (param "x" u32) (result u32) (canon lift (core func $i "add")))
      (func (export "narrow") (param "x" u8) (result u8) (canon lift (core func $i "add")))
      ${[['put', '"s" string'], ['bytes', '"b" (list u8)'], ['users', '"u" (list $user)'], ['pairs', '"p" (list (tuple string u32))']]
        .map(([name, param]) => `
      (func (export "${name}") (param ${param}) (result u32)
        (canon lift (core func $i "${name}") (memory $memory) (realloc (core func $libc "realloc"))))`).join('')}
      (func (export "echo") (param "s" string) (result string)
        (canon lift (core func $i "echo") (memory $memory) (realloc (core func $libc "realloc"))))
      (func (export "[constructor]cell") (param "x" u32) (result (own $cell)) (canon lift (core func $i "constructor")))
      (func (export "[method]cell.get") (param "self" (borrow $cell)) (result u32) (canon lift (core func $i "get")))
      (func (export "peek") (param "c" (borrow $cell)) (result u32) (canon lift (core func $i "get")))
      (func (export "consume") (param "c" (own $cell)) (result u32) (canon lift (core func $i "consume"))))
    (component $A
      (type $user' ${USER})
      (import "b" (instance $b (alias outer 1 $user' (type $user'')) ${TYPES}))
      (alias export $b "cell" (type $cell))
      ${libc}
      ${a}
      (core instance $libc (instantiate $libc))
      (alias core export $libc "memory" (core memory $memory))
      ${FLAT.map((name) => `(core func $${name} (canon lower (func $b "${name}")))`).join('\n')}
      ${IN_MEMORY.map((name) => `(core func $${name} (canon lower (func $b "${name}") (memory $memory)))`).join('\n')}
      ${Object.entries(HANDLES).map(([name, func]) => `(core func $${name} (canon lower (func $b "${func}")))`).join('\n')}
      (core func $echo (canon lower (func $b "echo") (memory $memory) (realloc (core func $libc "realloc"))))
      (core func $drop (canon resource.drop $cell))
      (core instance $i (instantiate $a (with "" (instance
        (export "memory" (memory $memory)) (export "top" (global $libc "top")) (export "base" (global $libc "base"))
        ${[...FLAT, ...IN_MEMORY, ...Object.keys(HANDLES), 'echo', 'drop']
          .map((name) => `(export "${name}" (func $${name}))`).join(' ')}))))
      ${Object.keys(LOOPS).map((name) => `
      (func (export "${name}-loop") (param "n" u32) (param "len" u32) (result u32)
        (canon lift (core func $i "${name}")))`).join('')})
    (instance $b (instantiate $B))
    (instance $a (instantiate $A (with "b" (instance $b))))
    ${Object.keys(LOOPS).map((name) => `(export "${name}-loop" (func $a "${name}-loop"))`).join('\n')})`,
};
