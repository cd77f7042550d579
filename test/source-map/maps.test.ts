// Source maps through the public API: what they say, and what they leave alone.

import { componentEmbed, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { transpile } from '../../src/index.ts';
import { APPLICATION, NAMES, application, lineOf, mapTextOf, readMap, textOf } from './support/application.ts';

test('the WIT has the docs of the component, and wasm-tools accepts it', async () => {
  const wit = textOf((await application()).files['app.wit']);
  expect(wit).toBe(`package root:component;

world app {
  import my:host/console@1.0.0;
  export my:pkg/iface@1.2.3;
}

package my:host@1.0.0 {
  interface console {
    log-it: func(n: u32);
  }
}

package my:pkg@1.2.3 {
  /// Does things.
  interface iface {
    resource sum {
      constructor(n: u32);
      add: func(n: u32) -> u32;
    }

    /// Twice as much,
    /// and tells so.
    do-it: func(n: u32) -> u32;
  }
}
`);
  await expect(componentEmbed({ dummy: true, witSource: wit })).resolves.toBeInstanceOf(Uint8Array);
});

const MODES = [
  {}, { tlaCompat: true }, { instantiation: 'async' }, { instantiation: 'sync' }, { runtime: 'import' },
  { sourcemap: 'inline' }, { minify: true }, { minify: true, sourcemap: 'inline' }, { typescript: false, base64Cutoff: 5000 },
] as const;

describe.each(MODES)('with %j', (options) => {
  test('each function is of its line in the WIT, and has its name', async () => {
    const result = await application(options);
    const { wit, generated, original } = await readMap(result);
    const code = textOf(result.files['app.js']).split('\n');
    for (const [name, text] of [
      [NAMES.logIt, 'log-it:'], [NAMES.doIt, 'do-it:'], [NAMES.add, 'add:'],
      ['my:pkg/iface@1.2.3#[constructor]sum', 'constructor('],
    ] as const) {
      const line = lineOf(wit, text);
      const place = generated(line);
      expect(original(place)).toEqual({ source: 'app.wit', line, name });
      expect(code[place.line - 1]?.slice(place.column)).toMatch(/^(?:function \w+|constructor|add)\(/);
    }
  });

  test('files are what was asked for', async () => {
    const { files } = await application(options);
    const isInline = 'sourcemap' in options;
    expect(Object.keys(files).filter((name) => /\.(?:wit|map)$/.test(name))).toEqual(isInline ? [] : ['app.js.map', 'app.wit']);
    expect(textOf(files['app.js'])).toMatch(isInline ? /\n\/\/# sourceMappingURL=data:\S+\n$/ : /\n\/\/# sourceMappingURL=app\.js\.map\n$/);
    expect(mapTextOf({ files })).toBe(mapTextOf(await application(options)));
  });
});

test('the shim is of its own sources, which debuggers are to step over; imported, it has a map of its own', async () => {
  const sources = (text: string): { sources: string[]; sourcesContent: string[]; ignoreList: number[] } =>
    JSON.parse(text) as ReturnType<typeof sources>;
  const inlined = sources(mapTextOf(await application()));
  expect(inlined.sources[0]).toBe('app.wit');
  expect(inlined.sources).toContain('wcm2js/runtime-shim/resources.ts');
  expect(inlined.ignoreList).toEqual(inlined.sources.slice(1).map((_, index) => index + 1));
  expect(inlined.sourcesContent).toHaveLength(inlined.sources.length);
  expect(sources(mapTextOf(await application({ runtime: 'import' }))).sources).toEqual(['app.wit']);
});

test('each line of the shim is of one in its sources that has its words, without types', async () => {
  const result = await application();
  const { sources, sourcesContent } = JSON.parse(mapTextOf(result)) as { sources: string[]; sourcesContent: string[] };
  const { original } = await readMap(result);
  let count = 0;
  textOf(result.files['app.js']).split('\n').forEach((text, index) => {
    const column = text.search(/\S/);
    const { source, line } = original({ line: index + 1, column });
    if (column < 0 || source === null || source === 'app.wit') return;
    count++;
    const [first = ''] = /^(?:[\w.]+ ?){1,2}|^\S+/.exec(text.trim()) ?? [];
    expect(sourcesContent[sources.indexOf(source)]?.split('\n')[line! - 1], `${source}:${line}`).toContain(first.trim());
  });
  expect(count).toBeGreaterThan(50);
});

test('names of files are URLs in the map, whatever they are', async () => {
  const name = "my app's é";
  const { files } = await application({ name });
  expect(Object.keys(files)).toEqual(expect.arrayContaining([`${name}.js`, `${name}.js.map`, `${name}.wit`]));
  expect(textOf(files[`${name}.js`])).toMatch(/\n\/\/# sourceMappingURL=my%20app's%20%C3%A9\.js\.map\n$/);
  expect(JSON.parse(textOf(files[`${name}.js.map`]))).toMatchObject({
    file: "my%20app's%20%C3%A9.js", sources: expect.arrayContaining(["my%20app's%20%C3%A9.wit"]) as string[],
  });
});

test('text of a component stays in its literal, and in the lines of its comments', async () => {
  const docs = 'a\\0a } interface evil {\\0a //# sourceMappingURL=evil.map */ </script>';
  const text = APPLICATION.replace('Does things.', docs.replaceAll('\\0a', '\\5cn'));
  const { files } = transpile(await parse(text), { name: 'app', sourcemap: true });
  expect(textOf(files['app.wit'])).toContain('  /// a\n  ///  } interface evil {\n  ///  //# sourceMappingURL=evil.map */ < /script>\n');
  await expect(componentEmbed({ dummy: true, witSource: textOf(files['app.wit']) })).resolves.toBeInstanceOf(Uint8Array);
  expect(textOf(files['app.js']).match(/sourceMappingURL/g)).toHaveLength(1);
});

test('nothing else of the module changes but the names at run time', async () => {
  const strip = (code: string): string => code
    .replace(/\/\/ Names for debuggers\.\n(?:Object\.defineProperty\(.*\n)+\n/, '').replace(/\/\/# sourceMappingURL=.*\n/, '');
  const [plain, mapped] = [await application({ sourcemap: false }), await application()];
  expect(strip(textOf(mapped.files['app.js']))).toBe(textOf(plain.files['app.js']));
  expect(textOf(mapped.files['app.js'])).not.toBe(textOf(plain.files['app.js']));
  expect({ ...plain.files, ...mapped.files }).toEqual({ ...mapped.files });
});

describe('a minifier of the caller', () => {
  test('that gives a map as JSON or as an object has it composed', async () => {
    const shift = (code: string) => ({ code: `// mine\n${code}`, map: { mappings: `;${code.split('\n').map(() => 'AACA').join(';').replace('C', 'A')}` } });
    const direct = await readMap(await application());
    const shifted = await application({ minify: shift });
    const again = await application({ minify: (code) => ({ code: shift(code).code, map: JSON.stringify(shift(code).map) }) });
    expect(again.files).toEqual(shifted.files);
    const { generated } = await readMap(shifted);
    const line = lineOf(direct.wit, 'do-it:');
    expect(generated(line)).toEqual({ line: direct.generated(line).line + 1, column: 0 });
  });

  test('that gives none means that there is no map, with a warning', async () => {
    const { files, warnings } = await application({ minify: (code) => code });
    expect(Object.keys(files)).not.toContain('app.js.map');
    expect(textOf(files['app.js'])).not.toContain('sourceMappingURL');
    expect(warnings).toEqual(['no source map is written, as the minifier gave none for its code: let it return { code, map }']);
  });

  test.each([
    [{ code: '', map: { mappings: 'A!' } }, `the minifier's source map can't be read: not a digit of mappings: "!"`],
    [{ code: '', map: '{}' }, 'the map of the minifier has no mappings'],
    [{ code: '', map: '{' }, /^OPTION_VALUE: option "minify": the minifier failed: SyntaxError/],
  ])('%j is refused', async (result, message) => {
    await expect(application({ minify: () => result as { code: string; map: string } })).rejects
      .toThrow(typeof message === 'string' ? message : /the minifier failed: SyntaxError/);
  });
});
