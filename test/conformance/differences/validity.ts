/** Components that only one of the two finds valid, with the specification's word on each. We follow it. */
import { decode } from '../../../src/decoder/decode.ts';
import type { ValidityDifference } from '../differences.ts';

/** Imports, exports or declarations of values, in the encoding of the specification. */
function hasValues(bytes: Uint8Array): boolean {
  const visit = (node: unknown): boolean => {
    if (typeof node !== 'object' || node === null || node instanceof Uint8Array) return false;
    if ('kind' in node && node.kind === 'value' && 'bound' in node) return true;
    return Object.values(node).some(visit);
  };
  return visit(decode(bytes));
}

const ONLY_JCO: readonly ValidityDifference[] = [
  {
    id: 'bodies', valid: 'jco', message: /^INVALID_CORE_MODULE .*Compiling function/,
    spec: 'Binary.md, Core Definitions: a core module is embedded whole, and valid as the core specification '
      + 'says, bodies too. jco leaves bodies to the engine that will run them.',
    example: '(component (core module (func i32.add)))',
  },
  {
    id: 'a component beyond its section', valid: 'jco',
    message: /^MALFORMED_UNEXPECTED_END .*bytes announced.*(?:component|core module) section/,
    spec: 'Binary.md, Component Definitions: a section has a size, which its contents fill exactly. jco '
      + 'takes the end of the bytes as the end of a nested component, or a core module, whose section is longer.',
    example: '0061736d0d000100 0409 0061736d0d000100',
  },
  {
    id: 'borrows in streams', valid: 'jco', message: /^INVALID_RESOURCE .*(?:stream|future) element cannot contain/,
    spec: 'Binary.md, Type Definitions: the type of a stream or future has no borrowed handle in it.',
    example: '(component (type $r (resource (rep i32))) (type (stream (borrow $r))))',
  },
  {
    id: 'keys of maps', valid: 'jco', message: /^INVALID_TYPE .*map keys/,
    spec: 'Binary.md, Type Definitions: a key is of type bool, an integer type, char or string.',
    example: '(component (type (map f32 u8)))',
  },
  {
    id: 'signatures of callbacks', valid: 'jco', message: /^INVALID_CANON .*`callback`/,
    spec: 'CanonicalABI.md, Canonical Options: a callback takes three i32 and gives one.',
    example: `(component
      (core module $m (func (export "f") (result i32) (i32.const 0)) (func (export "cb") (param i32)))
      (core instance $i (instantiate $m))
      (func (export "f") async (canon lift (core func $i "f") async (callback (core func $i "cb")))))`,
  },
  {
    id: 'names with url=', valid: 'jco', message: /^INVALID_NAME .*(?:url|integrity|-dep)=/,
    spec: 'Explainer.md, Import and Export Names: names are plain or names of interfaces; those of other '
      + 'kinds, such as `url=<…>`, are gone.',
    example: '(component (import "url=<https://example.com/a>" (component)))',
  },
  {
    id: 'exact functions', valid: 'jco', message: /^MALFORMED_LEADING_BYTE .*\(0x20\) for core/,
    spec: 'Binary.md, Instance Definitions, `core:sort`: the sorts end with 0x04, and go on from 0x10 to '
      + '0x12. For jco 0x20 is a function too, one of an exact type, which is of a proposal of core WebAssembly.',
    example: '0061736d0d000100 011f 0061736d01000000 010401600000 03020100 0705010166 0000 0a040102000b 0204 01000000'
      + '0607 0100 2001 000166',
  },
];

const ONLY_OURS: readonly ValidityDifference[] = [
  {
    id: 'hyphens before digits', valid: 'ours', message: /name `.*` conflicts with previous .*name `.*`/,
    spec: 'Explainer.md, Name Uniqueness: names are compared in lower case and without annotation; hyphens '
      + 'stay. jco, which is newer, takes `a-1` and `a1` for the same.',
    concerns: (bytes) => /[a-z0-9]-[0-9]/i.test(Buffer.from(bytes).toString('latin1')),
    example: '(component (type (record (field "a1" u8) (field "a-1" u8))))',
  },
  {
    id: 'values with a bound', valid: 'ours', message: /^failed to extract/, concerns: hasValues,
    spec: 'Binary.md, Type Definitions, `externtype`: behind 0x02 comes a bound, 0x00 and a value or 0x01 '
      + 'and a type. jco takes the 0x01 for the type itself.',
    example: '0061736d0d000100 070a 01 41 01 0300 0176 020173',
  },
  {
    id: 'canonical versions', valid: 'ours', message: /is not valid: invalid interface version: unexpected end of input/,
    spec: 'Explainer.md, Canonical Interface Name: a version may be cut to its major, minor or patch number (gated).',
    example: '(component (import "a:b/c@1" (instance)))',
  },
  {
    id: 'async constructors', valid: 'ours', message: /constructor function cannot be async/,
    spec: 'Binary.md, Import and Export Definitions: a constructor returns an own handle of its resource '
      + 'type, or a result of it; nothing is said of `async`.',
    example: `(component (import "r" (type $r (sub resource)))
      (import "[constructor]r" (func async (result (own $r)))))`,
  },
  {
    id: 'ascribed resource types', valid: 'ours', message: /ascribed type of export .*resource types are not the same/,
    spec: 'Binary.md, Import and Export Definitions: what is exported is a subtype of the ascribed type, and '
      + '`(sub resource)` is a bound that every resource type keeps.',
    example: '(component (type $r (resource (rep i32))) (export "r" (type $r) (type (sub resource))))',
  },
];

export const VALIDITY: readonly ValidityDifference[] = [...ONLY_JCO, ...ONLY_OURS];
