// Functions of generated components: lowered into core modules, and lifted out of them.

import { leb, name, vec } from './bytes.ts';
import type { Part } from './bytes.ts';
import type { ComponentScope, FuncItem } from './component-scope.ts';
import { functionModule, memoryModule } from './core-module.ts';
import type { Signature } from './core-module.ts';
import { funcIndexOf } from './scope.ts';
import type { Use } from './scope.ts';
import { flatten, I32 } from './types.ts';
import type { Func } from './types.ts';

/** Canonical options: an encoding, a memory, a `realloc` of a core module made for that. */
function options(scope: ComponentScope): Part[] {
  const module = scope.add(1, memoryModule(), 'core module');
  const instance = scope.add(2, [0, leb(module), vec()], 'core instance');
  const memory = scope.add(6, [0, 2, 1, leb(instance), name('m')], 'core memory');
  const realloc = scope.add(6, [0, 0, 1, leb(instance), name('r')], 'core func');
  return [scope.random.int(3), [3, leb(memory)], [4, leb(realloc)]];
}

/** Lifts functions of these types out of a core module that gets some functions of the component lowered. */
export function liftFuncs(scope: ComponentScope, funcs: readonly Func[], use: Use): number[] {
  const { random } = scope;
  const canonOptions = options(scope);
  const lowered = scope.funcs.filter(() => random.chance(0.3)).slice(0, 8);
  const args = lowered.map(({ index }) => (
    scope.add(8, [1, 0, leb(index), vec(...canonOptions)], 'core func')));
  const code = functionModule(lowered.map(loweredSignature), funcs.map(liftedSignature));
  const module = scope.add(1, code, 'core module');
  const imports = args.map((func, i) => [name(`${i}`), 0, leb(func)]);
  const given = scope.add(2, [1, vec(...imports)], 'core instance');
  const instance = scope.add(2, [0, leb(module), vec([name(''), 0x12, leb(given)])], 'core instance');
  return funcs.map((func, i) => {
    const core = scope.add(6, [0, 0, 1, leb(instance), name(`${i}`)], 'core func');
    return lift(scope, core, func, canonOptions, use);
  });
}

function lift(scope: ComponentScope, core: number, func: Func, canonOptions: Part[], use: Use): number {
  const type = funcIndexOf(scope, func, use);
  const index = scope.add(8, [0, 0, leb(core), vec(...canonOptions), leb(type)], 'func');
  scope.funcs.push({ index, func });
  return index;
}

/** Lifts what was lowered just now, where the two signatures agree. */
export function liftLowered(scope: ComponentScope, { index, func }: FuncItem): void {
  if (JSON.stringify(loweredSignature({ func })) !== JSON.stringify(liftedSignature(func))) return;
  const canonOptions = options(scope);
  const core = scope.add(8, [1, 0, leb(index), vec(...canonOptions)], 'core func');
  lift(scope, core, func, canonOptions, 'inside');
}

const MAX_FLAT_PARAMS = 16;

function flatParams({ params }: Func): number[] {
  const flat = params.flatMap(([, type]) => flatten(type));
  return flat.length > MAX_FLAT_PARAMS ? [I32] : flat;
}

function liftedSignature(func: Func): Signature {
  const results = func.result === undefined ? [] : flatten(func.result);
  return { params: flatParams(func), results: results.length > 1 ? [I32] : results };
}

function loweredSignature({ func }: Pick<FuncItem, 'func'>): Signature {
  const results = func.result === undefined ? [] : flatten(func.result);
  if (results.length > 1) return { params: [...flatParams(func), I32], results: [] };
  return { params: flatParams(func), results };
}
