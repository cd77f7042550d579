/**
 * Bodies of core modules are validated by the engine. A refusal means that a body is wrong only if the engine knows all
 * features that a module may use; from an older one it is a warning, and what the transpiler writes is the same.
 */
import { errorInvalidCoreModule, placed, withinPath } from '../../errors.ts';
import type { Component } from '../component.ts';
import type { CoreModule } from '../core-module.ts';
import { CORE_FEATURES } from '../limits.ts';

/**
 * Has the engine validate all core modules.
 * @returns warnings: modules that this engine refuses, and why that may be the engine's fault
 * @throws TranspileError INVALID_CORE_MODULE for a module that an engine refuses which knows all features
 */
export function validateBodies(component: Component): string[] {
  const warnings: string[] = [];
  let modules = 0;
  let components = 0;
  for (const definition of component.definitions) {
    if (definition.kind === 'core-module') {
      const step = `core module ${modules++}`;
      withinPath(step, () => warnings.push(...validateBody(definition.module, step)));
    } else if (definition.kind === 'component') {
      const step = `component ${components++}`;
      const inner = withinPath(step, () => validateBodies(definition.component));
      warnings.push(...inner.map((warning) => `${step} › ${warning}`));
    }
  }
  return warnings;
}

function validateBody({ bytes, offset }: CoreModule, name: string): string[] {
  // The bytes are a view of the input, never of shared memory.
  const module = bytes as Uint8Array<ArrayBuffer>;
  if (WebAssembly.validate(module)) return [];
  const missing = missingFeatures();
  if (missing.length === 0) throw errorOf(refusal(module), offset);
  return [`${name}: this engine refuses it, but knows no ${missing.join(', no ')}: ${refusal(module)}`];
}

/** The error, at the place in the module that the engine names. */
function errorOf(reason: string, offset: number): Error {
  const [, text, func, at] = IN_BODY.exec(reason) ?? [];
  if (func === undefined || text === undefined) return errorInvalidCoreModule(offset, reason);
  const error = errorInvalidCoreModule(offset + Number(at ?? 0), text);
  return placed(error, { path: [`func ${func}`], section: 'code section' });
}

/** What V8 says of a function body: `Compiling function #3:"name" failed: reason @+26`. */
const IN_BODY = /^(Compiling function #(\d+)(?::".*")? failed: .*?)(?: @\+(\d+))?$/s;

function missingFeatures(): string[] {
  return Object.entries(CORE_FEATURES)
    .filter(([, sections]) => !WebAssembly.validate(probe(sections)))
    .map(([feature]) => feature);
}

/** A module of these sections, written in hexadecimal. */
function probe(sections: string): Uint8Array<ArrayBuffer> {
  const text = `0061736d01000000${sections}`;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** The engine's own words, without the name of its function. */
function refusal(module: Uint8Array<ArrayBuffer>): string {
  try {
    new WebAssembly.Module(module);
    return 'the engine refuses it';
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replace(/^WebAssembly\.Module\(\): /, '');
  }
}
