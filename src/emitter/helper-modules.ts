/**
 * Core modules of a few bytes that the runtime shim compiles when it needs them: as files, for a target whose code may
 * not compile any.
 */
import { CoreModuleWriter } from './core/module.ts';

export type HelperModule = 'unreachable' | 'start-i32' | 'start-i64';

const WRITERS: { readonly [K in HelperModule]: () => Uint8Array } = {
  /** `(module (func (export "") unreachable))`, see runtime-shim/trap.ts */
  'unreachable': () => {
    const writer = new CoreModuleWriter();
    writer.export('', writer.func({ params: [], results: [] }, (code) => void code.op('unreachable')));
    return writer.finish();
  },
  /** `(module (import "" "" (func (param i32))))`, see runtime-shim/thread-builtins.ts */
  'start-i32': () => importing('i32'),
  'start-i64': () => importing('i64'),
};

export const writeHelperModule = (name: HelperModule): Uint8Array => WRITERS[name]();

function importing(type: 'i32' | 'i64'): Uint8Array {
  const writer = new CoreModuleWriter();
  writer.importFunc('', '', { params: [type], results: [] });
  return writer.finish();
}
