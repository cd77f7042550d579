// threads: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const noType = 1e9;

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
  return instance.exclusive === undefined;
}

function startTask({ lift, thread }) {
  const { instance } = lift;
  if (instance.numWaitingToEnter === 0 && mayStart(thread)) return enterTask(thread);
  instance.numWaitingToEnter++;
  thread.readyFunc = mayStart;
  instance.entering.items.push(thread);
  wakeEntering(instance);
}

function enterAfterWait(thread) {
  stopEntering(thread);
  enterTask(thread);
  wakeEntering(thread.task.lift.instance);
}

function stopEntering(thread) {
  const { instance } = thread.task.lift;
  instance.numWaitingToEnter--;
  removeItem(instance.entering, thread);
}

function enterTask(thread) {
  const { task } = thread;
  const { instance, exclusive, stack } = task.lift;
  const { store, handles } = instance;
  const previous = store.thread;
  const { borrowScope } = handles;
  setRunning(thread);
  instance.exclusive = thread;
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
      releaseLock(instance);
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
  if (store.failed === 0) store.entered = 0;
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
  const { instance } = task.lift;
  if (--task.numThreads === 0 && !task.resolved) trap('async-lifted export failed to produce a result');
  thread.onExit?.(thread);
  if (thread === task.thread) releaseLock(instance);
}

