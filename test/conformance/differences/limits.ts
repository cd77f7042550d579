/**
 * Limits of the two implementations that are not about validity, told apart by message.
 *
 * The transpiler of jco decodes and validates a component with every feature on before anything else. Whatever
 * it can't describe in WIT, has switched off afterwards or can't generate code for has thus been found valid,
 * except for bodies of core modules. Panics in wit-parser and behind are of this kind too.
 */
import type { Limit } from '../differences.ts';

/** Components in one another, in hexadecimal: the parser of the text goes less deep. */
function nested(depth: number): string {
  let inner = '0061736d0d000100';
  for (let level = 0; level < depth; level++) {
    const length = inner.length / 2;
    const size = Uint8Array.of((length & 0x7f) | 0x80, length >> 7);
    inner = `0061736d0d000100 04${Buffer.from(size).toString('hex')}${inner}`.replaceAll(' ', '');
  }
  return inner;
}

/** Components each of which instantiates the one before twice: of `$c14` come 16,384 of the innermost. */
const DOUBLING = Array.from({ length: 15 }, (_, i) => {
  const body = i === 0 ? '(core module $m) (core instance (instantiate $m))' : `
    (alias outer 1 $c${i - 1} (component $c)) (instance (instantiate $c)) (instance (instantiate $c))`;
  return `(component $c${i} ${body})`;
});

const jco = (id: string, message: RegExp, why: string, example: string): Limit =>
  ({ id, of: 'jco', message, means: 'valid', why, example });

const OURS: readonly Limit[] = [
  {
    id: 'our nesting', of: 'ours', means: 'unknown', message: /^LIMIT_EXCEEDED .*nested too deep/,
    why: 'our decoder recurses, so it goes no deeper than 100; jco goes on until its stack ends',
    example: nested(110),
  },
  {
    id: 'our instances', of: 'ours', means: 'unknown', message: /^LIMIT_EXCEEDED .*instances/,
    why: 'all instances of nested components are written out, up to a limit; jco leaves out those that run nothing',
    example: `(component ${DOUBLING.join('\n')} (instance (instantiate $c14)))`,
  },
];

/** What it can't put into WIT, or finds no word for. */
const NO_WIT: readonly Limit[] = [
  jco('exports of types and components', /component export `.*` was not a function or instance/,
    'jco exports functions and instances of the outermost component only',
    '(component (component $c) (export "c" (component $c)))'),
  jco('types twice', /cannot represent this component in WIT: the type `.*` appears more than once/,
    'WIT has no word for an imported instance that is exported again',
    '(component (import "a:b/c" (instance $i (export "r" (type (sub resource))))) (export "a:b/d" (instance $i)))'),
  jco('an interface with a type of the world', /wit-parser-\S+\/src\/decoding\.rs.*no entry found for key/,
    'a panic: the interface has a function of a resource type that the world has imported',
    `(component (import "r" (type $r (sub resource))) (import "a:b/c" (instance
      (alias outer 1 $r (type $q)) (export "s" (type $s (eq $q)))
      (export "[method]s.m" (func (param "self" (borrow $s)))))))`),
  jco('an interface with a name for a type of the world', /wit-parser-\S+\/src\/resolve\/mod\.rs.*unreachable code/,
    'a panic: the interface exports a type that the world has imported',
    `(component (import "r" (type $r (sub resource)))
      (import "a:b/c" (instance (alias outer 1 $r (type $q)) (export "s" (type (eq $q))))))`),
  jco('imported function types', /wit-parser-\S+\/src\/decoding\.rs.*unreachable code/,
    'a panic: a type of functions is imported', '(component (type $f (func)) (import "t" (type (eq $f))))'),
];

/** What is switched off behind its validation. */
const FEATURES: readonly Limit[] = [
  jco('exceptions', /^failed to translate component.*exceptions proposal not enabled/,
    'part of WebAssembly 3.0, which jco has switched off', '(component (core module (tag)))'),
  jco('resources of i64', /^failed to translate component.*resources with `i64` require the `cm64` feature/,
    'gated in the specification (memory64)', '(component (type (resource (rep i64))))'),
  jco('memories of 64 bits', /^failed to translate component.*64-bit memories require the `cm64` feature/,
    'gated in the specification (memory64)',
    `(component (core module $m (memory (export "m") i64 1)) (core instance $i (instantiate $m))
      (import "f" (func $f (param "x" string)))
      (core func (canon lower (func $f) (memory (core memory $i "m")))))`),
  jco('threads', /^failed to translate component.*requires the component model .*(?:feature|builtins)/,
    'gated in the specification', '(component (core func (canon thread.index)))'),
  jco('a second context slot', /^failed to translate component.*`context\.[gs]et` immediate must be zero/,
    'CanonicalABI.md, `canon context.get`: there are two slots, and no gate; jco has one unless threads are on',
    '(component (core func (canon context.set i32 1)))'),
];

