// What components are filled with, by what it is called.

import { COMPONENT, label, leb, many, MODULE, named, section, signed } from './filled.ts';
import type { Fill, Piece } from './filled.ts';

/** `(func)`, of core WebAssembly. */
const CORE_FUNC: Piece = [0x60, 0, 0];
/** The component's. */
const FUNC: Piece = [0x40, 0, 1, 0];
const U8 = 0x7d;

/** A body that does nothing, the code section of a module with one function. */
const CODE = section(10, [1, 2, 0, 0x0b]);
const ONE_TYPE = section(1, [1, CORE_FUNC]);
const ONE_FUNC = [ONE_TYPE, section(3, [1, 0])];

/** Core module, instance and function number 0: `f`. */
const coreFunc = (index: number): Piece => [
  section(1, MODULE, ONE_FUNC, section(7, [1, named('f'), 0, 0]), CODE),
  section(2, [1, 0, index, 0]),
  section(6, [1, 0, 0, 1, 0, named('f')]),
];
const FUNC_TYPE = section(7, [1, FUNC]);
const RESOURCE = section(7, [1, 0x3f, 0x7f, 0]);
const LIFTED: Piece = [coreFunc(0), FUNC_TYPE, section(8, [1, 0, 0, 0, 0, 0])];
const IMPORTED: Piece = [FUNC_TYPE, section(10, [1, 0, named('b'), 1, 0])];

/** Digits of a number, as core value types: another list for each number. */
const digits = (value: number): number[] => value === 0 ? [] : [0x7c + value % 4, ...digits(value >>> 2)];

const CORE_TYPES: Readonly<Record<string, Fill>> = {
  'core function types': { id: 3, item: () => CORE_FUNC },
  'distinct core function types': { id: 3, item: (i) => [0x60, leb(digits(i).length), digits(i), 0] },
  'distinct core struct types': {
    id: 3, item: (i) => [0x5f, leb(digits(i).length), digits(i).map((type) => [type, 1])],
  },
  'core array types': { id: 3, item: () => [0x5e, 0x7f, 0] },
  'core array types of one another': { id: 3, item: (i) => [0x5e, 0x63, signed(Math.max(0, i - 1)), 0] },
  'core subtypes': { id: 3, item: (i) => [0, 0x50, i === 0 ? 0 : [1, 0], 0x5f, 0] },
  'empty recursion groups': { id: 3, item: () => [0x4e, 0] },
  'recursion groups of two': { id: 3, item: () => [0x4e, 2, CORE_FUNC, 0x5f, 1, 0x63, 0, 0] },
  'large recursion groups': { id: 3, item: () => [0x4e, many(40_000, () => CORE_FUNC)] },
  'core parameters': { id: 3, item: () => [0x60, many(1000, () => 0x7f), 0] },
  'core parameters of references': { id: 3, item: () => [0x60, many(1000, () => 0x70), 0] },
  'core struct fields': { id: 3, item: () => [0x5f, many(10_000, () => [0x7f, 0])] },
  'core module types': { id: 3, item: () => [0x50, 0] },
  'types in module types': { id: 3, item: () => [0x50, many(30_000, () => [1, CORE_FUNC])] },
  'exports in module types': {
    id: 3, item: () => [0x50, many(30_000, (i) => i === 0 ? [1, CORE_FUNC] : [3, label(i), 0, 0])],
  },
  'imports in module types': {
    id: 3, item: () => [0x50, many(30_000, (i) => i === 0 ? [1, CORE_FUNC] : [0, label(i), 0, 0, 0])],
  },
  'aliases in module types': {
    before: section(3, [1, CORE_FUNC]), id: 3, item: () => [0x50, many(30_000, () => [2, 0x10, 1, 1, 0])],
  },
};

const TYPES: Readonly<Record<string, Fill>> = {
  'primitive types': { id: 7, item: () => U8 },
  'list types': { id: 7, item: () => [0x70, U8] },
  'option types': { id: 7, item: () => [0x6b, U8] },
  'result types': { id: 7, item: () => [0x6a, 0, 0] },
  'tuple types': { id: 7, item: () => [0x6f, 1, U8] },
  'parts of tuples': { id: 7, item: () => [0x6f, many(10_000, () => U8)] },
  'record types': { id: 7, item: () => [0x72, 1, named('a'), U8] },
  'record fields': { id: 7, item: () => [0x72, many(10_000, (i) => [label(i), U8])] },
  'variant types': { id: 7, item: () => [0x71, 1, named('a'), 0, 0] },
  'variant cases': { id: 7, item: () => [0x71, many(10_000, (i) => [label(i), 0, 0])] },
  'enum types': { id: 7, item: () => [0x6d, 1, named('a')] },
  'enum cases': { id: 7, item: () => [0x6d, many(10_000, label)] },
  'flags types': { id: 7, item: () => [0x6e, 1, named('a')] },
  'flags': { id: 7, item: () => [0x6e, many(32, label)] },
  'stream types': { id: 7, item: () => [0x66, 0] },
  'own types': { before: RESOURCE, id: 7, item: () => [0x69, 0] },
  'function types': { id: 7, item: () => FUNC },
  'parameters': { id: 7, item: () => [0x40, many(1000, (i) => [label(i), U8]), 1, 0] },
  'resource types': { id: 7, item: () => [0x3f, 0x7f, 0] },
  'component types': { id: 7, item: () => [0x41, 0] },
  'instance types': { id: 7, item: () => [0x42, 0] },
  'instance types with an export': { id: 7, item: () => [0x42, 2, 1, U8, 4, 0, named('a'), 3, 0, 0] },
  'types in instance types': { id: 7, item: () => [0x42, many(100_000, () => [1, U8])] },
  'aliases in instance types': {
    before: FUNC_TYPE, id: 7, item: () => [0x42, many(40_000, () => [2, 3, 2, 1, 0])],
  },
  'exports in instance types': {
    id: 7, item: () => [0x42, many(20_000, (i) => i === 0 ? [1, FUNC] : [4, 0, label(i), 1, 0])],
  },
  'resources in instance types': { id: 7, item: () => [0x42, many(20_000, (i) => [4, 0, label(i), 3, 1])] },
  'instance types in instance types': { id: 7, item: () => [0x42, many(50_000, () => [1, 0x42, 0])] },
};

