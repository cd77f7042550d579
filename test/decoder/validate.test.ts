// Index spaces, scopes, aliases and instantiation: what a valid component's indices may be.

import { describe, expect, test } from 'vitest';

import { decode } from '../../src/decoder/decode.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import { component, name, section, vec } from './binary.ts';
import type { Part } from './binary.ts';
import { accept, refusal, refusalOf } from './validate-wat.ts';

describe('every index is checked against its space as it is so far', () => {
  const FUNC: Part = [0x40, vec(), 0x01, 0x00];
  const types = section(7, vec([0x73], FUNC));

  test.each<[string, Part, string]>([
    [
      'module of a core instance',
      section(2, vec([0x00, 0x00, vec()])),
      'unknown module 0: module index out of bounds',
    ],
    [
      'core instance of a core export alias',
      section(6, vec([0x00, 0x00, 0x01, 0x02, name('f')])),
      'unknown core instance 2',
    ],
    [
      'core func of an inline export',
      section(2, vec([0x01, vec([name('f'), 0x00, 0x01])])),
      'unknown core function 1',
    ],
    [
      'core table of an inline export',
      section(2, vec([0x01, vec([name('f'), 0x01, 0x01])])),
      'unknown core table 1',
    ],
    [
      'core memory of an inline export',
      section(2, vec([0x01, vec([name('f'), 0x02, 0x01])])),
      'unknown core memory 1',
    ],
    [
      'core global of an inline export',
      section(2, vec([0x01, vec([name('f'), 0x03, 0x01])])),
      'unknown core global 1',
    ],
    [
      'tag of an inline export',
      section(2, vec([0x01, vec([name('f'), 0x04, 0x01])])),
      'unknown tag 1: tag index out of bounds',
    ],
    [
      'argument of a core instance',
      [section(1, '\0asm', 1, 0, 0, 0), section(2, vec([0x00, 0x00, vec([name('a'), 0x12, 0x00])]))],
      'unknown core instance 0',
    ],
    [
      'core type of a module import',
      section(10, vec([0x00, name('m'), 0x00, 0x11, 0x00])),
      'unknown core type 0',
    ],
    [
      'component of an instance',
      section(5, vec([0x00, 0x03, vec()])),
      'unknown component 3: component index out of bounds',
    ],
    [
      'func of an inline export',
      section(5, vec([0x01, vec([0x00, name('f'), 0x01, 0x00])])),
      'unknown function 0',
    ],
    [
      'value of an inline export',
      section(5, vec([0x01, vec([0x00, name('f'), 0x02, 0x00])])),
      'unknown value 0',
    ],
    [
      'type of an inline export',
      section(5, vec([0x01, vec([0x00, name('f'), 0x03, 0x02])])),
      'unknown type 2: type index out of bounds (there are 2)',
    ],
    [
      'component of an inline export',
      section(5, vec([0x01, vec([0x00, name('f'), 0x04, 0x00])])),
      'unknown component 0',
    ],
    [
      'instance of an inline export',
      section(5, vec([0x01, vec([0x00, name('f'), 0x05, 0x00])])),
      'unknown instance 0',
    ],
    ['instance of an alias', section(6, vec([0x03, 0x00, 0x01, name('t')])), 'unknown instance 1'],
    ['type of an outer alias', section(6, vec([0x03, 0x02, 0x00, 0x02])), 'unknown type 2'],
    ['type of a value type', section(7, vec([0x70, 0x02])), 'unknown type 2'],
    ['a type that comes later', section(7, vec([0x70, 0x03], [0x73])), 'unknown type 3'],
    ['itself', section(7, vec([0x70, 0x02])), 'unknown type 2'],
    ['resource of a handle', section(7, vec([0x69, 0x02])), 'unknown type 2'],
    [
      'destructor',
      section(7, vec([0x3f, 0x7f, 0x01, 0x00])),
      'unknown core function 0: core function index out of bounds',
    ],
    ['core func of a lift', section(8, vec([0x00, 0x00, 0x00, vec(), 0x01])), 'unknown core function 0'],
    ['type of a lift', section(8, vec([0x00, 0x00, 0x00, vec(), 0x02])), 'unknown type 2'],
    ['func of a lower', section(8, vec([0x01, 0x00, 0x00, vec()])), 'unknown function 0'],
    ['memory of an option', section(8, vec([0x09, 0x01, 0x00, vec([0x03, 0x00])])), 'unknown core memory 0'],
    [
      'realloc of an option',
      section(8, vec([0x09, 0x01, 0x00, vec([0x04, 0x00])])),
      'unknown core function 0',
    ],
    ['type of resource.drop', section(8, vec([0x03, 0x02])), 'unknown type 2'],
    ['type of stream.new', section(8, vec([0x0e, 0x02])), 'unknown type 2'],
    ['memory of waitable-set.wait', section(8, vec([0x20, 0x00, 0x00])), 'unknown core memory 0'],
    [
      'table of thread.new-indirect',
      [section(3, vec([0x60, vec(), vec()])), section(8, vec([0x27, 0x00, 0x00]))],
      'unknown core table 0',
    ],
    ['core type of thread.spawn-ref', section(8, vec([0x40, 0x00, 0x00])), 'unknown core type 0'],
    ['func of start', section(9, 0x00, vec(), 0x00), 'unknown function 0'],
    ['func type of an import', section(10, vec([0x00, name('f'), 0x01, 0x02])), 'unknown type 2'],
    ['value of an import', section(10, vec([0x00, name('f'), 0x02, 0x00, 0x00])), 'unknown value 0'],
    ['type bound of an import', section(10, vec([0x00, name('f'), 0x03, 0x00, 0x02])), 'unknown type 2'],
    ['what is exported', section(11, vec([0x00, name('f'), 0x01, 0x00, 0x00])), 'unknown function 0'],
    ['type of a value', section(12, vec([0x02, 0x00])), 'unknown type 2'],
  ])('%s', (_what, sections, text) => {
    const error = refusalOf(component(types, sections));
    expect(error.code).toBe('INVALID_INDEX');
    expect(error.message).toContain(text);
  });

  test('the error is located: offset, section, path of nested components', () => {
    const inner = component(section(7, vec([0x73], [0x72, vec([name('a'), 0x7f], [name('b'), 0x05])])));
    const error = refusalOf(component(types, section(4, [...inner])));
    expect(error).toMatchObject({ offset: 35, section: 'type section', path: ['component 0', 'type 1'] });
    expect(error.format()).toBe(
      'INVALID_INDEX at 0x23: unknown type 5: type index out of bounds (there are 1) '
        + '(in component 0 › type 1, type section)',
    );
  });

  test('exports make new indices', async () => {
    await accept('(component (type $t string) (export $u "t" (type $t)) (type (list $u)))');
  });
});

