// Bytes of JavaScript of outputs: as they are, minified by oxc-minify, and that gzipped.
import { gzipSync } from 'node:zlib';
import { minifySync } from 'oxc-minify';
import type { Transpile } from '../lib/contenders.ts';
import type { Row } from '../lib/report.ts';
import { components } from './components.ts';
import type { Tools } from './index.ts';

export async function sizes({ made, wanted, done }: Tools): Promise<void> {
  for (const { name, bytes } of await components()) {
    const what = `size, ${name}`;
    if (!wanted(what)) continue;
    const found: Record<string, number> = {};
    const missing: { contender: string; reason: string }[] = [];
    for (const [contender, transpile] of Object.entries(made)) {
      try {
        Object.assign(found, await sizesOf(contender, transpile, bytes));
      } catch (error) {
        missing.push({ contender, reason: (error as Error).message.split('\n')[0]!.slice(0, 100) });
      }
    }
    const figures: Row['figures'] = ['raw', 'minified', 'gzipped'].flatMap((kind) => {
      const [ours, theirs] = [found[`wcm2js ${kind}`], found[`jco ${kind}`]];
      if (ours === undefined || theirs === undefined) return [];
      return [{ what: `wcm2js / jco, ${kind}`, value: ours / theirs, limit: 1, kind: 'at most' as const }];
    });
    done({ group: 'sizes', name: what, times: {}, bytes: found, figures, missing });
  }
}

async function sizesOf(
  name: string, transpile: Transpile, bytes: Uint8Array,
): Promise<Record<string, number>> {
  const { files } = await transpile(bytes, { name: 'thing', base64Cutoff: 0 });
  const scripts = Object.keys(files).filter((file) => file.endsWith('.js'))
    .map((file) => Buffer.from(files[file]!).toString());
  const small = scripts.map((code) => minifySync('thing.js', code, { module: true }).code);
  const zipped = small.map((code) => gzipSync(code, { level: 9 }));
  return {
    [`${name} raw`]: sum(scripts), [`${name} minified`]: sum(small), [`${name} gzipped`]: sum(zipped),
  };
}

function sum(all: readonly (string | Buffer)[]): number {
  return all.reduce((size, one) => size + Buffer.byteLength(one), 0);
}
