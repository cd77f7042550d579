// Glue for guests/composed.ts whose adapters are core code: guests/lib/adapter.ts.
import { instantiate, trap } from './lib/core.ts';
import { b, instantiateA, libcA, libcB } from './lib/composed-core.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

const adapters = instantiate<WebAssembly.ModuleImports>('adapter', {
  a: { memory: libcA.memory, realloc: libcA.realloc },
  b: { ...b, memory: libcB.memory, realloc: libcB.realloc },
  js: {
    validate: (ptr: number, length: number) => {
      try {
        decoder.decode(new Uint8Array(libcB.memory.buffer, ptr, length));
      } catch {
        trap('invalid utf-8');
      }
    },
  },
});

export const api = instantiateA(adapters);
