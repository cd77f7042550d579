/** Imports and exports as WIT sees them: names of types, `use`, members of resources, documentation. */
import { describe, expect, test } from 'vitest';
import { readPackageDocs } from '../../src/planner/docs.ts';
import type { InstanceItem, Item } from '../../src/planner/items.ts';
import { makeNameOf } from '../../src/planner/type-index.ts';
import type { Type } from '../../src/planner/types.ts';
import { witLine } from '../../src/planner/wit-line.ts';
import { makeWorld } from '../../src/planner/world.ts';
import type { Interface, NamedType, World } from '../../src/planner/world.ts';
import { docsSection, worldOfWat, worldOfWit } from '../support/world-of.ts';

const interfaceOf = (world: World, name: string, direction: 'import' | 'export'): Interface => {
  const found = world.interfaces.find((each) => each.name === name && each.direction === direction);
  if (found === undefined) throw new Error(`no ${direction} ${name}`);
  return found;
};
const typeOf = ({ types }: Interface, name: string): NamedType | undefined =>
  types.find((each) => each.name === name);

const exporting = (exports: [string, Item][]): World =>
  makeWorld({ name: 'w', imports: [], exports, docs: undefined, namespaced: true });

test('an exported interface has its functions, with the names of parameters', async () => {
  const world = await worldOfWit(`package a:b@1.0.0;
    interface c { do-it: func(class: u32) -> string; }
    world w { export c; }`);
  expect(world.exports).toEqual([
    { kind: 'interface', name: 'a:b/c@1.0.0', js: ['a:b/c@1.0.0', 'c'], interface: 0 },
  ]);
  expect(interfaceOf(world, 'a:b/c@1.0.0', 'export').funcs).toEqual([{
    name: 'do-it', js: ['doIt'], id: 'doIt', kind: 'freestanding', resource: undefined,
    docs: undefined, async: false, promises: false,
    params: [{ name: 'class', js: 'class_', type: { kind: 'primitive', name: 'u32' } }],
    result: { kind: 'primitive', name: 'string' }, throws: undefined,
  }]);
});

