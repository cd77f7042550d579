/** What is valid, and no engine could run: found before engines are asked about the bodies of core modules. */
import type { Component } from '../decoder/component.ts';
import { errorUnsupportedBuiltin } from '../errors.ts';

/** @throws TranspileError UNSUPPORTED_BUILTIN for 🧵② `thread.spawn-ref` and `thread.spawn-indirect` */
export function checkSupported({ definitions }: Component): void {
  for (const definition of definitions) {
    if (definition.kind === 'component') checkSupported(definition.component);
    if (definition.kind !== 'canon') continue;
    const { kind, offset } = definition.canon;
    if (kind === 'thread.spawn-ref' || kind === 'thread.spawn-indirect') throw errorUnsupportedBuiltin(offset, kind);
  }
}
