/**
 * Imports that the host may leave out: what stands for them, so that only their use is a trap.
 *
 *     const { line = absentImport('local:host/log@1.0.0#line') } = log;
 */
import type { Expression } from 'estree';
import { literal } from './builders.ts';
import type { Output, UsedValue } from './output.ts';
import { expression } from './template.ts';

/** What stands for a function or class of the host's that isn't given; undefined if it has to be. */
export function absentImport(out: Output, used: UsedValue | undefined): Expression | undefined {
  if (used === undefined) return undefined;
  const name = givenName(used.value.wit);
  const optional = out.plan.world.optional.find((each) => each.name === name);
  if (optional === undefined) return undefined;
  if (optional.kind === 'function') return expression`${out.shim('absentImport')}(${name})`;
  const args = [literal(name), ...used.statics.size === 0 ? [] : [expression`[${[...used.statics].map(literal)}]`]];
  return expression`${out.shim('absentClass')}(${args})`;
}

/** Of a member the class that it is reached by: `ns:pkg/iface#[static]conn.open` → `ns:pkg/iface#conn`. */
const givenName = (wit: string): string => wit.replace(/\[\w+\]([^.#]*)(?:\.[^#]*)?$/, '$1');
