/**
 * What the output gives to its user: functions, objects of interfaces, classes, core modules and
 * components, each under all of its names.
 *
 *     const addInterface = { add };
 *     export { addInterface as 'docs:adder/add@0.1.0', addInterface as add };
 */
import type { ExportSpecifier, Expression, Identifier, ModuleDeclaration, Statement } from 'estree';
import type { ExportPlan } from '../planner/plan.ts';
import { declare, object, objectKey } from './builders.ts';
import type { Component } from './component.ts';
import { interfaceHint } from './hints.ts';

export interface ExportEntry {
  readonly name: string;
  readonly value: Identifier;
  readonly callable: boolean;
}

/** Statements, and the values that they lead to. */
export interface Exported {
  readonly statements: readonly Statement[];
  readonly entries: readonly ExportEntry[];
}

/** The exports of a component: every name with the identifier that it stands for. */
export function emitExports(component: Component): Exported {
  const statements: Statement[] = [];
  const entries = component.out.plan.exports.flatMap((item) => {
    const value = bound(component, item, statements);
    const callable = item.kind === 'func' || item.kind === 'component';
    return value === undefined ? [] : item.names.js.map((name) => ({ name, value, callable }));
  });
  return { statements, entries };
}

/** An import object for a component of the host's: keys are extern names, as in `instantiate`. */
export function argumentObject(
  component: Component, args: readonly ExportPlan[],
): { readonly statements: Statement[]; readonly value: Expression } {
  const statements: Statement[] = [];
  const entries = args.flatMap((item) => {
    const value = valueOf(component, item, statements);
    return value === undefined ? [] : [[item.names.wit, value] as const];
  });
  return { statements, value: object(entries) };
}

/** `export { add, addInterface as 'docs:adder/add@0.1.0' };` */
export function exportStatement(
  entries: readonly Pick<ExportEntry, 'name' | 'value'>[],
): ModuleDeclaration[] {
  if (entries.length === 0) return [];
  const specifiers = entries.map(({ name, value: local }): ExportSpecifier =>
    ({ type: 'ExportSpecifier', local, exported: objectKey(name) }));
  return [{ type: 'ExportNamedDeclaration', declaration: null, specifiers, source: null, attributes: [] }];
}

/** The value under a name of its own. */
function bound(component: Component, item: ExportPlan, statements: Statement[]): Identifier | undefined {
  const value = valueOf(component, item, statements);
  if (value === undefined || value.type === 'Identifier') return value;
  const name = component.out.topLevel(`${interfaceHint(item.names.wit)}Interface`);
  statements.push(declare(name, value));
  return name;
}

type ExportValue<K> = (
  item: Extract<ExportPlan, { kind: K }>, component: Component, statements: Statement[],
) => Expression | undefined;

const VALUES: { readonly [K in ExportPlan['kind']]: ExportValue<K> } = {
  func: ({ adapter }, { out }) => out.adapter(adapter),
  host: ({ value }, { out }) => out.hostValue(value),
  instance: ({ exports }, component, statements) => object(exports.flatMap((item) => {
    const value = valueOf(component, item, statements);
    return value === undefined ? [] : item.names.js.map((name) => [name, value] as const);
  })),
  resource: ({ resource }, { out }) => out.resourceClass(resource),
  module: ({ module }, { out }) => out.coreModule(module),
  component: ({ plan }, component, statements) => {
    const nested = component.emitNested(plan);
    statements.push(...nested.statements);
    return nested.name;
  },
  type: () => undefined,
};

function valueOf(component: Component, item: ExportPlan, statements: Statement[]): Expression | undefined {
  return (VALUES[item.kind] as ExportValue<ExportPlan['kind']>)(item, component, statements);
}
