/**
 * `canon resource.new`, `resource.drop` and `resource.rep`: functions by which core code handles the
 * resources in its instance's table.
 *
 *     function newCounter(rep) {
 *       return lowerOwn(handles, 0, rep);
 *     }
 *
 *     function dropCounter(index) {
 *       const rep = dropHandle(handles, index, 0);
 *       if (rep !== undefined) core0_counter_dtor(rep);
 *     }
 */
import type { Identifier, Statement } from 'estree';
import type { ResourceAdapter } from '../../planner/plan.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { aroundThread } from '../threads.ts';
import { typeNumber } from '../values/handles.ts';
import type { AdapterFunction } from './builtin-call.ts';
import { guard } from './guard.ts';

type Builtin = (out: Output, adapter: ResourceAdapter, body: Body, param: Identifier) => Statement[];

const BUILTINS: { readonly [K in ResourceAdapter['kind']]: Builtin } = {
  'resource.new': (out, adapter, _, rep) =>
    statements`return ${out.shim('lowerOwn')}(${[...tableAndType(out, adapter), rep]});`,
  'resource.rep': (out, adapter, _, index) => {
    const [table, type] = tableAndType(out, adapter);
    return statements`return ${out.shim('liftBorrow')}(${table!}, ${index}, ${type!});`;
  },
  'resource.drop': dropResource,
};

const tableAndType = (out: Output, { instance, resource }: ResourceAdapter) =>
  [out.table(instance), typeNumber(out, resource)];

function dropResource(out: Output, adapter: ResourceAdapter, body: Body, index: Identifier): Statement[] {
  const [table, type] = tableAndType(out, adapter);
  const { origin } = out.plan.resources[adapter.resource]!;
  if (origin.kind === 'host') return statements`${out.shim('dropHostHandle')}(${table!}, ${index}, ${type!});`;
  const dropped = expression`${out.shim('dropHandle')}(${table!}, ${index}, ${type!})`;
  if (origin.dtor === undefined) return statements`${dropped};`;
  const rep = body.local('rep');
  const destroy = out.ref(origin.dtor);
  if (origin.thread) {
    const { before, after } = aroundThread(out, body, origin.instance);
    return statements`
      const ${rep} = ${dropped};
      if (${rep} !== undefined) {
        ${before}
        ${destroy}(${rep});
        ${after}
      }`;
  }
  return statements`
    const ${rep} = ${dropped};
    if (${rep} !== undefined) ${destroy}(${rep});`;
}

export function emitResourceBuiltin(out: Output, adapter: ResourceAdapter, name: Identifier): Statement[] {
  const { params, body } = resourceFunction(out, adapter);
  return statements`
    function ${name}(${params}) {
      ${body}
    }`;
}

/** Parameters and body of the function. */
export function resourceFunction(out: Output, adapter: ResourceAdapter): AdapterFunction {
  const body = out.body();
  const param = body.local(adapter.kind === 'resource.new' ? 'rep' : 'index');
  const { mayLeave, catches, uncatchable } = adapter.checks;
  const inside = BUILTINS[adapter.kind](out, adapter, body, param);
  const guards = { mayLeave: mayLeave ? adapter.instance : undefined, catches, uncatchable };
  return { before: [], params: [param], body: guard(out, body, inside, guards) };
}
