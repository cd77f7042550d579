// Variants, options and results, as parameters and as results.
import type { Guest } from '../lib/case.ts';
import { MEMORY } from './lib/memory.ts';
import { asInterface } from './lib/interface.ts';

/** Stores the discriminant of what a function returns, at 64, and a string at 72 where it says so. */
const tag = (value: string): string => `(i32.store8 (i32.const 64) ${value})`;
const text = (at: number): string => `(i32.store (i32.const ${at}) (i32.const 0x100)) (i32.store (i32.const ${at + 4}) (i32.const 8))`;

export const VARIANTS: Guest = {
  modules: {
    main: `
      ${MEMORY}
      (data (i32.const 0x100) "no luck!")
      (func (export "take-shape") (param $case i32) (param i64 i64 i32) (result i32) (call $reset) (local.get $case))
      (func (export "give-rect") (result i32)
        ${tag('(i32.const 1)')} (f64.store (i32.const 72) (f64.const 1.5)) (f64.store (i32.const 80) (f64.const 2.5))
        (i32.const 64))
      (func (export "give-named") (result i32)
        ${tag('(i32.const 2)')} (i32.store8 (i32.const 72) (i32.const 0)) ${text(76)} (i32.const 64))
      (func (export "take-option") (param $some i32) (param $value i32) (result i32) (local.get $some))
      (func (export "give-option") (param $some i32) (result i32)
        ${tag('(local.get $some)')} (i32.store (i32.const 68) (i32.const 42)) (i32.const 64))
      (func (export "take-result") (param $err i32) (param i32 i32) (result i32) (call $reset) (local.get $err))
      (func (export "give-result") (param $err i32) (result i32)
        ${tag('(local.get $err)')}
        (if (local.get $err) (then ${text(68)}) (else (i32.store (i32.const 68) (i32.const 42))))
        (i32.const 64))
      (func (export "give-failure") (param $err i32) (result i32)
        ${tag('(local.get $err)')}
        (if (local.get $err)
          (then (i32.store8 (i32.const 68) (i32.const 1)) (i32.store (i32.const 72) (i32.const 404)))
          (else (i32.store (i32.const 68) (i32.const 42))))
        (i32.const 64))`,
  },
  component: ({ main }) => {
    const take = '(memory $memory) (realloc (core func $i "realloc"))';
    const give = '(memory $memory)';
    return asInterface(`(component
      ${main}
      (core instance $i (instantiate $main))
      (alias core export $i "memory" (core memory $memory))
      (type $shape' (variant
        (case "circle" f64) (case "rect" (tuple f64 f64)) (case "named" (result string (error u32))) (case "none")))
      (export $shape "shape" (type $shape'))
      (type $failure' (variant (case "io" string) (case "code" u32) (case "other")))
      (export $failure "failure" (type $failure'))
      (func (export "take-shape") (param "v" $shape) (result u32) (canon lift (core func $i "take-shape") ${take}))
      (func (export "give-rect") (result $shape) (canon lift (core func $i "give-rect") ${give}))
      (func (export "give-named") (result $shape) (canon lift (core func $i "give-named") ${give}))
      (func (export "take-option") (param "v" (option u32)) (result u32) (canon lift (core func $i "take-option")))
      (func (export "give-option") (param "some" bool) (result (option u32))
        (canon lift (core func $i "give-option") ${give}))
      (func (export "take-result") (param "v" (result u32 (error string))) (result u32)
        (canon lift (core func $i "take-result") ${take}))
      (func (export "give-result") (param "err" bool) (result (result u32 (error string)))
        (canon lift (core func $i "give-result") ${give}))
      (func (export "give-failure") (param "err" bool) (result (result u32 (error $failure)))
        (canon lift (core func $i "give-failure") ${give})))`);
  },
};
