/** What an import of a `.wasm` file asks for, told by its query and its first bytes. */

export interface Request {
  /** The path of the file. */
  readonly file: string;
  /** `?instantiate` or `?instantiate=sync`: the function that instantiates, not an instance. */
  readonly instantiation: 'async' | 'sync' | undefined;
}

/** For the hook filters of bundlers: ids that may be requests. */
export const REQUESTS: RegExp = /\.wasm(?:\?|$)/;

/** What dev servers add to an id for purposes of their own. */
const OF_SERVERS: ReadonlySet<string> = new Set(['import', 't', 'v']);

/** The request that an id or a specifier is; none if it is for others, such as `?url`, `?init`, `?raw`. */
export function readRequest(id: string): Request | undefined {
  const [file = '', query] = split(id);
  if (!file.endsWith('.wasm') || file.startsWith('\0')) return undefined;
  const asked = [...new URLSearchParams(query)].filter(([key]) => !OF_SERVERS.has(key));
  if (asked.length === 0) return { file, instantiation: undefined };
  const [[key, value] = []] = asked;
  if (asked.length > 1 || key !== 'instantiate') return undefined;
  if (value === 'sync') return { file, instantiation: 'sync' };
  return value === '' || value === 'async' ? { file, instantiation: 'async' } : undefined;
}

/** The path and, without the `?`, the query of an id. */
export function split(id: string): [path: string, query: string | undefined] {
  const mark = id.indexOf('?');
  return mark < 0 ? [id, undefined] : [id.slice(0, mark), id.slice(mark + 1)];
}

/** The second half of a core module's header: version 1, layer 0. A component has `0d 00 01 00`. */
const CORE = [1, 0, 0, 0];

/**
 * Is this a core module, which is for other plugins? Whatever is neither that nor a component is ours all the same, as
 * the transpiler says best what is wrong with it.
 */
export function isCoreModule(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && CORE.every((byte, index) => bytes[4 + index] === byte);
}
