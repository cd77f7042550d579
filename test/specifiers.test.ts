// Where imports come from: `map`, `external-id`, the WASI shims, the import's own name.

import { describe, expect, test } from 'vitest';
import type { Import } from '../src/decoder/sections/import-export.ts';
import { parseMapping } from '../src/options.ts';
import { makeSpecifierOf } from '../src/planner/specifiers.ts';

type Attributes = Partial<Pick<Import['name'], 'implements' | 'externalId'>>;

const nameOf = (name: string, attributes: Attributes): Import['name'] => ({
  name, ...attributes, attributes: [], offset: 0,
});

/** An import of an instance if its name is an interface's or ends in `!`, else of a function. */
function importOf(text: string, attributes: Attributes = {}): Import {
  const name = nameOf(text.replace('!', ''), attributes);
  const index = 0 as never;
  const type = text.includes('/') || text.includes('!')
    ? { kind: 'instance', type: index, offset: 0 } as const
    : { kind: 'func', type: index, offset: 0 } as const;
  return { name, type, offset: 0 };
}

interface Given {
  readonly map?: readonly string[];
  readonly wasiShim?: boolean;
  /** Other imports beside the one that is asked about. */
  readonly beside?: readonly string[];
  readonly attributes?: Attributes;
}

/** `specifier` or `specifier#member`, and just `specifier` for a whole namespace. */
function placeOf(text: string, { map = [], wasiShim = true, beside = [], attributes = {} }: Given = {}): string {
  const asked = importOf(text, attributes);
  const imports = [asked, ...beside.map((other) => importOf(other))];
  const specifierOf = makeSpecifierOf(imports, { map: map.map(parseMapping), wasiShim });
  const { specifier, member } = specifierOf(asked.name.name, asked.name.externalId);
  return [specifier, ...member].join('#');
}

describe('without a map', () => {
  test.each([
    ['an interface loses its version', 'ns:pkg/iface@1.2.3', 'ns:pkg/iface'],
    ['an interface without version', 'ns:pkg/iface', 'ns:pkg/iface'],
    ['an interface of its own is a namespace', 'host!', 'host'],
    ['a function is a default import', 'do-log', 'do-log#default'],
  ])('%s', (_, name, place) => {
    expect(placeOf(name)).toBe(place);
  });

  test('two versions of one interface keep theirs', () => {
    expect(placeOf('a:b/c@1.0.0', { beside: ['a:b/c@2.0.0'] })).toBe('a:b/c@1.0.0');
    expect(placeOf('a:b/c@1.0.0', { beside: ['a:b/c'] })).toBe('a:b/c@1.0.0');
    expect(placeOf('a:b/c@1.0.0', { beside: ['a:b/d@2.0.0', 'a:c/c@2.0.0'] })).toBe('a:b/c');
  });
});

describe('WASI', () => {
  test.each([
    ['wasi:cli/stdout@0.2.3', '@bytecodealliance/preview2-shim/cli#stdout'],
    ['wasi:clocks/wall-clock@0.2.0', '@bytecodealliance/preview2-shim/clocks#wallClock'],
    ['wasi:filesystem/types@0.2.10', '@bytecodealliance/preview2-shim/filesystem#types'],
    ['wasi:http/outgoing-handler@0.2.0-rc-2023-12-05', '@bytecodealliance/preview2-shim/http#outgoingHandler'],
    ['wasi:io/streams@0.2', '@bytecodealliance/preview2-shim/io#streams'],
    ['wasi:random/insecure-seed@0.3.0', '@bytecodealliance/preview3-shim/random#insecureSeed'],
    ['wasi:sockets/types@0.3.0-rc-2025-09-16', '@bytecodealliance/preview3-shim/sockets#types'],
  ])('%s is imported from its shim', (name, place) => {
    expect(placeOf(name)).toBe(place);
  });

  test.each([
    ['wasi:io/streams@0.1.0', 'wasi:io/streams'],
    ['wasi:io/streams@0.20.0', 'wasi:io/streams'],
    ['wasi:io/streams@1.0.0', 'wasi:io/streams'],
    ['wasi:io/streams', 'wasi:io/streams'],
    ['wasi:keyvalue/store@0.2.0', 'wasi:keyvalue/store'],
    ['not-wasi:io/streams@0.2.0', 'not-wasi:io/streams'],
    ['wasi-io!', 'wasi-io'],
  ])('%s is not', (name, place) => {
    expect(placeOf(name)).toBe(place);
  });

  test('two versions come from one shim', () => {
    expect(placeOf('wasi:io/streams@0.2.0', { beside: ['wasi:io/streams@0.2.3'] }))
      .toBe('@bytecodealliance/preview2-shim/io#streams');
  });

  test('is like any other interface without the shims', () => {
    expect(placeOf('wasi:io/streams@0.2.3', { wasiShim: false })).toBe('wasi:io/streams');
  });

  test('any rule of the map comes before the shims', () => {
    expect(placeOf('wasi:io/streams@0.2.3', { map: ['wasi:io/streams@0.2.0=./s.js'] })).toBe('./s.js');
    expect(placeOf('wasi:io/streams@0.2.3', { map: ['wasi:*=./wasi.js#*'] })).toBe('./wasi.js#io/streams');
  });
});

