// What the two transpilers say of a component: ours, and that of @bytecodealliance/jco-transpile, which
// validates with the reference decoder. Called is the function that its `transpileBytes` wraps, for this one can
// be loaded again: after a panic an instance is poisoned, and answers nothing any more.

import { transpile, TranspileError } from '../src/index.ts';

/** What one of the two does with a component, and what it says where it does not accept it. */
export interface Verdict {
  /**
   * `limited` is a limit of the implementation, and `unsupported` is valid and not translated: only ours has
   * codes for these. `panics`: jco's transpiler stops without an answer.
   */
  readonly kind: 'accepts' | 'refuses' | 'limited' | 'unsupported' | 'panics';
  /** Empty where it accepts. */
  readonly text: string;
}

export type Judge = (bytes: Uint8Array) => Promise<Verdict>;

/** Ours, through the public function. An error that is not one of a component's is thrown on. */
export function judgeOurs(bytes: Uint8Array): Verdict {
  try {
    transpile(bytes, { typescript: false });
    return { kind: 'accepts', text: '' };
  } catch (error) {
    if (!(error instanceof TranspileError)) throw error;
    const kind = kindOf(error.code);
    if (kind === undefined) throw error;
    return { kind, text: error.format() };
  }
}

function kindOf(code: string): Verdict['kind'] | undefined {
  if (/^(?:MALFORMED|INVALID)_/.test(code)) return 'refuses';
  if (code.startsWith('UNSUPPORTED_')) return 'unsupported';
  return code === 'LIMIT_EXCEEDED' ? 'limited' : undefined;
}

interface Bindgen {
  readonly $init: Promise<void>;
  generate(component: Uint8Array, options: object): unknown;
}

const OPTIONS = {
  name: 'component', noTypescript: true, instantiation: { tag: 'async' }, map: [], compat: {},
  noNodejsCompat: true, base64Cutoff: 0, tlaCompat: false, validLiftingOptimization: false, tracing: false,
  noNamespacedExports: true, multiMemory: true,
};

/**
 * The other transpiler. It decodes and validates all of a component but bodies of core modules first ("failed
 * to extract …"), with every feature on; then translates it, with some features off ("failed to translate …").
 */
export function makeJcoJudge(): Judge {
  let loads = 0;
  let bindgen: Promise<Bindgen> | undefined;
  return async (bytes) => {
    bindgen ??= loadBindgen(loads++);
    const { generate } = await bindgen;
    const printed = captureErrorOutput();
    try {
      generate(bytes, OPTIONS);
      return { kind: 'accepts', text: '' };
    } catch (error) {
      const payload = error instanceof Error && 'payload' in error ? error.payload : undefined;
      if (typeof payload === 'string') return { kind: 'refuses', text: oneLine(payload) };
      bindgen = undefined;
      const [, panic = String(error)] = / panicked at ([^]*?)\n(?:stack backtrace|note):/.exec(printed()) ?? [];
      return { kind: 'panics', text: oneLine(panic) };
    } finally {
      printed.end();
    }
  };
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ': ');

const VENDORED = '../vendor/js-component-bindgen-component.js';

/** The engine's module cache has whole URLs as keys: each number gives an instance of its own. */
async function loadBindgen(number: number): Promise<Bindgen> {
  const entry = import.meta.resolve('@bytecodealliance/jco-transpile/wasm-tools');
  const bindgen = await import(new URL(`${VENDORED}?instance=${number}`, entry).href) as Bindgen;
  await bindgen.$init;
  return bindgen;
}

/** A panic is told on stderr only. What is written there until `end` is kept, and not shown. */
function captureErrorOutput(): { (): string; end(): void } {
  const { stderr } = process;
  const { write } = stderr;
  let text = '';
  stderr.write = (chunk: Uint8Array | string): boolean => {
    text += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    return true;
  };
  return Object.assign(() => text, { end: () => void (stderr.write = write) });
}
