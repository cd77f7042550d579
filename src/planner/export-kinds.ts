/**
 * What the module exports, as the caller of `transpile` is told.
 */
import type { Plan } from './plan.ts';

/** What is known by a name of the module's exports. */
export type ExportKind = 'function' | 'instance' | 'type' | 'module' | 'component';

const KINDS = {
  func: 'function', instance: 'instance', interface: 'instance', resource: 'type', type: 'type',
  module: 'module', component: 'component',
} as const satisfies Record<string, ExportKind>;

/** All names, those of a thing that has several next to each other. What only declarations show is left out. */
export function exportKinds({ exports, world }: Plan): [name: string, kind: ExportKind][] {
  const kinds = new Map(world.exports.map(({ name, kind }) => [name, kind]));
  return exports.flatMap((item) => {
    // What is handed on from the host is of the kind that the world says.
    const kind = item.kind === 'host' ? kinds.get(item.names.wit) : item.kind;
    if (kind === undefined || item.kind === 'type') return [];
    return item.names.js.map((name): [string, ExportKind] => [name, KINDS[kind]]);
  });
}
