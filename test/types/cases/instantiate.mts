import { instantiate } from './app.wasm';
import type { ImportObject, UnversionedImportObject } from './app.wasm';
import { equal } from './equal.mjs';

class Item {
  readonly #name: string;
  constructor(name: string) { this.#name = name; }
  name(): string { return this.#name; }
}
const store = { Item, get: (key: string) => new Item(key), put(item: Item) { item.name(); } };
const log = (line: string): void => { line.length; };

// The result.
const app = await instantiate(undefined, { 'my:test/store': store, log });
equal<string[]>()(app.run(1));
equal<string>()(new app.store.Item('a').name());
equal<typeof app.store>()(app['my:test/store@1.0.0']);
// @ts-expect-error
app.run('1');
// @ts-expect-error no such export
app.log;

// The imports: with versions or without, functions themselves or in a module. Interfaces of types have nothing to give.
const full: ImportObject = { 'my:test/store@1.0.0': store, log };
const short: UnversionedImportObject = { 'my:test/store': store, log: { default: log } };
await instantiate(undefined, full);
await instantiate(undefined, short);
// @ts-expect-error an interface is missing
await instantiate(undefined, { log });
// @ts-expect-error a function is missing
await instantiate(undefined, { 'my:test/store': { Item, put() {} }, log });
// @ts-expect-error a function of another type
await instantiate(undefined, { 'my:test/store': { ...store, get: () => 'a' }, log });
// @ts-expect-error another parameter
await instantiate(undefined, { 'my:test/store': store, log: (line: number) => line });
// @ts-expect-error nothing at all
await instantiate();

// Core modules.
await instantiate(async (fileName) => WebAssembly.compile(new Uint8Array(fileName.length)), full, WebAssembly.instantiate);
// @ts-expect-error they are asked for by name
await instantiate((file: URL) => WebAssembly.compile(new Uint8Array(file.href.length)), full);