describe('a mapping', () => {
  test.each([
    ['by the full name', 'a:b/c@1.2.3', 'a:b/c@1.2.3=./x.js', './x.js'],
    ['by the name without version', 'a:b/c@1.2.3', 'a:b/c=./x.js', './x.js'],
    ['of a function: the default', 'log', 'log=./x.js', './x.js#default'],
    ['of a function to a member', 'log', 'log=./x.js#log', './x.js#log'],
    ['to a member of a package', 'a:b/c', 'a:b/c=pkg/sub#c', 'pkg/sub#c'],
    ['to a subpath import of Node', 'a:b/c', 'a:b/c=#c', '#c'],
    ['to a member of a subpath import', 'a:b/c', 'a:b/c=#c#d', '#c#d'],
    ['to a URL with a query', 'a:b/c', 'a:b/c=https://x/?y=z', 'https://x/?y=z'],
    ['a member in kebab case is meant in camel case', 'a:b/c', 'a:b/c=./x.js#my-thing', './x.js#myThing'],
    ['a member in any other case is meant as it is', 'a:b/c', 'a:b/c=./x.js#MyThing', './x.js#MyThing'],
    ['a member can have any name', 'a:b/c', 'a:b/c=./x.js#a.b c', './x.js#a.b c'],
    ['a wildcard takes what is between', 'a:b/c-d@1.0.0', 'a:b/*=./*.js', './c-d.js'],
    ['a wildcard can stand anywhere', 'a:b/c@1.0.0', '*:b/c=./*.js', './a.js'],
    ['a wildcard can stand for slashes', 'a:b/c', 'a:*=./x/*.js', './x/b/c.js'],
    ['a wildcard can stand for nothing', 'a:b/c', 'a:b/c*=./x*.js', './x.js'],
    ['a wildcard can stand for all', 'log', '*=./host.js#*', './host.js#log'],
    ['a wildcard is replaced everywhere', 'a:b/c', 'a:b/*=./*/*.js#*', './c/c.js#c'],
    ['a wildcard in a member is meant in camel case', 'a:b/c-d', 'a:b/*=./x.js#*', './x.js#cD'],
    ['a wildcard with version', 'a:b/c@1.0.0', 'a:b/*@1.0.0=./*.js', './c.js'],
    ['a wildcard for the version', 'a:b/c@1.0.0', 'a:b/c@*=./c-*.js', './c-1.0.0.js'],
    ['what a wildcard stands for is no pattern of a replacement', 'a:b/c', 'a:b/*=./$&*.js', './$&c.js'],
  ])('%s', (_, name, mapping, place) => {
    expect(placeOf(name, { map: [mapping] })).toBe(place);
  });

  test.each([
    ['another name', 'a:b/c@1.0.0', 'a:b/d=./x.js'],
    ['a longer name', 'a:b/c', 'a:b/c-d=./x.js'],
    ['a shorter name', 'a:b/c-d', 'a:b/c=./x.js'],
    ['another major version', 'a:b/c@2.0.0', 'a:b/c@1.0.0=./x.js'],
    ['another minor version below 1.0', 'a:b/c@0.2.0', 'a:b/c@0.3.0=./x.js'],
    ['a version for a name without', 'a:b/c', 'a:b/c@1.0.0=./x.js'],
    ['overlapping ends of a wildcard', 'a:b/c', 'a:b/c*c=./x.js'],
    ['a wildcard in another package', 'a:b/c', 'a:bc/*=./x.js'],
    ['what is no version', 'a:b/c@1.0.0', 'a:b/c@latest=./x.js'],
  ])('is not taken for %s', (_, name, mapping) => {
    expect(placeOf(name, { map: [mapping] })).toBe(name.replace(/@.*/, ''));
  });
});

