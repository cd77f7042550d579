import { things } from './app.wasm';
import type { 'my:test/shared@1.0.0' as shared } from './app.wasm';
import { equal } from './equal.mjs';

const counter = new things.Counter(1);
equal<number>()(counter.add(1));
equal<things.Counter>()(things.Counter.make());
equal<things.Counter>()(things.Counter.parse('1'));
// @ts-expect-error
new things.Counter('1');
// @ts-expect-error a static is no method
counter.make();

// Own or borrowed, JavaScript gives the object.
equal<number>()(things.consume(counter));
equal<number>()(things.look(counter));
equal<things.Counter[]>()(things.all([counter]));
equal<things.Counter | undefined>()(things.maybe(undefined));
things.maybe(counter);
// @ts-expect-error an object of another class
things.look(things.reveal());
// @ts-expect-error a handle
things.look(1);

// Disposable, in the ways there are.
counter[Symbol.dispose]();
{ using scoped = new things.Counter(2); scoped.add(1); }

// Nobody but the component makes those without a constructor.
equal<string>()(things.reveal().peek());
// @ts-expect-error
new things.Hidden();

// The host's class is any that has the methods.
declare const ticket: shared.Ticket;
equal<number>()(ticket.number());
equal<things.Ticket>()(things.redeem(ticket));
// @ts-expect-error
things.redeem({ number: () => 1 }).missing();
// @ts-expect-error
things.redeem({});
