// names-reserved: a WebAssembly component as a JavaScript module, written by wcm2js.

function decodeBase64(text) {
  const { fromBase64 } = Uint8Array;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwMCAQAHBQEBZgAACgYBBAAgAAsACQRuYW1lAAIBbQ=='));
const core0 = await WebAssembly.instantiate(module0);
const { f: core0_f } = core0.exports;

// arguments: func(arguments: u32) -> u32
function arguments2(arguments3) {
  return core0_f(arguments3) >>> 0;
}

// undefined: func(arguments: u32) -> u32
function undefined2(arguments3) {
  return core0_f(arguments3) >>> 0;
}

// eval: func(arguments: u32) -> u32
function eval2(arguments3) {
  return core0_f(arguments3) >>> 0;
}

// class: func(arguments: u32) -> u32
function class2(arguments3) {
  return core0_f(arguments3) >>> 0;
}

// await: func(arguments: u32) -> u32
function await2(arguments3) {
  return core0_f(arguments3) >>> 0;
}

// constructor: func(arguments: u32) -> u32
function constructor(arguments3) {
  return core0_f(arguments3) >>> 0;
}

// prototype: func(arguments: u32) -> u32
function prototype(arguments3) {
  return core0_f(arguments3) >>> 0;
}

// then: func(arguments: u32) -> u32
function then(arguments3) {
  return core0_f(arguments3) >>> 0;
}

// to-string: func(arguments: u32) -> u32
function toString(arguments3) {
  return core0_f(arguments3) >>> 0;
}

// has-own-property: func(arguments: u32) -> u32
function hasOwnProperty(arguments3) {
  return core0_f(arguments3) >>> 0;
}

// default: func(arguments: u32) -> u32
function default2(arguments3) {
  return core0_f(arguments3) >>> 0;
}

export {
  arguments2 as arguments, undefined2 as undefined, eval2 as eval, class2 as class, await2 as await,
  constructor, prototype, then as then_, toString, toString as 'to-string', hasOwnProperty,
  hasOwnProperty as 'has-own-property', default2 as default
};
