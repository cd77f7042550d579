import { ASYNC } from '../guests/async.ts';
import { describe } from '../lib/case.ts';

const { group, test } = describe<typeof import('../hand/async.ts')>({
  name: 'async', guest: ASYNC, hand: ['async'], host: 'async', jco: { asyncMode: 'jspi' },
});

const isAsync = true;
const three = { hand: 3 };
const two = { hand: 2 };
const TEXT = 'the quick brown fox jumps over the lazy dog, twice';
const CHUNK = Uint8Array.from({ length: 65536 }, (_, i) => i);

test('synchronous export of the same component', 0, (e, _, i) => e.sync(i), { jcoOverHand: 301 });
test('async export that returns at once', 0, (e, _, i) => e.nop(i),
  { isAsync, jcoOverHand: 112, atMost: three });
test('async echo(string 50)', TEXT, (e, text) => e.echo(text), { isAsync, jcoOverHand: 33.5, atMost: three });
test('async export that awaits a settled promise of the host', 0, (e, _, i) => e.calls(i, 1),
  { isAsync, jcoOverHand: 8669, atMost: three });
test('one task, 100 host calls one by one', 0, (e, _, i) => e.calls(i, 100),
  { isAsync, per: 100, jcoOverHand: 7256, atMost: three });
test('async export that returns at once, 1000 concurrent', 0,
  (e) => Promise.all(Array.from({ length: 1000 }, (_, i) => e.nop(i))),
  { isAsync, per: 1000, jcoOverHand: 554, atMost: three });
test('async export that awaits the host, 1000 concurrent', 0,
  (e) => Promise.all(Array.from({ length: 1000 }, (_, i) => e.calls(i, 1))),
    { isAsync, per: 1000, jcoOverHand: 1182, atMost: three });
test('stream<u8> guest -> host, 16 MiB in 64 kB writes', 0, async (e) => {
  const stream = await e.write(16 << 20);
  let sum = 0;
  for (;;) {
    const { value, done } = await stream.read({ count: 65536 });
    if (value !== undefined) sum += value.length;
    if (done) return sum;
  }
}, { isAsync, jcoOverHand: 315, atMost: two });
test('stream<u8> host -> guest, 16 MiB in 64 kB chunks of a generator', CHUNK, (e, chunk) => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < 256; i++) yield chunk;
  }
  return e.read(chunks());
}, { isAsync, jcoOverHand: 747, atMost: two });
test('stream<u8> host -> guest, 16 MiB in 64 kB chunks of a ReadableStream', CHUNK, (e, chunk) => {
  let i = 0;
  return e.read(new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (i++ < 256) controller.enqueue(chunk);
      else controller.close();
    },
  }));
}, { isAsync, jcoOverHand: 545, atMost: two });

export default group;