describe('of mappings that all fit', () => {
  // In the order of precedence: each must win over all behind it, wherever it stands.
  const RULES = [
    ['exact with version', 'a:b/c@1.2.3=exact-version'],
    ['exact without', 'a:b/c=exact'],
    ['wildcard with version', 'a:b/*@1.2.3=wild-version'],
    ['wildcard without', 'a:b/*=wild'],
    ['the highest compatible version', 'a:b/c@1.10.0=compatible-high'],
    ['a compatible one by wildcard', 'a:*/c@1.9.0=compatible-wild'],
    ['a lower compatible version', 'a:b/c@1.2.0=compatible-low'],
  ] as const;

  test.each(RULES.map(([title], index) => [title, index] as const))('%s wins over the rest', (_, index) => {
    const map = RULES.slice(index).map(([, mapping]) => mapping);
    const expected = map[0]?.split('=')[1];
    expect(placeOf('a:b/c@1.2.3', { map })).toBe(expected);
    expect(placeOf('a:b/c@1.2.3', { map: map.toReversed() })).toBe(expected);
  });

  test('the longer wildcard wins', () => {
    const map = ['a:b/*=package', 'a:*=namespace', '*=all'];
    expect(placeOf('a:b/c', { map })).toBe('package');
    expect(placeOf('a:b/c', { map: map.toReversed() })).toBe('package');
  });

  test('of two for one name the later wins', () => {
    expect(placeOf('a:b/c', { map: ['a:b/c=first', 'a:b/c=second'] })).toBe('second');
    expect(placeOf('a:b/c', { map: ['a:b/*=first', 'a:b/*=second'] })).toBe('second');
    expect(placeOf('a:b/c@1.1.0', { map: ['a:b/c@1.0.0=first', 'a:b/c@1.0.0=second'] })).toBe('second');
  });
});

describe('compatible versions', () => {
  test.each([
    ['a patch, either way, below 1.0', '0.2.3', ['0.2.0', '0.2.9', '0.3.0'], '0.2.9'],
    ['a minor version, either way, from 1.0', '1.5.0', ['1.0.0', '1.9.0', '2.0.0'], '1.9.0'],
    ['numbers, not text', '1.0.0', ['1.9.0', '1.10.0'], '1.10.0'],
    ['a release before its pre-releases', '1.0.0', ['1.1.0-rc.2', '1.1.0', '1.1.0-rc.10'], '1.1.0'],
    ['pre-releases by number', '1.0.0', ['1.1.0-rc.10', '1.1.0-rc.9'], '1.1.0-rc.10'],
    ['text after numbers in pre-releases', '1.0.0', ['1.1.0-1', '1.1.0-a'], '1.1.0-a'],
    ['the longer of two pre-releases that start alike', '1.0.0', ['1.1.0-a', '1.1.0-a.0'], '1.1.0-a.0'],
    ['versions that a canonical name has cut', '0.2', ['0.2.6'], '0.2.6'],
    ['the same with a major version', '1', ['1.4.0'], '1.4.0'],
  ])('%s', (_, wanted, offered, taken) => {
    const map = offered.map((version) => `a:b/c@${version}=${version}`);
    expect(placeOf(`a:b/c@${wanted}`, { map })).toBe(taken);
    expect(placeOf(`a:b/c@${wanted}`, { map: map.toReversed() })).toBe(taken);
  });

  test('with a wildcard', () => {
    expect(placeOf('wasi:io/streams@0.2.3', { map: ['wasi:io/*@0.2.0=./io.js#*'] })).toBe('./io.js#streams');
  });
});

describe('attributes', () => {
  test('an external-id is the module specifier', () => {
    const attributes = { externalId: 'https://esm.unpkg.com/slugify@1.6.6' };
    expect(placeOf('slugify', { attributes })).toBe('https://esm.unpkg.com/slugify@1.6.6#default');
    expect(placeOf('slugify!', { attributes })).toBe('https://esm.unpkg.com/slugify@1.6.6');
  });

  test('the map comes before it', () => {
    const attributes = { externalId: './theirs.js' };
    expect(placeOf('slugify', { attributes, map: ['slugify=./mine.js'] })).toBe('./mine.js#default');
  });

  test.each([
    'data:text/javascript,evil()', 'DATA:text/javascript,evil()', ' data:,', 'da\tta:,', '\u0001data:,', 'blob:x',
    'javascript:evil()', '',
  ])('the external-id %j would be code, and is not used', (externalId) => {
    expect(placeOf('log', { attributes: { externalId } })).toBe('log#default');
  });

  test('an import is mapped by the interface that it implements, after its name', () => {
    const attributes = { implements: 'wasi:keyvalue/store@0.2.0' };
    const map = ['wasi:keyvalue/*=./kv.js#*', 'second=./second.js'];
    expect(placeOf('first!', { attributes, map })).toBe('./kv.js#store');
    expect(placeOf('second!', { attributes, map })).toBe('./second.js');
    expect(placeOf('out!', { attributes: { implements: 'wasi:cli/stdout@0.2.0' } }))
      .toBe('@bytecodealliance/preview2-shim/cli#stdout');
  });
});