describe('every index is of the sort that is asked for', () => {
  test.each([
    ['(component (type $f (func)) (type (list $f)))', 'type index 0 is not a defined type'],
    ['(component (type $t string) (type (own $t)))', 'type index 0 is not a resource type'],
    ['(component (type $t string) (import "f" (func (type $t))))', 'type index 0 is not a function type'],
    [
      '(component (type $t string) (import "f" (instance (type $t))))',
      'type index 0 is not an instance type',
    ],
    [
      '(component (type $t string) (import "f" (component (type $t))))',
      'type index 0 is not a component type',
    ],
    [
      '(component (core type $t (func)) (import "f" (core module (type $t))))',
      'core type index 0 is not a module type',
    ],
    ['(component (type $t string) (canon stream.new $t (core func)))', '`stream.new` requires a stream type'],
    [
      '(component (type $t (stream u8)) (canon future.new $t (core func)))',
      '`future.new` requires a future type',
    ],
    [
      '(component (import "i" (instance $i (export "f" (func)))) (alias export $i "f" (type)))',
      'export `f` for instance 0 is not a type',
    ],
  ])('%s', async (wat, text) => {
    expect(await refusal(wat)).toContain(`: ${text}`);
  });

  test('a core sort can be exported from no component', () => {
    const bytes = component(section(11, vec([0x00, name('f'), 0x00, 0x00, 0x00, 0x00])));
    expect(refusalOf(bytes).format()).toContain(
      "INVALID_SORT at 0xe: a core func can't be exported from a component",
    );
  });
});

