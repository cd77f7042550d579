import { COUNTERS, THINGS } from '../guests/resources.ts';
import { describe } from '../lib/case.ts';

type Counters = typeof import('../hand/counters.ts');
type Counter = InstanceType<Counters['Counter']>;

const counters = describe<Counters>({ name: 'guest resources', guest: COUNTERS, hand: ['counters'] });
const make = { setup: (e: Counters): Counter | undefined => new e.Counter(3) };
const none = undefined as Counter | undefined;

counters.test('exported resource: new + method + dispose', 0, (e, _, i) => {
  const counter = new e.Counter(i);
  const result = counter.add(1);
  counter[Symbol.dispose]();
  return result;
}, { jcoOverHand: 50.4 }, { check: (e) => e.dropped() > 0 });
counters.test('exported resource: method call', none, (_, counter, i) => counter!.add(i),
  { jcoOverHand: 277 }, make);
counters.test('exported resource: pass borrow<counter>', none, (e, counter) => e.peek(counter!),
  { jcoOverHand: 322 }, make);
counters.test('exported resource: new + pass own<counter>', 0, (e, _, i) => e.consume(new e.Counter(i)),
  { jcoOverHand: 32.3 },
  { check: (e) => e.dropped() > 0 });

type Things = typeof import('../hand/things.ts');

const things = describe<Things>({ name: 'host resources', guest: THINGS, hand: ['things'], host: 'things' });

things.test('imported resource: method called by the guest', 0, (e) => e.methods(1000),
  { per: 1000, jcoOverHand: 1366 });
things.test('imported resource: constructor + drop by the guest', 0, (e) => e.objects(1000),
  { per: 1000, jcoOverHand: 429 });
const thing = {
  setup: (e: Things): InstanceType<Things['Thing']> | undefined => new e.Thing(3),
};
const nothing = undefined as InstanceType<Things['Thing']> | undefined;
things.test('imported resource: own<thing> in and back out', nothing, (e, thing) => e.pass(thing!),
  { jcoOverHand: 349 }, thing);
things.test('imported resource: borrow<thing> in, method called, dropped', nothing,
  (e, thing) => e.look(thing!), {}, thing);

export default [counters.group, things.group];