describe('names of types', () => {
  const wit = `package a:b;
    interface types {
      type id = u32;
      record point { x: id, y: option<id>, z: option<option<id>>, w: list<id> }
      enum color { red }
      resource conn { constructor(); }
    }
    interface api {
      use types.{point, color as colour, conn};
      type other = color2;
      enum color2 { red }
      f: func(p: point, c: colour, i: list<point>) -> result<other, color2>;
      g: func(c: borrow<conn>) -> conn;
    }
    world w { import types; export api; }`;

  test('a type that is used from another interface is an alias of that', async () => {
    const world = await worldOfWit(wit);
    const api = interfaceOf(world, 'a:b/api', 'export');
    const types = world.interfaces.findIndex(({ name }) => name === 'a:b/types');
    expect(typeOf(api, 'point')?.definition).toEqual({
      kind: 'alias', of: { interface: types, name: 'point', js: 'Point' },
    });
    expect(typeOf(api, 'colour')?.definition).toEqual({
      kind: 'alias', of: { interface: types, name: 'color', js: 'Color' },
    });
    expect(typeOf(api, 'conn'))
      .toMatchObject({ keys: ['Conn'], definition: { kind: 'alias', of: { name: 'conn' } } });
  });

  test('two types of the same structure are two types', async () => {
    const api = interfaceOf(await worldOfWit(wit), 'a:b/api', 'export');
    expect(typeOf(api, 'color2')?.definition).toMatchObject({ kind: 'enum' });
    expect(typeOf(api, 'other')?.definition).toMatchObject({ kind: 'alias', of: { name: 'color2' } });
  });

  test('functions refer to types by the names of their own interface', async () => {
    const world = await worldOfWit(wit);
    const api = interfaceOf(world, 'a:b/api', 'export');
    const index = world.interfaces.indexOf(api);
    const named = (name: string, js: string) => ({ kind: 'named', type: { interface: index, name, js } });
    const [f, g] = api.funcs;
    expect(f?.params.map(({ type }) => type)).toEqual([
      named('point', 'Point'), named('colour', 'Colour'),
      { kind: 'list', element: named('point', 'Point'), length: undefined, numbers: undefined },
    ]);
    expect(f?.throws).toEqual({ ok: named('other', 'Other'), error: named('color2', 'Color2') });
    const conn = { interface: index, name: 'conn', js: 'Conn' };
    expect(g?.params[0]?.type).toEqual({ kind: 'handle', borrow: true, resource: conn });
    expect(g?.result).toEqual({ kind: 'handle', borrow: false, resource: conn });
  });

  test('what JavaScript sees does not depend on the name of a type', async () => {
    const types = interfaceOf(await worldOfWit(wit), 'a:b/types', 'import');
    const index = 0;
    const id = { kind: 'named', type: { interface: index, name: 'id', js: 'Id' } };
    expect(typeOf(types, 'id')?.definition).toEqual({ kind: 'primitive', name: 'u32' });
    expect(typeOf(types, 'point')?.definition).toMatchObject({
      kind: 'record',
      fields: [
        { name: 'x', type: id, optional: false },
        { name: 'y', type: { kind: 'option', type: id, tagged: false }, optional: true },
        { name: 'z', type: { kind: 'option', tagged: true }, optional: false },
        { name: 'w', type: { kind: 'list', element: id, numbers: 'u32' } },
      ],
    });
  });

  test('an interface that is imported and exported has types of its own on either side', async () => {
    const world = await worldOfWit(`package a:b;
      interface c { record r { x: u8 } resource s; f: func(r: r) -> s; }
      world w { import c; export c; }`);
    const imported = interfaceOf(world, 'a:b/c', 'import');
    const exported = interfaceOf(world, 'a:b/c', 'export');
    expect(typeOf(imported, 'r')?.definition.kind).toBe('record');
    expect(typeOf(exported, 'r')?.definition.kind).toBe('record');
    expect(typeOf(exported, 's')?.definition.kind).toBe('resource');
    expect(exported.funcs[0]?.result)
      .toMatchObject({ resource: { interface: world.interfaces.indexOf(exported) } });
  });

  test('types of the world have names of their own', async () => {
    const world = await worldOfWit(`package a:b;
      interface c { enum e { x } resource r; }
      world w { use c.{e, r as res}; import f: func(e: e) -> res; export g: func() -> list<e>; }`);
    const types = world.imports.filter((item) => item.kind === 'type');
    expect(types.map(({ name, js, type }) => [name, js, type.definition.kind])).toEqual([
      ['e', ['E'], 'alias'], ['res', ['Res'], 'alias'],
    ]);
    const element = { kind: 'named', type: { interface: undefined, name: 'e' } };
    expect(world.exports[0]).toMatchObject({
      kind: 'func', func: { result: { kind: 'list', element } },
    });
  });

  test('two names that are one in UpperCamelCase stay two', async () => {
    const world = await worldOfWat(`(component
      (type $a (enum "x")) (type $b (enum "y"))
      (instance $i (export "a-1" (type $a)) (export "a1" (type $b)))
      (export "a:b/c" (instance $i)))`);
    expect(interfaceOf(world, 'a:b/c', 'export').types.map(({ js }) => js)).toEqual(['A1', 'A1_2']);
  });
});

test('members belong to their resource, without self', async () => {
  const world = await worldOfWit(`package a:b;
    interface c {
      resource conn {
        constructor(url: string);
        run-query: func(sql: string) -> result<list<string>, string>;
        open-all: static func() -> list<conn>;
      }
      free: func();
    }
    world w { export c; }`);
  const { types, funcs } = interfaceOf(world, 'a:b/c', 'export');
  expect(funcs.map(({ name }) => name)).toEqual(['free']);
  const { definition } = types[0]!;
  if (definition.kind !== 'resource') throw new Error(definition.kind);
  const members = definition.members.map(({ kind, js, params, resource }) =>
    [kind, js, params.map(({ name }) => name), resource]);
  expect(members).toEqual([
    ['constructor', [], ['url'], 'conn'],
    ['method', ['runQuery'], ['sql'], 'conn'],
    ['static', ['openAll'], [], 'conn'],
  ]);
});

test('an imported resource that is exported with methods is a class of its own', async () => {
  const world = await worldOfWat(`(component
    (import "a:b/c" (instance $c
      (export "r" (type $r (sub resource)))
      (export "[method]r.m" (func (param "self" (borrow $r))))))
    (export "a:b/again" (instance $c)))`);
  const again = interfaceOf(world, 'a:b/again', 'export');
  expect(again.types[0])
    .toMatchObject({ keys: ['R'], definition: { kind: 'resource', members: [{ js: ['m'] }] } });
});

