/**
 * Calls of the host's asynchronous functions (CanonicalABI.md, `canon lower`; js-mapping.md, `async func`). A
 * promise is a subtask until it is settled; what is no promise is the result at once.
 */
import { errorPayload } from './component-error.ts';
import type { ComponentInstance } from './component-instance.ts';
import { has } from './features.ts';
import type { ResourceHandle } from './handles.ts';
import { openScope } from './scope.ts';
import { failStore, wakeStore } from './store.ts';
import { leaveQuantum } from './stack.ts';
import {
  deliverResolve, isResolved, newSubtask, resolveSubtask, tableSubtask, takeResult, type HostSettle, type Subtask,
} from './subtask.ts';
import { block, checkMayBlock, finishNow } from './thread.ts';
import { trap } from './trap.ts';

/** Calls the host. Gives a subtask that is returned already (state 2), if it has promised nothing. */
function callHost(
  instance: ComponentInstance, name: string, call: () => unknown, settle: HostSettle, hasErr: boolean,
  lenders: ResourceHandle[] | undefined, endLoans: (() => void) | undefined,
): Subtask {
  const subtask = newSubtask(instance, name, cancelHostCall, lenders);
  subtask.state = 1;
  subtask.settle = settle;
  subtask.hasErr = hasErr;
  subtask.endLoans = endLoans;
  let result;
  let failed: 0 | 1 = 0;
  try {
    result = call();
  } catch (error) {
    result = error;
    failed = 1;
  }
  if (failed === 1 || typeof (result as Partial<PromiseLike<unknown>> | null | undefined)?.then !== 'function') {
    finishHostCall(subtask, result, failed);
    deliverResolve(subtask);
    subtask.state = 2;
    return subtask;
  }
  instance.store.hostOps++;
  Promise.resolve(result).then(
    (value) => hostSettled(subtask, value, 0),
    (error) => hostSettled(subtask, error, 1),
  );
  return subtask;
}

/** The call is over: its result is lowered, and its loans end. */
function finishHostCall(subtask: Subtask, value: unknown, failed: 0 | 1): void {
  if (failed === 1 && !subtask.hasErr) throw value;
  subtask.result = subtask.settle!(failed === 1 ? errorPayload(value) : value, failed);
  subtask.endLoans?.();
}

function hostSettled(subtask: Subtask, value: unknown, failed: 0 | 1): void {
  const { store } = subtask.instance;
  if (store.failed > 0 || subtask.resolved) return;
  if (has.scopes && store.scopes.length > 0 && store.entered > 0 && !isAwaited(subtask)) {
    store.late.push(() => hostSettled(subtask, value, failed));
    return;
  }
  if (has.scopes && isAwaited(subtask) || store.entered === 0) {
    store.hostOps--;
    store.entered = 2;
    store.pumping = true;
    try {
      finishHostCall(subtask, value, failed);
      resolveSubtask(subtask, 2);
    } catch (error) {
      return failStore(store, error);
    }
    leaveQuantum(store);
  }
  store.pump();
}

/** A call that keeps the host out waits for it. */
function isAwaited(subtask: Subtask): boolean {
  return subtask.instance.store.scopes.some(({ until }) => until === subtask);
}

/** Whatever the promise gives is ignored. */
function cancelHostCall(subtask: Subtask): void {
  const { store } = subtask.instance;
  store.hostOps--;
  subtask.endLoans?.();
  resolveSubtask(subtask, 4);
  wakeStore(store);
}

/** `canon_lower`, asynchronous, of a function of the host's. */
export function hostCallAsync(
  instance: ComponentInstance, name: string, call: () => unknown, settle: HostSettle, hasErr: boolean,
  lenders?: ResourceHandle[], endLoans?: () => void,
): number {
  const subtask = callHost(instance, name, call, settle, hasErr, lenders, endLoans);
  return subtask.state === 2 ? 2 : tableSubtask(subtask);
}

/**
 * `canon_lower`, synchronous, of a function of the host's that may give a promise: 1 if the caller's stack is to be
 * parked. `always`: the function's type is synchronous, and nothing else runs meanwhile.
 */
export function hostCallSync(
  instance: ComponentInstance, name: string, call: () => unknown, settle: HostSettle, hasErr: boolean,
  lenders?: ResourceHandle[], endLoans?: () => void, always?: boolean,
): 0 | 1 {
  const { store } = instance;
  if (!always) checkMayBlock(instance);
  const subtask = callHost(instance, name, call, settle, hasErr, lenders, endLoans);
  if (subtask.state === 2) return finishNow(store, subtask.result);
  const { thread } = store;
  if (always) {
    if (!thread!.stack) trap(`cannot suspend: ${name} gave a promise to a call that can't wait for it`);
    openScope(store, store.scopes.length, thread, subtask, undefined);
  } else {
    subtask.syncWaiter = thread;
  }
  return block(store, subtask, isResolved, takeResult, false);
}
