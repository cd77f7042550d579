// Runs in a process of its own, with --expose-gc: `node --expose-gc async-measure.ts <module> <job>`. Does the job
// once to warm up and once more, and prints what the second time left behind, as one line of JSON.

import { argv, memoryUsage, stdout } from 'node:process';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Instance } from './async-component.ts';

interface Module {
  instantiate(getCoreModule: undefined, imports: object): Instance;
}

const [, , path = '', job = '', control = ''] = argv;
const MANY = 1_000_000;
const SOME = 10_000;
const HALF = 500n;

async function collect(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    globalThis.gc?.();
    await setImmediate();
  }
}

/** What nobody waits for is in no hurry: writers of forgotten streams go on a few at a time. */
async function settle(): Promise<void> {
  await collect();
  await setTimeout(1000);
  await collect();
}

function check(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** One element after the other, for ever: whoever reads has to end it. */
function endless<T>(element: T, closed: () => void): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ value: element, done: false }),
      return: async () => {
        closed();
        return { value: undefined, done: true };
      },
    }),
  };
}

const JOBS: Readonly<Record<string, (instance: Instance) => Promise<void>>> = {
  /** Each waits for a promise of the host's. */
  async calls({ call }) {
    for (let i = 0; i < MANY; i++) if (await call(i) !== i + 1) throw new Error('wrong answer');
  },

  async concurrent({ call }) {
    const answers = await Promise.all(Array.from({ length: SOME }, (_, i) => call(i)));
    check(answers.every((answer, i) => answer === i + 1), 'wrong answer');
  },

  /** Half of them out of the guest, by `next`, half into it, from an iterator. */
  async elements({ inBool, outBool }) {
    const stream = await outBool(BigInt(MANY / 2));
    let count = 0;
    while (!(await stream.next()).done) count++;
    check(count === MANY / 2, `${count} elements came`);
    let closed = 0;
    check(await inBool(endless(true, () => closed++), BigInt(MANY / 2)) === BigInt(MANY / 2), 'too few went');
    check(closed === 1, 'the source is not closed');
  },

  async streams({ inU8, outU8, inBool, outBool }) {
    let closed = 0;
    const close = (): void => void closed++;
    for (let i = 0; i < SOME; i += 4) {
      const bytes = await outU8(1000n);
      check((await bytes.read(Number(HALF))).value?.length === Number(HALF), 'not half of the bytes');
      await bytes.return();
      const bools = await outBool(1000n);
      await bools.next();
      await bools.return();
      check(await inU8(endless(new Uint8Array(100), close), HALF) === HALF, 'not half');
      check(await inBool(endless(false, close), 5n) === 5n, 'not half');
    }
    check(closed === SOME / 2, `${closed} sources were closed`);
  },

  /** Streams that nobody reads to the end or closes. */
  async forgotten({ outU8, outBool }) {
    for (let i = 0; i < SOME; i += 2) {
      await (await outU8(1000n)).read(500);
      await (await outBool(1000n)).next();
      if (i % 1000 === 0) await collect();
    }
  },
};

const { instantiate } = await import(pathToFileURL(path).href) as Module;
const kept: unknown[] = [];
const host = control === 'kept'
  ? async (x: number) => { kept.push({ x }); return x; }
  : async (x: number) => x;
const instance = instantiate(undefined, { host: { default: host } });
await JOBS[job]?.(instance);
await settle();
const before = memoryUsage();
await JOBS[job]?.(instance);
await settle();
const after = memoryUsage();
stdout.write(`${JSON.stringify({
  heap: after.heapUsed - before.heapUsed,
  outside: after.external - before.external,
  nextHandle: instance.probe(),
})}\n`);
