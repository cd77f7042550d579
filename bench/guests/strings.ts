// Takes strings, keeps one, gives it back.
import type { Guest } from '../lib/case.ts';
import { MEMORY } from './lib/memory.ts';

export const strings = (encoding: 'utf8' | 'utf16' | 'latin1+utf16'): Guest => ({
  modules: {
    main: `
      ${MEMORY}
      (global $kept-ptr (mut i32) (i32.const 0))
      (global $kept-len (mut i32) (i32.const 0))
      (func $pair (param i32 i32) (result i32)
        (i32.store (i32.const 16) (local.get 0))
        (i32.store (i32.const 20) (local.get 1))
        (i32.const 16))
      (func (export "take") (param $ptr i32) (param $len i32) (result i32) (call $reset) (local.get $len))
      (func (export "store") (param $ptr i32) (param $len i32)
        (global.set $kept-ptr (local.get $ptr))
        (global.set $kept-len (local.get $len))
        (call $keep))
      (func (export "give") (result i32) (call $pair (global.get $kept-ptr) (global.get $kept-len)))
      (func (export "echo") (param $ptr i32) (param $len i32) (result i32)
        (call $reset)
        (call $pair (local.get $ptr) (local.get $len)))`,
  },
  component: ({ main }) => {
    const options = `string-encoding=${encoding} (memory $memory) (realloc (core func $i "realloc"))`;
    return `(component
      ${main}
      (core instance $i (instantiate $main))
      (alias core export $i "memory" (core memory $memory))
      (func (export "take") (param "s" string) (result u32) (canon lift (core func $i "take") ${options}))
      (func (export "store") (param "s" string) (canon lift (core func $i "store") ${options}))
      (func (export "give") (result string) (canon lift (core func $i "give") ${options}))
      (func (export "echo") (param "s" string) (result string) (canon lift (core func $i "echo") ${options})))`;
  },
});
