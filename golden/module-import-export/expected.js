// module-import-export: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function trapOnThrow(error) {
  if (!(error instanceof WebAssembly.Exception)) return error;
  const { RuntimeError } = WebAssembly;
  return new RuntimeError('uncaught exception propagated out of component', { cause: error });
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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBQFgAAF/AwIBAAcJAQV2YWx1ZQAACgYBBABBAgsACwRuYW1lAAQDb3du')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const plugin = (imports.plugin?.default ?? imports.plugin) ?? missingImport('plugin', '', imports);

  const state = { entered: 0 };

  const module1 = await coreModule();
  const core0 = await instantiateCore(plugin);
  const { value: core0_value } = core0.exports;

  // value: func() -> u32
  function value() {
    if (state.entered) cannotEnter();
    state.entered = 2;
    try {
      const ret = core0_value();
      state.entered = 0;
      return ret >>> 0;
    } catch (error) {
      throw trapOnThrow(error);
    }
  }

  return { ownModule: module1, 'own-module': module1, thePlugin: plugin, 'the-plugin': plugin, value };
}
