/** Component names to JavaScript names: js-mapping.md, “Names”. */
import { parse } from 'acorn';
import { describe, expect, test } from 'vitest';
import {
  nameClasses, nameInstanceExports, nameMembers, nameRootExports,
} from '../../src/planner/export-names.ts';
import type { NamedExport, NamedKind } from '../../src/planner/export-names.ts';
import {
  assignKeys, assignLocals, claim, isIdentifier, isIdentifierName, lowerCamelCase, parseExternName,
  safeIdentifier, upperCamelCase,
} from '../../src/planner/names.ts';

describe('casing', () => {
  test.each([
    ['add', 'add', 'Add'],
    ['do-mixed', 'doMixed', 'DoMixed'],
    ['HTTP-server', 'httpServer', 'HttpServer'],
    ['x-Y-z', 'xYZ', 'XYZ'],
    ['a1-2b', 'a12b', 'A12b'],
    ['is-XML', 'isXml', 'IsXml'],
    ['A', 'a', 'A'],
    ['A1-2-3', 'a123', 'A123'],
  ])('%s is %s as a value and %s as a type', (wit, lower, upper) => {
    expect(lowerCamelCase(wit)).toBe(lower);
    expect(upperCamelCase(wit)).toBe(upper);
  });
});

describe('extern names', () => {
  test('labels, constructors, methods and statics are told apart', () => {
    expect(parseExternName('get-JSON')).toEqual({ kind: 'label', name: 'get-JSON' });
    expect(parseExternName('[constructor]conn')).toEqual({ kind: 'constructor', resource: 'conn' });
    expect(parseExternName('[method]http-conn.get-all')).toEqual({
      kind: 'method', resource: 'http-conn', name: 'get-all',
    });
    expect(parseExternName('[static]conn.open')).toEqual({ kind: 'static', resource: 'conn', name: 'open' });
  });

  test('an interface name has namespace, package, name and version', () => {
    expect(parseExternName('wasi:io/streams@0.2.0-rc.1+b')).toEqual({
      kind: 'interface', namespaces: ['wasi'], package: 'io', path: ['streams'], name: 'streams',
      version: '0.2.0-rc.1+b',
    });
    expect(parseExternName('wasi:http/handler')).toMatchObject({ name: 'handler', version: undefined });
  });

  test('nested namespaces and packages', () => {
    expect(parseExternName('a:b:c/d/e@1')).toEqual({
      kind: 'interface', namespaces: ['a', 'b'], package: 'c', path: ['d', 'e'], name: 'e', version: '1',
    });
  });

  test.each(['', '[constructor]', '[method]r', '[method]r.a.b', '[other]r', 'a:b', 'a/b', 'a:b/', 'a:b/c@'])(
    '%j, which validation refuses, is a label',
    (name) => { expect(parseExternName(name)).toEqual({ kind: 'label', name }); },
  );
});

describe('identifiers', () => {
  test.each(['arguments', 'eval', 'await', 'class', 'let', 'static', 'yield', 'enum', 'null', 'this'])(
    '%s is a name, but can name no variable',
    (word) => {
      expect(isIdentifierName(word)).toBe(true);
      expect(isIdentifier(word)).toBe(false);
      expect(safeIdentifier(word)).toBe(`${word}_`);
    },
  );

  test.each(['', '1a', 'a-b', 'a b', 'a:b/c', 'é', 'a\u2028', 'a\n'])('%j is none', (text) => {
    expect(isIdentifierName(text)).toBe(false);
  });

  test.each(['', '1a', 'a-b', 'a"b', 'é', 'a\u2028', '*/', '__proto__'])('%j is made one', (text) => {
    expect(isIdentifier(safeIdentifier(text))).toBe(true);
  });

  test('the parser of modules agrees on what can name a variable', () => {
    const words = `abstract arguments async await break case catch class const constructor continue debugger
      default delete do else enum eval export extends false finally for from function get if implements import
      in instanceof interface let native new null of package private protected prototype public return set
      static super switch then this throw true try typeof undefined using var void while with
      yield`.split(/\s+/);
    const parses = (word: string): boolean => {
      try {
        parse(`const { a: ${word} } = {};`, { ecmaVersion: 2022, sourceType: 'module' });
        return true;
      } catch {
        return false;
      }
    };
    expect(words.filter((word) => isIdentifier(word))).toEqual(words.filter(parses));
  });
});

describe('names side by side', () => {
  test('are camel-cased', () => {
    expect(assignKeys(['user-id', 'HTTP', 'name'])).toEqual(['userId', 'http', 'name']);
  });

  test('the second of two that would collide keeps its WIT name', () => {
    expect(assignKeys(['a-1b', 'A-1b'])).toEqual(['a1b', 'A-1b']);
  });

  test('a name that needs no change is never taken by an earlier one', () => {
    expect(assignKeys(['a-1', 'a1'])).toEqual(['a-1', 'a1']);
  });

  test('parameters are distinct identifiers', () => {
    expect(assignLocals(['self', 'a-1', 'a1', 'class', 'arguments', 'undefined', 'await', 'eval'])).toEqual([
      'self', 'a1', 'a1_2', 'class_', 'arguments_', 'undefined_', 'await_', 'eval_',
    ]);
  });

  test('claim counts up until a name is free', () => {
    const taken = new Set(['a', 'a2']);
    expect([claim(taken, 'a'), claim(taken, 'a'), claim(taken, 'b')]).toEqual(['a3', 'a4', 'b']);
  });
});

