/**
 * What functions and parameters are called in messages, which is how their user writes them.
 */
import type { ParamPlan, Signature } from '../../planner/plan.ts';
import type { Path } from '../values/context.ts';

/** `validateUser`, `Connection.query`, `new Connection`. */
export function callName({ name }: Pick<Signature, 'name'>): string {
  const own = name.replace(/^.*#/, '');
  const [, annotation, resource = '', member = ''] = /^\[([^\]]*)\]([^.]*)\.?(.*)$/.exec(own) ?? [];
  if (annotation === undefined) return lowerCamel(own);
  const className = upper(lowerCamel(resource));
  return annotation === 'constructor' ? `new ${className}` : `${className}.${lowerCamel(member)}`;
}

/** `validateUser: argument "user"` */
export function paramPath(signature: Signature, param: ParamPlan): Path {
  const text = `${callName(signature)}: argument ${JSON.stringify(lowerCamel(param.name))}`;
  return { text, indices: [], hint: param.local, isField: false };
}

/** `validateUser: this` */
export const thisPath = (signature: Signature): Path =>
  ({ text: `${callName(signature)}: this`, indices: [], hint: 'self', isField: false });

/** What a host function gave back. */
export const resultPath = (signature: Signature, what: 'result' | 'error' = 'result'): Path =>
  ({ text: `${callName(signature)}: ${what}`, indices: [], hint: what, isField: false });

function lowerCamel(label: string): string {
  const [first = '', ...rest] = label.split('-').map((word) => word.toLowerCase());
  return [first, ...rest.map(upper)].join('');
}

const upper = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
