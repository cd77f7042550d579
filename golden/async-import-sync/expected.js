// async-import-sync: a WebAssembly component as a JavaScript module, written by wcm2js.

function decodeBase64(text) {
  const { fromBase64 } = Uint8Array;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function trap(message) {
  throw new WebAssembly.RuntimeError(message);
}

function cannotEnter() {
  trap('cannot enter component instance');
}

function trapOnThrow(error) {
  if (!(error instanceof WebAssembly.Exception)) return error;
  const { RuntimeError } = WebAssembly;
  return new RuntimeError('uncaught exception propagated out of component', { cause: error });
}

function errorPayload(error) {
  if (typeof error === 'object' && error !== null && Object.hasOwn(error, 'payload')) {
    return error.payload;
  }
  if (error instanceof Error || Object.prototype.toString.call(error) === '[object Error]') throw error;
  return error;
}

const noType = 1e9;

function handleTable() {
  return { entries: [undefined], free: [], borrowScope: { numBorrows: 0 } };
}

function getEntry(table, index, code, elementType) {
  const entry = table.entries[index >>> 0];
  if (entry?.code !== code || entry.elementType !== (elementType ?? entry.elementType)) {
    checkUsed(entry, index >>> 0);
    trap(`handle index ${index >>> 0} used with the wrong type`);
  }
  return entry;
}

function checkUsed(entry, index) {
  if (entry === undefined || entry.type === noType) trap(`unknown handle index ${index}`);
}

function releaseLenders(lenders) {
  for (const handle of lenders) handle.numLends--;
}

function missingImport(from, name, offered = {}) {
  const withoutVersion = (key) => key.replace(/@.*/, '');
  const others = Object.keys(offered).filter((key) => withoutVersion(key) === withoutVersion(from));
  const versions = others.length > 0 ? `; offered: ${others.join(', ')}` : '';
  throw new WebAssembly.LinkError(`missing import ${from}${name && `: ${name}`}${versions}`);
}

function compileOnce(compile) {
  let compiled;
  return () => (compiled ??= compile().catch((error) => {
    compiled = undefined;
    throw error;
  }));
}

function newQueue() {
  return { items: [], head: 0 };
}

function peekQueue(queue) {
  return queue.items[queue.head];
}

function dequeue(queue, choice) {
  const item = peekQueue(queue, choice);
  if (item !== undefined) skipFirst(queue);
  return item;
}

function skipFirst(queue) {
  if (queue.items.length === 1) return void queue.items.pop();
  queue.items[queue.head++] = undefined;
  if (queue.head * 2 >= queue.items.length) {
    queue.items.splice(0, queue.head);
    queue.head = 0;
  }
}

function removeItem(queue, item) {
  const at = queue.items.indexOf(item, queue.head);
  if (at === queue.head) skipFirst(queue);
  else if (at > 0) queue.items.splice(at, 1);
}

function setPendingEvent(waitable, event) {
  const { instance, pendingEvent, syncWaiter, wset } = waitable;
  waitable.pendingEvent = event;
  if (syncWaiter !== undefined) makeReady(syncWaiter);
  if (wset === undefined) return;
  if (pendingEvent === undefined) wset.pending.items.push(waitable);
  wakeWaiting(wset, instance.store);
}

function wakeWaiting({ waiting }, store) {
  const thread = dequeue(waiting, store);
  if (thread !== undefined) makeReady(thread);
}

function beginSetWait(thread, set) {
  set.numWaiting++;
  if (set.pending.items.length > 0) makeReady(thread);
  else enqueue(thread, set.waiting);
}

function endSetWait(thread, set) {
  set.numWaiting--;
}

function takeEvent(waitable) {
  const { pendingEvent, wset } = waitable;
  if (wset !== undefined) removeItem(wset.pending, waitable);
  waitable.pendingEvent = undefined;
  return pendingEvent(waitable);
}

function nextWaitable({ pending }, store) {
  return peekQueue(pending, store);
}

function newTask(lift, onReturn, returned) {
  const task = {
    lift,
    onReturn,
    returned: returned,
    start: undefined,
    state: 0,
    resolved: false,
    value: undefined,
    onResolve: undefined,
    thread: undefined,
    numThreads: 0,
    numBorrows: 0,
    settle: undefined,
    reject: undefined,
    slot: 0,
  };
  task.thread = newThread(task, enterAfterWait);
  return task;
}

function mayStart({ task: { lift } }) {
  const { instance } = lift;
  if (instance.backpressure > 0) return false;
  return !lift.exclusive || instance.exclusive === undefined;
}

function startTask({ lift, thread }) {
  const { instance } = lift;
  if (!lift.async || instance.numWaitingToEnter === 0 && mayStart(thread)) return enterTask(thread);
  instance.numWaitingToEnter++;
  thread.readyFunc = mayStart;
  (!lift.exclusive ? instance.enteringFree : instance.entering).items.push(thread);
  wakeEntering(instance);
}

function enterAfterWait(thread) {
  stopEntering(thread);
  enterTask(thread);
  wakeEntering(thread.task.lift.instance);
}

function stopEntering(thread) {
  const { exclusive, instance } = thread.task.lift;
  instance.numWaitingToEnter--;
  removeItem(!exclusive ? instance.enteringFree : instance.entering, thread);
}

function enterTask(thread) {
  const { task } = thread;
  const { instance, exclusive, stack } = task.lift;
  const { store, handles } = instance;
  const previous = store.thread;
  const { borrowScope } = handles;
  setRunning(thread);
  if (exclusive) instance.exclusive = thread;
  task.state = task.numThreads = 1;
  store.entered = 1;
  store.thread = thread;
  thread.stack = stack;
  handles.borrowScope = task;
  let result;
  try {
    result = task.start();
    task.start = undefined;
  } catch (error) {
    store.thread = previous;
    if (store.entered === 1) {
      task.undo?.(task.lowered);
      if (exclusive) releaseLock(instance);
      else wakeEntering(instance);
    }
    throw error;
  } finally {
    handles.borrowScope = borrowScope;
  }
  afterCall(thread, result);
  store.thread = previous;
}

function afterCall(thread, result) {
  if (thread.stack === undefined) coreDone(thread, result);
  else thread.stack(thread, result);
}

function coreDone(thread, result) {
  const { task } = thread;
  const { callback } = task.lift;
  if (thread === task.thread) {
    if (callback !== undefined) return afterCallback(thread, result);
    task.returned?.(result);
  }
  exitThread(thread);
}

function afterCallback(thread, packed) {
  const code = packed & 15;
  if (code === 0) return exitThread(thread);
  if (code > 2) trap('unsupported callback code');
  const { instance } = thread.task.lift;
  const set = code === 1 ? undefined : getEntry(instance.handles, packed >>> 4, 0);
  releaseLock(instance);
  thread.waitsFor = set;
  thread.resume = runCallback;
  thread.readyFunc = callbackMayRun;
  if (set === undefined) makeReady(thread);
  else beginSetWait(thread, set);
}

function callbackMayRun({ task, waitsFor }) {
  if (task.lift.instance.exclusive !== undefined) return false;
  return waitsFor === undefined || waitsFor.pending.items.length > 0;
}

function runCallback(thread, cancelled) {
  setRunning(thread);
  if (thread.waitsFor !== undefined) endSetWait(thread, thread.waitsFor, cancelled);
  callCallback(thread, cancelled);
}

function callCallback(thread) {
  const { instance, callback, callbackStack } = thread.task.lift;
  const { store } = instance;
  const set = thread.waitsFor;
  instance.exclusive = thread;
  const previous = store.thread;
  store.thread = thread;
  thread.stack = callbackStack;
  let result;
  if (set === undefined) {
    result = callback(0, 0, 0);
  } else {
    const waitable = nextWaitable(set, store);
    result = callback(waitable.code, waitable.index, takeEvent(waitable));
  }
  afterCall(thread, result);
  store.thread = previous;
}

function setResolved(task) {
  if (task.numBorrows > 0) trap('borrow handles still remain at the end of the call');
  task.resolved = true;
}

function resolveTask(task, value) {
  setResolved(task);
  task.value = value;
  task.onResolve?.(task);
}

function callFromHost(task, start) {
  const { store } = task.lift.instance;
  task.start = start;
  try {
    startTask(task);
  } catch (error) {
    if (store.entered === 1) {
      leaveQuantum(store);
      throw error;
    }
    if (store.failed > 0) {
      task.resolved = false;
      return;
    }
    failStore(store, error, true);
    throw store.error;
  }
  leaveQuantum(store);
}

function takeValue(task) {
  const { value } = task;
  task.value = undefined;
  return value;
}

function settled(task) {
  const { store } = task.lift.instance;
  if (store.failed === 2) return Promise.reject(store.error);
  if (store.hostOps === 0 || store.ready.items.length > 0) wakeStore(store);
  return new Promise((resolve, reject) => {
    task.settle = resolve;
    task.reject = reject;
    task.onResolve = settleCall;
    task.slot = store.calls.push(task) - 1;
    watchCalls(store);
  });
}

function settleCall(task) {
  forgetCall(task.lift.instance.store, task);
  task.settle(takeValue(task));
  task.settle = task.reject = undefined;
}

function rejectCall(task, error) {
  forgetCall(task.lift.instance.store, task);
  task.reject(error);
}

function promising(f) {
  const { promising } = WebAssembly;
  return promising ? promising(f) : f;
}

function suspending(f) {
  const { Suspending } = WebAssembly;
  return Suspending ? new Suspending(f) : cannotSuspend;
}

function cannotSuspend() {
  trap('cannot suspend: this engine has no JavaScript Promise Integration');
}

function park(store) {
  const thread = store.thread;
  if (thread.resumed) {
    thread.resumed = false;
    store.resuming = undefined;
    store.pumping = false;
    leaveQuantum(store);
    wakeStore(store);
  }
  return new Promise((resolve) => {
    thread.wake = () => {
      thread.wake = undefined;
      resolve();
    };
  });
}

function finish(store) {
  const thread = store.thread ?? store.resuming;
  if (store.thread === undefined) {
    if (store.failed > 0) trap('cannot enter component instance');
    store.thread = thread;
    store.entered = 2;
    thread.resumed = true;
  }
  return thread.result;
}

function coreReturned(store, result) {
  const thread = store.thread;
  thread.result = result;
  thread.returned = true;
  if (thread.resumed) {
    thread.resumed = false;
    leaveQuantum(store);
  }
}

function leaveQuantum(store) {
  store.thread = undefined;
  if (store.failed === 0) store.entered = store.idle;
}

function resumeStack(thread, cancelled) {
  const { store } = thread.task.lift.instance;
  setRunning(thread);
  thread.result = thread.take(thread, cancelled);
  if (!thread.stack) return;
  store.urgent.push(thread);
  wakeStore(store);
}

function afterStackCall(thread, result) {
  if (thread.returned) {
    thread.returned = false;
    return coreDone(thread, thread.result);
  }
  const { store } = thread.task.lift.instance;
  const fail = (error) => failStore(store, error);
  if (thread.wake === undefined) {
    store.failed = 1;
    const left = new WebAssembly.RuntimeError('a callee has trapped: the cause is set in a microtask');
    result.then(undefined, (error) => {
      fail(error);
      const cause = store.error;
      Object.assign(left, { cause, message: cause?.message ?? left.message });
    });
    throw left;
  }
  result.then(() => stackReturned(thread), fail);
}

function stackReturned(thread) {
  const { store } = thread.task.lift.instance;
  if (store.failed > 0) return;
  store.resuming = undefined;
  thread.returned = false;
  store.thread = thread;
  store.entered = 2;
  try {
    coreDone(thread, thread.result);
  } catch (error) {
    if (store.failed === 0) failStore(store, error);
    return;
  }
  leaveQuantum(store);
  store.pump();
}

function newThread(task, resume) {
  return {
    task,
    resume,
    readyFunc: undefined,
    stack: undefined,
    queue: undefined,
    waitsFor: undefined,
    slot0: 0,
    slot1: 0,
  };
}

function exitThread(thread) {
  const { task } = thread;
  const { instance, exclusive } = task.lift;
  if (--task.numThreads === 0 && !task.resolved) trap('async-lifted export failed to produce a result');
  if (exclusive && thread === task.thread) releaseLock(instance);
}

function setRunning(thread) {
  const { queue } = thread;
  thread.resume = thread.readyFunc = thread.queue = undefined;
  if (queue !== undefined) removeItem(queue, thread);
}

function finishNow(store, result) {
  store.thread.result = result;
  return 0;
}

function setWaiting(thread, waitsFor, readyFunc, take, cancellable) {
  thread.waitsFor = waitsFor;
  thread.readyFunc = readyFunc;
  thread.take = take;
  thread.cancellable = cancellable;
  thread.resume = resumeStack;
}

function block(
  { thread }, waitsFor, readyFunc, take,
  cancellable,
) {
  setWaiting(thread, waitsFor, readyFunc, take, cancellable);
  return parkOrNest(thread);
}

function parkOrNest(thread) {
  if (thread.stack !== undefined) return 1;
  if (thread.readyFunc?.(thread)) thread.resume(thread, false);
  else (thread.task.lift.sync?.wait ?? trapOnBlock)(thread);
  return 0;
}

function trapOnBlock() {
  trap('cannot block a synchronous task before returning');
}

function checkMayBlock({ store: { thread } }) {
  if (thread === undefined) trapOnBlock();
  const { lift, resolved } = thread.task;
  if (!resolved) lift.sync?.check(lift.instance);
}

const kindOf = () => 'stream';

function deadlock({ calls }) {
  const lines = new Set(['deadlock detected: event loop cannot make further progress']);
  for (const task of calls) describeTask(task, lines);
  return new WebAssembly.RuntimeError([...lines].join('\n  '));
}

function describeTask({ lift, thread }, lines) {
  for (const each of [thread]) {
    if (each.resume !== undefined) lines.add(`${lift.name} ${describeThread(each, lines)}`);
  }
}

function describeThread({ task, readyFunc, waitsFor }, lines) {
  if (readyFunc === undefined) return 'is suspended';
  if (readyFunc === mayStart) return 'has not started: its instance is busy, or takes no more calls';
  if (waitsFor === undefined) return 'waits for its turn';
  const { entries } = task.lift.instance.handles;
  const all = waitsFor.code > 0
    ? [waitsFor]
    : entries.filter((each) => each?.wset === waitsFor);
  return `waits for ${all.map((each) => describeWaitable(each, lines)).join(', ') || 'an empty waitable set'}`;
}

function describeWaitable(waitable) {
  const { code, index } = waitable;
  if (code > 1) return `a ${kindOf(code)} ${code % 2 ? 'write' : 'read'} (handle ${index})`;
  const { name } = waitable;
  return `a call of ${name}`;
}

function newStore() {
  const store = {
    entered: 0,
    idle: 0,
    thread: undefined,
    ready: newQueue(),
    urgent: [],
    resuming: undefined,
    scopes: [],
    late: [],
    calls: [],
    hostOps: 0,
    pendingReads: new Set(),
    instances: [],
    failed: 0,
    error: undefined,
    pumping: false,
    scheduled: false,
    turns: 0,
    watching: false,
    resolved: Promise.resolve(),
    pump: () => pump(store),
  };
  return store;
}

function makeReady(thread) {
  const { store } = thread.task.lift.instance;
  if (thread.queue === store.ready) return;
  enqueue(thread, store.ready);
  wakeStore(store);
}

function enqueue(thread, queue) {
  thread.queue = queue;
  queue.items.push(thread);
}

function wakeStore(store) {
  if (store.pumping || store.scheduled) return;
  store.scheduled = true;
  void store.resolved.then(store.pump);
}

function inMacrotask(run) {
  const { setImmediate = setTimeout } = globalThis;
  setImmediate(run);
}

function pump(store) {
  store.scheduled = false;
  if (store.resuming !== undefined || store.failed > 0) return;
  if (store.entered > store.idle) {
    return failStore(store, new WebAssembly.RuntimeError('cannot enter component instance'), true);
  }
  store.pumping = true;
  while (store.failed === 0) {
    const limit = store.calls.length + store.pendingReads.size > 0 ? 1000 : 10;
    if (++store.turns > limit && !(store.scopes.at(-1)?.until?.resolved)) {
      store.turns = 0;
      store.pumping = false;
      store.scheduled = true;
      return inMacrotask(store.pump);
    }
    store.resuming = store.urgent.shift();
    if (store.resuming !== undefined) return store.resuming.wake();
    const thread = nextThread(store);
    if (thread === undefined) break;
    resumeThread(store, thread);
  }
  store.pumping = false;
  watchCalls(store);
}

function watchCalls(store) {
  if (store.watching || store.calls.length === 0) return;
  store.watching = true;
  inMacrotask(() => {
    store.watching = false;
    if (store.calls.length === 0) return;
    if (store.scheduled || store.resuming !== undefined || store.hostOps > 0) {
      store.timer ??= setInterval(() => {}, 0x7fffffff);
    } else if (store.entered === 0) {
      failStore(store, deadlock(store));
    }
  });
}

function forgetCall(store, task) {
  const last = store.calls.pop();
  last.slot = task.slot;
  if (last !== task) store.calls[task.slot] = last;
  if (store.timer !== undefined && store.calls.length === 0) stopTimer(store);
}

function stopTimer(store) {
  clearInterval(store.timer);
  store.timer = undefined;
}

function resumeThread(store, thread) {
  store.entered = 2;
  try {
    thread.resume(thread, false);
    leaveQuantum(store);
  } catch (error) {
    if (store.entered === 1) {
      leaveQuantum(store);
      rejectCall(thread.task, error);
    } else if (store.failed === 0) {
      failStore(store, error);
    }
  }
}

function nextThread(store) {
  const scope = store.scopes.at(-1);
  if (scope !== undefined) return scope.next(store, scope);
  for (;;) {
    const thread = dequeue(store.ready, store);
    if (thread === undefined || !(thread.task.lift.sync?.sleeps(thread)) && isChosen(thread)) {
      if (store.sleeping) store.ready.items.push(...store.sleeping.splice(0));
      return thread;
    }
  }
}

function isChosen(thread) {
  const { readyFunc, waitsFor, task: { lift: { instance } } } = thread;
  thread.queue = undefined;
  if (readyFunc?.(thread)) return true;
  const set = readyFunc !== undefined && waitsFor?.code === 0 ? waitsFor : undefined;
  if (set?.pending.items.length === 0) enqueue(thread, set.waiting);
  else if (readyFunc === callbackMayRun) enqueue(thread, instance.lockWaiters);
  if (instance.exclusive === undefined) wakeLocked(instance);
  return false;
}

function failSync(store, error) {
  if (store.entered !== 2) return error;
  if (store.failed === 1) store.told = true;
  else failStore(store, error, true);
  return store.error ?? error;
}

function failStore(store, error, told = false) {
  if (store.failed === 2) return;
  const { calls, pendingReads } = store;
  store.failed = store.entered = 2;
  store.error = trapOnThrow(store.error ?? error);
  if (store.timer !== undefined) stopTimer(store);
  if (!told && !store.told && calls.length + pendingReads.size === 0) void Promise.reject(store.error);
  for (const task of calls) task.reject(store.error);
  calls.length = 0;
  const reads = [...pendingReads];
  for (const read of reads) read.fail(store.error);
  for (const read of reads) read.lose(store.error);
  for (const { handles } of store.instances) {
    for (const end of handles.entries) {
      if (end?.code % 2 === 0) end.shared?.drop();
    }
  }
}

function componentInstance(store, handles) {
  const instance = {
    store,
    handles,
    backpressure: 0,
    exclusive: undefined,
    numWaitingToEnter: 0,
    entering: newQueue(),
    enteringFree: newQueue(),
    lockWaiters: newQueue(),
  };
  store.instances.push(instance);
  return instance;
}

function releaseLock(instance) {
  instance.exclusive = undefined;
  wakeLocked(instance);
}

function wakeLocked(instance) {
  const thread = dequeue(instance.lockWaiters, instance.store);
  if (thread !== undefined) makeReady(thread);
  wakeEntering(instance);
}

function wakeEntering({ entering, enteringFree, numWaitingToEnter, store }) {
  if (numWaitingToEnter === 0) return;
  wakeFirst(entering, store);
  wakeFirst(enteringFree, store);
}

function wakeFirst(queue, store) {
  const thread = peekQueue(queue, store);
  if (thread !== undefined && mayStart(thread)) makeReady(thread);
}

function openScope(store, depth, thread, until, instance) {
  store.scopes.splice(depth, 0, { thread, until, instance, next: nextInScopes });
  if (until !== undefined) store.idle = 2;
}

function nextInScopes(store, { thread, until, instance }) {
  if (until?.resolved === false) return instance && nextInScope(store, instance);
  store.scopes.pop();
  store.idle = store.scopes.some((scope) => scope.until !== undefined) ? 2 : 0;
  if (thread !== undefined) {
    if (store.idle === 0 && store.late.length > 0) openScope(store, 0, undefined, undefined, undefined);
    return thread;
  }
  leaveQuantum(store);
  if (store.idle === 0) for (const deliver of store.late.splice(0)) void store.resolved.then(deliver);
  return nextThread(store);
}

function nextInScope(store, instance) {
  const items = store.ready.items.filter((each) => each !== undefined && mayRunInScope(each, instance));
  const thread = peekQueue({ items, head: 0 }, store);
  if (thread === undefined) {
    failStore(store, new WebAssembly.RuntimeError('cannot block a synchronous task before returning'));
  }
  return thread;
}

function mayRunInScope(thread, instance) {
  const { task, readyFunc } = thread;
  if (task.lift.instance !== instance || thread === task.thread && task.lift.exclusive) return false;
  return task.state > 0 && readyFunc !== undefined && readyFunc(thread);
}

const syncRules = {
  check(instance) {
    const { items } = instance.store.ready;
    if (!items.some((each) => each !== undefined && mayRunInScope(each, instance))) trapOnBlock();
  },
  wait(thread) {
    const { instance } = thread.task.lift;
    const { items } = instance.store.ready;
    while (thread.resume !== undefined) {
      if (thread.readyFunc?.(thread)) return thread.resume(thread, false);
      const next = items.find((each) => each?.start !== undefined && mayRunInScope(each, instance));
      if (next === undefined) trapOnBlock();
      next.resume(next, false);
    }
  },
  sleeps(thread) {
    const { start, task: { resolved, lift: { instance: { store } } } } = thread;
    const { calls, hostOps } = store;
    if (start === undefined || !resolved || hostOps > 0 || calls.some(({ lift }) => lift.async)) return false;
    (store.sleeping ??= []).push(thread);
    return true;
  },
};

const noArguments = () => undefined;

function enterThread(instance) {
  const { store } = instance;
  const previous = store.thread;
  const task = newTask(instance.syncLift ??= syncLift(instance), noArguments);
  task.state = task.numThreads = 1;
  setRunning(task.thread);
  store.thread = task.thread;
  return previous;
}

const syncLift = (instance) => ({
  instance,
  name: '',
  async: false,
  exclusive: false,
  returnType: -1,
  sync: syncRules,
});

function leaveThread(store, previous) {
  const thread = store.thread;
  thread.task.resolved = true;
  exitThread(thread);
  store.thread = previous;
}

function newSubtask(instance, name, cancel, lenders) {
  return {
    code: 1,
    instance,
    index: 0,
    pendingEvent: undefined,
    wset: undefined,
    syncWaiter: undefined,
    state: 0,
    resolved: false,
    delivered: false,
    cancellationRequested: false,
    lenders,
    cancel,
    name,
    result: undefined,
    endLoans: undefined,
    settle: undefined,
    hasErr: false,
  };
}

function resolveSubtask(subtask, state) {
  subtask.resolved = true;
  setState(subtask, state);
  if (subtask.index === 0 && subtask.syncWaiter !== undefined) makeReady(subtask.syncWaiter);
}

function setState(subtask, state) {
  subtask.state = state;
  if (subtask.index > 0) setPendingEvent(subtask, subtaskEvent);
}

function subtaskEvent(subtask) {
  if (subtask.resolved) deliverResolve(subtask);
  return subtask.state;
}

function deliverResolve(subtask) {
  subtask.delivered = true;
  if (subtask.lenders !== undefined) releaseLenders(subtask.lenders);
}

function isResolved({ waitsFor }) {
  return waitsFor.resolved;
}

function takeResult({ waitsFor }) {
  const subtask = waitsFor;
  deliverResolve(subtask);
  return subtask.task === undefined ? subtask.result : subtask.task.value;
}

function callHost(instance, name, call, settle, hasErr, lenders, endLoans) {
  const subtask = newSubtask(instance, name, cancelHostCall, lenders);
  subtask.state = 1;
  subtask.settle = settle;
  subtask.hasErr = hasErr;
  subtask.endLoans = endLoans;
  let result;
  let failed = 0;
  try {
    result = call();
  } catch (error) {
    result = error;
    failed = 1;
  }
  if (failed === 1 || typeof result?.then !== 'function') {
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

function finishHostCall(subtask, value, failed) {
  if (failed === 1 && !subtask.hasErr) throw value;
  subtask.result = subtask.settle(failed === 1 ? errorPayload(value) : value, failed);
  subtask.endLoans?.();
}

function hostSettled(subtask, value, failed) {
  const { store } = subtask.instance;
  if (store.failed > 0 || subtask.resolved) return;
  if (store.scopes.length > 0 && store.entered > 0 && !isAwaited(subtask)) {
    store.late.push(() => hostSettled(subtask, value, failed));
    return;
  }
  if (isAwaited(subtask) || store.entered === 0) {
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

function isAwaited(subtask) {
  return subtask.instance.store.scopes.some(({ until }) => until === subtask);
}

function cancelHostCall(subtask) {
  const { store } = subtask.instance;
  store.hostOps--;
  subtask.endLoans?.();
  resolveSubtask(subtask, 4);
  wakeStore(store);
}

function hostCallSync(instance, name, call, settle, hasErr, lenders, endLoans, always) {
  const { store } = instance;
  if (!always) checkMayBlock(instance);
  const subtask = callHost(instance, name, call, settle, hasErr, lenders, endLoans);
  if (subtask.state === 2) return finishNow(store, subtask.result);
  const { thread } = store;
  if (always) {
    if (!thread.stack) trap(`cannot suspend: ${name} gave a promise to a call that can't wait for it`);
    openScope(store, store.scopes.length, thread, subtask, undefined);
  } else {
    subtask.syncWaiter = thread;
  }
  return block(store, subtask, isResolved, takeResult, false);
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABDQNgAX8Bf2AAAGAAAX8CIgMAB2NhbGxlZTAAAAAEcGFyawABAApmaW5pc2hfaTMyAAIDAgEABwUBATAAAwoPAQ0AIAAQAARAEAELEAIL')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwIKAQAFZmV0Y2gAAAMCAQAHBwEDc3VtAAEKHQEbAQF/A0AgASAAEABqIQEgAEEBayIADQALIAELACsEbmFtZQACAW0BCAEABWZldGNoAgsBAQIAAW4BA3N1bQMJAQEBAARuZXh0')));
const coreModule3 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCgJgAX8Bf2ABfwACHAIAB2NhbGxlZTAAAAAMcmV0dXJuZWRfaTMyAAEDAgEBBwUBATAAAgoKAQgAIAAQABABCw==')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const fetch2 = (imports.fetch?.default ?? imports.fetch) ?? missingImport('fetch', '', imports);

  const state = newStore();
  const handles = handleTable();
  const instance = componentInstance(state, handles);
  const parkStack = suspending(() => park(state));
  const finishWait = () => finish(state);
  const tellReturned = (result) => coreReturned(state, result);

  const [module0, module1, module2] = await Promise.all([coreModule(), coreModule2(), coreModule3()]);

  // fetch: async func(key: u32) -> u32
  function lowerFetch(key) {
    return hostCallSync(instance, 'fetch', () => fetch2(key >>> 0), (result) => result >>> 0, false);
  }

  const core0 = await instantiateCore(module0, {
    '': { callee0: lowerFetch, park: parkStack, finish_i32: finishWait }
  });
  const { 0: core0_0 } = core0.exports;
  const core1 = await instantiateCore(module1, { '': { fetch: core0_0 } });
  const { sum: core1_sum } = core1.exports;

  // sum: async func(n: u32) -> u32
  async function sum(n) {
    n >>>= 0;
    if (state.entered) cannotEnter();
    const task = newTask(sumLift, (ret) => ret >>> 0, (ret) => {
      resolveTask(task, task.onReturn(ret));
    });
    callFromHost(task, () => {
      state.entered = 2;
      return sumStack(n);
    });
    return task.resolved ? task.value : await settled(task);
  }

  // sum-now: func(n: u32) -> u32
  function sumNow(n) {
    n >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    try {
      enterThread(instance);
      const ret = core1_sum(n);
      leaveThread(state, undefined);
      state.entered = 0;
      return ret >>> 0;
    } catch (error) {
      throw failSync(state, error);
    }
  }

  const core2 = await instantiateCore(module2, { '': { callee0: core1_sum, returned_i32: tellReturned } });
  const { 0: core2_0 } = core2.exports;
  const sumStack = promising(core2_0);
  const sumLift = {
    instance, name: 'sum', async: true, exclusive: true, returnType: -1, stack: afterStackCall
  };
  return { sum, sumNow, 'sum-now': sumNow };
}
