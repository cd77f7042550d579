// component-export-captures: a WebAssembly component as a JavaScript module, written by wcm2js.

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

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const plugin = (imports.plugin?.default ?? imports.plugin) ?? missingImport('plugin', '', imports);

  async function instantiateInner(getCoreModule2 = getCoreModule, imports2 = {},
    instantiateCore2 = WebAssembly.instantiate) {
    if (typeof getCoreModule2 === 'object') return instantiateInner(undefined, getCoreModule2 ?? imports2,
      instantiateCore2);

    const state = { entered: 0 };

    const core0 = await instantiateCore2(plugin);
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

    return { value };
  }

  return { inner: instantiateInner };
}