test('modules, components and instances in instances', async () => {
  const world = await worldOfWat(`(component
    (core module $m)
    (component $c)
    (component $inner (core module $m) (export "deep-down" (core module $m)))
    (instance $i (instantiate $inner))
    (instance $o (export "in-side" (instance $i)) (export "x:y/z" (instance $i)))
    (export "m" (core module $m))
    (export "the-comp" (component $c))
    (export "a:b/c" (instance $o)))`);
  expect(world.exports).toEqual([
    { kind: 'module', name: 'm', js: ['m'], id: 'm' },
    { kind: 'component', name: 'the-comp', js: ['theComp', 'the-comp'], id: 'theComp' },
    { kind: 'interface', name: 'a:b/c', js: ['a:b/c', 'c'], interface: 0 },
  ]);
  expect(world.interfaces[0]?.nested).toEqual([
    { kind: 'interface', name: 'in-side', js: ['inSide'], interface: 1 },
    { kind: 'interface', name: 'x:y/z', js: ['x:y/z', 'z'], interface: 1 },
  ]);
  expect(world.interfaces[1]?.nested)
    .toEqual([{ kind: 'module', name: 'deep-down', js: ['deepDown'], id: 'deepDown' }]);
});

test('instances nested exponentially cost no exponential time', () => {
  let instance: InstanceItem = { kind: 'instance', exports: new Map() };
  for (let i = 0; i < 60; i++) {
    instance = { kind: 'instance', exports: new Map([['a', instance], ['b', instance]]) };
  }
  const world = exporting([['x', instance]]);
  expect(world.interfaces).toHaveLength(61);
});

test('ten thousand names of one type cost no quadratic time', () => {
  const record: Type = { kind: 'record', fields: [{ name: 'a', type: { kind: 'u8' } }] };
  const names = Array.from({ length: 10_000 }, (_, i) => `t${i}`);
  const exports: [string, Item][] = names.map((name) => [name, { kind: 'type', type: { ...record } }]);
  const start = performance.now();
  const world = exporting(exports);
  expect(performance.now() - start).toBeLessThan(1000);
  const kinds = world.exports.map((item) => item.kind === 'type' && item.type.definition.kind);
  expect(kinds.filter((kind) => kind === 'alias')).toHaveLength(9999);
});

describe('documentation', () => {
  const wit = `package a:b@1.0.0;
    interface c { record r { x: u8 } resource s { m: func(); } f: func(); }
    world w { export c; import g: func(); }`;
  const docs = {
    worlds: { w: { docs: 'The world.', funcs: { g: { docs: 'G.' } } } },
    interfaces: {
      c: {
        docs: 'Interface.',
        funcs: { f: { docs: 'F.' }, '[method]s.m': { docs: 'M.' } },
        types: { r: { docs: 'R.', items: { x: 'X.' } }, s: { docs: 'S.' } },
      },
    },
  };

  test('goes to what it is of', async () => {
    const world = await worldOfWit(wit, docs);
    expect(world.docs).toBe('The world.');
    expect(world.imports[0]).toMatchObject({ func: { docs: 'G.' } });
    expect(interfaceOf(world, 'a:b/c@1.0.0', 'export')).toMatchObject({
      docs: 'Interface.',
      funcs: [{ docs: 'F.' }],
    });
    const c = interfaceOf(world, 'a:b/c@1.0.0', 'export');
    expect(typeOf(c, 'r')).toMatchObject({ docs: 'R.', definition: { fields: [{ docs: 'X.' }] } });
    expect(typeOf(c, 's')).toMatchObject({ docs: 'S.', definition: { members: [{ docs: 'M.' }] } });
  });

  test('of a package that names itself goes to no other package', async () => {
    const own = await worldOfWit(wit, { package: 'a:b@1.0.0', ...docs });
    expect(interfaceOf(own, 'a:b/c@1.0.0', 'export').docs).toBe('Interface.');
    const other = await worldOfWit(wit, { package: 'a:b@2.0.0', ...docs });
    expect(interfaceOf(other, 'a:b/c@1.0.0', 'export').docs).toBeUndefined();
  });

  test('of another interface of the same name is told by its contents', async () => {
    const other = { docs: 'Other.', funcs: { missing: { docs: 'F.' } } };
    const world = await worldOfWit(wit, { interfaces: { c: other } });
    expect(interfaceOf(world, 'a:b/c@1.0.0', 'export').docs).toBeUndefined();
  });

  test('in version 0, functions have the text alone', async () => {
    const world = await worldOfWit(wit, { interfaces: { c: { funcs: { f: 'F.' } } } });
    expect(interfaceOf(world, 'a:b/c@1.0.0', 'export').funcs[0]?.docs).toBe('F.');
  });

  test('that can not be read is none', () => {
    const bytes = (...data: number[]) => ({ name: 'package-docs', data: Uint8Array.from(data), offset: 0 });
    const sections = [bytes(), bytes(2, 0x7b, 0x7d), bytes(1, 0x7b), bytes(1, 0xff), docsSection({}, 9)];
    for (const section of sections) {
      expect(readPackageDocs([section])).toBeUndefined();
    }
    for (const json of [null, 1, [], { interfaces: 1 }, { interfaces: { c: null } }, { worlds: [[[]]] }]) {
      expect(() => readPackageDocs([docsSection(json)])).not.toThrow();
    }
  });

  test('of a type named __proto__ reaches no prototype', () => {
    const section = docsSection(JSON.parse('{"interfaces":{"__proto__":{"docs":"x"}}}'));
    expect(readPackageDocs([section])?.packages[0]?.interfaces.get('__proto__')?.docs).toBe('x');
  });
});

