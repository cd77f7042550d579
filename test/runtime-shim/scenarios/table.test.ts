// README.md says where each scenario of the reference is tested: it names tests that are there.

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

const rows = [...read('README.md').matchAll(/^\| `(test_\w+)` \| (.*) \|$/gm)];
const named = [...read('README.md').matchAll(/\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g)];

test('there are 32 scenarios, each once, and each is tested', () => {
  expect(new Set(rows.map(([, name]) => name)).size).toBe(32);
  expect(rows).toHaveLength(32);
  for (const [, name, where] of rows) expect(where, name).toContain('.test.ts)');
});

describe('a test is there', () => {
  test.each(named.map(([, title, path]) => [path!, title!] as const))('%s: %s', (path, title) => {
    expect(existsSync(new URL(path, import.meta.url)), path).toBe(true);
    const titles = [...read(path).matchAll(/\(\s*'((?:[^'\\]|\\.)*)',/g)].map(([, each]) => each);
    expect(titles).toContain(title);
  });
});
