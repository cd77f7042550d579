// Names of imports, exports, fields and cases: their grammar, when two are alike, what they ask of a type.

import { describe, expect, test } from 'vitest';

import { canonicalName, isLabel, parseName } from '../../src/decoder/validate/names.ts';
import { isCanonicalVersion, semverProblem } from '../../src/decoder/validate/semver.ts';
import { component, name, section, vec } from './binary.ts';
import type { Part } from './binary.ts';
import { accept, acceptBytes, refusal, refusalOf } from './validate-wat.ts';

const func = (names: string): string => `(component (import "${names}" (func)))`;

describe('labels', () => {
  test.each(['a', 'A', 'a1', 'A1', 'a-1', 'a-B', 'x-11-y', 'm1x3d-4CR0NYMS', 'is-XML'])('%s', (label) => {
    expect(isLabel(label)).toBe(true);
  });

  const WRONG = [
    '', '-', 'a-', '-a', 'a--b', '1', '1a', 'aB', 'Ab', 'a_b', 'a.b', 'a b', 'é', 'a\n', 'a\0', 'a-bC',
  ];
  test.each(WRONG)('not %j', (label) => {
    expect(isLabel(label)).toBe(false);
  });

  test('a hundred thousand fragments are read in no time', () => {
    const start = performance.now();
    expect(isLabel('a'.padEnd(99_999, '-1'))).toBe(true);
    expect(isLabel('a'.padEnd(99_998, '-1') + '!')).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test.each([
    ['(type (record (field "a-B" u8) (field "A-b" u8)))',
      'record field name `A-b` conflicts with previous field name `a-B`'],
    ['(type (variant (case "aB")))', 'variant case name `aB` is not in kebab case'],
    ['(type (flags "a" "b" "A"))', 'flag name `A` conflicts with previous flag name `a`'],
    ['(type (enum ""))', 'enum tag name cannot be empty'],
    ['(type (func (param "a" u8) (param "A" u8)))',
      'function parameter name `A` conflicts with previous parameter name `a`'],
  ])('%s', async (type, text) => {
    expect(await refusal(`(component ${type})`)).toMatch(/^INVALID_(NAME|DUPLICATE_NAME) at 0x/);
    expect(await refusal(`(component ${type})`)).toContain(text);
  });

  test('the error is at the label', () => {
    const error = refusalOf(component(section(7, vec([0x72, vec([name('a'), 0x7f], [name('b_'), 0x7f])]))));
    expect(error).toMatchObject({ code: 'INVALID_NAME', offset: 16 });
  });
});

describe('the grammar of names', () => {
  test.each([
    'a', '[constructor]a', 'ns:pkg/iface', 'ns:pkg/iface@1.0.0', 'n-1:p-2/I-3@0.1.2-rc.1+build.05', 'a:b/c@1',
    'a:b/c@0.2', 'a:b/c@0.0.1', 'a:b/c@0.0.0',
  ])('%s', (text) => {
    expect(() => parseName(text, (reason) => new Error(reason))).not.toThrow();
  });

  test.each([
    ['', '`` is not in kebab case'],
    ['[method]a', 'failed to find `.` character'],
    ['[method]a.b.c', '`b.c` is not in kebab case'],
    ['[static].a', '`` is not in kebab case'],
    ['[async]a', '`[async]a` is not in kebab case'],
    ['[constructor]a.b', '`a.b` is not in kebab case'],
    ['a:b', 'expected `/` after package name'],
    ['a/b:c', 'expected `:` after the namespace `a`'],
    ['A:b/c', 'character `A` is not lowercase in package name/namespace'],
    ['a:b/c/d', 'trailing characters found: `/d`'],
    ['a:b:c/d', 'expected `/` after package name'],
    ['a:b/c ', 'trailing characters found: ` `'],
    ['a:b/c@1.0', 'unexpected end of input'],
    ['a:b/c@01.0.0', 'leading zero in the major version'],
    ['a:b/c@1.0.0-', 'empty identifier segment in the pre-release'],
    ['a:b/c@0', 'unexpected end of input'],
    ['url=<https://example.com>', 'no longer part of the component model'],
    ['unlocked-dep=<a:b/c>', 'no longer part of the component model'],
  ])('not %j', (text, reason) => {
    const type = section(7, vec([0x40, vec(), 0x01, 0x00]));
    const error = refusalOf(component(type, section(10, vec([0x00, name(text), 0x01, 0x00]))));
    expect(error.code).toBe('INVALID_NAME');
    expect(error.message).toContain(`import name \`${text}\` is not`);
    expect(error.message).toContain(reason);
  });

  test('a name of 100 kB makes a short message', () => {
    const type = section(7, vec([0x40, vec(), 0x01, 0x00]));
    const long = 'A'.repeat(99_999) + 'a';
    const error = refusalOf(component(type, section(10, vec([0x00, name(long), 0x01, 0x00]))));
    expect(error.format().length).toBeLessThan(600);
    expect(error.message).toContain(`\`${'A'.repeat(100)}…\``);
  });
});

describe('versions', () => {
  const VERSIONS = [
    '0.0.0', '1.2.3', '10.20.30', '1.0.0-0', '1.0.0-a.b-c.1', '1.0.0+001', '1.0.0-x+y.z', '1.0.0--',
  ];
  test.each(VERSIONS)('%s', (version) => {
    expect(semverProblem(version)).toBeUndefined();
  });

  test.each([
    ['', 'empty string'],
    ['1', 'unexpected end of input where the minor version should start'],
    ['1.', 'unexpected end of input in the minor version'],
    ['1.2.', 'unexpected end of input in the patch version'],
    ['1.2.x', "unexpected character 'x' in the patch version"],
    ['1.2.3.4', "unexpected character '.' after the patch version"],
    ['v1.2.3', "unexpected character 'v' in the major version"],
    ['1.00.3', 'leading zero in the minor version'],
    ['1.2.3-01', 'leading zero in the pre-release'],
    ['1.2.3-a..b', 'empty identifier segment in the pre-release'],
    ['1.2.3+a.', 'empty identifier segment in the build metadata'],
    ['1.2.3-a_b', "unexpected character '_' in the pre-release"],
    ['1.2.3+é', "unexpected character 'é' in the build metadata"],
  ])('not %j', (version, problem) => {
    expect(semverProblem(version)).toContain(problem);
  });

  test('canonical ones end after the first number that is not 0', () => {
    expect(['1', '12', '0.2', '0.0.3', '0.0.0'].every(isCanonicalVersion)).toBe(true);
    expect(['', '0', '0.0', '01', '1.0', '0.2.0', '0.0.01', '1.2.3', 'x'].some(isCanonicalVersion)).toBe(
      false);
  });
});

describe('names that are alike', () => {
  const canonical = (text: string): string =>
    canonicalName(text, parseName(text, (reason) => new Error(reason)));

  // The examples of Explainer.md, Name Uniqueness.
  const DIFFERENT = [
    'foo', 'foo-bar', '[constructor]foo', '[method]foo.bar', '[static]foo.baz', 'foo:bar/baz',
  ];

  test('these are not', () => {
    expect(new Set(DIFFERENT.map(canonical)).size).toBe(DIFFERENT.length);
  });

  test.each([
    'foo', 'FOO', 'foo-BAR', '[constructor]FOO', '[method]foo.BAR', '[static]foo.bar', '[method]foo.baz',
    '[method]foo.foo', '[static]foo-BAR.FOO-bar', 'foo:bar/BAZ',
  ])('%s is like one of them', (text) => {
    expect(DIFFERENT.map(canonical)).toContain(canonical(text));
  });

  test('versions make a difference, in letter case too there is none', () => {
    expect(canonical('a:b/c@1.0.0')).not.toBe(canonical('a:b/c@2.0.0'));
    expect(canonical('a:b/c@1.0.0')).not.toBe(canonical('a:b/c'));
    expect(canonical('a:b/c@1.0.0-RC')).toBe(canonical('a:b/c@1.0.0-rc'));
  });

  test('imports, exports, and those of types and instances are kept apart', async () => {
    await accept(`(component (import "a" (func $a)) (export "a" (func $a))
      (instance $i (export "a" (func $a))) (type (instance (export "a" (func))))
      (type (component (import "a" (func)) (export "a" (func)))))`);
    expect(await refusal('(component (import "x:y/a" (func)) (import "x:y/A" (func)))')).toContain(
      'INVALID_DUPLICATE_NAME at 0x25: import name `x:y/A` conflicts with previous name `x:y/a`');
    expect(await refusal(`(component (import "f" (func $f))
      (instance (export "a" (func $f)) (export "A" (func $f))))`)).toContain(
      'export name `A` conflicts with previous name `a`');
  });

  test('names of arguments are compared as they are', async () => {
    await accept(`(component (component $C (import "a" (func))) (import "f" (func $f))
      (instance (instantiate $C (with "a" (func $f)) (with "A" (func $f)) (with "no name!" (func $f)))))`);
    expect(await refusal(`(component (component $C) (import "f" (func $f))
      (instance (instantiate $C (with "a" (func $f)) (with "a" (func $f)))))`)).toContain(
      'instantiation argument `a` conflicts with previous argument `a`');
  });
});

describe('annotated names', () => {
  const R = '(import "r" (type $r (sub resource)))';

  test.each([
    '(import "[constructor]r" (func (result (own $r))))',
    '(import "[constructor]r" (func async (result (own $r))))',
    '(import "[constructor]r" (func (param "x" u8) (result (result (own $r) (error string)))))',
    '(import "[method]r.m" (func (param "self" (borrow $r)) (param "x" u8)))',
    '(import "[method]r.m" (func async (param "self" (borrow $r))))',
    '(import "[static]r.s" (func))',
    '(type $o (own $r)) (import "[constructor]r" (func (result $o)))',
  ])('%s', async (wat) => {
    await accept(`(component ${R} ${wat})`);
  });

  test.each([
    ['(import "[constructor]r" (func))', 'function should return one value'],
    ['(import "[constructor]r" (func (result (borrow $r))))', 'function result cannot contain'],
    ['(import "[constructor]r" (func (result (option (own $r)))))', 'function should return `(own $T)`'],
    ['(import "[method]r.m" (func))', 'function should have at least one argument'],
    ['(import "[method]r.m" (func (param "this" (borrow $r))))', 'first argument called `self`, not `this`'],
    ['(import "[method]r.m" (func (param "self" (own $r))))',
      'should take a first argument of `(borrow $T)`'],
    ['(import "[static]r.s" (instance))', 'item is not a func'],
    ['(import "[static]R.s" (func))', 'static resource name is not known in this context; did you mean `r`?'],
    ['(import "s" (type $s (sub resource))) (import "[method]r.m" (func (param "self" (borrow $s))))',
      'function does not match expected resource name `s`'],
    ['(import "r2" (type $r2 (eq $r))) (import "[method]r2.m" (func (param "self" (borrow $r))))',
      'function does not match expected resource name `r`'],
    ['(export $e "e" (type $r)) (import "f" (func $f (param "self" (borrow $r)))) '
      + '(export "[method]r.m" (func $f))',
      'resource used in function does not have a name in this context'],
  ])('%s', async (wat, text) => {
    expect(await refusal(`(component ${R} ${wat})`)).toContain(text);
  });

  test('the resource type comes first', async () => {
    expect(await refusal(`(component (type (component
      (import "[static]r.s" (func)) (import "r" (type (sub resource))))))`)).toContain(
      'INVALID_NAME at 0x13: import name `[static]r.s` is not valid: static resource name is not known');
  });

  test('an instance made of exports has no names of resource types', async () => {
    expect(await refusal(`(component ${R} (import "f" (func $f)) (instance
      (export "r" (type $r)) (export "[static]r.s" (func $f))))`)).toContain(
      'static resource name is not known');
  });
});

describe('attributes', () => {
  /** An empty instance type is imported as `i`, with these attributes. */
  const imported = (called: string, ...attributes: readonly Part[]): Uint8Array => component(
    section(7, vec([0x42, vec()])), section(10, vec([0x02, name(called), vec(...attributes), 0x05, 0x00])));
  const implement = (value: string): Part => [0x00, name(value)];
  const suffix = (value: string): Part => [0x01, name(value)];
  const externalId = (value: string): Part => [0x02, name(value)];

  test.each<[string, ...Part[]]>([
    ['i', implement('a:b/c@1.0.0'), externalId('anything "at" all')],
    ['i', externalId('')],
    ['a:b/c@1', suffix('.2.3-rc.1')],
    ['a:b/c@0.2', suffix('.0')],
    ['a:b/c@0.0.1', suffix('-alpha')],
    ['a:b/c@0.0.1', suffix('')],
    ['a:b/c@1', externalId('x')],
  ])('%s %j', (called, ...attributes) => {
    acceptBytes(imported(called, ...attributes));
  });

  test.each<[string, string, ...Part[]]>([
    ["duplicate 'implements' option in name", 'i', implement('a:b/c'), implement('a:b/c')],
    ["duplicate 'versionsuffix' option in name", 'a:b/c@1', suffix('.0.0'), suffix('.0.0')],
    ["duplicate 'external-id' option in name", 'i', externalId('x'), implement('a:b/c'), externalId('y')],
    ['name `a:b/d` is not valid with `implements`', 'a:b/d', implement('a:b/c')],
    ['name `c` must be an interface', 'i', implement('c')],
    ['`a:b` is not a valid name to implement: expected `/` after package name', 'i', implement('a:b')],
    ['`a:b/c@x` is not a valid name to implement: invalid interface version', 'i', implement('a:b/c@x')],
    ['only the name of an interface with a canonical version', 'i', suffix('.0')],
    ['only the name of an interface with a canonical version', 'a:b/c', suffix('.0')],
    ['only the name of an interface with a canonical version', 'a:b/c@1.2.3', suffix('-x')],
    ['invalid interface version `1`: unexpected end of input', 'a:b/c@1', suffix('.0')],
    ['invalid interface version `0.2`: leading zero in the patch version', 'a:b/c@0.2', suffix('.01')],
    ['invalid `versionsuffix` `.0 `', 'a:b/c@0.2', suffix('.0 ')],
  ])('%s', (text, called, ...attributes) => {
    const error = refusalOf(imported(called, ...attributes));
    expect(error.code).toBe('INVALID_NAME');
    expect(error.message).toContain(text);
  });

  test('only instances implement an interface', async () => {
    expect(await refusal('(component (import "a" (implements "a:b/c") (func)))')).toContain(
      'only instances can have an `implements`');
  });
});

describe('names that once broke other tools', () => {
  test.each(['constructor', 'prototype', 'then', 'to-string'])('%s', async (label) => {
    await accept(func(label));
    await accept(`(component (type (record (field "${label}" u8))) (type (enum "${label}")))`);
    expect(await refusal(`(component (component $C (import "${label}" (func))) (instance (instantiate $C)))`))
      .toContain(`missing import named \`${label}\``);
  });
});
