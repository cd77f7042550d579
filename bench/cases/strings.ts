import { strings } from '../guests/strings.ts';
import { describe } from '../lib/case.ts';
import type { Group } from '../lib/case.ts';

type Strings = typeof import('../hand/strings-utf8.ts');

const sized = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
/** A string that isn't a tree of others. */
const flat = (string: string): string => JSON.parse(JSON.stringify(string)) as string;

const ascii = (length: number): string =>
  flat(sized('the quick brown fox jumps over the lazy dog, ', length));

/** The texts with what jco took, as multiples: in, out, echoed. */
const TEXTS: readonly (readonly [name: string, text: string, jco: readonly [number, number, number]])[] = [
  ['5 ASCII', ascii(5), [173, 104, 77.1]],
  ['16 ASCII', ascii(16), [86.9, 64.7, 42.4]],
  ['50 ASCII', ascii(50), [33.6, 23.5, 16.5]],
  ['1000 ASCII', ascii(1000), [51, 18.7, 17.2]],
  ['100000 ASCII', ascii(100_000), [76.5, 1.85, 22.8]],
  ['1000 with umlauts', flat(sized('schöne grüße aus köln, ', 1000)), [42.1, 12, 15.1]],
  ['1000 CJK', flat(sized('世界人権宣言すべての人間は', 1000)), [10.5, 3.88, 3.88]],
  ['1000 emoji', flat(sized('😀 hi 🎉 you 🚀 ', 1000).replace(/[\ud800-\udbff]$/, '.')), [7.56, 4.79, 3.71]],
];

/** In other encodings a mark was never made with jco: it doesn't know latin1+utf16. */
function group(encoding: Parameters<typeof strings>[0], hand: string): Group {
  const { group, test } = describe<Strings>({
    name: `strings ${encoding}`, guest: strings(encoding), hand: [hand],
  });
  for (const [name, text, marks] of TEXTS) {
    const [jcoIn, jcoOut, jcoEcho] = encoding === 'utf8' ? marks : [0, 0, 0];
    test(`string in, ${name}`, text, (e, text) => e.take(text), { jcoOverHand: jcoIn },
      { check: (e, text) => (e.store(text), e.give()) });
    test(`string out, ${name}`, text, (e) => e.give(), { jcoOverHand: jcoOut, garbage: text.length > 1000 },
      { setup: (e, text) => e.store(text) });
    if (encoding !== 'utf8') continue;
    test(`string echo, ${name}`, text, (e, text) => e.echo(text),
      { jcoOverHand: jcoEcho, garbage: text.length > 1000 });
  }
  return group;
}

export default [
  group('utf8', 'strings-utf8'), group('utf16', 'strings-utf16'), group('latin1+utf16', 'strings-latin1'),
];
