// What asynchronous things take, in a process that does nothing else; prints milliseconds, or a line of JSON:
//
//     node bench/async.mjs resolved <folder> <calls>   calls of async-round-trip-stackless, one after the other
//     node bench/async.mjs stdout <folder> <writes>    13-byte writes of p3-cli-much-stdout
//     node bench/async.mjs bytes <folder>              64 MB through streams of test/lifetimes/async-component.ts
//
// <folder> holds the ES module and what it imports: see scripts/figures-async.ts.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , job, folder = '.', count = '0'] = process.argv;
const load = (name) => import(pathToFileURL(resolve(folder, name)).href);

async function milliseconds(action) {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** The host's function gives a promise that is resolved (<folder>/host.js). */
async function resolved() {
  const { baz } = await load('async-round-trip-stackless.js');
  const wanted = 'hello - entered guest - entered host - exited host - exited guest';
  const round = async (calls) => {
    for (let i = 0; i < calls; i++) if (await baz.foo('hello') !== wanted) throw new Error('wrong answer');
  };
  await round(Math.ceil(Number(count) / 10));
  return await milliseconds(() => round(Number(count))) / Number(count);
}

async function stdout() {
  // The folder's, whatever else is installed beside this file.
  const { _setArgs } = await load('host.js');
  _setArgs(['much', 'hello, world\n', count]);
  const { run } = await load('p3-cli-much-stdout.js');
  return milliseconds(() => run.run());
}

const SIZE = 64 << 20;
const CHUNK = 64 << 10;
const ROUNDS = 9;

/** Into the guest, out of it, and the yardstick: a copy between two arrays. Each round has all three. */
async function bytes() {
  const { inU8, outU8 } = await load('thing.js');
  const source = new Uint8Array(SIZE).fill(1);
  const target = new Uint8Array(SIZE).fill(2);
  function* chunks() {
    for (let at = 0; at < SIZE; at += CHUNK) yield source.subarray(at, at + CHUNK);
  }
  const copy = () => {
    for (const chunk of chunks()) target.set(chunk, chunk.byteOffset);
  };
  const into = async () => {
    if (await inU8(chunks(), BigInt(SIZE * 2)) !== BigInt(SIZE)) throw new Error('bytes are missing');
  };
  const out = async () => {
    let sum = 0;
    for await (const chunk of await outU8(BigInt(SIZE))) sum += chunk.length;
    if (sum !== SIZE) throw new Error('bytes are missing');
  };
  const times = { copy: [], into: [], out: [] };
  for (let i = -2; i < ROUNDS; i++) {
    const round = { copy: await milliseconds(copy), into: await milliseconds(into), out: await milliseconds(out) };
    if (i >= 0) for (const key of Object.keys(times)) times[key].push(round[key]);
  }
  const ratio = (key) => median(times.copy.map((time, i) => time / times[key][i]));
  return {
    copy: median(times.copy), into: median(times.into), out: median(times.out),
    intoRatio: ratio('into'), outRatio: ratio('out'),
  };
}

const result = await { resolved, stdout, bytes }[job]();
process.stderr.write(`${JSON.stringify(result)}\n`);
process.exit();
