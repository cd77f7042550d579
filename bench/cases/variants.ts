import { VARIANTS } from '../guests/variants.ts';
import type { Result, Shape } from '../hand/variants.ts';
import { describe } from '../lib/case.ts';

const { group, test } = describe<typeof import('../hand/variants.ts')>({
  name: 'variants', guest: VARIANTS, hand: ['variants'],
});

const SHAPES: readonly Shape[] = [
  { tag: 'circle', val: 1.5 }, { tag: 'rect', val: [1.5, 2.5] },
  { tag: 'named', val: { tag: 'ok', val: 'a square' } },
  { tag: 'named', val: { tag: 'err', val: 404 } },
];
const OK: Result<number, string> = { tag: 'ok', val: 42 };
const ERR: Result<number, string> = { tag: 'err', val: 'no luck!' };

test('variant in, 4 values in turn', SHAPES, (e, shapes, i) => e.takeShape(shapes[i & 3]!),
  { jcoOverHand: 264 });
test('variant out, rect(tuple<f64, f64>)', 0, (e) => e.giveRect(), { jcoOverHand: 142 });
test('variant out, named(ok(string 8))', 0, (e) => e.giveNamed(), { jcoOverHand: 70.6 });
test('option<u32> in, some and none', 0, (e, _, i) => e.takeOption((i & 1) === 0 ? undefined : i));
test('option<u32> out, some and none', 0, (e, _, i) => e.giveOption((i & 1) === 1));
test('result<u32, string> in, ok', OK, (e, ok) => e.takeResult(ok));
test('result<u32, string> in, err', ERR, (e, err) => e.takeResult(err));
test('result<u32, string> ok', 0, (e) => e.giveResult(false), { jcoOverHand: 415 });
test('result<u32, string> err, thrown and caught', 0, (e) => {
  try {
    return e.giveResult(true);
  } catch (error) {
    return (error as { readonly payload: unknown }).payload;
  }
}, { jcoOverHand: 3.72 });
test('result<u32, variant> ok', 0, (e) => e.giveFailure(false), { jcoOverHand: 246 });
test('result<u32, variant> err, thrown and caught', 0, (e) => {
  try {
    return e.giveFailure(true);
  } catch (error) {
    return (error as { readonly payload: unknown }).payload;
  }
}, { jcoOverHand: 4.01 });

export default group;
