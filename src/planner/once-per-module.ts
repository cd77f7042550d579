/**
 * What is known of a core module is found out once, however often it is instantiated, and whoever asks.
 */
import type { CoreModule } from '../decoder/core-module.ts';

export function oncePerModule<T>(of: (module: CoreModule) => T): (module: CoreModule) => T {
  const known = new Map<CoreModule, { readonly value: T }>();
  return (module) => {
    const found = known.get(module) ?? { value: of(module) };
    known.set(module, found);
    return found.value;
  };
}
