// Functions of every scalar type, of a flags and an enum type.
import type { Guest } from '../lib/case.ts';
import { asInterface } from './lib/interface.ts';

const SMALL = ['u8', 's8', 'u16', 's16', 'u32', 's32'];

const core = (name: string, type: string, operation: string): string =>
  `(func (export "${name}") (param ${type} ${type}) (result ${type}) (${operation} (local.get 0) (local.get 1)))`;

const lift = (name: string, type: string): string =>
  `(func (export "add-${type}") (param "a" ${type}) (param "b" ${type}) (result ${type})
    (canon lift (core func $i "${name}")))`;

export const SCALARS: Guest = {
  modules: {
    main: `
      (func (export "nop"))
      ${core('add32', 'i32', 'i32.add')}
      ${core('add64', 'i64', 'i64.add')}
      ${core('addf32', 'f32', 'f32.add')}
      ${core('addf64', 'f64', 'f64.add')}
      (func (export "invert") (param i32) (result i32) (i32.eqz (local.get 0)))
      (func (export "next") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
      (func (export "turn") (param i32) (result i32) (i32.and (i32.add (local.get 0) (i32.const 1)) (i32.const 3)))
      (func (export "toggle") (param i32) (result i32) (i32.xor (local.get 0) (i32.const 63)))`,
  },
  component: ({ main }) => asInterface(`(component
    ${main}
    (core instance $i (instantiate $main))
    (type $side' (enum "north" "east" "south" "west"))
    (export $side "side" (type $side'))
    (type $perms' (flags "read" "write" "exec" "share" "hide" "lock"))
    (export $perms "perms" (type $perms'))
    (func (export "nop") (canon lift (core func $i "nop")))
    ${SMALL.map((type) => lift('add32', type)).join('\n')}
    ${lift('add64', 'u64')} ${lift('add64', 's64')} ${lift('addf32', 'f32')} ${lift('addf64', 'f64')}
    (func (export "invert") (param "a" bool) (result bool) (canon lift (core func $i "invert")))
    (func (export "next") (param "a" char) (result char) (canon lift (core func $i "next")))
    (func (export "turn") (param "a" $side) (result $side) (canon lift (core func $i "turn")))
    (func (export "toggle") (param "a" $perms) (result $perms) (canon lift (core func $i "toggle"))))`),
};
