// Transpiling in process, warm; and how that grows with the number of functions.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import type { Case } from '../lib/case.ts';
import type { Contender, Transpile } from '../lib/contenders.ts';
import { measure, median } from '../lib/measure.ts';
import { rowOf } from '../lib/report.ts';
import type { Row } from '../lib/report.ts';
import type { Tools } from './index.ts';
import { components } from './components.ts';

interface Api {
  readonly transpile: Transpile;
}

const LIMITS = { jco: 1, 'jco-1.9.1': Infinity };

export async function inProcess({ made, rounds, wanted, done }: Tools): Promise<void> {
  const contenders: Contender[] = Object.entries(made).map(([name, transpile]) => {
    return { name, exports: { transpile } };
  });
  for (const { name, bytes } of await components()) {
    const what = `transpile ${name}, warm`;
    if (!wanted(what)) continue;
    const test: Case = {
      name: what, input: bytes, options: { isAsync: true, atMost: LIMITS },
      call: async (e: Api, bytes: Uint8Array) => {
        await e.transpile(bytes, { name: 'thing', base64Cutoff: 0 });
      },
    };
    const { results, missing } = await measure(test, contenders, rounds);
    done(rowOf('transpile', test, results, missing));
  }
}

const PER_FUNCTION = {
  scalars: '(param "a" u32) (param "b" u32) (result u32)',
  strings: '(param "a" string) (param "b" (list u32)) (result string)',
};

/** A component of so many functions of one type. */
function many(count: number, type: string): string {
  const [core, options] = type.includes('string')
    ? ['(param i32 i32 i32 i32) (result i32)', '(memory (core memory $i "m")) (realloc (core func $i "r"))']
    : ['(param i32 i32) (result i32)', ''];
  return `(component
    (core module $m
      (memory (export "m") 1)
      (func (export "r") (param i32 i32 i32 i32) (result i32) i32.const 0)
      (func (export "f") ${core} i32.const 0))
    (core instance $i (instantiate $m))
    ${Array.from({ length: count }, (_, i) => `(func (export "f${i}") ${type} (canon lift (core func $i "f") ${options}))`).join('\n')})`;
}

const STEPS = [100, 1000, 10_000];

export async function scaling({ made, wanted, done }: Tools): Promise<void> {
  const { wcm2js } = made;
  for (const [name, type] of Object.entries(PER_FUNCTION)) {
    const times: number[] = [];
    for (const count of STEPS) {
      if (!wanted(`scaling, functions of ${name}`)) continue;
      const bytes = await parse(many(count, type));
      const rounds: number[] = [];
      for (let round = -2; round < 7; round++) {
        const start = performance.now();
        await wcm2js!(bytes, { name: 'thing' });
        if (round >= 0) rounds.push((performance.now() - start) * 1e6);
      }
      times.push(median(rounds));
    }
    for (let i = 1; i < times.length; i++) done(step(name, i, times));
  }
}

function step(name: string, i: number, times: readonly number[]): Row {
  const [few, lots] = [STEPS[i - 1]!, STEPS[i]!];
  return {
    group: 'transpile', name: `scaling, functions of ${name}, ${few} to ${lots}`, missing: [],
    times: { [few]: times[i - 1]!, [lots]: times[i]! },
    figures: [
      { what: `time of ${lots} / of ${few}`, value: times[i]! / times[i - 1]!, limit: 12, kind: 'at most' },
    ],
  };
}
