/**
 * Which of an instance's or the root's items have names of their own in JavaScript, and what they are for naming.
 */
import type { NamedExport, NamedKind } from './export-names.ts';
import { classOf } from './host.ts';
import type { Item } from './items.ts';

/** All but the members of classes, which go by their class. */
export function namedExports(items: Iterable<readonly [name: string, item: Item]>): NamedExport[] {
  return [...items]
    .filter(([name]) => classOf(name) === undefined)
    .map(([name, item]) => ({ name, kind: namedKind(item) }));
}

function namedKind(item: Item): NamedKind {
  switch (item.kind) {
    case 'core-module': return 'module';
    case 'type': return item.type.kind === 'resource' ? 'class' : 'type';
    default: return item.kind;
  }
}
