// task-return: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function memoryViews(memory) {
  const { buffer } = memory;
  return {
    memory,
    u8: new Uint8Array(buffer),
    u64: new BigUint64Array(buffer),
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
  const { instance, pendingEvent, wset } = waitable;
  waitable.pendingEvent = event;
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

function endSetWait(thread, set, cancelled) {
  set.numWaiting--;
  if (cancelled && set.pending.items.length > 0) wakeWaiting(set, thread.task.lift.instance.store);
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

function newTask(lift, onReturn) {
  const task = {
    lift,
    onReturn,
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
  const { instance, exclusive } = task.lift;
  const { store, handles } = instance;
  const previous = store.thread;
  const { borrowScope } = handles;
  setRunning(thread);
  if (exclusive) instance.exclusive = thread;
  task.state = task.numThreads = 1;
  if (task.onStart === undefined) store.entered = 1;
  else task.onStart(task);
  store.thread = thread;
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
  coreDone(thread, result);
  store.thread = previous;
}

function coreDone(thread, result) {
  const { task } = thread;
  const { callback } = task.lift;
  if (thread === task.thread) {
    if (callback !== undefined) return afterCallback(thread, result);
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
  if (deliverPendingCancel(thread, true)) return callCallback(thread, true);
  thread.resume = runCallback;
  thread.readyFunc = callbackMayRun;
  thread.cancellable = true;
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

function callCallback(thread, cancelled) {
  const { instance, callback } = thread.task.lift;
  const { store } = instance;
  const set = thread.waitsFor;
  instance.exclusive = thread;
  const previous = store.thread;
  store.thread = thread;
  let result;
  if (set === undefined || cancelled) {
    result = callback(cancelled ? 6 : 0, 0, 0);
  } else {
    const waitable = nextWaitable(set, store);
    result = callback(waitable.code, waitable.index, takeEvent(waitable));
  }
  coreDone(thread, result);
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
  task.state = 4;
}

function resolveTask(task, value) {
  setResolved(task);
  task.value = value;
  task.onResolve?.(task);
}

function rejectCall(task, error) {
  forgetCall(task.lift.instance.store, task);
  task.reject(error);
}

function leaveQuantum(store) {
  store.thread = undefined;
  if (store.failed === 0) store.entered = 0;
}

function newThread(task, resume) {
  return {
    task,
    resume,
    readyFunc: undefined,
    cancellable: false,
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
  thread.cancellable = false;
  if (queue !== undefined) removeItem(queue, thread);
}

function deliverPendingCancel({ task }, cancellable) {
  if (!cancellable || task.state !== 2) return false;
  task.state = 3;
  return true;
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
  if (readyFunc === mayStart) return 'has not started: its instance is busy, or takes no more calls';
  if (waitsFor === undefined) return 'waits for its turn';
  const { entries } = task.lift.instance.handles;
  const all = entries.filter((each) => each?.wset === waitsFor);
  return `waits for ${all.map((each) => describeWaitable(each, lines)).join(', ') || 'an empty waitable set'}`;
}

function describeWaitable(waitable, lines) {
  const { code, index } = waitable;
  if (code > 1) return `a ${kindOf(code)} ${code % 2 ? 'write' : 'read'} (handle ${index})`;
  const { task, name } = waitable;
  if (task !== undefined) describeTask(task, lines);
  return `a call of ${name}`;
}

function newStore() {
  const store = {
    entered: 0,
    thread: undefined,
    ready: newQueue(),
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
  if (store.failed > 0) return;
  if (store.entered > 0) {
    return failStore(store, new WebAssembly.RuntimeError('cannot enter component instance'), true);
  }
  store.pumping = true;
  while (store.failed === 0) {
    const limit = store.calls.length + store.pendingReads.size > 0 ? 1000 : 10;
    if (++store.turns > limit) {
      store.turns = 0;
      store.pumping = false;
      store.scheduled = true;
      return inMacrotask(store.pump);
    }
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
    if (store.scheduled || store.hostOps > 0) {
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

function newSubtask(instance, name, cancel, lenders, task) {
  return {
    code: 1,
    instance,
    index: 0,
    pendingEvent: undefined,
    wset: undefined,
    state: 0,
    resolved: false,
    delivered: false,
    cancellationRequested: false,
    lenders,
    cancel,
    name,
    task: task,
    result: undefined,
    endLoans: undefined,
    settle: undefined,
    hasErr: false,
  };
}

function resolveSubtask(subtask, state) {
  subtask.resolved = true;
  setState(subtask, state);
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

function tableSubtask(subtask) {
  subtask.index = addHandle(subtask.instance.handles, subtask);
  return subtask.state | subtask.index << 4;
}

function call(instance, task, start, lenders) {
  const subtask = newSubtask(instance, task.lift.name, cancelCallee, lenders, task);
  task.subtask = subtask;
  task.start = start;
  task.onStart = startSubtask;
  task.onResolve = returnSubtask;
  startTask(task);
  if (task.resolved) deliverResolve(subtask);
  return subtask;
}

function startSubtask({ subtask }) {
  setState(subtask, 1);
}

function returnSubtask({ subtask }) {
  resolveSubtask(subtask, 2);
}

function cancelCallee({ task }) {
  requestCancellation(task);
}

function callAsync(instance, task, start, lenders) {
  return answerCall(call(instance, task, start, lenders));
}

function answerCall(subtask) {
  return subtask.delivered ? 2 : tableSubtask(subtask);
}

function requestCancellation(task) {
  const { thread, threads, lift: { exclusive, instance } } = task;
  task.onCancel = acknowledgeCancel;
  if (task.state === 0) {
    task.state = 3;
    setRunning(thread);
    stopEntering(thread);
    acknowledgeCancel(task);
    return wakeEntering(instance);
  }
  const { exclusive: holder, store } = instance;
  const excluded = exclusive && holder !== undefined && holder !== thread ? thread : undefined;
  const items = [thread, ...threads ?? []].filter((each) => each.cancellable && each !== excluded);
  const chosen = peekQueue({ items, head: 0 }, store);
  task.state = chosen === undefined ? 2 : 3;
  chosen?.resume(chosen, true);
}

function acknowledgeCancel(task) {
  const { subtask } = task;
  setResolved(task);
  resolveSubtask(subtask, subtask.state === 0 ? 3 : 4);
}

const state = newStore();
const handles1 = handleTable();
const instance1 = componentInstance(state, handles1);
const handles2 = handleTable();
const instance2 = componentInstance(state, handles2);

const [module0, module1, module2] = await Promise.all([
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABCgJgAn9+AGABfwACCwEABnJldHVybgAAAwIBAQcFAQFmAAEKDwENACAABEAgAEIHEAALCwAUBG5hbWUAAgFtAQkBAAZyZXR1cm4=')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAAFAwEAAQcKAQZtZW1vcnkCAAALBG5hbWUABANtZW0=')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABDAJgAn9/AX9gAX8BfgIRAgAGbWVtb3J5AgABAAFmAAADAgEBBwcBA3J1bgABCiABHgAgAEEQEACtQpDOAH5BEDEAAELkAH5BGCkDAHx8CwAPBG5hbWUAAgFtAQQBAAFm'))
]);

// canon task.return: func(result: tuple<u8, u64>)
function taskReturn(result0, result1) {
  const task = returningTask(state, 0);
  resolveTask(task, task.onReturn(result0, result1));
}

const core0 = await WebAssembly.instantiate(module0, { '': { return: taskReturn } });
const { f: core0_f } = core0.exports;
const core1 = await WebAssembly.instantiate(module1);
const { memory: core1_memory } = core1.exports;
const memory = memoryViews(core1_memory);
const fLift = { instance: instance1, name: 'f', async: true, exclusive: false, returnType: 0 };

// f: async func(n: u32) -> tuple<u8, u64>
function callF(n, resultPtr) {
  const task = newTask(fLift, (result0, result1) => {
    const ptr = checkPointer(memory, resultPtr >>> 0, 8, 16);
    memory.u8[ptr] = result0 & 255;
    memory.u64[ptr + 8 >>> 3] = result1;
  });
  return callAsync(instance2, task, () => core0_f(n));
}

const core2 = await WebAssembly.instantiate(module2, { '': { memory: core1_memory, f: callF } });
const { run: core2_run } = core2.exports;

// run: func(n: u32) -> u64
function run(n) {
  n >>>= 0;
  if (state.entered) cannotEnter();
  state.entered = 2;
  try {
    const ret = core2_run(n);
    state.entered = 0;
    return BigInt.asUintN(64, ret);
  } catch (error) {
    throw failSync(state, error);
  }
}

export { run };
