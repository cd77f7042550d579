// resources: three classes of the guest's, one of the host's; methods, statics, destructors.

import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

interface Resource {
  getA(): number;
  [Symbol.dispose](): void;
}

interface Settable extends Resource {
  setA(a: number): void;
}

interface Exports {
  readonly exports: {
    readonly X: { new(a: number): Settable; add(x: Settable, a: number): Settable };
    readonly Z: { new(a: number): Resource; numDropped(): number };
    readonly KebabCase: { new(a: number): Resource; takeOwned(k: Resource): number };
    add(a: Resource, b: Resource): Resource;
    consume(x: Settable): void;
    testImports(): void;
  };
}

/** The host's class; `log` has what was called, with the object's number. */
function makeY(log: string[]) {
  let made = 0;
  return class Y implements Settable {
    readonly #id = made++;
    #a: number;
    constructor(a: number) {
      log.push(`${this.#id} = new Y(${a})`);
      this.#a = a;
    }

    static add(y: Y, a: number): Y {
      ok(y instanceof Y);
      log.push(`Y.add(${y.#id}, ${a})`);
      return new Y(y.#a + a);
    }

    getA(): number {
      return this.#a;
    }

    setA(a: number): void {
      log.push(`${this.#id}.setA(${a})`);
      this.#a = a;
    }

    [Symbol.dispose](): void {
      log.push(`drop ${this.#id}`);
    }
  };
}

// What the guest does in testImports. It owns 1, 4 and 5 to the end of a scope; 0, 2 and 3 it gives to Y.add.
const CALLS = [
  '0 = new Y(10)', '0.setA(20)', 'Y.add(0, 10)', '1 = new Y(30)', 'drop 1',
  '2 = new Y(1)', '3 = new Y(2)', '2.setA(10)', '3.setA(20)',
  'Y.add(2, 20)', '4 = new Y(30)', 'Y.add(3, 30)', '5 = new Y(50)', 'drop 4', 'drop 5',
];

export function play(): Play<Exports> {
  const log: string[] = [];
  return {
    imports: { imports: { Y: makeY(log) } },
    drive({ exports }) {
      equal(exports.testImports(), undefined);
      deepEqual(log, CALLS);
      checkX(exports);
      checkZ(exports);
      const { KebabCase } = exports;
      const kebab = new KebabCase(42);
      equal(kebab.getA(), 42);
      equal(KebabCase.takeOwned(kebab), 42);
      throws(() => kebab.getA(), TypeError);
    },
  };
}

function checkX({ X, Z, consume }: Exports['exports']): void {
  const x = new X(5);
  ok(x instanceof X);
  equal(x.getA(), 5);
  x.setA(10);
  equal(x.getA(), 10);
  const sum = X.add(x, 5);
  equal(sum.getA(), 15);
  throws(() => x.getA(), TypeError, 'given to add');
  throws(() => consume(x), TypeError);
  throws(() => consume(new Z(1) as Settable), { name: 'TypeError', message: /consume: argument "x"/ });
  consume(sum);
  throws(() => sum.getA(), TypeError);
}

/** `numDropped` is one more than the number of destructors that ran. */
function checkZ({ Z, add }: Exports['exports']): void {
  const before = Z.numDropped();
  const a = new Z(10);
  const b = new Z(200);
  const sum = add(a, b);
  equal(sum.getA(), 210);
  equal(a.getA(), 10, 'only lent');
  equal(Z.numDropped(), before);
  a[Symbol.dispose]();
  a[Symbol.dispose]();
  equal(Z.numDropped(), before + 1, 'dropped once');
  throws(() => add(a, b), TypeError);
  b[Symbol.dispose]();
  sum[Symbol.dispose]();
  equal(Z.numDropped(), before + 3);
}
