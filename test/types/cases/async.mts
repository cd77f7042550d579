import { tasks } from './app.wasm';
import type { 'my:test/host@1.0.0' as host } from './app.wasm';
import { equal } from './equal.mjs';

// Functions.
equal<Promise<void>>()(tasks.sleep(1n));
equal<Promise<string>>()(tasks.fetch(''));
// @ts-expect-error it has to be awaited
tasks.fetch('').length;
equal<Promise<tasks.Job>>()(tasks.Job.start('a'));
equal<Promise<number>>()((await tasks.Job.start('a')).run());
const log: typeof host.log = (line) => { line.length; };
const logLater: typeof host.log = async (line) => { line.length; };
equal<typeof log>()(logLater);
// @ts-expect-error it isn't asynchronous in WIT
const now: typeof host.now = async () => 1n;

// Futures.
const future = tasks.wait(Promise.resolve('a'));
equal<string>()(await future);
tasks.wait('a');
future[Symbol.dispose]();
equal<Promise<string>>()(future.finally(null));
// @ts-expect-error
tasks.wait(Promise.resolve(1));
tasks.signal(Promise.resolve());
equal<void>()(await tasks.signal(undefined));
const outcome = await tasks.outcome();
if (outcome.tag === 'ok') equal<number>()(outcome.val);

// Streams.
for await (const text of tasks.upper(['a'])) equal<string>()(text);
tasks.upper((async function* () { yield 'a'; })());
tasks.upper(new ReadableStream<string>());
tasks.upper(tasks.upper([]));
// @ts-expect-error elements of another type
tasks.upper([1]);
for await (const chunk of tasks.bytes([1, new Uint8Array(2)])) equal<Uint8Array>()(chunk);
tasks.bytes(tasks.bytes([]));
tasks.bytes(new Blob([]).stream());
// @ts-expect-error
tasks.bytes(['a']);
const read = await tasks.bytes([]).read(10);
if (!read.done) equal<Uint8Array>()(read.value);
const some = await tasks.upper([]).read({ count: 10 });
if (!some.done) equal<string[]>()(some.value);
else equal<undefined>()(some.value);
equal<ReadableStream<string>>()(tasks.upper([]).readable);
for await (const tick of tasks.ticks([])) equal<void>()(tick);
for await (const inner of tasks.nested([new Uint8Array(1)])) for await (const chunk of inner) equal<Uint8Array>()(chunk);

// Error contexts.
equal<Error>()(tasks.explain(new Error('a')));
tasks.explain('a');
// @ts-expect-error
tasks.explain(1);
