// A resource of the guest's, and one of the host's that the guest uses.
import type { Guest } from '../lib/case.ts';
import { asInterface } from './lib/interface.ts';

/** What the counter counts is its representation: no memory is needed. */
export const COUNTERS: Guest = {
  modules: {
    dtor: `
      (global $dropped (mut i32) (i32.const 0))
      (func (export "dtor") (param i32) (global.set $dropped (i32.add (global.get $dropped) (i32.const 1))))
      (func (export "dropped") (result i32) (global.get $dropped))`,
    main: `
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "constructor") (param i32) (result i32) (call $new (local.get 0)))
      (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
      (func (export "peek") (param i32) (result i32) (local.get 0))
      (func (export "consume") (param i32) (result i32) (local $rep i32)
        (local.set $rep (call $rep (local.get 0)))
        (call $drop (local.get 0))
        (local.get $rep))`,
  },
  component: ({ dtor, main }) => asInterface(`(component
    ${dtor}
    ${main}
    (core instance $d (instantiate $dtor))
    (type $counter' (resource (rep i32) (dtor (core func $d "dtor"))))
    (export $counter "counter" (type $counter'))
    (core func $new (canon resource.new $counter'))
    (core func $rep (canon resource.rep $counter'))
    (core func $drop (canon resource.drop $counter'))
    (core instance $i (instantiate $main (with "" (instance
      (export "new" (func $new)) (export "rep" (func $rep)) (export "drop" (func $drop))))))
    (func (export "[constructor]counter") (param "start" u32) (result (own $counter))
      (canon lift (core func $i "constructor")))
    (func (export "[method]counter.add") (param "self" (borrow $counter)) (param "n" u32) (result u32)
      (canon lift (core func $i "add")))
    (func (export "peek") (param "c" (borrow $counter)) (result u32) (canon lift (core func $i "peek")))
    (func (export "consume") (param "c" (own $counter)) (result u32) (canon lift (core func $i "consume")))
    (func (export "dropped") (result u32) (canon lift (core func $d "dropped"))))`),
};

export const THINGS: Guest = {
  modules: {
    main: `
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "get" (func $get (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "methods") (param $n i32) (result i32) (local $thing i32) (local $sum i32)
        (local.set $thing (call $new (i32.const 3)))
        (loop $again
          (local.set $sum (i32.add (local.get $sum) (call $get (local.get $thing))))
          (local.set $n (i32.sub (local.get $n) (i32.const 1)))
          (br_if $again (local.get $n)))
        (call $drop (local.get $thing))
        (local.get $sum))
      (func (export "objects") (param $n i32) (result i32) (local $sum i32)
        (loop $again
          (call $drop (call $new (local.get $n)))
          (local.set $sum (i32.add (local.get $sum) (i32.const 1)))
          (local.set $n (i32.sub (local.get $n) (i32.const 1)))
          (br_if $again (local.get $n)))
        (local.get $sum))
      (func (export "pass") (param i32) (result i32) (local.get 0))
      (func (export "look") (param i32) (result i32) (local $x i32)
        (local.set $x (call $get (local.get 0)))
        (call $drop (local.get 0))
        (local.get $x))`,
  },
  component: ({ main }) => `(component
    (import "bench:host/api" (instance $host
      (export "thing" (type $thing (sub resource)))
      (export "[constructor]thing" (func (param "n" u32) (result (own $thing))))
      (export "[method]thing.get" (func (param "self" (borrow $thing)) (result u32)))))
    (alias export $host "thing" (type $thing))
    ${main}
    (core func $new (canon lower (func $host "[constructor]thing")))
    (core func $get (canon lower (func $host "[method]thing.get")))
    (core func $drop (canon resource.drop $thing))
    (core instance $i (instantiate $main (with "" (instance
      (export "new" (func $new)) (export "get" (func $get)) (export "drop" (func $drop))))))
    (func (export "methods") (param "n" u32) (result u32) (canon lift (core func $i "methods")))
    (func (export "objects") (param "n" u32) (result u32) (canon lift (core func $i "objects")))
    (func (export "pass") (param "t" (own $thing)) (result (own $thing)) (canon lift (core func $i "pass")))
    (func (export "look") (param "t" (borrow $thing)) (result u32) (canon lift (core func $i "look"))))`,
};
