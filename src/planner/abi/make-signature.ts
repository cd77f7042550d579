/**
 * Function types to signatures: the core function type of one direction, and what goes by memory
 * (CanonicalABI.md, "Flattening"; `flatten_functype` of definitions.py, for functions that are lifted and
 * lowered synchronously).
 */
import { assignLocals } from '../names.ts';
import type { Signature } from '../plan.ts';
import type { FuncType } from '../types.ts';
import { concatFlat, MAX_FLAT_ASYNC_PARAMS, MAX_FLAT_PARAMS, MAX_FLAT_RESULTS } from './flat.ts';
import { makeTuple } from './make-shape.ts';
import type { ShapeOf } from './make-shape.ts';
import type { CoreType, Shape } from './shape.ts';

/**
 * `lift`: the core function is the component's own. `lower`: it is made for the component to call. With the `async`
 * option, a lifted function gives its result to `task.return`, and a lowered one returns how far the call has got.
 */
export type Direction = 'lift' | 'lower' | 'async lift' | 'async lower';

/**
 * The signature of a function.
 * @param name the plain WIT name: `add`, `[method]connection.query`
 * @param wit one line of WIT for the comment
 * @param shapeOf shapes for the memory of the component that is lifted or lowered for
 * @throws TranspileError if a type has no shape
 */
export function makeSignature(
  name: string, wit: string, type: FuncType, shapeOf: ShapeOf, direction: Direction,
): Signature {
  const shapes = type.params.map((param) => shapeOf(param.type));
  const locals = assignLocals(type.params.map((param) => param.name));
  const params = type.params.map((param, i) => {
    return { name: param.name, local: locals[i] as string, shape: shapes[i] as Shape };
  });
  const result = type.result && shapeOf(type.result);

  const flatParams = concatFlat(shapes.map(({ flat }) => flat));
  const flatResults = result?.flat ?? [];
  const spilled = flatParams.length > (direction === 'async lower' ? MAX_FLAT_ASYNC_PARAMS : MAX_FLAT_PARAMS);
  // What a lifted function gives to `task.return` is passed like parameters.
  const resultInMemory = flatResults.length > (direction === 'async lift' ? MAX_FLAT_PARAMS : MAX_FLAT_RESULTS)
    || (direction === 'async lower' && result !== undefined);
  const outPointer = resultInMemory && (direction === 'lower' || direction === 'async lower');
  return {
    name,
    wit,
    async: type.async,
    params,
    result,
    paramsInMemory: spilled ? makeTuple(shapes) : undefined,
    resultInMemory,
    core: {
      params: [...(spilled ? [shapeOf.pointer] : flatParams), ...(outPointer ? [shapeOf.pointer] : [])],
      results: coreResults(direction, outPointer, resultInMemory ? [shapeOf.pointer] : flatResults),
    },
  };
}

function coreResults(direction: Direction, outPointer: boolean, flat: readonly CoreType[]): readonly CoreType[] {
  if (direction === 'async lower') return ['i32'];
  return outPointer || direction === 'async lift' ? [] : flat;
}
