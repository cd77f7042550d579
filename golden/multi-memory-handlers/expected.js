// multi-memory-handlers: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function cannotLeave() {
  trap('cannot leave component instance');
}

function unreachableFunction() {
  const sections = [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 4, 1, 0, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  const module = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...sections]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module));
  return exports[''];
}

const utf8Decoder = /*#__PURE__*/ new TextDecoder('utf-8', { ignoreBOM: true });

function decodeUtf8(bytes) {
  const string = utf8Decoder.decode(bytes);
  if (string.includes('\ufffd')) trapOnUtf8(bytes);
  return string;
}

function checkUtf8(memory, ptr, byteLength) {
  decodeUtf8(new Uint8Array(memory.buffer, ptr >>> 0, byteLength));
}

function trapOnUtf8(bytes) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let what = 'invalid utf-8';
  try {
    decoder.decode(bytes, { stream: true });
    what = 'incomplete utf-8 byte sequence';
    decoder.decode();
  } catch {
    trap(what);
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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABEQNgAABgBH9/f38Bf2ACf38AAggBAANsb2cAAAMDAgECBQMBAAEHGwMGbWVtb3J5AgAHcmVhbGxvYwABBHRha2UAAgoUAg8AIANBA0YEQBAAC0GACAsCAAsAFARuYW1lAAUEY29kZQEGAQADbG9n')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAAFAwEAAQcKAQZtZW1vcnkCAAsHAQBBCAsB/wAOBG5hbWUABwZtZW1vcnk=')));
const coreModule3 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABGARgAn9/AGAEf39/fwF/YAF/AGACf38BfwJCBgAHbWVtb3J5MAIAAAAFdXRmODAAAAAHbWVtb3J5MQIAAAAIcmVhbGxvYzAAAQAHY2FsbGVlMAAAAAV0cmFwMAACAwMCAAMHBQEBMAAECvoCAhIBAX8gACABEAUhAiACIAEQAgvkAgUDfwJ+AX8BewF+IAFB/////wBLIACtIAGtfD8ArUIQhlZyBEBBABADAAtBAEEAQQEgARABIQIgAq0gAa18PwGtQhCGVgRAQQEQAwALIAFBCEkEQAJAA0AgAyABTw0BIAIgA2ogACADajEAACIGPEABACAFIAaEIQUgA0EBaiEDDAALCwUgAUEIayEEIAFBgAFLBEAgAiAAIAH8CgEAIARBGGshBAJAA0AgAyAETw0BIAIgA2oiB/0ARAEAIAf9AEQBEP1QIAj9UCEIIANBIGohAwwACwsgAiAEaiIH/QBEAQAgB/0ARAEQ/VAgCP1QIQhCACAI/WStfSEFBQJAA0AgAyAETw0BIAIgA2ogACADaikDACIJN0MBACAFIAmEIQUgA0EIaiEDDAALCyACIARqIAAgBGopAwAiCTdDAQAgBSAJhCEFCwsgBUKAgYKEiJCgwIB/g1BFBEAgACABEAALIAIL')));
const coreModule4 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAn9/AAIJAQAEdGFrZQAAAwIBAAcIAQRzZW5kAAEKEwERAAJAH0ABAgAgACABEAALCwsAIgRuYW1lAAUEY29kZQEHAQAEdGFrZQMLAQEBAAZjYXVnaHQ=')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const log = (imports.log?.default ?? imports.log) ?? missingImport('log', '', imports);

  let mayLeave1 = 1;
  const unreachable = unreachableFunction();
  let storedError;
  const state = { entered: 0 };

  function trapWith(text) {
    storedError ??= new WebAssembly.RuntimeError([
      'string pointer/length out of bounds of memory (string content out-of-bounds)',
      'realloc return: beyond end of memory (list content out-of-bounds)'
    ][text]);
  }

  const [module0, module1, module2, module3] = await Promise.all([
    coreModule(), coreModule2(), coreModule3(), coreModule4()
  ]);

  // log: func()
  function lowerLog() {
    try {
      if (!mayLeave1) cannotLeave();
      log();
    } catch (error) {
      storedError ??= error;
      unreachable();
    }
  }

  const core0 = await instantiateCore(module0, { '': { log: lowerLog } });
  const { memory: core0_memory, realloc: core0_realloc, take: core0_take } = core0.exports;
  const core1 = await instantiateCore(module1);
  const { memory: core1_memory } = core1.exports;

  // take: func(x: string)
  const core2 = await instantiateCore(module2, {
    '': {
      memory0: core1_memory,
      utf80: (ptr, length) => {
        try {
          return checkUtf8(core1_memory, ptr, length);
        } catch (error) {
          storedError ??= error;
          unreachable();
        }
      },
      memory1: core0_memory,
      realloc0: (ptr, oldSize, align, newSize) => {
        mayLeave1 = 0;
        const result = core0_realloc(ptr, oldSize, align, newSize);
        mayLeave1 = 1;
        return result;
      },
      callee0: core0_take, trap0: trapWith
    }
  });
  const { 0: core2_0 } = core2.exports;
  const core3 = await instantiateCore(module3, { '': { take: core2_0 } });
  const { send: core3_send } = core3.exports;

  // send: func(at: u32, length: u32)
  function send(at, length) {
    at >>>= 0;
    length >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    try {
      core3_send(at, length);
      state.entered = 0;
    } catch (error) {
      throw storedError ?? error;
    }
  }

  return { send };
}
