// The application of the matrix: components by plain imports, one of them as a factory.
import { add } from './adder.wasm';
import { consume, Counter } from './counter.wasm';
import { instantiate } from './counter.wasm?instantiate';
import { greet } from './greeter.wasm';
import { length } from './later.wasm';
import { tellStory } from './story.mjs';
import * as users from './users.wasm';

export async function run() {
  const counter = new Counter(5);
  counter.add(2);
  const factory = await instantiate();
  return {
    sum: add(40, 2),
    greeting: greet('wörld'),
    counter: consume(counter),
    instances: [await instantiate(), factory].map((each) => new each.Counter(1).add(1)),
    length: await length('wörld'),
    story: tellStory(users).map(({ id, lines }) => [id, ...lines]),
  };
}