const INSTANCE = section(5, [1, 1, 0]);
const EMPTY_INTERFACE = section(7, [1, 0x42, 0]);
const INTERFACE = section(7, [1, 0x42, 2, 1, FUNC, 4, 0, named('f'), 1, 0]);
/** An interface of functions, or of resource types, with as much as a part of the size. */
const functions = (size: number): Piece => section(7, [
  1, 0x42, many(Math.floor(size / 20), (i) => i === 0 ? [1, FUNC] : [4, 0, label(i), 1, 0])]);
const resources = (size: number): Piece => section(7, [
  1, 0x42, many(Math.floor(size / 20), (i) => [4, 0, label(i), 3, 1])]);

const EXTERNS: Readonly<Record<string, Fill>> = {
  'imports of functions': { before: FUNC_TYPE, id: 10, item: (i) => [0, label(i), 1, 0] },
  'imports of types': { before: FUNC_TYPE, id: 10, item: (i) => [0, label(i), 3, 0, 0] },
  'imports of resources': { id: 10, item: (i) => [0, label(i), 3, 1] },
  'imports of instances': { before: EMPTY_INTERFACE, id: 10, item: (i) => [0, label(i), 5, 0] },
  'imports of modules': { before: section(3, [1, 0x50, 0]), id: 10, item: (i) => [0, label(i), 0, 0x11, 0] },
  'imports of components': { before: section(7, [1, 0x41, 0]), id: 10, item: (i) => [0, label(i), 4, 0] },
  'imports of one name': { before: FUNC_TYPE, id: 10, item: () => [0, label(0), 1, 0] },
  'imports of large interfaces': {
    before: functions, id: 10, item: (i) => [0, label(i), 5, 0], most: 1000, once: true,
  },
  'imports of many resources': {
    before: resources, id: 10, item: (i) => [0, label(i), 5, 0], most: 1000, once: true,
  },
  'an import of many resources': {
    before: (size) => resources(2 * size), id: 10, item: (i) => [0, label(i), 5, 0], most: 1, once: true,
  },
  'attributes of names': { id: 10, item: (i) => [2, label(i), many(100, () => [2, named('a')]), 3, 1] },
  'exports of functions': { before: LIFTED, id: 11, item: (i) => [0, label(i), 1, 0, 0] },
  'exports of imported functions': { before: IMPORTED, id: 11, item: (i) => [0, label(i), 1, 0, 0] },
  'exports of types': { before: FUNC_TYPE, id: 11, item: (i) => [0, label(i), 3, 0, 0] },
  'exports of instances': { before: INSTANCE, id: 11, item: (i) => [0, label(i), 5, 0, 0] },
  'exports of modules': { before: section(1, MODULE), id: 11, item: (i) => [0, label(i), 0, 0x11, 0, 0] },
  'outer aliases': { before: FUNC_TYPE, id: 6, item: () => [3, 2, 0, 0] },
  'aliases of core exports': { before: coreFunc(0), id: 6, item: () => [0, 0, 1, 0, named('f')] },
  'aliases of exports': {
    before: [INTERFACE, section(10, [1, 0, named('i'), 5, 0])], id: 6, item: () => [1, 0, 0, named('f')],
  },
};

const FUNCTIONS: Readonly<Record<string, Fill>> = {
  'lifts': { before: [coreFunc(0), FUNC_TYPE], id: 8, item: () => [0, 0, 0, 0, 0] },
  'lowers': { before: IMPORTED, id: 8, item: () => [1, 0, 0, 0] },
  'resource.new': { before: RESOURCE, id: 8, item: () => [2, 0] },
  'resource.drop': { before: RESOURCE, id: 8, item: () => [3, 0] },
  'context.get': { id: 8, item: () => [0x0a, 0x7f, 0] },
  'backpressure.inc': { id: 8, item: () => 0x24 },
  'task.return': { id: 8, item: () => [9, 1, 0, 0] },
};

