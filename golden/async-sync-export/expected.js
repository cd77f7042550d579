// async-sync-export: a WebAssembly component as a JavaScript module, written by wcm2js.

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
  return new WebAssembly.RuntimeError('uncaught exception propagated out of component');
}

function errorPayload(error) {
  if (typeof error === 'object' && error !== null && Object.hasOwn(error, 'payload')) {
    return error.payload;
  }
  // Those of other realms are told by their tag.
  if (error instanceof Error || Object.prototype.toString.call(error) === '[object Error]') throw error;
  return error;
}

function handleTable() {
  return { entries: [undefined], free: [], borrowScope: { numBorrows: 0 } };
}

function addHandle(table, handle) {
  const index = table.free.pop() ?? table.entries.length;
  if (index > 0xfffffff) trap('handle table is full');
  table.entries[index] = handle;
  return index;
}

function removeHandle(table, index) {
  const handle = table.entries[index];
  table.entries[index] = undefined;
  table.free.push(index);
  return handle;
}

function getEntry(table, index, code) {
  const entry = table.entries[index >>> 0];
  if (entry === undefined) trap(`unknown handle index ${index >>> 0}`);
  if (entry.code !== code) trap(`handle index ${index >>> 0} used with the wrong type`);
  return entry;
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

function undoLowering(lowered) {
  for (const { table, index, giveBack } of lowered.reverse()) {
    const scope = removeHandle(table, index).borrowScope;
    if (scope !== undefined) scope.numBorrows--;
    giveBack?.();
  }
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

function peekQueue(queue, random) {
  const { items, head } = queue;
  if (random !== undefined && items.length - head > 1) {
    const at = head + random(items.length - head);
    const item = items[at];
    items[at] = items[head];
    items[head] = item;
  }
  return items[head];
}

function dequeue(queue, random) {
  const { items } = queue;
  if (items.length < 2) return items.pop();
  const item = peekQueue(queue, random);
  items[queue.head++] = undefined;
  if (queue.head === items.length) {
    items.length = queue.head = 0;
  } else if (queue.head > 1000 && queue.head * 2 > items.length) {
    items.splice(0, queue.head);
    queue.head = 0;
  }
  return item;
}

function removeAt(queue, at) {
  queue.items.splice(at, 1);
  if (queue.items.length === queue.head) queue.items.length = queue.head = 0;
}

function startThread(thread) {
  const { store } = thread.task.lift.instance;
  const start = thread.start;
  const previous = store.thread;
  setRunning(thread);
  thread.start = undefined;
  thread.stack = true;
  store.thread = thread;
  afterCall(thread, start());
  store.thread = previous;
}

function newThread(task, resume) {
  return {
    task,
    index: 0,
    resume,
    readyFunc: undefined,
    cancellable: false,
    stack: false,
    queued: false,
    quiet: false,
    lockQueued: false,
    setQueued: false,
    waitsFor: undefined,
    take: takeCancelled,
    views: undefined,
    ptr: 0,
    result: undefined,
    returned: false,
    resumed: false,
    wake: undefined,
    start: undefined,
    slot0: 0,
    slot1: 0,
  };
}

function registerThread(thread) {
  thread.task.numThreads++;
  thread.index = addHandle(thread.task.lift.instance.threads, thread);
}

function exitThread(thread) {
  const { task } = thread;
  const { instance, exclusive } = task.lift;
  if (--task.numThreads === 0 && !task.resolved) trap('async-lifted export failed to produce a result');
  removeHandle(instance.threads, thread.index);
  if (thread !== task.thread) {
    task.threads.splice(task.threads.indexOf(thread), 1);
  } else if (exclusive) {
    releaseLock(instance);
  }
}

function setRunning(thread) {
  thread.resume = thread.readyFunc = undefined;
  thread.cancellable = false;
}

function takeCancelled(_thread, cancelled) {
  return cancelled ? 1 : 0;
}

function deliverPendingCancel({ task }, cancellable) {
  if (!cancellable || task.state !== 2) return false;
  task.state = 3;
  return true;
}

function finishNow(store, result) {
  store.thread.result = result;
  return 0;
}

function setWaiting(
  thread, waitsFor, readyFunc, take,
  cancellable,
) {
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
  if (thread.stack) return 1;
  waitNested(thread);
  return 0;
}

function waitNested(thread) {
  const { instance } = thread.task.lift;
  const { entries } = instance.threads;
  while (thread.resume !== undefined) {
    if (thread.readyFunc?.(thread)) return thread.resume(thread, false);
    const next = entries.find((each) => each?.resume === startThread && mayRunInScope(each, instance));
    if (next === undefined) trapOnBlock();
    next.resume(next, false);
  }
}

function trapOnBlock() {
  trap('cannot block a synchronous task before returning');
}

function checkMayBlock(instance) {
  const { thread } = instance.store;
  if (thread !== undefined && (thread.task.lift.async || thread.task.resolved)) return;
  if (!instance.threads.entries.some((each) => each !== undefined && mayRunInScope(each, instance))) trapOnBlock();
}

const noArguments = () => undefined;

function enterThread(instance) {
  const { store } = instance;
  const previous = store.thread;
  if (previous === undefined && !store.pumping) store.quiet = true;
  const task = newTask(instance.syncLift, noArguments);
  task.state = 1;
  setRunning(task.thread);
  registerThread(task.thread);
  store.thread = task.thread;
  return previous;
}

function leaveThread(store, previous) {
  const thread = store.thread;
  thread.task.resolved = true;
  exitThread(thread);
  store.thread = previous;
  if (previous === undefined) store.quiet = false;
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
    thread.wake = resolve;
  });
}