describe('aliases', () => {
  const MODULE =
    '(core module $m (func (export "f")) (memory (export "m") 1)) (core instance $i (instantiate $m))';

  test('core exports exist, and are of their sort', async () => {
    await accept(`(component ${MODULE} (alias core export $i "f" (core func)))`);
    expect(await refusal(`(component ${MODULE} (alias core export $i "g" (core func)))`)).toContain(
      'core instance 0 has no export named `g`',
    );
    expect(await refusal(`(component ${MODULE} (alias core export $i "m" (core func)))`)).toContain(
      'export `m` for core instance 0 is not a func',
    );
  });

  test('exports of an instance are those of its type, however it came to be', async () => {
    await accept(`(component
      (import "a" (instance $a (export "f" (func)) (export "b" (instance (export "g" (func))))))
      (alias export $a "b" (instance $b)) (alias export $b "g" (func $g))
      (instance $c (export "h" (func $g)) (export "i" (instance $a)))
      (alias export $c "i" (instance $d)) (alias export $d "f" (func))
      (component $C (import "x" (func $x)) (export "y" (func $x)))
      (instance $e (instantiate $C (with "x" (func $c "h"))))
      (alias export $e "y" (func)))`);
    expect(await refusal('(component (instance $c) (alias export $c "f" (func)))')).toContain(
      'instance 0 has no export named `f`',
    );
  });

  test('an ascribed type hides exports', async () => {
    expect(
      await refusal(`(component
      (import "a" (instance $a (export "f" (func)) (export "g" (func))))
      (export $b "b" (instance $a) (instance (export "f" (func))))
      (alias export $b "f" (func)) (alias export $b "g" (func)))`),
    ).toContain('instance 1 has no export named `g`');
  });

  test('outer counts reach every scope around, and no further', async () => {
    await accept(`(component (type $t string) (component (component (type
      (component (type (instance (alias outer 4 $t (type)) (export "u" (type (eq 0))))))))))`);
    const outer = (count: number): Part => section(6, vec([0x03, 0x02, count, 0x00]));
    const nested = (count: number): Uint8Array =>
      component(section(7, vec([0x73])), section(4, [...component(outer(count))]));
    expect(() => validate(decode(nested(1)))).not.toThrow();
    expect(refusalOf(nested(2)).format()).toBe(
      'INVALID_ALIAS at 0x19: invalid outer alias count of 2 (in component 0 › type 0, alias section)',
    );
    expect(
      refusalOf(component(section(6, vec([0x03, 0x02, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x00])))).message,
    ).toBe('invalid outer alias count of 4294967295');
  });

  test('a type that refers to a resource does not go into a nested component', async () => {
    expect(
      await refusal(`(component
      (type $r (resource (rep i32))) (type $h (own $r)) (type $f (func (param "a" $h)))
      (component (alias outer 1 $f (type))))`),
    ).toContain('transitively refers to resources');
    // A type that binds its resources itself does.
    await accept(`(component
      (type $i (instance (export "r" (type $r (sub resource))) (export "f" (func (result (own $r))))))
      (component (alias outer 1 $i (type $j)) (import "i" (instance (type $j)))))`);
  });

  test('module types see the core types around them by outer aliases only', async () => {
    await accept(`(component (core type $f (func (param i32)))
      (core type (module (alias outer 1 $f (type $g)) (import "m" "f" (func (type $g))))))`);
    const alias = (count: number, index: number): Part => [0x50, vec([0x02, 0x10, 0x01, count, index])];
    expect(refusalOf(component(section(3, vec(alias(1, 0))))).message).toContain('unknown core type 0');
    expect(refusalOf(component(section(3, vec(alias(0, 0))))).message).toContain('unknown type 0');
    expect(refusalOf(component(section(3, vec(alias(2, 0))))).message).toContain('invalid outer alias count');
    expect(refusalOf(component(section(3, vec([0x50, vec()], alias(1, 0))))).message).toContain(
      'module type',
    );
  });
});

