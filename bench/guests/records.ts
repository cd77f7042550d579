// Takes and gives one record at a time: flat, nested, and of so many fields that it goes through memory; a
// tuple.
import type { Guest } from '../lib/case.ts';
import { MEMORY } from './lib/memory.ts';
import { asInterface } from './lib/interface.ts';

/** The fields of the wide record: 22 core values, more than the 16 that can be parameters. */
export const WIDE = [
  ['a', 'u32'], ['b', 'u32'], ['c', 'string'], ['d', 'f64'], ['e', 'u64'], ['f', 'bool'], ['g', 's16'],
  ['h', 'option<u32>'],
  ['i', 'string'], ['j', 'f32'], ['k', 'char'], ['l', 'u8'], ['m', 'option<f64>'], ['n', 's64'],
  ['o', 'string'], ['p', 'u32'],
] as const;

const typeOf = (type: string): string => type.startsWith('option') ? `(option ${type.slice(7, -1)})` : type;

export const RECORDS: Guest = {
  modules: {
    main: `
      ${MEMORY}
      (data (i32.const 0x100) "user name")
      (global $wide (mut i32) (i32.const 0))
      (func (export "take-user")
        (param $id i32) (param $name i32) (param $len i32) (param $score f64) (param $some i32) (param $age i32) (result i32)
        (call $reset) (local.get $id))
      (func (export "give-user") (result i32)
        (i32.store (i32.const 32) (i32.const 7))
        (i32.store (i32.const 36) (i32.const 0x100))
        (i32.store (i32.const 40) (i32.const 9))
        (f64.store (i32.const 48) (f64.const 1.5))
        (i32.store8 (i32.const 56) (i32.const 1))
        (i32.store (i32.const 60) (i32.const 42))
        (i32.const 32))
      (func (export "take-line")
        (param $x f64) (param $y f64) (param $x2 f64) (param $y2 f64) (param $color i32) (param $dashed i32) (result i32)
        (local.get $color))
      (func (export "give-line") (result i32)
        (f64.store (i32.const 64) (f64.const 1.5))
        (f64.store (i32.const 72) (f64.const 2.5))
        (f64.store (i32.const 80) (f64.const 3.5))
        (f64.store (i32.const 88) (f64.const 4.5))
        (i32.store (i32.const 96) (i32.const 0xff8800))
        (i32.store8 (i32.const 100) (i32.const 1))
        (i32.const 64))
      (func (export "take-tuple") (param $a i32) (param $b f64) (param $s i32) (param $len i32) (result i32)
        (call $reset) (local.get $a))
      (func (export "give-tuple") (result i32)
        (i32.store (i32.const 112) (i32.const 7))
        (f64.store (i32.const 120) (f64.const 2.5))
        (i32.store (i32.const 128) (i32.const 0x100))
        (i32.store (i32.const 132) (i32.const 9))
        (i32.const 112))
      (func (export "take-wide") (param $at i32) (result i32) (call $reset) (i32.load (local.get $at)))
      (func (export "store-wide") (param $at i32) (global.set $wide (local.get $at)) (call $keep))
      (func (export "give-wide") (result i32) (global.get $wide))`,
  },
  component: ({ main }) => asInterface(`(component
    ${main}
    (core instance $i (instantiate $main))
    (alias core export $i "memory" (core memory $memory))
    (type $user' (record (field "id" u32) (field "name" string) (field "score" f64) (field "age" (option u32))))
    (export $user "user" (type $user'))
    (type $point' (record (field "x" f64) (field "y" f64)))
    (export $point "point" (type $point'))
    (type $style' (record (field "color" u32) (field "dashed" bool)))
    (export $style "style" (type $style'))
    (type $line' (record (field "start" $point) (field "end" $point) (field "style" $style)))
    (export $line "line" (type $line'))
    (type $wide' (record ${WIDE.map(([name, type]) => `(field "${name}" ${typeOf(type)})`).join(' ')}))
    (export $wide "wide" (type $wide'))
    ${[['user', '$user'], ['line', '$line'], ['tuple', '(tuple u32 f64 string)'], ['wide', '$wide']].map(([name, type]) => `
    (func (export "take-${name}") (param "value" ${type}) (result u32)
      (canon lift (core func $i "take-${name}") (memory $memory) (realloc (core func $i "realloc"))))
    (func (export "give-${name}") (result ${type}) (canon lift (core func $i "give-${name}") (memory $memory)))`).join('')}
    (func (export "store-wide") (param "value" $wide)
      (canon lift (core func $i "store-wide") (memory $memory) (realloc (core func $i "realloc")))))`),
};
