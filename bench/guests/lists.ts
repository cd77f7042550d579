// Takes lists of several types, keeps one, gives it back.
import type { Guest } from '../lib/case.ts';
import { MEMORY } from './lib/memory.ts';
import { asInterface } from './lib/interface.ts';

const TYPES: Readonly<Record<string, string>> = {
  bytes: '(list u8)', words: '(list u32)', doubles: '(list f64)', strings: '(list string)',
  points: '(list $point)',
  users: '(list $user)',
};
const names = Object.keys(TYPES);

export const LISTS: Guest = {
  modules: {
    main: `
      ${MEMORY}
      (global $kept-ptr (mut i32) (i32.const 0))
      (global $kept-len (mut i32) (i32.const 0))
      (func (export "take") (param $ptr i32) (param $len i32) (result i32) (call $reset) (local.get $len))
      (func (export "store") (param $ptr i32) (param $len i32)
        (global.set $kept-ptr (local.get $ptr))
        (global.set $kept-len (local.get $len))
        (call $keep))
      (func (export "give") (result i32)
        (i32.store (i32.const 16) (global.get $kept-ptr))
        (i32.store (i32.const 20) (global.get $kept-len))
        (i32.const 16))`,
  },
  component: ({ main }) => asInterface(`(component
    ${main}
    (core instance $i (instantiate $main))
    (alias core export $i "memory" (core memory $memory))
    (type $point' (record (field "x" f64) (field "y" f64) (field "color" u32)))
    (export $point "point" (type $point'))
    (type $user' (record (field "id" u32) (field "name" string) (field "score" f64) (field "age" (option u32))))
    (export $user "user" (type $user'))
    ${names.map((name) => `
    (func (export "take-${name}") (param "list" ${TYPES[name]}) (result u32)
      (canon lift (core func $i "take") (memory $memory) (realloc (core func $i "realloc"))))
    (func (export "store-${name}") (param "list" ${TYPES[name]})
      (canon lift (core func $i "store") (memory $memory) (realloc (core func $i "realloc"))))
    (func (export "give-${name}") (result ${TYPES[name]}) (canon lift (core func $i "give") (memory $memory)))`).join('')})`),
};