describe('instantiation', () => {
  test('of a core module takes instances that have what it imports', async () => {
    const MODULE = '(core module $m (import "a" "f" (func)))';
    expect(await refusal(`(component ${MODULE} (core instance (instantiate $m)))`)).toContain(
      'missing module instantiation argument named `a`',
    );
    expect(
      await refusal(`(component ${MODULE} (core instance $a)
      (core instance (instantiate $m (with "a" (instance $a)))))`),
    ).toContain('does not export an item named `f`');
    expect(
      await refusal(`(component ${MODULE}
      (core module $n (memory (export "f") 1)) (core instance $a (instantiate $n))
      (core instance (instantiate $m (with "a" (instance $a)))))`),
    ).toContain('expected func, found memory');
  });

  test('of a component takes what it imports, of the types that it asks for', async () => {
    const COMPONENT = '(component $C (import "f" (func (param "a" u32))))';
    expect(await refusal(`(component ${COMPONENT} (instance (instantiate $C)))`)).toContain(
      'missing import named `f`',
    );
    expect(
      await refusal(`(component ${COMPONENT} (import "g" (func $g (param "a" string)))
      (instance (instantiate $C (with "f" (func $g)))))`),
    ).toContain(
      'type mismatch for import `f`: type mismatch in function parameter `a`: ' +
        'expected primitive `u32` found primitive `string`',
    );
    expect(
      await refusal(
        `(component ${COMPONENT} (instance $i) (instance (instantiate $C (with "f" (instance $i)))))`,
      ),
    ).toContain('expected func, found instance');
  });

  test('an instance may have more exports than are asked for, not fewer', async () => {
    const COMPONENT = '(component $C (import "i" (instance (export "f" (func)))))';
    await accept(`(component ${COMPONENT}
      (import "f" (func $f)) (instance $i (export "f" (func $f)) (export "g" (func $f)))
      (instance (instantiate $C (with "i" (instance $i)))))`);
    expect(
      await refusal(`(component ${COMPONENT} (import "f" (func $f)) (instance $i (export "g" (func $f)))
      (instance (instantiate $C (with "i" (instance $i)))))`),
    ).toContain('missing expected export `f`');
  });

  test('a component may need fewer imports than are given, not more', async () => {
    const OUTER = '(component $O (import "C" (component (import "a" (func)) (export "b" (func)))))';
    await accept(`(component ${OUTER} (component $C (import "a" (func $a)) (export "b" (func $a)))
      (instance (instantiate $O (with "C" (component $C)))))`);
    expect(
      await refusal(`(component ${OUTER}
      (component $C (import "a" (func $a)) (import "x" (func)) (export "b" (func $a)))
      (instance (instantiate $O (with "C" (component $C)))))`),
    ).toContain('missing import named `x`');
  });

  const MAKER = '(component $M (type $r (resource (rep i32))) (export "r" (type $r)))';
  const USER = '(component $U (import "a" (type $a (sub resource))) (import "b" (type (eq $a))))';

  test('each instantiation has resource types of its own', async () => {
    await accept(`(component ${MAKER} ${USER} (instance $m (instantiate $M))
      (instance (instantiate $U (with "a" (type $m "r")) (with "b" (type $m "r")))))`);
    expect(
      await refusal(`(component ${MAKER} ${USER} (instance $m (instantiate $M)) (instance $n (instantiate $M))
      (instance (instantiate $U (with "a" (type $m "r")) (with "b" (type $n "r")))))`),
    ).toContain('resource types are not the same (expected `r`, found another one)');
  });

  test('a type argument takes the place of the import in what is exported', async () => {
    await accept(`(component ${MAKER}
      (component $P (import "t" (type $t (sub resource))) (export $t2 "t2" (type $t))
        (import "f" (func $f (param "h" (own $t)))) (export "g" (func $f)))
      (component $Q (import "t" (type $t (sub resource))) (import "g" (func (param "h" (own $t)))))
      (instance $m (instantiate $M)) (alias export $m "r" (type $r))
      (import "x" (instance $x (export "f" (func (param "h" u32)))))
      (component $F (import "t" (type $t (sub resource)))
        (core module $c (func (export "f") (param i32))) (core instance $c (instantiate $c))
        (func $f (param "h" (own $t)) (canon lift (core func $c "f"))) (export "f" (func $f)))
      (instance $f (instantiate $F (with "t" (type $r))))
      (instance $p (instantiate $P (with "t" (type $r)) (with "f" (func $f "f"))))
      (instance (instantiate $Q (with "t" (type $p "t2")) (with "g" (func $p "g")))))`);
  });

  test('two imports of one instance type have resource types of their own', async () => {
    expect(
      await refusal(`(component ${USER}
      (type $I (instance (export "r" (type (sub resource)))))
      (import "i" (instance $i (type $I))) (import "j" (instance $j (type $I)))
      (instance (instantiate $U (with "a" (type $i "r")) (with "b" (type $j "r")))))`),
    ).toContain('resource types are not the same');
  });

  test('a resource type can be exported as an unknown one', async () => {
    await accept(`(component (type $r (resource (rep i32)))
      (export "r1" (type $r)) (export "r2" (type $r) (type (sub resource))))`);
    expect(
      await refusal(`(component (component $M (type $r (resource (rep i32)))
        (export "r1" (type $r)) (export "r2" (type $r) (type (sub resource))))
      ${USER} (instance $m (instantiate $M))
      (instance (instantiate $U (with "a" (type $m "r1")) (with "b" (type $m "r2")))))`),
    ).toContain('resource types are not the same (expected `r1`, found `r2`)');
  });
});
