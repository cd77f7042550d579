/**
 * The loop over the elements of a list in memory, with the code for an element inside.
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { Body } from '../output.ts';
import { expression, statements } from '../template.ts';

/** An address that advances by an element's size in each turn. */
export interface Cursor {
  readonly name: Identifier;
  readonly start: Expression;
  readonly size: number;
}

/** `for (let i = 0, ptr = listPtr; i < length; i++, ptr += 24) { … }` */
export function loop(
  index: Identifier, length: Expression, cursors: readonly Cursor[], body: Statement[],
): Statement[] {
  const [first, second] = cursors;
  if (first === undefined) throw new Error('a loop over nothing');
  const step = advance(index, cursors);
  const test = expression`${index} < ${length}`;
  const { name: a, start } = first;
  if (second === undefined) return statements`for (let ${index} = 0, ${a} = ${start}; ${test}; ${step}) { ${body} }`;
  const { name: b, start: other } = second;
  return statements`for (let ${index} = 0, ${a} = ${start}, ${b} = ${other}; ${test}; ${step}) { ${body} }`;
}

function advance(index: Identifier, cursors: readonly Cursor[]): Expression {
  const steps = cursors.map(({ name, size }) =>
    (size === 1 ? expression`${name}++` : expression`${name} += ${size}`));
  return { type: 'SequenceExpression', expressions: [expression`${index}++`, ...steps] };
}

/** `i`, or another free name for an index. */
export const indexName = (body: Body): Identifier => body.local('i');
