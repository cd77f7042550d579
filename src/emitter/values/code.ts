/**
 * Small helpers for writing a function's body.
 */
import type { Expression, Identifier, Node, SimpleCallExpression, Statement } from 'estree';
import { declare } from '../builders.ts';
import type { Body } from '../output.ts';

/** A block inside the function: its own statements, the function's names. */
export function innerBody(outer: Body): Body {
  const statements: Statement[] = [];
  return {
    statements,
    local: outer.local,
    add(...added) {
      for (const item of added) statements.push(...(Array.isArray(item) ? item : [item]) as Statement[]);
    },
  };
}

/** Writes `const hint = value;` and gives the name, unless the value is a name or literal already. */
export function bind(body: Body, value: Expression, hint: string): Identifier {
  if (value.type === 'Identifier') return value;
  const name = body.local(hint);
  body.add(declare(name, value));
  return name;
}

/** A name or literal: it can stand anywhere, any number of times, and nothing changes it. */
export const isAtom = (value: Expression): boolean => value.type === 'Identifier' || value.type === 'Literal';

/** Evaluating it can have an effect, or depend on one: it calls something, or reads a property. */
export const isActive = (value: Expression): boolean => contains(value, ACTIVE);

/** Evaluating it can trap or change a table. */
export const hasCall = (value: Expression): boolean => contains(value, CALLS);

const CALLS: ReadonlySet<string> = new Set(['CallExpression', 'NewExpression']);
const ACTIVE: ReadonlySet<string> = new Set([...CALLS, 'MemberExpression']);

function contains(node: unknown, types: ReadonlySet<string>): boolean {
  if (Array.isArray(node)) return node.some((each) => contains(each, types));
  if (typeof node !== 'object' || node === null || !('type' in node)) return false;
  if (isBigIntCall(node as Node)) return contains((node as SimpleCallExpression).arguments, types);
  return types.has((node as Node).type) || Object.values(node).some((field) => contains(field, types));
}

/**
 * Evaluates expressions in their order although a later one may bring statements of its own: what is called
 * before those is bound to a name.
 * @param makers each adds its statements to `body` and gives its expression
 */
export function inOrder(body: Body, makers: readonly (() => Expression)[], hint: string): Expression[] {
  const made: Expression[] = [];
  let settled = 0;
  for (const make of makers) {
    const before = body.statements.length;
    const value = make();
    if (body.statements.length > before) {
      const bound: Statement[] = [];
      for (; settled < made.length; settled++) {
        const earlier = made[settled]!;
        if (!hasCall(earlier)) continue;
        const name = body.local(hint);
        bound.push(declare(name, earlier));
        made[settled] = name;
      }
      body.statements.splice(before, 0, ...bound);
    }
    made.push(value);
  }
  return made;
}

/** `BigInt.asUintN(64, x)` of a core value does nothing but give its result. */
function isBigIntCall(node: Node): boolean {
  return node.type === 'CallExpression' && node.callee.type === 'MemberExpression'
    && node.callee.object.type === 'Identifier' && node.callee.object.name === 'BigInt';
}