const named = (kind: NamedKind, ...names: string[]): NamedExport[] => names.map((name) => ({ name, kind }));
const rootNames = (exports: NamedExport[], namespaced = true) => {
  const { names, warnings } = nameRootExports(exports, namespaced);
  return { names: Object.fromEntries(names), warnings };
};

describe('exports of the root', () => {
  test('an interface has its full name and a short one', () => {
    expect(rootNames(named('instance', 'docs:adder/add@0.1.0', 'wasi:cli/run-all@0.2.3')).names).toEqual({
      'docs:adder/add@0.1.0': ['docs:adder/add@0.1.0', 'add'],
      'wasi:cli/run-all@0.2.3': ['wasi:cli/run-all@0.2.3', 'runAll'],
    });
  });

  test('of two interfaces with one short name, the first gets it', () => {
    expect(rootNames(named('instance', 'a:b/c@1.0.0', 'a:b/c@2.0.0')).names).toEqual({
      'a:b/c@1.0.0': ['a:b/c@1.0.0', 'c'],
      'a:b/c@2.0.0': ['a:b/c@2.0.0'],
    });
  });

  test('a function keeps its name, whatever interface comes first', () => {
    const exports = [...named('instance', 'a:b/do-it'), ...named('func', 'do-it')];
    expect(rootNames(exports).names).toEqual({ 'a:b/do-it': ['a:b/do-it'], 'do-it': ['doIt', 'do-it'] });
  });

  test('a WIT name that is an identifier is not exported beside the JavaScript one', () => {
    expect(rootNames(named('func', 'HTTP', 'add', 'get-JSON')).names).toEqual({
      HTTP: ['http'], add: ['add'], 'get-JSON': ['getJson', 'get-JSON'],
    });
  });

  test('resources and types are in upper case', () => {
    expect(rootNames([...named('class', 'http-conn'), ...named('type', 'user')]).names).toEqual({
      'http-conn': ['HttpConn'], user: ['User'],
    });
  });

  test('two functions that collide are both reachable', () => {
    expect(rootNames(named('func', 'a-1', 'a1', 'b-1c', 'B-1c')).names).toEqual({
      'a-1': ['a-1'], a1: ['a1'], 'b-1c': ['b1c', 'b-1c'], 'B-1c': ['B-1c'],
    });
  });

  test('without namespaced exports, full names are left out where there is a short one', () => {
    const { names, warnings } = rootNames(named('instance', 'a:b/c@1.0.0', 'a:b/c@2.0.0'), false);
    expect(names).toEqual({ 'a:b/c@1.0.0': ['c'], 'a:b/c@2.0.0': ['a:b/c@2.0.0'] });
    expect(warnings).toEqual([expect.stringContaining('"a:b/c@2.0.0" keeps its full name')]);
  });

  test('a function then is then_, and a warning says so', () => {
    const { names, warnings } = rootNames([...named('func', 'then'), ...named('func', 'catch')]);
    expect(names).toEqual({ then: ['then_'], catch: ['catch'] });
    expect(warnings).toEqual([expect.stringContaining('then_')]);
  });

  test('an object named then keeps its name: await does not call it', () => {
    expect(rootNames(named('instance', 'a:b/then'))).toEqual({
      names: { 'a:b/then': ['a:b/then', 'then'] }, warnings: [],
    });
  });

  test('names of Object.prototype are names like any other', () => {
    const { names } = nameRootExports(named('func', 'constructor', 'to-string', '__proto__'), true);
    expect([...names]).toEqual([
      ['constructor', ['constructor']],
      ['to-string', ['toString', 'to-string']],
      ['__proto__', ['__proto__']],
    ]);
  });
});

test('exports of an instance have one name each, nested interfaces their full one too', () => {
  const exports = [
    ...named('func', 'do-it', 'then'), ...named('class', 'conn'), ...named('instance', 'a:b/c', 'in-side'),
  ];
  expect(Object.fromEntries(nameInstanceExports(exports))).toEqual({
    'do-it': ['doIt'], then: ['then'], conn: ['Conn'], 'a:b/c': ['a:b/c', 'c'], 'in-side': ['inSide'],
  });
});

test('a static can not be named prototype, a method can', () => {
  expect(nameMembers('static', ['prototype', 'open-all', 'name'])).toEqual(['prototype_', 'openAll', 'name']);
  expect(nameMembers('method', ['prototype', 'constructor'])).toEqual(['prototype', 'constructor']);
});

describe('classes', () => {
  test('are distinct: a second one is named after its interface, a third is counted', () => {
    expect(nameClasses([
      { name: 'connection', owner: 'a:b/db@1.0.0' },
      { name: 'connection', owner: 'c:d/cache' },
      { name: 'connection', owner: 'e:f/cache' },
      { name: 'connection', owner: 'e:f/cache' },
      { name: 'connection', owner: undefined },
    ])).toEqual(['Connection', 'CacheConnection', 'FConnection', 'Connection2', 'Connection3']);
  });

  test('hide no global', () => {
    expect(nameClasses([
      { name: 'error', owner: 'wasi:io/error@0.2.3' },
      { name: 'map', owner: undefined },
      { name: 'web-assembly', owner: 'a:b/web' },
      { name: 'uint8-array', owner: undefined },
    ])).toEqual(['IoError', 'Map2', 'WebWebAssembly', 'Uint8Array2']);
  });
});
