/**
 * What validating costs, as shares and per item: `node scripts/figures-validate.ts`. Real components are looked for in
 * `../shared/components`, or where WCM2JS_SHARED says.
 */
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { existsSync, readFileSync } from 'node:fs';
import { decode } from '../src/decoder/decode.ts';
import { validateBodies } from '../src/decoder/validate/bodies.ts';
import { validate } from '../src/decoder/validate/index.ts';
import { transpile } from '../src/index.ts';

const COUNTS = [10, 100, 1_000, 10_000];

const items = (n: number, item: (i: number) => string): string => Array.from({ length: n }, (_, i) => item(i)).join('\n');

/** A component with `n` of what is counted. */
const SHAPES: Readonly<Record<string, (n: number) => string>> = {
  functions: (n) => `(component
    (core module $m (func (export "f") (param i32 i32) (result i32) local.get 0))
    (core instance $i (instantiate $m))
    (alias core export $i "f" (core func $f))
    ${items(n, (i) => `(func (export "f${i}") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $f)))`)})`,
  types: (n) => `(component
    ${items(n, (i) => `(type $t${i} (record (field "a" u32) (field "b" ${i === 0 ? 'string' : `(option u8)`}) (field "c" (list u8))))
      (export "t${i}" (type $t${i}))`)})`,
  imports: (n) => `(component
    ${items(n, (i) => `(import "f${i}" (func (param "x" string) (result u32)))`)})`,
};

/** Milliseconds: the median of some runs, after some that don't count. */
function time(run: () => unknown, rounds = 15): number {
  const times: number[] = [];
  for (let i = 0; i < rounds + 3; i++) {
    const start = performance.now();
    run();
    if (i >= 3) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}

for (const [name, make] of Object.entries(SHAPES)) {
  const line: string[] = [];
  for (const count of COUNTS) {
    const component = decode(await parse(make(count)));
    const ms = time(() => validate(component));
    line.push(`${count}: ${ms.toFixed(3)} ms, ${(ms / count * 1000).toFixed(2)} µs each`);
  }
  console.log(`validate, ${name}: ${line.join(' · ')}`);
}

const folder = process.env['WCM2JS_SHARED'] ?? new URL('../../shared', import.meta.url).pathname;
const file = `${folder}/components/hello-stdout.wasm`;
if (existsSync(file)) {
  const bytes = readFileSync(file);
  const component = decode(bytes);
  const [all, rules, bodies] = [
    time(() => transpile(bytes)), time(() => validate(component)), time(() => validateBodies(component)),
  ];
  const share = (part: number): string => `${part.toFixed(2)} ms (${Math.round(part / all * 100)} %)`;
  console.log(`hello-stdout: transpile ${all.toFixed(2)} ms, of which rules ${share(rules)}, bodies by the engine ${share(bodies)}`);
} else {
  console.log(`SKIPPED: hello-stdout.wasm is not at ${file}`);
}