/** What it can't generate code for. */
const NO_CODE: readonly Limit[] = [
  jco('re-exported functions', /component export `.*` is a reexport of an imported function which is not implemented/,
    'not implemented', '(component (import "f" (func $f)) (export "g" (func $f)))'),
  jco('imported components', /root-level component imports are not supported/,
    'not implemented', '(component (import "c" (component)))'),
  jco('imported core modules', /transpile_bindgen\.rs\S*: not implemented$/,
    'a panic: an imported core module is instantiated',
    '(component (import "m" (core module $m)) (core instance (instantiate $m)))'),
  jco('compact strings of the host', /function_bindgen\.rs.*matches!\(self\.encoding/,
    'a panic: there is no conversion of `latin1+utf16`',
    `(component (import "s" (func $s (param "x" string)))
      (core module $m (memory (export "m") 1)) (core instance $m (instantiate $m))
      (core func $l (canon lower (func $s) (memory (core memory $m "m")) string-encoding=latin1+utf16))
      (core module $n (import "" "s" (func (param i32 i32))))
      (core instance (instantiate $n (with "" (instance (export "s" (func $l)))))))`),
  jco('strings between components', /transpile_bindgen\.rs.*not implemented: .*(?:transcoder|copier)/,
    'a panic: between components only some pairs of encodings are implemented',
    `(component
      (component $c (core module $m (memory (export "m") 1) (func (export "f") (param i32 i32))
          (func (export "r") (param i32 i32 i32 i32) (result i32) (i32.const 0))) (core instance $m (instantiate $m))
        (func (export "f") (param "x" string) (canon lift (core func $m "f") string-encoding=utf16
          (memory (core memory $m "m")) (realloc (core func $m "r")))))
      (instance $c (instantiate $c))
      (component $d (import "f" (func $f (param "x" string)))
        (core module $m (memory (export "m") 1)) (core instance $m (instantiate $m))
        (core func $l (canon lower (func $f) string-encoding=utf16 (memory (core memory $m "m"))))
        (core module $n (import "" "f" (func (param i32 i32))))
        (core instance (instantiate $n (with "" (instance (export "f" (func $l)))))))
      (instance (instantiate $d (with "f" (func $c "f")))))`),
  jco('acronyms', /transpile_bindgen\.rs.*failed to find component export \[/,
    'a panic: it looks for exports by names in lower case',
    `(component (core module $m (func (export "f"))) (core instance $i (instantiate $m))
      (func (export "URL") (canon lift (core func $i "f"))))`),
  jco('resources of several paths',
    /types_builder\/resources\.rs.*prev\.is_none\(\)|component\/types\.rs.*not a concrete resource table/,
    'panics: a component inside another has resource types, and is handed out by it',
    `(component
      (component $c (component $d (type $r (resource (rep i32))) (export "r" (type $r))) (export "d" (component $d)))
      (instance $a (instantiate $c)) (alias export $a "d" (component $d)) (instance (instantiate $d)))`),
];

/** Where it ends before it has validated all. */
const EARLY: readonly Limit[] = [
  {
    id: 'a huge section', of: 'jco', means: 'unknown', message: /raw_vec.*capacity overflow/,
    why: 'a panic: it wants to wait for as many bytes as a section claims, 2³¹ or more',
    example: '0061736d0d000100 07 ffffffff0f',
  },
  {
    id: 'broken bodies', of: 'jco', means: 'unknown',
    message: /validated function body should have valid (?:operators|locals)/,
    why: 'a panic: it rewrites bodies that it has not validated',
    example: '0061736d0d000100 0119 0061736d01000000 010401600000 03020100 0a05010300ff0b 0204 01000000',
  },
  {
    id: 'core proposals', of: 'jco', means: 'unknown',
    message: /^failed to translate component.*(?:stack switching|custom page sizes|shared-everything-threads)/,
    why: 'proposals beyond WebAssembly 3.0: the core modules are valid only where they are switched on',
    example: '(component (core module (memory 1 1 (pagesize 1))))',
  },
];

export const LIMITS: readonly Limit[] = [...OURS, ...NO_WIT, ...FEATURES, ...NO_CODE, ...EARLY];