const INSTANCES: Readonly<Record<string, Fill>> = {
  'instances': { id: 5, item: () => [1, 0] },
  'inline exports': { before: LIFTED, id: 5, item: () => [1, many(30_000, (i) => [0, label(i), 1, 0])] },
  'instantiations': { before: section(4, COMPONENT), id: 5, item: () => [0, 0, 0] },
  'instantiation arguments': {
    before: [LIFTED, section(4, COMPONENT)], id: 5, item: () => [0, 0, many(30_000, (i) => [label(i), 1, 0])],
  },
  'instantiations of a large component': {
    before: (size) => section(4, COMPONENT, section(7, many(Math.min(size, 900_000), () => U8))),
    id: 5, item: () => [0, 0, 0], most: 999, once: true,
  },
  'core instances': { before: section(1, MODULE), id: 2, item: () => [0, 0, 0] },
  'inline core instances': { id: 2, item: () => [1, 0] },
  'inline core exports': {
    before: coreFunc(0), id: 2, item: () => [1, many(30_000, (i) => [label(i), 0, 0])],
  },
  'core instantiation arguments': {
    before: coreFunc(0), id: 2, item: () => [0, 0, many(30_000, (i) => [label(i), 0x12, 0])],
  },
  'core instances of many imports': {
    before: (size) => {
      const count = Math.floor(size / 20);
      return [
        section(1, MODULE, ONE_TYPE, section(2, many(count, (i) => [named('m'), label(i), 0, 0]))),
        coreFunc(1), section(2, [1, 1, many(count, (i) => [label(i), 0, 0])]),
      ];
    },
    id: 2, item: () => [0, 0, 1, named('m'), 0x12, 1], most: 997, once: true,
  },
  'core instances of many exports': {
    before: (size) => section(1, MODULE, ONE_FUNC,
      section(7, many(Math.floor(size / 10), (i) => [label(i), 0, 0])), CODE),
    id: 2, item: () => [0, 0, 0], most: 997, once: true,
  },
};

const OTHERS: Readonly<Record<string, Fill>> = {
  'core modules': { id: 1, uncounted: true, most: 1, item: () => MODULE },
  'components': { id: 4, uncounted: true, most: 1, item: () => COMPONENT },
  'components with types': {
    id: 4, uncounted: true, most: 1, item: () => [COMPONENT, section(7, many(2000, () => U8))],
  },
  'empty sections': { id: 7, most: 0, item: () => [] },
  'custom sections': { id: 0, uncounted: true, most: 1, item: () => named('') },
  'values': { id: 12, item: () => [U8, 1, 0] },
  'names of functions': {
    head: [named('component-name'), 1, leb(0xffff_fff), 1], id: 0, item: (i) => [leb(i), label(i)],
  },
  'names of nothing': { head: named('component-name'), uncounted: true, id: 0, item: () => [1, 2, 1, 0] },
  'documentation': {
    head: [named('package-docs'), 1, '{"worlds":{"a":{"funcs":{'], uncounted: true, id: 0,
    item: (i) => `"a${i}":{"docs":"x"},`,
  },
};

const CORE_MODULES: Readonly<Record<string, Fill>> = {
  'types of a core module': { core: {}, id: 1, item: () => CORE_FUNC },
  'imports of a core module': { core: { before: ONE_TYPE }, id: 2, item: (i) => [label(i), 0, 0, 0] },
  'functions of a core module': { core: { before: ONE_TYPE }, id: 3, item: () => 0 },
  'bodies of a core module': {
    core: { before: [ONE_TYPE, section(3, many(60_000, () => 0))] },
    id: 10, item: () => [2, 0, 0x0b], most: 60_000,
  },
  'tables of a core module': { core: {}, id: 4, item: () => [0x70, 0, 0] },
  'globals of a core module': { core: {}, id: 6, item: () => [0x7f, 0, 0x41, 0, 0x0b] },
  'exports of a core module': {
    core: { before: ONE_FUNC, after: CODE }, id: 7, item: (i) => [label(i), 0, 0],
  },
  'tags of a core module': { core: { before: ONE_TYPE }, id: 13, item: () => [0, 0] },
  'element segments of a core module': {
    core: { before: section(4, [1, 0x70, 0, 0]) }, id: 9, item: () => [0, 0x41, 0, 0x0b, 0], most: 90_000,
  },
  'elements of a core module': {
    core: { before: ONE_FUNC, after: CODE }, id: 9, item: () => [1, 0, many(200_000, () => 0)],
  },
  'element expressions of a core module': {
    core: { before: ONE_FUNC, after: CODE },
    id: 9, item: () => [5, 0x70, many(60_000, () => [0xd2, 0, 0x0b])],
  },
  'data segments of a core module': { core: {}, id: 11, item: () => [1, 0], most: 90_000 },
};

export const FILLS: Readonly<Record<string, Fill>> = {
  ...CORE_TYPES, ...TYPES, ...EXTERNS, ...FUNCTIONS, ...INSTANCES, ...OTHERS, ...CORE_MODULES,
};
