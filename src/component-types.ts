/**
 * The declarations of a component alone, for editors and compilers: what `transpile` does, up to the code.
 */
import { decode } from './decoder/decode.ts';
import { validate } from './decoder/validate/index.ts';
import { emitDeclarationBundle, emitDeclarations } from './emitter/declarations.ts';
import { errorInternal, TranspileError } from './errors.ts';
import { readInput, readOptions } from './options.ts';
import type { TranspileOptions } from './options.ts';
import { planComponent } from './plan-component.ts';
import { checkSupported } from './planner/supported.ts';

export interface ComponentTypesOptions extends TranspileOptions {
  /** One file to stand beside the component, `<name>.d.wasm.ts`, instead of those that `transpile` makes. */
  readonly beside?: boolean | undefined;
}

/**
 * TypeScript declarations of the module that a component becomes, with those options of `transpile` that matter for them.
 * @returns texts, by file name; the module's own comes first
 * @throws TranspileError, and nothing else
 */
export function componentTypes(
  component: Uint8Array | ArrayBuffer, { beside = false, ...options }: ComponentTypesOptions = {},
): Record<string, string> {
  try {
    const settings = readOptions(options);
    const valid = validate(decode(readInput(component)));
    checkSupported(valid);
    const plan = planComponent(valid, settings);
    if (beside) return { [`${settings.name}.d.wasm.ts`]: emitDeclarationBundle(plan, settings) };
    return Object.fromEntries(emitDeclarations(plan, settings).map(({ fileName, text }) => [fileName, text]));
  } catch (error) {
    throw error instanceof TranspileError ? error : errorInternal(error);
  }
}
