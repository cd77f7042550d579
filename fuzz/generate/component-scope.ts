// A component while it is written: its sections so far, and how much is in its index spaces.

import type { Random } from '../random.ts';
import { bytesOf, COMPONENT, leb, name, section, vec } from './bytes.ts';
import type { Part } from './bytes.ts';
import { newKnown } from './scope.ts';
import type { TypeScope } from './scope.ts';
import { randomLabel } from './types.ts';
import type { Extern, Func, Resource, Type } from './types.ts';

/** The index spaces that are counted. */
export type Space =
  | 'type' | 'func' | 'instance' | 'component'
  | 'core func' | 'core instance' | 'core module' | 'core memory';

/** A function of the component's, with its type. */
export interface FuncItem {
  readonly index: number;
  readonly func: Func;
}

export interface ComponentScope extends TypeScope {
  readonly random: Random;
  readonly depth: number;
  readonly imports: Extern[];
  readonly exports: Extern[];
  /** Resource types that are in scope, and those of them that were imported. */
  readonly resources: Resource[];
  readonly importedResources: Resource[];
  readonly types: Type[];
  readonly funcs: FuncItem[];
  /** Adds a section with one item; gives the item's index in its space. */
  add(id: number, item: Part, space?: Space): number;
  newLabel(): string;
  toBytes(): Uint8Array;
}

export function newComponentScope(random: Random, depth: number): ComponentScope {
  const sections: Part[] = [COMPONENT];
  const sizes = new Map<Space, number>();
  let labels = 0;
  const add: ComponentScope['add'] = (id, item, space) => {
    sections.push(section(id, id === 1 || id === 4 ? item : vec(item)));
    const index = space === undefined ? 0 : sizes.get(space) ?? 0;
    if (space !== undefined) sizes.set(space, index + 1);
    return index;
  };
  const newLabel = (): string => randomLabel(random, 100 + labels++);
  const scope: ComponentScope = {
    random, depth, known: newKnown(), names: new Map(), imports: [], exports: [], resources: [],
    importedResources: [], types: [], funcs: [], add, newLabel,
    define: (definition) => add(7, definition, 'type'),
    give: (use, index, what) => {
      const label = newLabel();
      const item = use === 'import' ? [0, name(label), 3, 0, leb(index)] : [0, name(label), 3, leb(index), 0];
      const given = add(use === 'import' ? 10 : 11, item, 'type');
      const list = use === 'import' ? scope.imports : scope.exports;
      list.push(what.kind === 'resource'
        ? { name: label, kind: 'resource', resource: what } : { name: label, kind: 'type', type: what });
      if (what.kind !== 'resource') scope.types.push(what);
      return { index: given, name: label };
    },
    toBytes: () => bytesOf(sections),
  };
  return scope;
}