function finish(store) {
  const thread = store.thread ?? store.resuming;
  if (store.thread === undefined) {
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
  store.entered = store.scopes.length > 0 && store.scopes.some(({ until }) => until !== undefined) ? 2 : 0;
}

function resumeStack(thread, cancelled) {
  const { store } = thread.task.lift.instance;
  setRunning(thread);
  thread.result = thread.take(thread, cancelled);
  if (!thread.stack) return;
  store.urgent.push(thread);
  wakeStore(store);
}

function parkedStack(thread) {
  const { wake } = thread;
  thread.wake = undefined;
  return wake;
}

function afterCall(thread, result) {
  if (!thread.stack) return coreDone(thread, result);
  if (thread.returned) {
    thread.returned = false;
    return coreDone(thread, thread.result);
  }
  const { store } = thread.task.lift.instance;
  const fail = (error) => failStore(store, error);
  if (thread.wake === undefined) {
    // It has trapped. The error comes with the promise; until then, callers are left by another.
    store.failed = 1;
    result.then(undefined, fail);
    trap('cannot enter component instance');
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

function hasPendingEvent({ pending }) {
  return pending.items.length > 0;
}

function setPendingEvent(waitable, event) {
  const { pendingEvent, syncWaiter, wset } = waitable;
  waitable.pendingEvent = event;
  if (syncWaiter !== undefined) makeReady(syncWaiter);
  if (wset === undefined) return;
  if (pendingEvent === undefined) wset.pending.items.push(waitable);
  wakeWaiting(wset, waitable.instance);
}

function wakeWaiting({ waiting }, { store }) {
  const thread = dequeue(waiting, store.random);
  if (thread === undefined) return;
  thread.setQueued = false;
  makeReady(thread);
}

function queueForEvent(thread, set) {
  if (thread.setQueued) return;
  thread.setQueued = true;
  set.waiting.items.push(thread);
}

function beginSetWait(thread, set) {
  set.numWaiting++;
  if (hasPendingEvent(set)) makeReady(thread);
  else queueForEvent(thread, set);
}

function endSetWait(thread, set, cancelled) {
  set.numWaiting--;
  if (thread.setQueued) {
    thread.setQueued = false;
    removeAt(set.waiting, set.waiting.items.indexOf(thread, set.waiting.head));
  } else if (cancelled && hasPendingEvent(set)) {
    wakeWaiting(set, thread.task.lift.instance);
  }
}

function takeEvent(waitable) {
  const { pendingEvent, wset } = waitable;
  if (wset !== undefined) forget(wset, waitable);
  waitable.pendingEvent = undefined;
  return pendingEvent(waitable);
}

function forget({ pending }, waitable) {
  const at = pending.items.indexOf(waitable, pending.head);
  if (at >= 0) removeAt(pending, at);
}

function nextWaitable(set, instance) {
  return dequeue(set.pending, instance.store.random);
}

function newSubtask(
  instance, name, task, lenders,
) {
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
    task,
    name,
    result: undefined,
    endLoans: undefined,
  };
}

function startSubtask(subtask) {
  subtask.state = 1;
  if (subtask.index > 0) setPendingEvent(subtask, subtaskEvent);
}

function resolveSubtask(subtask, state) {
  subtask.state = state;
  subtask.resolved = true;
  if (subtask.index > 0) setPendingEvent(subtask, subtaskEvent);
  else if (subtask.syncWaiter !== undefined) makeReady(subtask.syncWaiter);
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

function newTask(lift, onReturn, returned) {
  const task = {
    lift,
    onReturn,
    returned,
    start: undefined,
    state: 0,
    resolved: false,
    value: undefined,
    thread: undefined,
    threads: undefined,
    numThreads: 0,
    numBorrows: 0,
    subtask: undefined,
    lowered: undefined,
    settle: undefined,
    reject: undefined,
    slot: 0,
  };
  task.thread = newThread(task, enterAfterWait);
  return task;
}

function mayStart({ task: { lift: { instance, exclusive } } }) {
  return instance.backpressure === 0 && !(exclusive && instance.exclusive !== undefined);
}

function startTask({ lift, thread }) {
  const { instance } = lift;
  if (!lift.async || (instance.numWaitingToEnter === 0 && mayStart(thread))) return enterTask(thread);
  instance.numWaitingToEnter++;
  thread.readyFunc = mayStart;
  (lift.exclusive ? instance.entering : instance.enteringFree).items.push(thread);
  wakeEntering(instance);
}

function enterAfterWait(thread, cancelled) {
  const { instance, exclusive } = thread.task.lift;
  instance.numWaitingToEnter--;
  if (cancelled) {
    setRunning(thread);
    cancelTask(thread.task);
  } else {
    enterTask(thread);
  }
  if (cancelled || !exclusive) wakeEntering(instance);
}

function enterTask(thread) {
  const { task } = thread;
  const { instance, exclusive, stack } = task.lift;
  const { store, handles } = instance;
  const previous = store.thread;
  const { borrowScope } = handles;
  setRunning(thread);
  if (exclusive) instance.exclusive = thread;
  registerThread(thread);
  task.state = 1;
  if (task.subtask === undefined) store.entered = 1;
  else startSubtask(task.subtask);
  store.thread = thread;
  thread.stack = stack;
  handles.borrowScope = task;
  let result;
  try {
    result = task.start();
  } catch (error) {
    handles.borrowScope = borrowScope;
    store.thread = previous;
    if (store.entered === 1) undoEntering(thread);
    throw error;
  }
  handles.borrowScope = borrowScope;
  task.start = undefined;
  afterCall(thread, result);
  store.thread = previous;
}

function undoEntering(thread) {
  const { lift: { instance, exclusive }, lowered } = thread.task;
  if (lowered !== undefined) undoLowering(lowered);
  removeHandle(instance.threads, thread.index);
  if (exclusive) releaseLock(instance);
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
  const { random } = instance.store;
  const set = code === 1 ? undefined : getEntry(instance.handles, packed >>> 4, 0);
  releaseLock(instance);
  thread.waitsFor = set;
  thread.resume = runCallback;
  if (deliverPendingCancel(thread, true)) return callCallback(thread, true);
  if (random !== undefined && callbackMayRun(thread) && random(2) > 0) return callCallback(thread, false);
  thread.readyFunc = callbackMayRun;
  thread.cancellable = true;
  if (set === undefined) makeReady(thread);
  else beginSetWait(thread, set);
}

function callbackMayRun({ task, waitsFor }) {
  if (task.lift.instance.exclusive !== undefined) return false;
  return waitsFor === undefined || hasPendingEvent(waitsFor);
}

function runCallback(thread, cancelled) {
  if (thread.waitsFor !== undefined) endSetWait(thread, thread.waitsFor, cancelled);
  callCallback(thread, cancelled);
}

function callCallback(thread, cancelled) {
  const { instance, callback, callbackStack } = thread.task.lift;
  const { store } = instance;
  const set = thread.waitsFor;
  setRunning(thread);
  instance.exclusive = thread;
  const previous = store.thread;
  store.thread = thread;
  thread.stack = callbackStack;
  let result;
  if (cancelled) {
    result = callback(6, 0, 0);
  } else if (set === undefined) {
    result = callback(0, 0, 0);
  } else {
    const waitable = nextWaitable(set, instance);
    result = callback(waitable.code, waitable.index, takeEvent(waitable));
  }
  afterCall(thread, result);
  store.thread = previous;
}

function checkUnresolved({ resolved }) {
  if (resolved) trap('`task.return` or `task.cancel` called more than once for current task');
}

function setResolved(task) {
  if (task.numBorrows > 0) trap('borrow handles still remain at the end of the call');
  task.resolved = true;
}

function resolveTask(task, value) {
  setResolved(task);
  task.value = value;
  if (task.subtask !== undefined) {
    resolveSubtask(task.subtask, 2);
  } else if (task.settle !== undefined) {
    // Whoever still runs in it keeps neither the result nor its promise.
    const { settle } = task;
    forgetCall(task);
    task.value = task.settle = task.reject = undefined;
    settle(value);
  }
}

function cancelTask(task) {
  checkUnresolved(task);
  if (task.state !== 3) trap('`task.cancel` called by task which has not been cancelled');
  setResolved(task);
  const subtask = task.subtask;
  resolveSubtask(subtask, subtask.state === 0 ? 3 : 4);
}

function callFromHost(task, start) {
  const { instance, async } = task.lift;
  const { store } = instance;
  const depth = store.scopes.length;
  task.start = start;
  if (async) wakeDormant(store);
  else store.quiet = true;
  try {
    startTask(task);
  } catch (error) {
    if (store.entered === 1) {
      leaveQuantum(store);
      throw error;
    }
    if (store.failed === 0) {
      failStore(store, error, true);
      throw store.error;
    }
    // The error will come by a promise.
    task.resolved = false;
    return;
  }
  if (!async && !task.resolved) {
    // Below those that it has opened itself.
    store.scopes.splice(depth, 0, { thread: undefined, until: task, instance });
    wakeStore(store);
  } else {
    store.quiet = false;
  }
  leaveQuantum(store);
}

function settled(task) {
  const { store } = task.lift.instance;
  if (store.failed === 2) return Promise.reject(store.error);
  if (store.hostOps === 0) wakeStore(store);
  return new Promise((resolve, reject) => {
    task.settle = resolve;
    task.reject = reject;
    task.slot = store.calls.push(task) - 1;
  });
}

function forgetCall({ lift, slot }) {
  const { calls } = lift.instance.store;
  const last = calls.pop();
  if (last.slot === slot) return;
  calls[slot] = last;
  last.slot = slot;
}

function rejectCall(task, error) {
  forgetCall(task);
  task.reject(error);
}

function deadlock({ calls }) {
  const lines = new Set();
  for (const task of calls) describeTask(task, lines);
  const report = [...lines].map((line) => `\n  ${line}`).join('');
  return new WebAssembly.RuntimeError(`deadlock detected: event loop cannot make further progress${report}`);
}

function describeTask(task, lines) {
  for (const thread of [task.thread, ...task.threads ?? []]) {
    if (thread.resume !== undefined) lines.add(`${task.lift.name} ${describeThread(thread, lines)}`);
  }
}

function describeThread({ task, readyFunc, waitsFor }, lines) {
  if (readyFunc === undefined) return 'is suspended';
  if (readyFunc === mayStart) return 'has not started: its instance is busy, or takes no more calls';
  if (waitsFor === undefined) return 'waits for its turn';
  if (waitsFor.code > 0) return `waits for ${describeWaitable(waitsFor, lines)}`;
  const inSet = task.lift.instance.handles.entries.filter((entry) => entry?.wset === waitsFor);
  const list = inSet.map((waitable) => describeWaitable(waitable, lines)).join(', ');
  return `waits for ${list || 'an empty waitable set'}`;
}

function describeWaitable(waitable, lines) {
  if (waitable.code > 1) {
    const kind = ['a stream read', 'a stream write', 'a future read', 'a future write'][waitable.code - 2];
    return `${kind} (handle ${waitable.index})`;
  }
  const { task, name } = waitable;
  if (task !== undefined) describeTask(task, lines);
  return `a call of ${name}`;
}

function newStore(seed) {
  const store = {
    entered: 0,
    thread: undefined,
    ready: newQueue(),
    quiet: false,
    dormant: [],
    urgent: [],
    resuming: undefined,
    scopes: [],
    calls: [],
    hostOps: 0,
    pendingReads: new Set(),
    late: [],
    failed: 0,
    error: undefined,
    pumping: false,
    scheduled: false,
    turns: 0,
    watching: false,
    random: seed === undefined ? undefined : seededRandom(seed),
    resolved: Promise.resolve(),
    pump: () => pump(store),
  };
  return store;
}

function seededRandom(seed) {
  return (n) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

function makeReady(thread) {
  if (thread.queued) return;
  const { store } = thread.task.lift.instance;
  thread.queued = true;
  thread.quiet = store.quiet;
  store.ready.items.push(thread);
  wakeStore(store);
}

function wakeDormant(store) {
  if (store.dormant.length === 0) return;
  store.ready.items.push(...store.dormant.splice(0));
  wakeStore(store);
}

function wakeStore(store) {
  if (store.pumping || store.scheduled) return;
  store.scheduled = true;
  void store.resolved.then(store.pump);
}

function inMacrotask(run) {
  const { setImmediate, MessageChannel } = globalThis;
  if (setImmediate) {
    setImmediate(run);
  } else if (MessageChannel) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      run();
    };
    port2.postMessage(0);
  } else {
    setTimeout(run, 0);
  }
}

function pump(store) {
  store.scheduled = false;
  if (store.resuming !== undefined || store.failed > 0) return;
  // A synchronous call has trapped.
  if (store.entered > 0 && store.scopes.length === 0) {
    return failStore(store, new WebAssembly.RuntimeError('cannot enter component instance'));
  }
  store.pumping = true;
  while (store.failed === 0) {
    if (++store.turns > 1000) return pumpLater(store);
    const parked = store.urgent.shift();
    if (parked !== undefined) {
      store.resuming = parked;
      return parkedStack(parked)();
    }
    const thread = nextThread(store);
    if (thread === undefined) break;
    resumeThread(store, thread);
  }
  store.pumping = false;
  if (store.calls.length > 0 && store.hostOps === 0 && !store.watching) watchForDeadlock(store);
}

function pumpLater(store) {
  store.turns = 0;
  store.pumping = false;
  store.scheduled = true;
  inMacrotask(store.pump);
}

function watchForDeadlock(store) {
  store.watching = true;
  inMacrotask(() => {
    store.watching = false;
    const busy = store.scheduled || store.resuming !== undefined || store.hostOps > 0;
    if (!busy && store.calls.length > 0 && store.entered === 0) failStore(store, deadlock(store));
  });
}

function resumeThread(store, thread) {
  store.entered = 2;
  try {
    thread.resume(thread, false);
    leaveQuantum(store);
  } catch (error) {
    if (store.entered === 1) {
      // Arguments that can't be lowered: nothing has happened yet.
      leaveQuantum(store);
      rejectCall(thread.task, error);
    } else if (store.failed === 0) {
      failStore(store, error);
    }
  }
}

function nextThread(store) {
  for (;;) {
    const scope = store.scopes.at(-1);
    if (scope === undefined) break;
    if (scope.until?.resolved === false) return nextInScope(store, scope);
    store.scopes.pop();
    if (scope.thread !== undefined) return scope.thread;
    store.quiet = false;
    leaveQuantum(store);
  }
  if (store.late.length > 0) for (const deliver of store.late.splice(0)) deliver();
  for (;;) {
    const thread = dequeue(store.ready, store.random);
    if (thread === undefined) return undefined;
    if (thread.quiet && isIdle(store)) {
      store.dormant.push(thread);
      continue;
    }
    thread.queued = false;
    if (thread.readyFunc?.(thread)) return thread;
    waitAgain(thread);
  }
}

function isIdle({ hostOps, calls }) {
  return hostOps === 0 && !calls.some(({ lift }) => lift.async);
}

function waitAgain(thread) {
  const { readyFunc, waitsFor, task: { lift: { instance } } } = thread;
  const isSet = readyFunc !== undefined && waitsFor?.code === 0;
  if (isSet && !hasPendingEvent(waitsFor)) {
    queueForEvent(thread, waitsFor);
  } else if (readyFunc === callbackMayRun && !thread.lockQueued) {
    thread.lockQueued = true;
    instance.lockWaiters.items.push(thread);
  }
  if (instance.exclusive === undefined) wakeLocked(instance);
}

function mayRunInScope(thread, instance) {
  const { task, readyFunc } = thread;
  if (task.lift.instance !== instance || (thread === task.thread && task.lift.exclusive)) return false;
  return thread.index > 0 && readyFunc !== undefined && readyFunc(thread);
}

function nextInScope(store, { instance }) {
  if (instance === undefined) return undefined;
  const { ready: { items, head }, random } = store;
  const places = [];
  for (let at = head; at < items.length && (random !== undefined || places.length === 0); at++) {
    if (mayRunInScope(items[at], instance)) places.push(at);
  }
  if (places.length === 0) {
    failStore(store, new WebAssembly.RuntimeError('cannot block a synchronous task before returning'));
    return undefined;
  }
  const at = places[random?.(places.length) ?? 0];
  const thread = items[at];
  thread.queued = false;
  removeAt(store.ready, at);
  return thread;
}

function failStore(store, error, told = false) {
  if (store.failed === 2) return;
  const { calls, pendingReads } = store;
  store.failed = store.entered = 2;
  store.error = trapOnThrow(store.error ?? error);
  store.calls = [];
  for (const task of calls) task.reject(store.error);
  for (const read of pendingReads) read.fail(store.error);
  if (!told && calls.length + pendingReads.size === 0) void Promise.reject(store.error);
  pendingReads.clear();
}

function componentInstance(store, handles) {
  const instance = {
    store,
    handles,
    threads: { entries: [undefined], free: [] },
    syncLift: undefined,
    backpressure: 0,
    exclusive: undefined,
    numWaitingToEnter: 0,
    entering: newQueue(),
    enteringFree: newQueue(),
    lockWaiters: newQueue(),
  };
  instance.syncLift = {
    instance,
    name: '',
    async: false,
    exclusive: false,
    returnType: -1,
    stack: false,
    callbackStack: false,
    callback: undefined,
  };
  return instance;
}

function releaseLock(instance) {
  instance.exclusive = undefined;
  wakeLocked(instance);
}

function wakeLocked(instance) {
  const thread = dequeue(instance.lockWaiters, instance.store.random);
  if (thread !== undefined) {
    thread.lockQueued = false;
    makeReady(thread);
  }
  if (instance.numWaitingToEnter > 0) wakeEntering(instance);
}

function wakeEntering({ entering, enteringFree, store, backpressure }) {
  if (backpressure > 0) return;
  wakeFirst(entering, store);
  wakeFirst(enteringFree, store);
}

function wakeFirst(queue, store) {
  for (;;) {
    const thread = peekQueue(queue, store.random);
    if (thread === undefined) return;
    if (thread.readyFunc === mayStart) return makeReady(thread);
    // It is in, or was cancelled.
    dequeue(queue, undefined);
  }
}

function callHost(
  instance, name, call, settle, hasErr,
  lenders, endLoans,
) {
  const subtask = newSubtask(instance, name, undefined, lenders);
  subtask.endLoans = endLoans;
  subtask.state = 1;
  let result;
  let failed = 0;
  try {
    result = call();
  } catch (error) {
    if (!hasErr) throw error;
    result = errorPayload(error);
    failed = 1;
  }
  if (typeof result?.then !== 'function') {
    subtask.result = settle(result, failed);
    endLoans?.();
    if (lenders !== undefined) releaseLenders(lenders);
    subtask.state = 2;
    return subtask;
  }
  instance.store.hostOps++;
  Promise.resolve(result).then(
    (value) => hostSettled(subtask, value, 0, settle, hasErr),
    (error) => hostSettled(subtask, error, 1, settle, hasErr),
  );
  return subtask;
}

function hostSettled(subtask, value, failed, settle, hasErr) {
  const { store } = subtask.instance;
  if (store.failed > 0 || subtask.resolved) return;
  const scope = store.scopes.at(-1);
  if (store.entered > 0 && scope !== undefined && scope.until !== subtask) {
    store.late.push(() => hostSettled(subtask, value, failed, settle, hasErr));
    return;
  }
  if (store.entered === 0 || scope !== undefined) {
    store.hostOps--;
    store.entered = 2;
    store.pumping = true;
    try {
      if (failed === 1 && !hasErr) throw value;
      subtask.result = settle(failed === 1 ? errorPayload(value) : value, failed);
      subtask.endLoans?.();
      resolveSubtask(subtask, 2);
    } catch (error) {
      return failStore(store, error);
    }
    leaveQuantum(store);
  }
  store.pump();
}

function hostCallSync(
  instance, name, call, settle, hasErr,
  lenders, endLoans, always,
) {
  const { store } = instance;
  if (!always) checkMayBlock(instance);
  const subtask = callHost(instance, name, call, settle, hasErr, lenders, endLoans);
  if (subtask.state === 2) return finishNow(store, subtask.result);
  const { thread } = store;
  if (always) {
    if (!thread.stack) trap(`cannot suspend: ${name} gave a promise to a call that can't wait for it`);
    store.scopes.push({ thread, until: subtask, instance: undefined });
  } else {
    subtask.syncWaiter = thread;
  }
  return block(store, subtask, isResolved, takeResult, false);
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABDQNgAX8Bf2AAAGAAAX8CIgMAB2NhbGxlZTAAAAAEcGFyawABAApmaW5pc2hfaTMyAAIDAgEABwUBATAAAwoPAQ0AIAAQAARAEAELEAIL')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABDAJgAX8Bf2ACf38BfwIKAQAFZmV0Y2gAAAMCAQEHBwEDc3VtAAEKDQELACAAEAAgARAAagsAEwRuYW1lAAIBbQEIAQAFZmV0Y2g=')));
const coreModule3 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABEANgAn9/AX9gAX8AYAJ/fwACHAIAB2NhbGxlZTAAAAAMcmV0dXJuZWRfaTMyAAEDAgECBwUBATAAAgoMAQoAIAAgARAAEAEL')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  const host = imports.host ?? ({});
  const { fetch: fetch2 = missingImport('host', 'fetch', imports) } = host;

  const state = newStore();
  const handles = handleTable();
  const instance = componentInstance(state, handles);
  const parkStack = suspending(() => park(state));
  const finishWait = () => finish(state);
  const tellReturned = (result) => coreReturned(state, result);

  const [module0, module1, module2] = await Promise.all([coreModule(), coreModule2(), coreModule3()]);

  // host#fetch: func(key: u32) -> u32
  function lowerFetch(key) {
    return hostCallSync(instance, 'host#fetch', () => fetch2(key >>> 0), (result) => result >>> 0, false,
      undefined, undefined, true);
  }

  const core0 = await instantiateCore(module0, {
    '': { callee0: lowerFetch, park: parkStack, finish_i32: finishWait }
  });
  const { 0: core0_0 } = core0.exports;
  const core1 = await instantiateCore(module1, { '': { fetch: core0_0 } });
  const { sum: core1_sum } = core1.exports;

  // sum: func(a: u32, b: u32) -> u32
  async function sum(a, b) {
    a >>>= 0;
    b >>>= 0;
    if (state.entered) cannotEnter();
    const task = newTask(sumLift, (ret) => ret >>> 0, (ret) => {
      resolveTask(task, task.onReturn(ret));
    });
    callFromHost(task, () => {
      state.entered = 2;
      return sumStack(a, b);
    });
    return task.resolved ? task.value : await settled(task);
  }

  // sum-now: func(a: u32, b: u32) -> u32
  function sumNow(a, b) {
    a >>>= 0;
    b >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    enterThread(instance);
    const ret = core1_sum(a, b);
    leaveThread(state, undefined);
    state.entered = 0;
    return ret >>> 0;
  }

  const core2 = await instantiateCore(module2, { '': { callee0: core1_sum, returned_i32: tellReturned } });
  const { 0: core2_0 } = core2.exports;
  const sumStack = promising(core2_0);
  const sumLift = {
    instance, name: 'sum', async: false, exclusive: false, returnType: -1, stack: true, callbackStack: false,
    callback: undefined
  };
  return { sum, sumNow, 'sum-now': sumNow };
}
