// Which types an import or export may use: those that have a name for whoever is outside.

import { describe, expect, test } from 'vitest';

import { accept, refusal, refusalOfText } from './validate-wat.ts';

const RECORD = '(type $r (record (field "x" u8)))';

describe('what must have a name', () => {
  test.each([
    ['record', '(record (field "x" u8))'],
    ['variant', '(variant (case "x"))'],
    ['enum', '(enum "x")'],
    ['flags', '(flags "x")'],
  ])('%s', async (kind, type) => {
    const error = await refusalOfText(`(component (type $t ${type}) (import "f" (func (param "p" $t))))`);
    expect(error.code).toBe('INVALID_VISIBILITY');
    expect(error.path).toEqual(['import "f"']);
    expect(error.message).toBe(
      `func not valid to be used as import: it uses ${kind === 'enum' ? 'an' : 'a'} ${kind} `
      + 'type in parameter `p`, which no import has given a name; import the type itself first, and use the '
      + 'type index which that adds');
    await accept(`(component (type $t ${type}) (import "t" (type $u (eq $t)))
      (import "f" (func (param "p" $u))))`);
  });

  test('a resource, by its name where it has one', async () => {
    expect(await refusal(`(component (import "i" (instance $i (export "res" (type (sub resource)))))
      (alias export $i "res" (type $r)) (component $C (import "r" (type $r (sub resource))))
      (instance $c (instantiate $C (with "r" (type $r))))
      (type (component (alias outer 1 $r (type $r)) (import "f" (func (result (own $r)))))))`)).toContain(
      'it uses the resource type `res` in its result, which no import has given a name');
  });

  test.each([
    '(list $r)', '(list $r 3)', '(option $r)', '(tuple u8 $r)', '(result $r)', '(result (error $r))',
    '(stream $r)', '(future $r)', '(map u8 $r)', '(list (tuple (option $r)))',
  ])('a part of %s, which needs none itself', async (type) => {
    const anonymous = `(type $t ${type})`;
    expect(await refusal(`(component ${RECORD} ${anonymous} (import "f" (func (result $t))))`)).toContain(
      'it uses a record type in its result');
    await accept(`(component ${RECORD} (import "r" (type $s (eq $r))) (type $t ${type.replaceAll('$r', '$s')})
      (import "f" (func (result $t))) (import "g" (func (result $t))) (import "t" (type (eq $t))))`);
  });

  test('what a named type is made of', async () => {
    expect(await refusal(`(component ${RECORD} (type $v (variant (case "c" $r)))
      (import "v" (type (eq $v))))`)).toContain('type not valid to be used as import: it uses a record type');
    expect(await refusal(`(component ${RECORD} (type $f (func (param "p" $r)))
      (export "f" (type $f)))`)).toContain(
      'not valid to be used as export: it uses a record type in parameter `p`, which no import or export');
  });
});

describe('what gives a name', () => {
  test('an import, for imports and exports', async () => {
    await accept(`(component ${RECORD} (import "r" (type $s (eq $r))) (import "f" (func $f (param "p" $s)))
      (export "g" (func $f)))`);
  });

  test('an export, for exports only', async () => {
    expect(await refusal(`(component ${RECORD} (export $s "r" (type $r))
      (import "f" (func (param "p" $s))))`)).toContain(
      'func not valid to be used as import: it uses a record type');
  });

  test('the index that it adds, not the one that it is given', async () => {
    expect(await refusal(`(component ${RECORD} (import "r" (type (eq $r)))
      (import "f" (func (param "p" $r))))`)).toContain('func not valid to be used as import');
  });

  test('an alias of that index', async () => {
    await accept(`(component $C ${RECORD} (import "r" (type $s (eq $r))) (alias outer $C $s (type $t))
      (import "f" (func (param "p" $t))))`);
  });

  test('an instance that is imported or exported, for what it exports', async () => {
    const I = `(instance $i ${RECORD} (export "r" (type $s (eq $r))) (export "f" (func (param "p" $s))))`;
    await accept(`(component (import "i" ${I}) (alias export $i "r" (type $t))
      (import "g" (func (param "p" $t))))`);
    expect(await refusal(`(component (component $C (import "i" ${I}) (export "i2" (instance $i)))
      (import "i" ${I}) (instance $c (instantiate $C (with "i" (instance $i))))
      (type $own (record (field "x" u8))) (instance $bag (export "r" (type $own)))
      (alias export $bag "r" (type $t)) (import "g" (func (param "p" $t))))`)).toContain(
      'func not valid to be used as import');
  });

  test('nothing in a scope further out', async () => {
    expect(await refusal(`(component ${RECORD} (import "r" (type $s (eq $r)))
      (type (component (alias outer 1 $s (type $t)) (import "f" (func (param "p" $t))))))`)).toContain(
      'func not valid to be used as import');
  });
});

describe('where it is asked', () => {
  test('not inside', async () => {
    await accept(`(component ${RECORD} (type $f (func (param "p" $r)))
      (core module $m (func (export "f") (param i32))) (core instance $i (instantiate $m))
      (func (type $f) (canon lift (core func $i "f"))))`);
  });

  test('of an instance type where an instance gets it, not before', async () => {
    const I = `(type $I (instance ${RECORD} (export "f" (func (param "p" $r)))))`;
    await accept(`(component ${I})`);
    expect(await refusal(`(component ${I} (import "i" (instance (type $I))))`)).toContain(
      'instance not valid to be used as import: it uses a record type in parameter `p` in export `f`');
    expect(await refusal(`(component ${I} (import "i" (type (eq $I))))`)).toContain(
      'type not valid to be used as import: it uses a record type in parameter `p` in export `f`');
  });

  test('of a component type at once, with the way to it', async () => {
    const error = await refusalOfText(`(component
      (type (component (import "c" (component ${RECORD} (export "f" (func (param "p" $r))))))))`);
    expect(error).toMatchObject({
      code: 'INVALID_VISIBILITY', section: 'type section', path: ['type 0', 'type 0', 'export "f"'],
    });
  });

  test('of a module never', async () => {
    await accept('(component (core module $m) (export "m" (core module $m)))');
  });
});
