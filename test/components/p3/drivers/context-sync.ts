// context-sync: context that belongs to a task, and is gone with it.

import { equal } from 'node:assert/strict';
import type { Play } from '../../support/play.ts';

interface Exports {
  pushContext(value: number): number;
  pullContext(): number;
}

export function play(): Play<Exports> {
  return {
    imports: {},
    drive({ pushContext, pullContext }) {
      equal(pushContext(33), 33);
      equal(pullContext(), 0, 'a task of its own');
      equal(pushContext(7), 7);
    },
  };
}
