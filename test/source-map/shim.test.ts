// What the build knows of the shim's sources: each line of each variant of each declaration is where its words are.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readShimSources } from '../../src/emitter/shim-sources.generated.ts';
import { shimTable } from '../../src/emitter/shim-table.generated.ts';
import { decodeMappings } from '../../src/emitter/source-map/mappings.ts';
import { projectRoot } from '../support/source-file.ts';

const { files, declarations } = readShimSources();
const folder = join(projectRoot, 'src/runtime-shim');

test('the sources are those of the shim, without what only has types', () => {
  for (const [name, text] of Object.entries(files)) expect(text, name).toBe(readFileSync(join(folder, name), 'utf8'));
  const missing = readdirSync(folder).filter((name) => !(name in files));
  expect(missing.sort()).toEqual(['concurrent.ts', 'features.ts', 'index.ts']);
});

test('every declaration of the table has a place, in all of its variants', () => {
  expect(Object.keys(declarations).sort()).toEqual(Object.keys(shimTable).sort());
  for (const [name, { variants }] of Object.entries(shimTable)) {
    expect(Object.keys(declarations[name]!.variants), name).toEqual(Object.keys(variants));
  }
});

test('every line begins where its source says', () => {
  const wrong: string[] = [];
  let count = 0;
  for (const [name, { variants }] of Object.entries(shimTable)) {
    const { file, variants: places } = declarations[name]!;
    const source = files[file]!.split('\n');
    for (const [variant, { code }] of Object.entries(variants)) {
      const mappings = decodeMappings(places[variant]!);
      code.split('\n').forEach((text, index) => {
        const [, , line = -1, column = -1] = mappings[index]?.[0] ?? [];
        const [word = ''] = /^[\w$]+|^\S/.exec(text.trim()) ?? [];
        if (text.trim() === '') return;
        count++;
        if (!source[line]?.slice(column).startsWith(word)) wrong.push(`${name} (${variant}): ${text} | ${source[line]?.slice(column)}`);
      });
    }
  }
  expect(count).toBeGreaterThan(2000);
  expect(wrong).toEqual([]);
});
