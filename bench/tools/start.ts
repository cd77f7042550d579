// What starting takes: a module's import with its first instance, in a fresh process; further instances, in
// this one.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import composed from '../cases/composed.ts';
import imports from '../cases/imports.ts';
import records from '../cases/records.ts';
import scalars from '../cases/scalars.ts';
import type { Case, Group } from '../lib/case.ts';
import { assemble, build, buildByHand } from '../lib/contenders.ts';
import type { Contender } from '../lib/contenders.ts';
import { measure, measureRuns, median, ratio } from '../lib/measure.ts';
import { run } from '../lib/processes.ts';
import { rowOf } from '../lib/report.ts';
import type { Row } from '../lib/report.ts';
import type { Tools } from './index.ts';

const program = fileURLToPath(new URL('./import.mjs', import.meta.url));
const GROUPS = [scalars, records, imports, composed];
const MOST = 1.3;

export async function firstInstance(tools: Tools): Promise<void> {
  for (const group of GROUPS) {
    const name = `import and first instance, ${group.name}`;
    if (!tools.wanted(name)) continue;
    const urls = await modules(group, tools);
    const { results, missing } = measureRuns(
      Object.entries(urls).map(([contender, url]) => {
        return { contender, run: () => Number(run([program, url]).stdout) };
      }),
      Math.min(tools.rounds, 21),
    );
    const by = new Map(results.map((result) => [result.contender, result]));
    const [ours, hand] = [by.get('wcm2js')!, by.get('hand')!];
    const value = ratio(ours, hand);
    const figures: Row['figures'] = [{ what: 'wcm2js / hand', value, limit: MOST, kind: 'at most' }];
    const times = Object.fromEntries(results.map((result) => [result.contender, median(result.times)]));
    tools.done({ group: 'start', name, times, figures, missing });
  }
}

/** Where the modules are: minified they'd be a little faster to parse, all of them. */
async function modules(group: Group, { made, scratch }: Tools): Promise<Record<string, string>> {
  const { bytes, cores } = await assemble(group);
  const folder = join(scratch, 'start', group.name);
  const [hand] = await buildByHand(group.hand[0]!, cores, join(folder, 'hand'));
  const urls: Record<string, string> = { hand: hand! };
  for (const [name, transpile] of Object.entries(made)) {
    urls[name] = (await build(transpile, bytes, join(folder, name), group.host, {}))[0]!;
  }
  return urls;
}

type Instantiate = (getCoreModule: (name: string) => WebAssembly.Module, imports: object) => object;

export async function furtherInstances({ made, rounds, scratch, wanted, done }: Tools): Promise<void> {
  for (const group of [scalars, records, composed]) {
    const name = `further instance, ${group.name}`;
    if (!wanted(name)) continue;
    const { bytes } = await assemble(group);
    const contenders: Contender[] = [];
    for (const [contender, transpile] of Object.entries(made)) {
      const options = { name: 'thing', instantiation: 'sync', base64Cutoff: 0 };
      const { files } = await transpile(bytes, options);
      const file = join(scratch, `${group.name}-${contender}.mjs`);
      writeFileSync(file, files['thing.js']!);
      const { instantiate } = await import(pathToFileURL(file).href) as { readonly instantiate: Instantiate };
      const compiled = new Map(Object.entries(files).filter(([file]) => file.endsWith('.wasm'))
        .map(([file, core]) => [file, new WebAssembly.Module(core as Uint8Array<ArrayBuffer>)]));
      const make = (): object => instantiate((file) => compiled.get(file)!, {});
      contenders.push({ name: contender, exports: { make } });
    }
    const test: Case = {
      name, input: 0, options: { memories: true, atMost: { jco: 1, 'jco-1.9.1': Infinity } },
      call: (e: { make(): object }) => typeof e.make(),
    };
    const { results, missing } = await measure(test, contenders, rounds);
    done(rowOf('start', test, results, missing));
  }
}
