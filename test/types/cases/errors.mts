import { fallible, run } from './app.wasm';
import type { host } from './app.wasm';
import { equal } from './equal.mjs';

// What is ok is returned.
equal<number>()(fallible.one());
equal<void>()(fallible.two());
equal<void>()(fallible.three());
equal<number | undefined>()(fallible.four());
equal<string>()(run());
// @ts-expect-error it is no object with a tag
fallible.one().tag;

// The error is thrown, as a payload.
try {
  fallible.one();
} catch (error) {
  const { payload } = error as { payload: fallible.Reason };
  if (payload.tag === 'missing') equal<string>()(payload.val);
}

// A host returns what is ok, too.
const read: typeof host.read = (path) => new Uint8Array(path.length);
equal<Uint8Array | ArrayLike<number> | ArrayBuffer>()(read(''));
// @ts-expect-error
const wrong: typeof host.read = () => ({ tag: 'ok', val: new Uint8Array(1) });
