/**
 * The user's patterns for functions that are to be asynchronous though their types are not:
 * `ns:pkg/iface@1.2.3#func`, without the version, or `func` at the root; `*` stands for anything. An export can
 * be named without its interface.
 */
import { nearestName } from '../suggest.ts';
import type { ExportPlan, Plan } from './plan.ts';
import { WASI_EXPORTS, WASI_IMPORTS } from './wasi.ts';
import type { WitFunc, World, WorldItem } from './world.ts';

export interface AsyncSettings {
  readonly asyncImports: readonly string[];
  readonly asyncExports: readonly string[];
  /** Beside these, what WASI 0.2 has that waits. */
  readonly asyncWasiImports?: boolean;
  readonly asyncWasiExports?: boolean;
}

/** True for the full names of functions that a pattern fits. */
export type NameTest = (name: string) => boolean;

export interface AsyncNames {
  readonly isAsyncImport: NameTest;
  readonly isAsyncExport: NameTest;
}

/** Which functions of the host's and of the component's are asynchronous whatever their types. */
export function asyncNames(settings: AsyncSettings): AsyncNames {
  const { asyncImports, asyncExports, asyncWasiImports = false, asyncWasiExports = false } = settings;
  return {
    isAsyncImport: matchNames([...asyncImports, ...asyncWasiImports ? WASI_IMPORTS : []]),
    isAsyncExport: matchNames([...asyncExports, ...asyncWasiExports ? WASI_EXPORTS : []], true),
  };
}

/** @param plain a pattern may be the name of a function of any interface, without that */
export function matchNames(patterns: readonly string[], plain = false): NameTest {
  if (patterns.length === 0) return () => false;
  const tests = patterns.map(testOf);
  return (name) => formsOf(name, plain).some((form) => tests.some((test) => test.test(form)));
}

function testOf(pattern: string): RegExp {
  const parts = pattern.replace(/@(?=#)/, '').split('*');
  return new RegExp(`^${parts.map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&')).join('.*')}$`, 's');
}

/** `wasi:io/poll@0.2.3#poll`, `wasi:io/poll#poll` and, if `plain`, `poll`. */
function formsOf(name: string, plain: boolean): string[] {
  return [name, withoutVersion(name), ...plain ? [withoutInterface(name)] : []];
}

const withoutVersion = (name: string): string => name.replace(/@[^#]*/, '');

const withoutInterface = (name: string): string => name.replace(/^.*#/s, '');

// ---------------------------------------------------------------------------------------------- warnings

/** One warning for each pattern that fits nothing, perhaps with the name that was meant. */
export function patternWarnings({ asyncImports, asyncExports }: AsyncSettings, plan: Plan): string[] {
  if (asyncImports.length + asyncExports.length === 0) return [];
  const worlds = worldsOf(plan);
  const imports = worlds.flatMap((world) => namesOf(world, world.imports));
  const exports = worlds.flatMap((world) => namesOf(world, world.exports));
  return [
    ...unusedPatterns(asyncImports, imports, false).map((text) => `no imported function is called ${text}`),
    ...unusedPatterns(asyncExports, exports, true).map((text) => `no exported function is called ${text}`),
  ];
}

/** The patterns that fit none of the names, in quotes, and what was perhaps meant. */
export function unusedPatterns(patterns: readonly string[], names: readonly string[], plain: boolean): string[] {
  return patterns.filter((pattern) => !names.some(matchNames([pattern], plain))).map((pattern) => {
    // What can be written for each function; that the interface is missing can be all that is wrong.
    const meant = new Map(names.flatMap((name) => formsOf(name, true).map((form) =>
      [form, form.includes('#') || plain ? form : withoutVersion(name)] as const)));
    const nearest = meant.get(nearestName(pattern, meant.keys()) ?? '');
    const hint = nearest === undefined ? '' : `; did you mean ${JSON.stringify(nearest)}?`;
    return JSON.stringify(pattern) + hint;
  });
}

/** Those of a component and of the components that it exports as such. */
export function worldsOf({ world, exports }: Plan): World[] {
  const nested = (item: ExportPlan): World[] => {
    if (item.kind === 'component') return worldsOf(item.plan);
    return item.kind === 'instance' ? item.exports.flatMap(nested) : [];
  };
  return [world, ...exports.flatMap(nested)];
}

/** The full names of the functions among the items, members of classes included. */
function namesOf(world: World, items: readonly WorldItem[]): string[] {
  return items.flatMap((item) => {
    switch (item.kind) {
      case 'func': return [item.name];
      case 'type': return membersOf([item.type]).map(({ name }) => name);
      case 'interface': {
        const found = world.interfaces[item.interface];
        if (found === undefined) return [];
        const funcs = [...found.funcs, ...membersOf(found.types)];
        return [...funcs.map(({ name }) => `${item.name}#${name}`), ...namesOf(world, found.nested)];
      }
      default: return [];
    }
  });
}

function membersOf(types: World['interfaces'][number]['types']): WitFunc[] {
  return types.flatMap(({ definition }) => (definition.kind === 'resource' ? definition.members : []));
}