function setRunning(thread) {
  const { queue } = thread;
  thread.resume = thread.readyFunc = thread.queue = undefined;
  if (queue !== undefined) removeItem(queue, thread);
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

function setWaiting(thread, waitsFor, readyFunc, take, cancellable) {
  thread.waitsFor = waitsFor;
  thread.readyFunc = readyFunc;
  thread.take = take;
  thread.cancellable = cancellable;
  thread.resume = resumeStack;
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

const kindOf = () => 'stream';

function deadlock({ calls }) {
  const lines = new Set(['deadlock detected: event loop cannot make further progress']);
  for (const task of calls) describeTask(task, lines);
  return new WebAssembly.RuntimeError([...lines].join('\n  '));
}

function describeTask({ lift, thread, threads }, lines) {
  for (const each of [thread, ...threads ?? []]) {
    if (each.resume !== undefined) lines.add(`${lift.name} ${describeThread(each, lines)}`);
  }
}

function describeThread({ task, readyFunc, waitsFor }, lines) {
  if (readyFunc === undefined) return 'is suspended';
  if (readyFunc === mayStart) return 'has not started: its instance is busy, or takes no more calls';
  if (waitsFor === undefined) return 'waits for its turn';
  const { entries } = task.lift.instance.handles;
  const all = entries.filter((each) => each?.wset === waitsFor);
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
    thread: undefined,
    ready: newQueue(),
    urgent: [],
    resuming: undefined,
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
  store.pumping = true;
  while (store.failed === 0) {
    const limit = store.calls.length + store.pendingReads.size > 0 ? 1000 : 10;
    if (++store.turns > limit) {
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
  for (;;) {
    const thread = dequeue(store.ready, store);
    if (thread === undefined || isChosen(thread)) {
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

function failStore(store, error, told = false) {
  if (store.failed === 2) return;
  const { calls, pendingReads } = store;
  store.failed = store.entered = 2;
  store.error = trapOnThrow(store.error ?? error);
  if (store.timer !== undefined) stopTimer(store);
  if (!told && calls.length + pendingReads.size === 0) void Promise.reject(store.error);
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

function wakeEntering({ entering, numWaitingToEnter, store }) {
  if (numWaitingToEnter === 0) return;
  wakeFirst(entering, store);
}

function wakeFirst(queue, store) {
  const thread = peekQueue(queue, store);
  if (thread !== undefined && mayStart(thread)) makeReady(thread);
}

function tableThread(thread) {
  const { instance } = thread.task.lift;
  thread.onExit = forgetThread;
  return thread.index = addHandle(instance.threads ??= { entries: [undefined], free: [] }, thread);
}

function forgetThread(thread) {
  const { lift: { instance }, threads } = thread.task;
  removeHandle(instance.threads, thread.index);
  threads?.delete(thread);
}

function threadNewIndirect(instance, run, table, index, context) {
  const at = typeof index === 'number' ? index >>> 0 : index;
  if (at >= table.length) trap('undefined element: table index is out of bounds');
  const f = table.get(at);
  if (f === null) trap('the start function index points to an uninitialized function');
  checkStart(f, typeof context);
  const { task } = instance.store.thread;
  const thread = newThread(task, startThread);
  thread.start = () => run(index, context);
  (task.threads ??= new Set()).add(thread);
  task.numThreads++;
  return tableThread(thread);
}

const startTypes = /*#__PURE__*/ new WeakMap();

function checkStart(f, context) {
  if (startTypes.get(f) === context) return;
  const sections = [1, 5, 1, 96, 1, context === 'bigint' ? 126 : 127, 0, 2, 5, 1, 0, 0, 0, 0];
  const module = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...sections]));
  try {
    new WebAssembly.Instance(module, { '': { '': f } });
  } catch {
    trap('start function does not match expected type');
  }
  startTypes.set(f, context);
}

function startThread(thread) {
  const { store } = thread.task.lift.instance;
  const start = thread.start;
  const previous = store.thread;
  setRunning(thread);
  thread.start = undefined;
  thread.stack = afterStackCall;
  store.thread = thread;
  afterStackCall(thread, start());
  store.thread = previous;
}

function otherThread({ threads }, index) {
  const thread = threads?.entries[index >>> 0];
  if (thread === undefined) trap(`unknown handle index ${index >>> 0}`);
  return thread;
}

function suspendedThread(instance, index) {
  const thread = otherThread(instance, index);
  if (thread.resume === undefined || thread.readyFunc !== undefined) {
    trap('cannot resume thread which is not suspended');
  }
  return thread;
}

const always = () => true;

function threadResumeLater(instance, index) {
  const thread = suspendedThread(instance, index);
  thread.readyFunc = always;
  makeReady(thread);
}

function switchTo(
  { store }, cancellable, yields, other,
) {
  const thread = store.thread;
  if (deliverPendingCancel(thread, cancellable)) return finishNow(store, 1);
  setWaiting(thread, undefined, yields ? always : undefined, takeCancelled, cancellable);
  if (yields) makeReady(thread);
  other?.resume(other, false);
  return parkOrNest(thread);
}

function threadYield(instance, cancellable) {
  return switchTo(instance, cancellable, true, undefined);
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAAEBAFwAAEHCQEFdGFibGUBAAANBG5hbWUABgV0YWJsZQ==')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABDQNgAABgAn9/AGABfwACGgIAB2NhbGxlZTABcAAAAAhyZXR1cm5lZAAAAwIBAQcFAQEwAAEKDQELACABIAARAgAQAAs=')));
const coreModule3 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCAJgAAF/YAAAAiIDAAdjYWxsZWUwAAAABHBhcmsAAQAKZmluaXNoX2kzMgAAAwIBAAcFAQEwAAMKDQELABAABEAQAQsQAgs=')));
const coreModule4 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABEwRgAn9/AX9gAX8AYAABf2AAAX4CJQQABXRhYmxlAXAAAQADbmV3AAAABWxhdGVyAAEABXlpZWxkAAIDBAMBAQMGCwJ+AUIAC38BQQALBwkBBXR1cm5zAAUJBwEAQQALAQQKSwMNACMAQgp+IACtfCQACxQAIAAQAxACGiAAEAMjAUEBayQBCyYAQQIkAUEAQQEQABABQQBBAhAAEAEDQEEJEAMQAhojAQ0ACyMACwBXBG5hbWUAAgFtASEFAANuZXcBBWxhdGVyAgV5aWVsZAMEbm90ZQQFc3RhcnQCCwIDAQABbgQBAAFuAwkBBQEABHdhaXQHEQIABW9yZGVyAQdydW5uaW5n')));
const coreModule5 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABDANgAAF+YAF+AGAAAAIcAgAHY2FsbGVlMAAAAAxyZXR1cm5lZF9pNjQAAQMCAQIHBQEBMAACCggBBgAQABABCw==')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const state = newStore();
  const tellReturned = (result) => coreReturned(state, result);
  const handles = handleTable();
  const instance = componentInstance(state, handles);
  const parkStack = suspending(() => park(state));
  const finishWait = () => finish(state);

  const [module0, module1, module2, module3, module4] = await Promise.all([
    coreModule(), coreModule2(), coreModule3(), coreModule4(), coreModule5()
  ]);
  const core0 = await instantiateCore(module0);
  const { table: core0_table } = core0.exports;
  const core1 = await instantiateCore(module1, { '': { callee0: core0_table, returned: tellReturned } });
  const { 0: core1_0 } = core1.exports;

  // canon thread.new-indirect
  const runThread = promising(core1_0);

  function canonThreadNewIndirect(index, context) {
    return threadNewIndirect(instance, runThread, core0_table, index >>> 0, context);
  }

  // canon thread.yield
  function canonThreadYield() {
    return threadYield(instance, false);
  }

  const core2 = await instantiateCore(module2, {
    '': { callee0: canonThreadYield, park: parkStack, finish_i32: finishWait }
  });
  const { 0: core2_0 } = core2.exports;
  const core3 = await instantiateCore(module3, {
    '': {
      table: core0_table, new: canonThreadNewIndirect, later: (thread) => threadResumeLater(instance,
        thread), yield: core2_0
    }
  });
  const { turns: core3_turns } = core3.exports;

  // turns: async func() -> u64
  async function turns() {
    if (state.entered) cannotEnter();
    const task = newTask(turnsLift, (ret) => BigInt.asUintN(64, ret), (ret) => {
      resolveTask(task, task.onReturn(ret));
    });
    callFromHost(task, () => {
      state.entered = 2;
      return turnsStack();
    });
    return task.resolved ? task.value : await settled(task);
  }

  const core4 = await instantiateCore(module4, { '': { callee0: core3_turns, returned_i64: tellReturned } });
  const { 0: core4_0 } = core4.exports;
  const turnsStack = promising(core4_0);
  const turnsLift = {
    instance, name: 'turns', async: true, exclusive: true, returnType: -1, stack: afterStackCall
  };
  return { turns };
}
