/**
 * The index spaces of one instantiation of a component, or of one evaluation of a component or instance type, as
 * built so far. Validation has made sure that every index is in its space and of its sort.
 */
import type { Sort } from '../decoder/component.ts';
import type { CoreTypeDef } from '../decoder/sections/core-type.ts';
import type {
  ComponentItem, CoreExports, CoreFunc, CoreItem, CoreMemory, CoreModuleItem, CoreOther, CoreTable, FuncItem,
  InstanceItem, Item, TypeEntry,
} from './items.ts';

export interface Scope {
  /** The scope that the component or type is written in, which outer aliases count from. */
  readonly outer: Scope | undefined;
  /** The component instance. A type's scope has that of the component it is evaluated in. */
  readonly instance: number;
  readonly spaces: Spaces;
}

/** One array per index space; values have none yet. */
export interface Spaces {
  readonly 'core func': CoreFunc[];
  readonly 'core table': CoreTable[];
  readonly 'core memory': CoreMemory[];
  readonly 'core global': CoreOther[];
  readonly 'core tag': CoreOther[];
  readonly 'core type': CoreTypeDef[];
  readonly 'core module': CoreModuleItem[];
  readonly 'core instance': CoreExports[];
  readonly func: FuncItem[];
  readonly type: TypeEntry[];
  readonly component: ComponentItem[];
  readonly instance: InstanceItem[];
}

export function makeScope(outer: Scope | undefined, instance: number): Scope {
  return {
    outer,
    instance,
    spaces: {
      'core func': [], 'core table': [], 'core memory': [], 'core global': [], 'core tag': [], 'core type': [],
      'core module': [], 'core instance': [], func: [], type: [], component: [], instance: [],
    },
  };
}

/** The scope that an outer alias with this count means: 0 is `scope` itself. */
export function outerScope(scope: Scope, count: number): Scope {
  let found = scope;
  for (let i = 0; i < count; i++) {
    if (found.outer === undefined) throw new Error('outer alias beyond the outermost scope passed validation');
    found = found.outer;
  }
  return found;
}

/** What `index` in the space of `sort` stands for. */
export function itemAt(scope: Scope, sort: Sort, index: number): Item {
  const { spaces } = scope;
  switch (sort) {
    case 'func': return at(spaces.func, index);
    case 'instance': return at(spaces.instance, index);
    case 'component': return at(spaces.component, index);
    case 'core module': return at(spaces['core module'], index);
    case 'type': return { kind: 'type', type: at(spaces.type, index) };
    default: throw new Error(`a ${sort} can't be imported or exported, yet passed validation`);
  }
}

/** Adds what an import, an export or an alias gives to the space it belongs to. */
export function pushItem(scope: Scope, item: Item): void {
  const { spaces } = scope;
  switch (item.kind) {
    case 'func': spaces.func.push(item); break;
    case 'instance': spaces.instance.push(item); break;
    case 'component': spaces.component.push(item); break;
    case 'core-module': spaces['core module'].push(item); break;
    case 'type': spaces.type.push(item.type); break;
  }
}

/** Adds a core func, table, memory, global or tag to its space. */
export function pushCoreItem(scope: Scope, item: CoreItem): void {
  const { spaces } = scope;
  switch (item.kind) {
    case 'func': spaces['core func'].push(item); break;
    case 'table': spaces['core table'].push(item); break;
    case 'memory': spaces['core memory'].push(item); break;
    case 'global': spaces['core global'].push(item); break;
    case 'tag': spaces['core tag'].push(item); break;
  }
}

/** `space[index]`, which validation has made sure of. */
export function at<T>(space: readonly T[], index: number): T {
  const found = space[index];
  if (found === undefined) throw new Error(`index ${index} passed validation but is not in its space of ${space.length}`);
  return found;
}
