// Makes valid components at random: types, resources, imports, functions through core modules, components
// inside with all that they import, exports.

import type { Random } from '../random.ts';
import { leb, name, vec } from './bytes.ts';
import { newComponentScope } from './component-scope.ts';
import type { ComponentScope } from './component-scope.ts';
import { liftFuncs, liftLowered } from './functions.ts';
import { asMethod, importFunc, importInstance, importResource, methodName } from './imports.ts';
import { instantiate, newResource } from './instantiate.ts';
import { funcIndexOf, indexOf } from './scope.ts';
import { randomFunc, randomType } from './types.ts';

/** A valid component. */
export function generate(random: Random): Uint8Array {
  return makeComponent(random, 0).toBytes();
}

const MAX_DEPTH = 3;

function makeComponent(random: Random, depth: number): ComponentScope {
  const scope = newComponentScope(random, depth);
  for (let i = random.int(6 - depth); i > 0; i--) random.pick(IMPORTS)(scope);
  for (let i = 1 + random.int(7 - depth); i > 0; i--) random.pick(STEPS)(scope);
  return scope;
}

type Step = (scope: ComponentScope) => void;

const IMPORTS: readonly Step[] = [importResource, (scope) => importFunc(scope), importInstance];

const STEPS: readonly Step[] = [
  (scope) => newResource(scope), exportType, exportLifted, exportLifted, exportFunc, exportFunc,
  nestComponent, nestComponent, handOn, exportInstance,
];

function exportType(scope: ComponentScope): void {
  const { random, resources, types } = scope;
  if (resources.length > 0 && random.chance(0.4)) indexOf(scope, random.pick(resources), 'export');
  else indexOf(scope, randomType(random, { resources, types }), 'export');
}

/** Lifts functions of random types, and exports some of them. */
function exportLifted(scope: ComponentScope): void {
  const { random, resources, types } = scope;
  const funcs = Array.from({ length: 1 + random.int(3) }, () => (
    asMethod(random, randomFunc(random, { resources, types }), resources)));
  const indices = liftFuncs(scope, funcs, 'export');
  for (const [i, func] of funcs.entries()) {
    if (!random.chance(0.8)) continue;
    const label = methodName(random, func, exportedNames(scope), scope.newLabel());
    scope.add(11, [0, name(label), 1, leb(indices[i] ?? 0), 0], 'func');
    scope.exports.push({ name: label, kind: 'func', func });
  }
}

/** The names of resource types that were exported: those of imports don't count here. */
function exportedNames({ known, names }: ComponentScope): ComponentScope['names'] {
  return new Map([...names].filter(([resource]) => known.export.has(resource)));
}

/** Exports a function that is there, with its type written anew of types that are exported. */
function exportFunc(scope: ComponentScope): void {
  if (scope.funcs.length === 0) return;
  const { index, func } = scope.random.pick(scope.funcs);
  const type = funcIndexOf(scope, func, 'export');
  const label = scope.newLabel();
  scope.add(11, [0, name(label), 1, leb(index), 1, 1, leb(type)], 'func');
  scope.exports.push({ name: label, kind: 'func', func });
}

/** Lowers a function and lifts it again. */
function handOn(scope: ComponentScope): void {
  if (scope.funcs.length > 0) liftLowered(scope, scope.random.pick(scope.funcs));
}

/** A component inside, which is instantiated once or twice, or exported, or only there. */
function nestComponent(scope: ComponentScope): void {
  const { random, depth } = scope;
  if (depth >= MAX_DEPTH) return;
  const inner = makeComponent(random, depth + 1);
  const index = scope.add(4, inner.toBytes(), 'component');
  for (let i = random.int(3); i > 0; i--) instantiate(scope, index, inner);
  if (random.chance(0.1)) scope.add(11, [0, name(scope.newLabel()), 4, leb(index), 0], 'component');
}

/** Exports functions together, as an interface. */
function exportInstance(scope: ComponentScope): void {
  const { random } = scope;
  const funcs = [asMethod(random, randomFunc(random, scope), scope.resources), randomFunc(random, scope)];
  const indices = liftFuncs(scope, funcs, 'export');
  const exports = indices.map((index) => [0, name(scope.newLabel()), 1, leb(index)]);
  const instance = scope.add(5, [1, vec(...exports)], 'instance');
  const label = random.chance(0.5) ? `${scope.newLabel().toLowerCase()}:p/i` : scope.newLabel();
  scope.add(11, [0, name(label), 5, leb(instance), 0], 'instance');
}
