// stream-export: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function memoryViews(memory) {
  const { buffer } = memory;
  return {
    memory,
    u8: new Uint8Array(buffer),
    s8: new Int8Array(buffer),
    u16: new Uint16Array(buffer),
    s16: new Int16Array(buffer),
    u32: new Uint32Array(buffer),
    s32: new Int32Array(buffer),
    u64: new BigUint64Array(buffer),
    s64: new BigInt64Array(buffer),
    f32: new Float32Array(buffer),
    f64: new Float64Array(buffer),
    codeUnits: 0,
  };
}

function refreshViews(views) {
  if (views.u8.length === 0) Object.assign(views, memoryViews(views.memory));
}

function isOutside(views, ptr, size) {
  if (ptr + size <= views.u8.length) return false;
  refreshViews(views);
  return ptr + size > views.u8.length;
}

function checkPointer(views, ptr, alignment, size) {
  if (ptr & (alignment - 1)) trap('unaligned pointer');
  if (isOutside(views, ptr, size)) trap('pointer out of bounds of memory');
  return ptr;
}

function copyBytes(from, ptr, to, toPtr, byteLength) {
  if (byteLength > 64) {
    to.u8.set(from.u8.subarray(ptr, ptr + byteLength), toPtr);
    return;
  }
  const source = from.u8;
  const target = to.u8;
  for (let i = 0; i < byteLength; i++) target[toPtr + i] = source[ptr + i];
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

const disposeSymbol = Symbol.dispose ?? Symbol.for('dispose');

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

function contextGet(store, slot) {
  return slot === 0 ? store.thread.slot0 : store.thread.slot1;
}

function contextSet(store, slot, value) {
  if (slot === 0) store.thread.slot0 = value;
  else store.thread.slot1 = value;
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

function newWaitableSet() {
  return { code: 0, numElems: 0, pending: newQueue(), waiting: newQueue(), numWaiting: 0 };
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

function joinSet(waitable, set) {
  const { wset, pendingEvent } = waitable;
  if (wset !== undefined) {
    wset.numElems--;
    if (pendingEvent !== undefined) forget(wset, waitable);
  }
  waitable.wset = set;
  if (set === undefined) return;
  set.numElems++;
  if (pendingEvent !== undefined) {
    waitable.pendingEvent = undefined;
    setPendingEvent(waitable, pendingEvent);
  }
}

function checkNoSet(waitable) {
  if (waitable.wset !== undefined) trapOnSet();
}

function trapOnSet() {
  trap('waitable cannot be used synchronously while added to a waitable set');
}

function waitableJoin({ handles }, index, set) {
  const waitable = handles.entries[index >>> 0];
  if (waitable === undefined) trap(`unknown handle index ${index >>> 0}`);
  if (!(waitable.code > 0)) trap(`handle index ${index >>> 0} used with the wrong type`);
  if (waitable.syncWaiter !== undefined) trapOnSet();
  joinSet(waitable, set === 0 ? undefined : getEntry(handles, set, 0));
}

const hasEvent = (thread) => thread.waitsFor.pendingEvent !== undefined;

function takeWaitable(thread) {
  const waitable = thread.waitsFor;
  waitable.syncWaiter = undefined;
  return takeEvent(waitable);
}

function waitForEvent({ store }, waitable) {
  if (waitable.pendingEvent !== undefined) return finishNow(store, takeEvent(waitable));
  waitable.syncWaiter = store.thread;
  return block(store, waitable, hasEvent, takeWaitable, false);
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

function returningTask(store, returnType) {
  const task = store.thread?.task;
  if (task?.lift.returnType !== returnType) {
    trap('invalid `task.return` signature and/or options for current task');
  }
  checkUnresolved(task);
  return task;
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

const copyCompleted = 0;

const copyDropped = 1;

function makeShared(store) {
  return { store, dropped: false, pending: undefined, source: undefined, undo: undefined, peer: undefined };
}

function dropShared(shared) {
  if (shared.dropped) return;
  shared.dropped = true;
  const { pending, source, peer } = shared;
  shared.source = undefined;
  if (peer !== undefined) {
    peer.hostOps--;
    shared.store.hostOps--;
  }
  if (pending !== undefined) {
    shared.pending = undefined;
    pending.notify(pending, copyDropped);
  }
  source?.close(source);
}

function remainOf(side) {
  return side.length - side.progress;
}

function offersNumbers(src) {
  return src.codec === undefined ? src.numeric !== undefined : src.codec.numbers !== undefined;
}

function copyElements(src, dst) {
  if (dst.receive !== undefined) return dst.receive(dst, src);
  const n = Math.min(remainOf(src), remainOf(dst));
  if (src.give === undefined) transferElements(src, dst, n);
  else if (!src.give(src, dst, n)) return;
  src.progress += n;
  dst.progress += n;
}

function checkInstances(side, other) {
  const { codec } = side;
  if (side.instance === other.instance && codec?.views !== undefined && codec.numbers === undefined) {
    trap('cannot read from and write to intra-component future/stream with non-numeric payload');
  }
}

function transferElements(src, dst, n) {
  const from = src.codec;
  const to = dst.codec;
  const fromViews = from.views;
  const toViews = to.views;
  if (fromViews === undefined || toViews === undefined) return;
  refreshViews(fromViews);
  refreshViews(toViews);
  const ptr = addressOf(src);
  const toPtr = addressOf(dst);
  // JavaScript may have passed a stream on to where one of other elements is wanted, in this or in another module.
  const isSame = src.instance.store === dst.instance.store ? from.type === to.type : from.numbers === to.numbers;
  if (!from.bytes || !to.bytes || !isSame) to.lower(from.lift(ptr, n), toPtr);
  else if (fromViews === toViews) fromViews.u8.copyWithin(toPtr, ptr, ptr + n * from.size);
  else copyBytes(fromViews, ptr, toViews, toPtr, n * from.size);
}

const addressOf = (side) => side.ptr + side.progress * side.codec.size;

function liftElements(src, n) {
  const { views } = src.codec;
  if (views === undefined) return new Array(n).fill(undefined);
  refreshViews(views);
  return src.codec.lift(addressOf(src), n);
}

const endIdle = 1;

const endCopying = 2;

const endDone = 4;

const streamReadable = 2;

const streamWritable = 3;

const futureReadable = 4;

const futureWritable = 5;

function addEnd(
  instance, code, elementType, shared,
  deliver,
) {
  const end = {
    code, index: 0, instance, pendingEvent: undefined, wset: undefined, syncWaiter: undefined,
    shared, elementType, state: endIdle, result: 0, deliver,
    codec: undefined, ptr: 0, length: 0, progress: 0, notify: notifyEnd, receive: undefined, give: undefined,
    values: undefined, numeric: undefined,
  };
  return (end.index = addHandle(instance.handles, end));
}

function packEnds(readable, writable) {
  return BigInt(readable) | BigInt(writable) << 32n;
}

function notifyEnd(side, result) {
  const end = side;
  end.result = result;
  setPendingEvent(end, end.deliver);
}

function getEnd(table, index, code, elementType) {
  const end = getEntry(table, index, code);
  if (end.elementType !== elementType) {
    trap(`handle index ${index >>> 0} used with the wrong type, expected a ${nameOfEnd(code)} of another element type`);
  }
  return end;
}

const isReadableEnd = (code) => code % 2 === 0;

const nameOfEnd = (code) => (code > 3 ? 'future' : 'stream');

function startCopy(
  instance, code, codec, async, index, ptr, n,
) {
  if (!async) checkMayBlock(instance);
  const end = getEnd(instance.handles, index, code, codec.type);
  if (end.state !== endIdle) trapOnState(end);
  if (!async) checkNoSet(end);
  if (n > 0xfffffff) trap('stream read/write count too large');
  if (codec.views !== undefined && n > 0) checkPointer(codec.views, ptr, codec.align, n * codec.size);
  end.state = endCopying;
  end.codec = codec;
  end.ptr = ptr;
  end.length = n;
  end.progress = 0;
  return end;
}

function awaitCopy(end, async) {
  if (end.pendingEvent === undefined) {
    if (async) return -1;
    return waitForEvent(end.instance, end);
  }
  const payload = takeEvent(end);
  return async ? payload : finishNow(end.instance.store, payload);
}

function trapOnState(end) {
  if (end.state !== endDone) trap('cannot have concurrent operations active on a future/stream');
  const verb = isReadableEnd(end.code) ? 'read from' : 'write to';
  trap(`cannot ${verb} ${nameOfEnd(end.code)} after ${whyDone(end)}`);
}

function whyDone(end) {
  if (end.code === futureReadable) return 'previous read succeeded';
  if (end.code === futureWritable) return 'previous write succeeded or readable end dropped';
  return `being notified that the ${end.code === streamReadable ? 'writable' : 'readable'} end dropped`;
}

function dropEnd(instance, code, elementType, index) {
  const end = getEnd(instance.handles, index, code, elementType);
  if (end.state === endCopying) trap(`cannot ${isReadableEnd(code) ? 'remove' : 'drop'} busy ${nameOfEnd(end.code)}`);
  if (code === futureWritable && end.state !== endDone) {
    trap('cannot drop future write end without first writing a value');
  }
  removeHandle(instance.handles, end.index);
  dropShared(end.shared);
  joinSet(end, undefined);
}

function liftShared(
  instance, code, elementType, index,
) {
  const end = getEnd(instance.handles, index, code, elementType);
  if (end.state === endCopying) trap(`cannot remove busy ${nameOfEnd(end.code)}`);
  if (end.state === endDone) trap(`cannot lift ${nameOfEnd(end.code)} after ${whyDone(end)}`);
  if (end.wset !== undefined) trap(`cannot lift ${nameOfEnd(end.code)} while it's in a waitable set`);
  removeHandle(instance.handles, end.index);
  return end.shared;
}

const streamKey = /*#__PURE__*/ Symbol.for('wcm2js.stream');

function readStream(shared, dst) {
  const src = shared.pending;
  if (shared.dropped) return dst.notify(dst, copyDropped);
  if (src !== undefined) {
    checkInstances(dst, src);
    if (remainOf(src) > 0) {
      if (remainOf(dst) > 0) {
        copyElements(src, dst);
        // What JavaScript gave can turn out to be no elements: that has ended the stream.
        if (shared.dropped) return dst.notify(dst, copyDropped);
        src.notify(src, copyCompleted);
      }
      return dst.notify(dst, copyCompleted);
    }
  }
  shared.pending = dst;
  src?.notify(src, copyCompleted);
  shared.source?.pull(shared.source);
}

function writeStream(shared, src) {
  const dst = shared.pending;
  if (shared.dropped) return src.notify(src, copyDropped);
  if (dst !== undefined) {
    checkInstances(src, dst);
    if (remainOf(dst) > 0) {
      if (remainOf(src) > 0) {
        copyElements(src, dst);
        if (shared.dropped) return;
        dst.notify(dst, copyCompleted);
      }
      return src.notify(src, copyCompleted);
    }
    // Both only wait until there is something.
    if (src.length === 0 && dst.length === 0) return src.notify(src, copyCompleted);
  }
  shared.pending = src;
  dst?.notify(dst, copyCompleted);
}

const forgottenStreams = /*#__PURE__*/ new FinalizationRegistry((reader) => dropReader(reader));

class HostStream {
  #reader;
  #readable;

  constructor(shared) {
    this.#reader = makeReader(shared);
    forgottenStreams.register(this, this.#reader);
  }

  next() {
    return requestRead(this, this.#reader, true, Infinity, undefined);
  }

  read(options) {
    const { count, rejectLength } = typeof options === 'object' ? options : { count: options };
    if (!(count > 0 || (count === 0 && rejectLength !== undefined))) {
      return Promise.reject(new RangeError(`read: a count of elements is at least 1, got ${count}`));
    }
    return requestRead(this, this.#reader, false, Math.floor(count), rejectLength);
  }

  return(value) {
    dropReader(this.#reader);
    return Promise.resolve({ done: true, value });
  }

  [disposeSymbol]() {
    dropReader(this.#reader);
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  get readable() {
    return (this.#readable ??= new ReadableStream({
      pull: async (controller) => {
        const { done, value } = await this.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => dropReader(this.#reader),
    }, { highWaterMark: 0 }));
  }

  [streamKey](back, path) {
    const reader = this.#reader;
    if (!back && (reader.given || reader.reads > 0)) {
      throw new TypeError(`${path}: this stream ${reader.given ? 'has been given away' : 'is being read'}`);
    }
    reader.given = !back;
    if (back) openReader(reader);
    else closeReader(reader);
    return reader.shared;
  }
}

function hostStream(shared) {
  return new HostStream(shared);
}

function makeReader(shared) {
  const reader = {
    instance: undefined, codec: undefined, ptr: 0, length: 0, progress: 0, pendingEvent: undefined,
    values: undefined, numeric: undefined, notify: notifyReader, receive: receiveElements, give: undefined,
    shared, open: false, given: false, reads: 0, last: undefined, isNext: false, count: 0,
    rejectLength: undefined, value: undefined, resolve: undefined, reject: undefined, owner: undefined,
    fail: (error) => failReader(reader, error),
  };
  openReader(reader);
  return reader;
}

function openReader(reader) {
  const { store } = reader.shared;
  reader.open = true;
  store.hostOps++;
  store.pendingReads.add(reader);
}

function closeReader(reader) {
  const { store } = reader.shared;
  if (!reader.open) return;
  reader.open = false;
  store.hostOps--;
  // One that has failed is counting them.
  if (store.failed === 0) store.pendingReads.delete(reader);
  wakeStore(store);
}

function dropReader(reader) {
  if (reader.given) return;
  closeReader(reader);
  dropShared(reader.shared);
}

function requestRead(
  owner, reader, isNext, count, rejectLength,
) {
  const start = () => new Promise((resolve, reject) => {
    reader.owner = owner;
    reader.isNext = isNext;
    reader.count = count;
    reader.rejectLength = rejectLength;
    reader.value = undefined;
    reader.resolve = resolve;
    reader.reject = reject;
    startRead(reader);
  });
  const previous = reader.reads++ > 0 ? reader.last : undefined;
  return (reader.last = previous === undefined ? start() : previous.then(start, start));
}

function startRead(reader) {
  const { shared } = reader;
  const { store } = shared;
  if (reader.given) return reader.fail(new TypeError('this stream has been given away'));
  if (store.failed > 0) return reader.fail(store.error);
  // With `rejectLength`, a read of nothing comes first: it is over when the writer offers something.
  reader.length = reader.rejectLength === undefined ? reader.count : 0;
  reader.progress = 0;
  try {
    readStream(shared, reader);
  } catch (error) {
    failStore(store, error);
  }
  wakeStore(store);
}

function notifyReader(reader, result) {
  const { shared, rejectLength } = reader;
  if (shared.pending === reader) shared.pending = undefined;
  if (result === copyDropped) {
    closeReader(reader);
    return endRead(reader, { done: true, value: undefined });
  }
  if (rejectLength === undefined || reader.length > 0) {
    return endRead(reader, { done: false, value: reader.value });
  }
  const src = shared.pending;
  if (remainOf(src) > rejectLength) {
    const rejectedLength = remainOf(src);
    dropReader(reader);
    return endRead(reader, { done: true, value: undefined, rejectedLength });
  }
  if (reader.count === 0) return endRead(reader, { done: false, value: undefined });
  reader.length = reader.count;
  readStream(shared, reader);
}

function receiveElements(reader, src) {
  const isOne = reader.isNext && !offersNumbers(src);
  const n = isOne ? 1 : Math.min(remainOf(src), reader.length);
  if (src.give === undefined) reader.values = liftElements(src, n);
  else if (!src.give(src, reader, n)) return;
  src.progress += n;
  reader.value = isOne ? reader.values[0] : reader.values;
  reader.values = undefined;
}

function endRead(reader, result) {
  const { resolve } = reader;
  settleRead(reader);
  resolve?.(result);
}

function failReader(reader, error) {
  const { reject } = reader;
  if (reject === undefined) return;
  if (reader.shared.pending === reader) reader.shared.pending = undefined;
  settleRead(reader);
  reject(error);
}

function settleRead(reader) {
  if (--reader.reads === 0) reader.last = undefined;
  reader.owner = undefined;
  reader.value = undefined;
  reader.resolve = undefined;
  reader.reject = undefined;
}

function streamEvent(end) {
  if (end.shared.pending === end) end.shared.pending = undefined;
  end.state = end.result === copyDropped ? endDone : endIdle;
  return end.result | end.progress << 4;
}

function streamNew(instance, type) {
  const shared = makeShared(instance.store);
  const readable = addEnd(instance, streamReadable, type, shared, streamEvent);
  return packEnds(readable, addEnd(instance, streamWritable, type, shared, streamEvent));
}

function liftStream(instance, index, type) {
  return liftShared(instance, streamReadable, type, index);
}

function streamWrite(
  instance, codec, async, index, ptr, n,
) {
  const end = startCopy(instance, streamWritable, codec, async, index, ptr, n);
  writeStream(end.shared, end);
  return awaitCopy(end, async);
}

function streamDropWritable(instance, type, index) {
  dropEnd(instance, streamWritable, type, index);
}

function waitableSetNew({ handles }) {
  return addHandle(handles, newWaitableSet());
}

function waitableSetDrop({ handles }, index) {
  const set = getEntry(handles, index, 0);
  if (set.numWaiting > 0) trap('cannot drop waitable set with waiters');
  if (set.numElems > 0) trap('cannot drop waitable set with waitables in it');
  removeHandle(handles, index >>> 0);
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAAFAwEAAQcKAQZtZW1vcnkCAAALBG5hbWUABANtZW0=')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABHgZgAX8AYAABfmADf39/AX9gAAF/YAJ/fwBgAX8BfwJXCgAGbWVtb3J5AgABAAZyZXR1cm4AAAADbmV3AAEABXdyaXRlAAIABGRyb3AAAAADc2V0AAMACGRyb3Atc2V0AAAABGpvaW4ABAADZ2V0AAMAA3B1dAAAAwYFAwUDBQIHFAIFY291bnQADAhjYWxsYmFjawANCoMCBVgBAn8DQEEMKAIAQQgoAgBrIQEgAUUEQBALDwtBACgCAEGACEEEQQgoAgBsaiABEAIhACAAQX9GBEBBAkEEKAIAQQR0cg8LIAAQCkEBcQRAEAsPCwwACwALFwBBCEEIKAIAIABBBHZqNgIAIABBD3ELGwBBACgCAEEAEAZBACgCABADQQQoAgAQBUEAC1wCAX4BfwNAQYAIQQQgAmxqIAI2AgAgAkEBaiECIAIgAEkNAAsQASEBQQAgAUIgiKc2AgBBBBAENgIAQQhBADYCAEEMIAA2AgBBACgCAEEEKAIAEAYgAacQABAJCxcAIABBA0cEQAALIAIQCgRAEAsPCxAJCwCwAQRuYW1lAAIBbQFODAAGcmV0dXJuAQNuZXcCBXdyaXRlAwRkcm9wBANzZXQFCGRyb3Atc2V0BgRqb2luBwNnZXQIA3B1dAkEbW9yZQoHd3JpdHRlbgsDZW5kAkEECQIABnJlc3VsdAEEbGVmdAoBAAZyZXN1bHQMAwABbgEEZW5kcwIBaQ0DAAVldmVudAEFaW5kZXgCBnJlc3VsdAMSAgkBAAVhZ2FpbgwBAARmaWxs')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  const state = newStore();
  const handles = handleTable();
  const instance = componentInstance(state, handles);

  const [module0, module1] = await Promise.all([coreModule(), coreModule2()]);
  const core0 = await instantiateCore(module0);
  const { memory: core0_memory } = core0.exports;

  // canon task.return: func(result: stream<u32>)
  function taskReturn(result) {
    const task = returningTask(state, 0);
    resolveTask(task, task.onReturn(result));
  }

  const memory = memoryViews(core0_memory);
  const codec = {
    type: 0, size: 4, align: 4, views: memory, bytes: true, numbers: 'u32',
    lift(ptr, n) {
      return memory.u32.slice(ptr >>> 2, (ptr >>> 2) + n);
    }
  };
  const core1 = await instantiateCore(module1, {
    '': {
      memory: core0_memory, return: taskReturn, new: () => streamNew(instance, 0),
      write: (index, ptr, length) => streamWrite(instance, codec, true, index, ptr >>> 0, length >>> 0),
      drop: (index) => streamDropWritable(instance, 0, index), set: () => waitableSetNew(instance),
      'drop-set': (set) => waitableSetDrop(instance, set),
      join: (waitable, set) => waitableJoin(instance, waitable, set), get: () => contextGet(state, 0),
      put: (value) => contextSet(state, 0, value)
    }
  });
  const { callback: core1_callback, count: core1_count } = core1.exports;
  const countLift = {
    instance, name: 'count', async: true, exclusive: true, returnType: 0, stack: false, callbackStack: false,
    callback: core1_callback
  };

  // count: async func(n: u32) -> stream<u32>
  async function count(n) {
    n >>>= 0;
    if (state.entered) cannotEnter();
    const task = newTask(countLift, (result) => hostStream(liftStream(instance, result, 0)));
    callFromHost(task, () => {
      state.entered = 2;
      return core1_count(n);
    });
    return task.resolved ? task.value : await settled(task);
  }

  return { count };
}
