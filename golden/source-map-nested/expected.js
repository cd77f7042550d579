// source-map-nested: a WebAssembly component as a JavaScript module, written by wcm2js.

import {
  callFromHost, cannotEnter, compileOnce, componentInstance, decodeBase64, handleTable, missingImport,
  newStore, newTask, notInitialized, resolveTask, settled
} from 'wcm2js/runtime';

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwIIAQADYWRkAAADAgEABwkBBXR3aWNlAAEKCgEIACAAEAAQAAsAEQRuYW1lAAIBbQEGAQADYWRk')));
let run2 = notInitialized;
let instantiateHanded2 = notInitialized;

export const $init = (async () => {
  const state = newStore();
  const handles2 = handleTable();
  const instance2 = componentInstance(state, handles2);

  // Names for debuggers.
  Object.defineProperty(run, 'name', { value: 'run' });

  const [module0, module1, module2] = await Promise.all([
    WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwMCAQAHCgEGdGhyaWNlAAAKCQEHACAAQQNsCwAUBG5hbWUAAgFtAQkBAAZ0aHJpY2U=')),
    WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwIMAQAHY2FsbGVlMAAAAwIBAAcFAQEwAAEKDAEKACAAQf8BcRAACwAQBG5hbWUBCQEBBnRocmljZQ==')),
    WebAssembly.compile(decodeBase64('AGFzbQEAAAABCgJgAX8Bf2AAAX8CCwEABnRocmljZQAAAwIBAQcHAQNydW4AAQoJAQcAQYICEAALABkEbmFtZQACAW0BDgIABnRocmljZQEDcnVu'))
  ]);
  const core0_2 = await WebAssembly.instantiate(module0);
  const { thrice: core0_thrice } = core0_2.exports;
  const core1 = await WebAssembly.instantiate(module1, { '': { callee0: core0_thrice } });
  const { 0: core1_0 } = core1.exports;
  const core2 = await WebAssembly.instantiate(module2, { '': { thrice: core1_0 } });
  const { run: core2_run } = core2.exports;
  const runLift = { instance: instance2, name: 'run', async: true, exclusive: true, returnType: -1 };

  // run: async func() -> u32
  async function run() {
    if (state.entered) cannotEnter();
    const task = newTask(runLift, (ret) => ret >>> 0, (ret) => {
      resolveTask(task, task.onReturn(ret));
    });
    callFromHost(task, () => {
      state.entered = 2;
      return core2_run();
    });
    return task.resolved ? task.value : await settled(task);
  }

  async function instantiateHanded(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
    if (typeof getCoreModule === 'object') return instantiateHanded(undefined, getCoreModule ?? imports,
      instantiateCore);

    const add = (imports.add?.default ?? imports.add) ?? missingImport('add', '', imports);

    const state2 = { entered: 0 };

    // Names for debuggers.
    Object.defineProperty(lowerAdd, 'name', { value: 'add' });
    Object.defineProperty(twice, 'name', { value: 'twice' });

    const module0_2 = await coreModule();

    // add: func(n: u32) -> u32
    function lowerAdd(n) {
      return add(n >>> 0);
    }

    const core0 = await instantiateCore(module0_2, { '': { add: lowerAdd } });
    const { twice: core0_twice } = core0.exports;

    // twice: func(n: u32) -> u32
    function twice(n) {
      n >>>= 0;
      if (state2.entered) cannotEnter();
      state2.entered = 2;
      const ret = core0_twice(n);
      state2.entered = 0;
      return ret >>> 0;
    }

    return { twice };
  }

  run2 = run;
  instantiateHanded2 = instantiateHanded;
})();

export { run2 as run, instantiateHanded2 as handed };
//# sourceMappingURL=source-map-nested.js.map