describe('one line of WIT', () => {
  const u32: Type = { kind: 'u32' };
  const func = (params: [string, Type][], result?: Type) => {
    const named = params.map(([name, type]) => ({ name, type }));
    return { async: false, params: named, ...(result && { result }) };
  };

  test('is the function as WIT has it', () => {
    expect(witLine('docs:adder/add@0.1.0#add', func([['x', u32], ['y', u32]], u32)))
      .toBe('docs:adder/add@0.1.0#add: func(x: u32, y: u32) -> u32');
    expect(witLine('f', { ...func([]), async: true })).toBe('f: async func()');
    expect(witLine('f', func([], { kind: 'result', error: { kind: 'list', element: u32, length: 4 } })))
      .toBe('f: func() -> result<_, list<u32, 4>>');
  });

  test('has no self', () => {
    const resource = { kind: 'resource', identity: { index: 0 } } as const;
    const type = func([['self', { kind: 'borrow', resource }], ['x', u32]], { kind: 'own', resource });
    expect(witLine('a:b/c#[method]r.m', type, (each) => (each === resource ? 'r' : undefined)))
      .toBe('a:b/c#[method]r.m: func(x: u32) -> r');
  });

  test('has the names of types', () => {
    const user: Type = { kind: 'record', fields: [{ name: 'id', type: u32 }] };
    const nameOf = makeNameOf([], [['user', { kind: 'type', type: user }]]);
    expect(witLine('f', func([['u', { kind: 'list', element: user }]]), nameOf))
      .toBe('f: func(u: list<user>)');
    expect(witLine('f', func([['u', user]]))).toBe('f: func(u: record { id: u32 })');
  });

  test('leaves out what does not fit', () => {
    const fields = Array.from({ length: 50 }, (_, i) => ({ name: `field-${i}`, type: u32 }));
    const big: Type = { kind: 'record', fields };
    expect(witLine('f', func([['a', big]])).length).toBeLessThanOrEqual(104);
    expect(witLine('f', func(Array.from({ length: 40 }, (_, i) => [`p${i}`, u32]))))
      .toBe('f: func(p0: u32, p1: u32, …)');
    expect(witLine('x'.repeat(100_000), func([['y'.repeat(100_000), u32]])).length).toBeLessThanOrEqual(104);
  });

  test('leaves out where it is before what it takes', () => {
    const tuple: Type = { kind: 'tuple', types: [u32, { kind: 'string' }] };
    const type = func([['a', { kind: 'list', element: u32 }]], tuple);
    expect(witLine(`ns:pkg/${'x'.repeat(60)}@1.0.0#get-it`, type))
      .toBe('…#get-it: func(a: list<u32>) -> tuple<u32, string>');
  });

  test.each(['a\nb', 'a\u2028b', 'a\r\nb', '*/ x', '</script>', '<!-- x', '\u202e', '\0', '\ud800'])(
    'of the name %j is one line of printable text that ends no comment',
    (name) => {
      const line = witLine(name, func([[name, { kind: 'enum', labels: [name] }]]));
      expect(line).toMatch(/^[\x20-\x7e…]*$/);
      expect(line).not.toMatch(/\*\/|<[!/]/);
    },
  );
});
