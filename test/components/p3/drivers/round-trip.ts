// async-round-trip-*: an asynchronous export over an asynchronous import, in four ABIs.

import { deepEqual, equal, rejects } from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Play } from '../../support/play.ts';

interface Baz {
  foo(text: string): Promise<string>;
}

interface Exports {
  readonly 'baz': Baz;
  readonly 'local:local/baz': Baz;
}

const there = (text: string): string => `${text} - entered host - exited host`;
const back = (text: string): string => there(`${text} - entered guest`) + ' - exited guest';

/** Answers as the text asks: at once, by a promise that is resolved, later; the longest text first. */
function foo(text: string): string | Promise<string> {
  if (text.startsWith('fail')) return Promise.reject(new Error('the host failed'));
  if (text.startsWith('later')) return setTimeout(text.includes('long') ? 5 : 30, there(text));
  return text.startsWith('soon') ? Promise.resolve(there(text)) : there(text);
}

export function play(): Play<Exports> {
  return {
    imports: { 'local:local/baz': { foo } },
    async drive({ baz, 'local:local/baz': named }) {
      equal(baz, named);
      for (const text of ['hello', 'soon', 'later', '', 'später ☃']) equal(await baz.foo(text), back(text));

      const texts = ['later 1', 'at once', 'later and long', 'soon', 'later 2'];
      const order: string[] = [];
      const answers = await Promise.all(texts.map(async (text) => {
        const answer = await baz.foo(text);
        order.push(text);
        return answer;
      }));
      deepEqual(answers, texts.map(back));
      equal(order.length, texts.length);

      const failing = rejects(baz.foo('fail'), { message: 'the host failed' });
      // Pending in the host or, where calls wait for one another, before the guest.
      await rejects(baz.foo('later 3'), Error);
      await failing;
      await rejects(baz.foo('hello'), { message: /cannot enter component instance/ });
    },
  };
}
