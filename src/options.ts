/**
 * TranspileOptions → Settings: what the caller asks for, checked once and with every default filled in. Callers
 * may be plain JavaScript, so nothing is taken on trust.
 */
import { errorInput, errorOptionUnknown, errorOptionValue } from './errors.ts';
import { nearestName } from './suggest.ts';

/**
 * Makes smaller code of `code`; `fileName` is for its messages. With the option `sourcemap`, it should give a source map
 * from its code to what it was given, version 3, as JSON or as the object.
 */
export type Minifier = (code: string, fileName: string) => string | {
  readonly code: string;
  readonly map?: string | { readonly mappings: string } | null | undefined;
};

export interface TranspileOptions {
  /** The module's name, of which file names are made: `<name>.js`. Default: `component`. */
  readonly name?: string | undefined;
  /** Export a function `instantiate` that is given the imports, instead of having imports. */
  readonly instantiation?: 'async' | 'sync' | undefined;
  /**
   * What the module is for: how it finds its core modules. Default: `universal`, which is Node, browsers, Deno and Bun;
   * `workerd` is Cloudflare Workers.
   */
  readonly target?: Target | undefined;
  /** Where imports come from: `{ 'wasi:cli/*': './my-cli.js#*' }`, or strings `'pattern=target'`. */
  readonly map?: Readonly<Record<string, string>> | readonly string[] | undefined;
  /** Core modules of fewer bytes than this are part of the code. Default: 5000. */
  readonly base64Cutoff?: number | undefined;
  /** No top-level await: the other exports can be used once the exported promise `$init` is fulfilled. */
  readonly tlaCompat?: boolean | undefined;
  /** Import WASI from `@bytecodealliance/preview2-shim` and `preview3-shim`. Default: true. */
  readonly wasiShim?: boolean | undefined;
  /** Refuse numbers that are out of range, and others that JavaScript would convert, with a `TypeError`. */
  readonly strict?: boolean | undefined;
  /** `true`: with the package `oxc-minify`, which must be installed; or with a function of your own. */
  readonly minify?: boolean | Minifier | undefined;
  /** Write declarations, `.d.ts`. Default: true. */
  readonly typescript?: boolean | undefined;
  /** Export interfaces under their full names too, such as `'wasi:cli/run@0.2.3'`. Default: true. */
  readonly namespacedExports?: boolean | undefined;
  /** The functions that the code needs: part of it, or imported from `wcm2js/runtime`. Default: `inline`. */
  readonly runtime?: 'inline' | 'import' | undefined;
  /**
   * `jspi`: functions of synchronous types may wait for promises, by JavaScript Promise Integration: those that
   * `asyncImports` and `asyncExports` name. Default: `sync`, or `jspi` if one of these is given.
   */
  readonly asyncMode?: 'sync' | 'jspi' | undefined;
  /** Imported functions that may return promises: `wasi:io/poll@0.2.0#poll`, perhaps without version or with `*`. */
  readonly asyncImports?: readonly string[] | undefined;
  /** Exported functions that become asynchronous, because they may have to wait for these. */
  readonly asyncExports?: readonly string[] | undefined;
  /**
   * With `instantiation`: imports that need not be given, and trap when they are called then: `ns:pkg/iface`,
   * `ns:pkg/iface#func`, perhaps without version or with `*`.
   */
  readonly optionalImports?: readonly string[] | undefined;
  /** As if `asyncImports` named what waits in WASI 0.2: `poll`, `block`, `blocking-read` … */
  readonly asyncWasiImports?: boolean | undefined;
  /** As if `asyncExports` named what hosts of WASI 0.2 call: `wasi:cli/run#run`, `wasi:http/incoming-handler#handle`. */
  readonly asyncWasiExports?: boolean | undefined;
  /**
   * Calls between components in core code that has a memory for each of them. `auto`, the default: where that pays and
   * the engine has it, else in JavaScript. `on`, or true: wherever possible, in all engines. `off`: never.
   */
  readonly multiMemory?: 'auto' | 'on' | 'off' | boolean | undefined;
  /** For tests: makes every choice that the specification leaves free at random, by this seed. */
  readonly seed?: number | undefined;
  /**
   * Write `<name>.js.map`, which leads from the code to the component's WIT, and that as `<name>.wit`. Functions have the names
   * of WIT in stacks then. `inline`: all of it in the code.
   */
  readonly sourcemap?: boolean | 'inline' | undefined;
}

