/** Nothing runs after a trap, whatever was under way (Explainer.md, "lockdown"). */
import { expect, test } from 'vitest';
import { failStore, hostCallSync, threadYield } from '../../../src/runtime-shim/index.ts';
import { guest, newGate } from '../support/guest.ts';

const ENTER = 'cannot enter component instance';

/** Lets `n` microtasks pass. */
async function microtasks(n: number): Promise<void> {
  for (let i = 0; i < n; i++) await null;
}

test('a stack that was about to go on does not, and the instance stays closed', async () => {
  const wentOn = new Set<string>();
  for (let n = 0; n < 12; n++) {
    const g = guest();
    const callee = g.instance();
    const gate = newGate();
    let after = false;
    let [trapped, ranAfterTrap] = [false, false];
    const f = g.lift(callee, {
      abi: 'sync',
      * core() {
        yield gate.pass(callee);
        ranAfterTrap ||= trapped;
        after = true;
        yield threadYield(callee, false);
        ranAfterTrap ||= trapped;
        return 1;
      },
    });
    const result = g.host(f).then(() => 'returned', (error: Error) => error.message);
    gate.open();
    await microtasks(n);
    trapped = true;
    failStore(g.store, new WebAssembly.RuntimeError('trap'), true);
    wentOn.add(`${after} ${await result}`);
    await new Promise((resolve) => setImmediate(resolve));
    expect([ranAfterTrap, g.store.entered]).toEqual([false, 2]);
    await expect(g.host(f)).rejects.toThrow(ENTER);
  }
  expect([...wentOn].sort()).toEqual(['false trap', 'true returned', 'true trap']);
});

test('a trap below a call of the host that goes on: the instance stays closed', async () => {
  const g = guest();
  const caller = g.instance();
  const main = g.lift(caller, {
    abi: 'sync',
    * core() {
      yield hostCallSync(caller, 'f', () => {
        failStore(g.store, new WebAssembly.RuntimeError('trap'), true);
      }, () => undefined, false);
      return 1;
    },
  });
  await g.host(main).catch(() => {});
  expect(g.store.entered).toBe(2);
  await expect(g.host(main)).rejects.toThrow(ENTER);
});
