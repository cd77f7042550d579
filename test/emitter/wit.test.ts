/** The world as WIT text, read back by wasm-tools and made into a component again. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentEmbed, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { emitWit } from '../../src/emitter/wit.ts';
import type { World } from '../../src/planner/world.ts';
import { sharedPathOrWarn } from '../support/shared.ts';
import { projectRoot } from '../support/source-file.ts';
import { componentOf, worldOf, worldOfWat, worldOfWit } from '../support/world-of.ts';

/** The text, and the text of the component that is made of it. */
async function thereAndBack(world: World): Promise<{ text: string; again: string }> {
  const text = emitWit(world);
  return { text, again: emitWit(worldOf(await componentOf(text), world.name)) };
}

test('a world is a package of its own, before those of its interfaces', async () => {
  expect(emitWit(await worldOfWit(`package docs:adder@0.1.0;
    interface add { add: func(x: u32, y: u32) -> u32; }
    world w { import log: func(text: string); export add; }`))).toBe(`package root:component;

world test {
  import log: func(text: string);
  export docs:adder/add@0.1.0;
}

package docs:adder@0.1.0 {
  interface add {
    add: func(x: u32, y: u32) -> u32;
  }
}
`);
});

describe('comes back the same', () => {
  test.each([
    ['types of every kind', `interface c {
      record r { %type: u8, a-B: option<string>, c: list<char>, d: list<u8, 4>, e: map<string, f64> }
      variant v { a, b(tuple<s8, bool>), %result(result), d(result<_, r>), e(result<u8>), f(result<u8, u16>) }
      flags ff { a, b } enum e { %enum, b } type t = list<v>;
      f: func(r: r, v: v, f: ff, e: e, t: t); h: func() -> future;
      g: async func(s: stream<u8>, t: stream) -> future<string>;
    } world w { export c; }`],
    ['resources', `interface c {
      resource conn {
        constructor(url: string); query: func(sql: string) -> list<string>; open: static func() -> conn;
      }
      resource fallible { constructor() -> result<fallible, string>; }
      f: func(c: borrow<conn>) -> conn; } world w { import c; export d: func(); }`],
    ['types of other interfaces', `interface a { record r { x: u8 } resource s; enum e { y } }
      interface b { use a.{r, s as t}; use o:p/q@1.2.3.{e}; f: func(r: r, t: borrow<t>) -> e; }
      world w { import b; export b2: interface { use b.{t}; g: func() -> t; } }
      package o:p@1.2.3 { interface q { enum e { z } } }`],
    ['types of the world', `interface a { record r { x: u8 } resource s; }
      world w { use a.{r as rr, s}; import f: func(r: rr) -> s; export g: func(s: borrow<s>); }`],
  ])('%s', async (_, wit) => {
    const { text, again } = await thereAndBack(await worldOfWit(`package x:y;\n${wit}`));
    expect(again).toBe(text);
  });

  test('what is in golden cases is WIT to wasm-tools', async () => {
    const golden = join(projectRoot, 'golden');
    const cases = readdirSync(golden).filter((name) => existsSync(join(golden, name, 'expected.js')));
    expect(cases.length).toBeGreaterThan(80);
    for (const name of cases) {
      const bytes = await parse(readFileSync(join(golden, name, 'input.wat'), 'utf8'));
      const options = { dummy: true, witSource: emitWit(worldOf(bytes, name)), features: { tag: 'all' } } as const;
      await expect(componentEmbed(options), name).resolves.toBeInstanceOf(Uint8Array);
    }
  });

  const folder = sharedPathOrWarn('components');
  test.skipIf(folder === undefined)('real components', async () => {
    const files = readdirSync(folder!).filter((file) => file.endsWith('.wasm'));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const { text, again } = await thereAndBack(worldOf(readFileSync(join(folder!, file))));
      // wasm-tools orders a component's types anew, and leaves out imports of types that nobody uses.
      const lost = linesNotIn(text, again);
      if (file === 'stdio.composed.wasm') expect(lost).toContain('interface wall-clock {');
      else expect(lost, file).toEqual([]);
      expect(linesNotIn(again, text), file).toEqual([]);
    }
  });
});

/** Lines of one text that the other has fewer of. */
function linesNotIn(text: string, other: string): string[] {
  const counts = new Map<string, number>();
  for (const line of other.split('\n')) counts.set(line.trim(), (counts.get(line.trim()) ?? 0) + 1);
  return text.split('\n').map((line) => line.trim()).filter((line) => {
    const left = (counts.get(line) ?? 0) - 1;
    counts.set(line, left);
    return left < 0;
  });
}

test('an interface that is imported and exported is written once, with what either side has', async () => {
  const { text, again } = await thereAndBack(await worldOfWit(`package x:y;
    interface c { record r { x: u8 } resource s { m: func(); } f: func(r: r) -> s; }
    world w { import c; export c; }`));
  expect(text.match(/interface c/g)).toHaveLength(1);
  expect(text).toContain('import x:y/c;\n  export x:y/c;');
  expect(again).toBe(text);
});

test('documentation is kept, each line in its comment', async () => {
  const text = emitWit(await worldOfWit('package x:y; interface c { f: func(); } world w { export c; }', {
    interfaces: { c: { docs: 'One.\n\nTwo\u2028*/ {', funcs: { f: { docs: 'F.' } } } },
  }));
  expect(text)
    .toContain('  /// One.\n  ///\n  /// Two\n  /// */ {\n  interface c {\n    /// F.\n    f: func();');
});

test('what WIT has no words for is in comments', async () => {
  const world = await worldOfWat(`(component
    (import "m" (core module $m))
    (component $c)
    (instance $i (export "deep" (core module $m)))
    (export "c" (component $c))
    (export "x:y/z" (instance $i))
    (export "x:y/zz" (instance $i)))`);
  const text = emitWit(world);
  expect(text).toContain('// imports the module m\n');
  expect(text).toContain('// exports the component c\n');
  expect(text).toContain('// exports the module deep\n');
  expect(text).toContain('// exports x:y/z as x:y/zz too\n');
  await expect(componentOf(text)).resolves.toBeInstanceOf(Uint8Array);
});
