// Declarations of a component that is full of one thing take no longer than transpiling it may.

import { expect, test } from 'vitest';
import { componentTypes } from '../../src/index.ts';
import { FILLS } from '../hostile/support/fills.ts';
import { filled } from '../hostile/support/filled.ts';

test.each(['resource types', 'imports of resources', 'an import of many resources', 'exports of types'])('%s', (name) => {
  const bytes = filled(FILLS[name]!, 256_000);
  const start = process.cpuUsage();
  expect(Object.values(componentTypes(bytes, { beside: true }))[0]).toContain('export {};');
  // A second is enough; what grows with the square takes forty.
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(6);
});
