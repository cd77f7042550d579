// lift-of-lowered: a WebAssembly component as a JavaScript module, written by wcm2js.

function decodeBase64(text) {
  const { fromBase64 } = Uint8Array;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function trap(message) {
  throw new WebAssembly.RuntimeError(message);
}

function cannotEnter() {
  trap('cannot enter component instance');
}

function formatPath(path, ...at) {
  return path.replace(/\*|\[\]/g, ([open, end = '']) => `${end && open}${at.shift() ?? ''}${end}`);
}

function wrongType(what, value, path, i, j) {
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${value === null ? 'null' : typeof value}`);
}

function toBigInt(value, path, i, j) {
  if (typeof value === 'bigint') return value;
  try {
    return BigInt(value);
  } catch (error) {
    if (typeof value === 'object' && value !== null) throw error;
    wrongType('a bigint', value, path, i, j);
  }
}

function missingImport(from, name, offered = {}) {
  const withoutVersion = (key) => key.replace(/@.*/, '');
  const others = Object.keys(offered).filter((key) => withoutVersion(key) === withoutVersion(from));
  const versions = others.length > 0 ? `; offered: ${others.join(', ')}` : '';
  throw new WebAssembly.LinkError(`missing import ${from}${name && `: ${name}`}${versions}`);
}

function compileOnce(compile) {
  let compiled;
  return () => (compiled ??= compile().catch((error) => {
    compiled = undefined;
    throw error;
  }));
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwMCAQAHBQEBZgAACgYBBAAgAAsACQRuYW1lAAIBbQ==')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwIMAQAHY2FsbGVlMAAAAwIBAAcFAQEwAAEKFAESAQF/IABB/wFxEAAiAUH/AXEL')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const host = (imports.host?.default ?? imports.host) ?? missingImport('host', '', imports);

  const state = { entered: 0 };

  const [module0, module1] = await Promise.all([coreModule(), coreModule2()]);
  const core0 = await instantiateCore(module0);
  const { f: core0_f } = core0.exports;

  // f: func(x: u8) -> u8
  function f(x) {
    x &= 255;
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = core1_0(x);
    state.entered = 0;
    return ret & 255;
  }

  // host: func(a: s64, b: f32) -> s32
  function lowerHost(a, b) {
    return host(a, b);
  }

  // host: func(a: s64, b: f32) -> s32
  function host2(a, b) {
    a = toBigInt(a, 'host: argument "a"');
    b = +b;
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = lowerHost(BigInt.asIntN(64, a), Math.fround(b)) | 0;
    state.entered = 0;
    return ret;
  }

  const core1 = await instantiateCore(module1, { '': { callee0: core0_f } });
  const { 0: core1_0 } = core1.exports;
  return { f, host: host2 };
}