export type Target = (typeof TARGETS)[number];

/** `pattern=target` of the option `map`. */
export interface Mapping {
  /** Part of import names, with at most one `*`. */
  readonly pattern: string;
  /** A module specifier, perhaps with `#member`. */
  readonly target: string;
}

/** The options as the compiler uses them. */
export interface Settings {
  readonly name: string;
  readonly target: Target;
  readonly instantiation: 'async' | 'sync' | undefined;
  /** In the order given. */
  readonly map: readonly Mapping[];
  readonly base64Cutoff: number;
  readonly tlaCompat: boolean;
  readonly wasiShim: boolean;
  readonly strict: boolean;
  readonly minify: boolean | Minifier;
  readonly typescript: boolean;
  readonly namespacedExports: boolean;
  readonly runtime: 'inline' | 'import';
  readonly asyncMode: 'sync' | 'jspi';
  readonly asyncImports: readonly string[];
  readonly asyncExports: readonly string[];
  readonly optionalImports: readonly string[];
  readonly asyncWasiImports: boolean;
  readonly asyncWasiExports: boolean;
  /** `known`: as `auto`, for an engine that has several memories. */
  readonly multiMemory: 'auto' | 'known' | 'on' | 'off';
  readonly seed: number | undefined;
  readonly sourcemap: boolean | 'inline';
}

const MODES = ['async', 'sync'] as const;

const TARGETS = ['universal', 'node', 'browser', 'deno', 'bun', 'workerd'] as const;

type OptionName = keyof Settings;

/** Checks one value and fills in its default. */
type Readers = { readonly [K in OptionName]: (value: unknown) => Settings[K] };

const READERS: Readers = {
  name: readName,
  target: (value) => (value === undefined ? 'universal' : readChoice('target', value, TARGETS)),
  instantiation: (value) => (value === undefined ? undefined : readChoice('instantiation', value, MODES)),
  map: readMap,
  base64Cutoff: readBase64Cutoff,
  tlaCompat: (value) => readBoolean('tlaCompat', value, false),
  wasiShim: (value) => readBoolean('wasiShim', value, true),
  strict: (value) => readBoolean('strict', value, false),
  minify: readMinify,
  typescript: (value) => readBoolean('typescript', value, true),
  namespacedExports: (value) => readBoolean('namespacedExports', value, true),
  runtime: (value) => (value === undefined ? 'inline' : readChoice('runtime', value, ['inline', 'import'])),
  asyncMode: (value) => (value === undefined ? 'sync' : readChoice('asyncMode', value, ['sync', 'jspi'])),
  asyncImports: (value) => readNames('asyncImports', value),
  asyncExports: (value) => readNames('asyncExports', value),
  optionalImports: (value) => readNames('optionalImports', value),
  asyncWasiImports: (value) => readBoolean('asyncWasiImports', value, false),
  asyncWasiExports: (value) => readBoolean('asyncWasiExports', value, false),
  multiMemory: readMultiMemory,
  seed: readSeed,
  sourcemap: (value) => (value === 'inline' ? value : readBoolean('sourcemap', value, false, "or 'inline'")),
};

/**
 * Checks a caller's options; one that is `undefined` is one that is not given.
 * @throws TranspileError OPTION_UNKNOWN, OPTION_VALUE
 */
