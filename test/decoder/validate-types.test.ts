// Value types and resource types: what they may be made of, and where they may be seen.

import { describe, expect, test } from 'vitest';

import { component, section, vec } from './binary.ts';
import type { Part } from './binary.ts';
import { accept, refusal, refusalOf, refusalOfText } from './validate-wat.ts';

describe('value types', () => {
  test.each(['bool', 's8', 'u8', 's16', 'u16', 's32', 'u32', 's64', 'u64', 'char', 'string'])(
    'a map may have keys of type %s', async (key) => {
      await accept(`(component (type (map ${key} f32)) (type $k ${key}) (type (map $k (list u8))))`);
    });

  test.each<[string, ...Part[]]>([
    ['map keys must be of type bool, an integer type, char or string', [0x63, 0x76, 0x7d]],
    ['map keys must be of type bool, an integer type, char or string', [0x6f, vec(0x7d)], [0x63, 0x00, 0x7d]],
    ['fixed-length lists must have at least one element', [0x67, 0x7d, 0x00]],
    ['type exceeds maximum byte size: 4294967295', [0x67, 0x7d, 0xff, 0xff, 0xff, 0xff, 0x0f]],
    ['stream element cannot contain a `borrow` type', [0x3f, 0x7f, 0x00], [0x68, 0x00], [0x66, 0x01, 0x01]],
    ['future element cannot contain a `borrow` type',
      [0x3f, 0x7f, 0x00], [0x68, 0x00], [0x6b, 0x01], [0x65, 0x01, 0x02]],
    ['function result cannot contain a `borrow` type',
      [0x3f, 0x7f, 0x00], [0x68, 0x00], [0x63, 0x7d, 0x01], [0x40, vec(), 0x00, 0x02]],
    ['`stream<char>` is not valid', [0x74], [0x66, 0x01, 0x00]],
  ])('%s', (text, ...types) => {
    expect(refusalOf(component(section(7, vec(...types)))).message).toContain(text);
  });

  test('a future of char is not a stream of char', async () => {
    await accept('(component (type (future char)) (type (stream (tuple char))))');
  });
});

describe('resource types of this component', () => {
  /** A component type that speaks of the resource type around it. */
  const LOCAL = `(type $R (resource (rep i32)))
    (type $C (component (alias outer 1 $R (type $r)) (export "r" (type (eq $r)))))`;

  test('do not occur in what it imports', async () => {
    expect(await refusalOfText(`(component ${LOCAL} (import "c" (component (type $C))))`)).toMatchObject({
      code: 'INVALID_RESOURCE', message: 'local resource type found in imports',
    });
  });

  test('are exported where they occur in what it exports', async () => {
    expect(await refusalOfText(`(component ${LOCAL} (export "c" (type $C)))`)).toMatchObject({
      code: 'INVALID_RESOURCE', message: 'local resource type found in export but not exported itself',
    });
    await accept(`(component ${LOCAL} (export "c" (type $C)) (export "r" (type $R)))`);
    await accept(`(component ${LOCAL} (export "c" (type $C)) (instance $i (export "r" (type $R)))
      (export "i" (instance $i)))`);
  });

  test('and only they have a representation here', async () => {
    expect(await refusal(`(component (import "r" (type $r (sub resource)))
      (core func (canon resource.rep $r)))`)).toContain(
      'INVALID_RESOURCE at 0x13: type index 0 is not a local resource');
  });
});

describe('ascribed types', () => {
  test('can hide what a resource type is, also in an instance', async () => {
    await accept(`(component (type $R (resource (rep i32))) (export "r" (type $R) (type (sub resource))))`);
    await accept(`(component (import "i" (instance $i (export "r" (type (sub resource))) (export "f" (func))))
      (export "i" (instance $i) (instance (export "r" (type (sub resource))))))`);
  });

  test('are no other types', async () => {
    expect(await refusal(`(component (import "f" (func $f))
      (export "f" (func $f) (func (param "x" u8))))`)).toContain('INVALID_SUBTYPE at 0x24: '
      + "ascribed type of export is not compatible with item's type: expected 1 parameters, found 0");
    expect(await refusal(`(component (type $t u8) (export "t" (type $t) (type (sub resource))))`)).toContain(
      'expected resource, found defined type');
  });
});
