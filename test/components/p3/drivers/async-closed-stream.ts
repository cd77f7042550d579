// async-closed-stream: a stream whose writing end is dropped at once.

import { deepEqual, equal } from 'node:assert/strict';
import type { Play } from '../../support/play.ts';

interface ClosedStream {
  get(): AsyncIterator<Uint8Array> & AsyncIterable<Uint8Array>;
}

interface Exports {
  readonly 'local:local/closed-stream': ClosedStream;
}

export function play(): Play<Exports> {
  return {
    imports: {},
    async drive({ 'local:local/closed-stream': { get } }) {
      const stream = get();
      deepEqual(await stream.next(), { value: undefined, done: true });
      deepEqual(await stream.next(), { value: undefined, done: true }, 'and stays so');
      for await (const chunk of get()) equal(chunk, undefined, 'there is none');
    },
  };
}