export function readOptions(options: unknown = {}): Settings {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw errorOptionValue('options', `an object, got ${describe(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(READERS, name)) continue;
    throw errorOptionUnknown(name, nearestName(name, Object.keys(READERS)));
  }
  const isGiven = (name: OptionName): boolean => Reflect.get(options, name) !== undefined;
  const entries = Object.entries(READERS).map(([name, read]) => [name, read(Reflect.get(options, name))]);
  return withTarget(withAsyncMode(Object.fromEntries(entries) as Settings, !isGiven('asyncMode')));
}

/**
 * Of options that have no effect.
 * @param exportsComponents functions that instantiate components are part of the output in any case
 */
export function optionWarnings(
  { base64Cutoff }: TranspileOptions, { target, instantiation, map, optionalImports }: Settings, exportsComponents: boolean,
): string[] {
  const warnings: string[] = [];
  if (instantiation !== undefined && map.length > 0) {
    warnings.push('map has no effect with instantiation: the keys of the import object are the names of the imports');
  }
  if (instantiation === undefined && !exportsComponents && optionalImports.length > 0) {
    warnings.push('optionalImports has no effect without instantiation: a module can map an import to one of your own');
  }
  if (target === 'workerd' && base64Cutoff !== undefined) {
    warnings.push('base64Cutoff has no effect with the target workerd, where all core modules are files');
  }
  return warnings;
}

/** workerd compiles nothing that is part of the code; that it has several memories in a module is known. */
function withTarget(settings: Settings): Settings {
  if (settings.target !== 'workerd') return settings;
  return { ...settings, base64Cutoff: 0, multiMemory: settings.multiMemory === 'auto' ? 'known' : settings.multiMemory };
}

/** Functions that are to be asynchronous ask for `jspi`. */
function withAsyncMode(settings: Settings, isFree: boolean): Settings {
  const named = [...settings.asyncImports, ...settings.asyncExports].length > 0;
  if (!named && !settings.asyncWasiImports && !settings.asyncWasiExports) return settings;
  if (!isFree && settings.asyncMode === 'sync') {
    throw errorOptionValue('asyncMode', "'jspi', as functions are named that are to be asynchronous, got \"sync\"");
  }
  return { ...settings, asyncMode: 'jspi' };
}

/**
 * The bytes of a component as a caller gives them: a view of them, or a copy where threads could change them.
 * @throws TranspileError INPUT
 */
export function readInput(input: unknown): Uint8Array {
  const tag = Object.prototype.toString.call(input);
  if (tag === '[object ArrayBuffer]') return new Uint8Array(input as ArrayBuffer);
  if (tag === '[object Uint8Array]') {
    const { buffer, byteOffset, byteLength } = input as Uint8Array;
    const view = new Uint8Array(buffer, byteOffset, byteLength);
    return Object.prototype.toString.call(buffer) === '[object SharedArrayBuffer]' ? view.slice() : view;
  }
  const hints: Readonly<Record<string, string>> = {
    '[object Promise]': ': await it first',
    '[object String]': ': read the file first',
    '[object Response]': ': give the result of its arrayBuffer()',
  };
  throw errorInput(`expected the bytes of a component, a Uint8Array or an ArrayBuffer, `
    + `got ${describe(input)}${hints[tag] ?? ''}`);
}

/** `'pattern=target'`; only the first `=` splits. */
export function parseMapping(text: string): Mapping {
  const [, pattern, target] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (pattern === undefined || target === undefined) {
    throw errorOptionValue('map', `pattern=target, got ${JSON.stringify(text)}`);
  }
  return checkMapping({ pattern, target });
}

// ------------------------------------------------------------------------------------ one option each

function readName(value: unknown): string {
  if (value === undefined) return 'component';
  if (typeof value !== 'string') throw errorOptionValue('name', `a string, got ${describe(value)}`);
  if (!isFileName(value)) {
    throw errorOptionValue('name', `a name that files can have everywhere, got ${JSON.stringify(value)}`);
  }
  return value;
}

/** Characters that mean something in paths or URLs, or that can't be seen. */
const UNSAFE_IN_FILE_NAMES = /[/\\:*?"<>|#%\p{C}\p{Zl}\p{Zp}]/u;

/** What Windows takes for a device, whatever comes behind the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d\u00b9\u00b2\u00b3])\s*(?:\.|$)/i;

function isFileName(name: string): boolean {
  return name !== '' && name.length <= 200 && !/^[.\s]|[.\s]$/.test(name)
    && !UNSAFE_IN_FILE_NAMES.test(name) && !DEVICE.test(name);
}

/** A name for the option `name`, made of any text, such as a file's name. */
export function nameFrom(text: string): string {
  const safe = text.replace(new RegExp(UNSAFE_IN_FILE_NAMES, 'gu'), '-');
  const name = safe.replace(/^[.\s]+|[.\s]+$/g, '').slice(0, 200);
  return isFileName(name) ? name : 'component';
}

function readNames(option: string, value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string' && each !== '')) return value as string[];
  throw errorOptionValue(option, `a list of function names, got ${describe(value)}`);
}

function readSeed(value: unknown): number | undefined {
  if (value === undefined || Number.isSafeInteger(value)) return value as number | undefined;
  throw errorOptionValue('seed', `an integer, got ${describe(value)}`);
}

function readMap(value: unknown): readonly Mapping[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) {
    throw errorOptionValue('map', `an object, or an array of 'pattern=target', got ${describe(value)}`);
  }
  if (Array.isArray(value)) {
    return value.map((text: unknown) => {
      if (typeof text === 'string') return parseMapping(text);
      throw errorOptionValue('map', `strings 'pattern=target', got ${describe(text)}`);
    });
  }
  return Object.entries(value).map(([pattern, target]: [string, unknown]) => {
    if (typeof target === 'string') return checkMapping({ pattern, target });
    throw errorOptionValue('map', `a string as target of ${JSON.stringify(pattern)}, got ${describe(target)}`);
  });
}

function checkMapping({ pattern, target }: Mapping): Mapping {
  const text = JSON.stringify(`${pattern}=${target}`);
  if (pattern === '') throw errorOptionValue('map', `a pattern before the '=', got ${text}`);
  if (target === '') throw errorOptionValue('map', `a module specifier behind the '=', got ${text}`);
  if (/\*.*\*/s.test(pattern)) throw errorOptionValue('map', `at most one '*' in a pattern, got ${text}`);
  if (!pattern.includes('*') && target.includes('*')) {
    throw errorOptionValue('map', `a '*' in the pattern, for the one in the target, got ${text}`);
  }
  if (target.indexOf('#', 1) === target.length - 1) {
    throw errorOptionValue('map', `the name of a member behind the '#', got ${text}`);
  }
  return { pattern, target };
}

function readBase64Cutoff(value: unknown): number {
  if (value === undefined) return 5000;
  if (typeof value === 'number' && value >= 0) return value;
  throw errorOptionValue('base64Cutoff', `a number of bytes, got ${describe(value)}`);
}

function readMultiMemory(value: unknown): 'auto' | 'on' | 'off' {
  if (value === undefined) return 'auto';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return readChoice('multiMemory', value, ['auto', 'on', 'off']);
}

function readMinify(value: unknown): boolean | Minifier {
  if (typeof value === 'function') return value as Minifier;
  return readBoolean('minify', value, false, 'or a function');
}

function readBoolean(option: OptionName, value: unknown, otherwise: boolean, or = ''): boolean {
  if (value === undefined) return otherwise;
  if (typeof value === 'boolean') return value;
  throw errorOptionValue(option, `true or false${or && `, ${or}`}, got ${describe(value)}`);
}

function readChoice<T extends string>(option: OptionName, value: unknown, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const expected = choices.map((choice) => `'${choice}'`).join(' or ');
  throw errorOptionValue(option, `${expected}, got ${describe(value)}`);
}

/** What a value is, in few words. */
function describe(value: unknown): string {
  switch (typeof value) {
    case 'string': return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
    case 'number':
    case 'boolean':
    case 'undefined': return String(value);
    case 'object': {
      if (value === null) return 'null';
      const tag = Object.prototype.toString.call(value).slice(8, -1);
      return `${/^(?:[AEIO]|Un)/.test(tag) ? 'an' : 'a'} ${tag}`;
    }
    default: return `a ${typeof value}`;
  }
}
