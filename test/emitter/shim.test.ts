// Which declarations of the runtime shim an output gets.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Feature, ShimName } from '../../src/emitter/shim.ts';
import { shimDeclarations, shimNames, withUsedViews } from '../../src/emitter/shim.ts';
import * as shim from '../../src/runtime-shim/index.ts';

const NAMES = shimNames(true).filter((name) => name in shim) as ShimName[];
const FEATURES = Object.keys(shim.has) as Feature[];

const code = (names: readonly ShimName[], features: readonly Feature[] = []): string =>
  shimDeclarations(names, features).map((each) => each.code).join('');

describe('an output', () => {
  test('has nothing of parked stacks where none is parked', () => {
    expect(code(['callFromHost'])).not.toMatch(/urgent|resuming|\.stack/);
    expect(code(['callFromHost', 'park'])).toMatch(/\.stack/);
  });

  test('has typed arrays and futures only if it says that it has them', () => {
    expect(code(['toStream'])).not.toMatch(/isNumberValue|ArrayBuffer/);
    expect(code(['toStream'], ['numbers'])).toMatch(/isNumberValue[^]*ArrayBuffer|ArrayBuffer[^]*isNumberValue/);
    expect(code(['copyBuffer', 'dropEnd'])).not.toMatch(/isFuture/);
    expect(code(['copyBuffer', 'dropEnd', 'futureReadable'])).toMatch(/isFuture/);
  });

  test('never asks for a feature when it runs', () => {
    for (const name of NAMES) for (const features of [[], FEATURES]) expect(code([name], features)).not.toMatch(/\bhas\./);
  });

  test('with what two others need is no larger than both together', () => {
    const uses = goldenUses();
    expect(uses.length).toBeGreaterThan(40);
    for (const [i, a] of uses.entries()) {
      for (const b of uses.slice(0, i)) {
        const union = code([...a.names, ...b.names], [...a.features, ...b.features]).length;
        expect(union, `${a.name} and ${b.name}`).toBeLessThanOrEqual(a.size + b.size);
      }
    }
  });
});

/** What the outputs of golden cases have of the shim. */
function goldenUses() {
  const golden = fileURLToPath(new URL('../../golden', import.meta.url));
  return readdirSync(golden).filter((name) => existsSync(`${golden}/${name}/expected.js`)).flatMap((name) => {
    const output = readFileSync(`${golden}/${name}/expected.js`, 'utf8');
    const declared = new Set([...output.matchAll(/^(?:async )?(?:function\*?|class|const) (\w+)/gm)].map(([, each]) => each));
    const names = NAMES.filter((each) => declared.has(each));
    const features: Feature[] = /\bnumbers\b.*Uint|NumbersReader|isNumberValue/.test(output) ? ['numbers'] : [];
    return names.length === 0 ? [] : [{ name, names, features, size: code(names, features).length }];
  });
}

test('views of a memory that nothing names are not made', () => {
  const declarations = shimDeclarations(['memoryViews', 'refreshViews'], []);
  const rest = 'const { f64, s16 } = memory; // func(x: u64)\nmemory.u32[ptr >>> 2] = memory\n  .s8[ptr];';
  const text = withUsedViews(declarations, rest).map((each) => each.code).join('');
  const made = [...text.matchAll(/^ {4}(\w+)[:,]/gm)].map(([, name]) => name);
  expect(made).toEqual(['memory', 'u8', 's8', 's16', 'u32', 'f64']);
});
