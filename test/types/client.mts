import { instantiate } from './app.wasm?instantiate';
import { instantiate as asynchronous } from './app.wasm?instantiate=async';
import { instantiate as synchronous } from './app.wasm?instantiate=sync';

const app = await instantiate<typeof import('./app.wasm')>(undefined, { 'my:host/log': { log() {} } });
const sum: number = app.add(40, 2);
new app.Counter(sum);
// @ts-expect-error
app.add('40');
// @ts-expect-error it has to be awaited
instantiate<typeof import('./app.wasm')>().add(40, 2);
const other: number = (await asynchronous<typeof app>()).add(1, 2);
const third: number = synchronous<typeof app>((name) => new WebAssembly.Module(new Uint8Array(name.length))).add(1, other);
const alone: number = (await instantiate<typeof app>({ 'my:host/log': { log() {} } })).add(other, third);
// Without its type, nothing is known of it.
const unknown: unknown = (await instantiate())['add'];
// @ts-expect-error
(await instantiate())['add'](1, alone);
// @ts-expect-error imports are an object
await instantiate(undefined, 'imports');
