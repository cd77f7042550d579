/**
 * How errors call definitions: by the index that each gets in its index space, or by its name; and the way to the
 * definition at a byte offset.
 */
import type { ErrorContext } from '../errors.ts';
import type { Component, Definition, Sort } from './component.ts';
import { pathStep } from './validate/text.ts';

/** How many there are so far of each sort, and of the kinds of definitions that have names of their own. */
export type Counts = Map<string, number>;

/** The step to the next of a sort or kind, such as `type 3`. */
export const nextStep = (counts: Counts, what: string): string => `${what} ${counts.get(what) ?? 0}`;

/** Counts `definition`, which adds to an index space. */
export function countDefinition(counts: Counts, definition: Definition): void {
  const add = (what: string, count: number): void => { counts.set(what, (counts.get(what) ?? 0) + count); };
  const kind = kindOf(definition);
  const sort = sortOf(definition);
  add(kind, 1);
  if (definition.kind === 'start') add('value', definition.start.results);
  else if (sort !== kind) add(sort, 1);
}

/** What the section that it is in is called after. */
const kindOf = ({ kind }: Definition): string => kind === 'canon' ? 'canonical function' : kind.replace('-', ' ');

/** The sort of what the definition adds; what adds nothing or several, by its kind. */
function sortOf(definition: Definition): string {
  switch (definition.kind) {
    case 'alias':
      return definition.alias.sort;
    case 'import': {
      const { kind } = definition.import.type;
      return (kind === 'core-module' ? 'core module' : kind) satisfies Sort;
    }
    case 'export':
      return definition.export.value.sort;
    case 'canon':
      return definition.canon.kind === 'lift' ? 'func' : 'core func';
    default:
      return kindOf(definition);
  }
}

/** Where in `component` the byte at `offset` is, which is not in a core module. */
export function locate(component: Component, offset: number): ErrorContext {
  const counts: Counts = new Map();
  let context: ErrorContext = {};
  for (const definition of component.definitions) {
    if (definition.offset > offset) break;
    const step = stepTo(definition, counts);
    context = { path: [step], section: `${kindOf(definition)} section` };
    if (definition.kind === 'component') {
      const inner = locate(definition.component, offset);
      context = { section: inner.section ?? context.section, path: [step, ...inner.path ?? []] };
    }
    countDefinition(counts, definition);
  }
  return context;
}

function stepTo(definition: Definition, counts: Counts): string {
  switch (definition.kind) {
    case 'import':
      return pathStep('import', definition.import.name.name);
    case 'export':
      return pathStep('export', definition.export.name.name);
    case 'start':
      return 'start';
    default:
      return nextStep(counts, sortOf(definition));
  }
}
