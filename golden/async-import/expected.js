// async-import: a WebAssembly component as a JavaScript module, written by wcm2js.

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
    u32: new Uint32Array(buffer),
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

function newWaitableSet() {
  return { code: 0, numElems: 0, pending: newQueue(), waiting: newQueue(), numWaiting: 0 };
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

function joinSet(waitable, set) {
  const { wset, pendingEvent } = waitable;
  if (wset !== undefined) {
    wset.numElems--;
    removeItem(wset.pending, waitable);
  }
  waitable.wset = set;
  if (set === undefined) return;
  set.numElems++;
  if (pendingEvent !== undefined) {
    waitable.pendingEvent = undefined;
    setPendingEvent(waitable, pendingEvent);
  }
}

function waitableJoin({ handles }, index, set) {
  const { code } = (handles.entries[index >>> 0] ?? {});
  const waitable = getEntry(handles, index, code > 0 ? code : 1);
  joinSet(waitable, set === 0 ? undefined : getEntry(handles, set, 0));
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
  const { instance, exclusive } = task.lift;
  const { store, handles } = instance;
  const previous = store.thread;
  const { borrowScope } = handles;
  setRunning(thread);
  instance.exclusive = thread;
  task.state = task.numThreads = 1;
  store.entered = 1;
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
      releaseLock(instance);
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
  const { instance, callback } = thread.task.lift;
  const { store } = instance;
  const set = thread.waitsFor;
  instance.exclusive = thread;
  const previous = store.thread;
  store.thread = thread;
  let result;
  if (set === undefined) {
    result = callback(0, 0, 0);
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

function leaveQuantum(store) {
  store.thread = undefined;
  if (store.failed === 0) store.entered = 0;
}

function newThread(task, resume) {
  return {
    task,
    resume,
    readyFunc: undefined,
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
  if (thread === task.thread) releaseLock(instance);
}

function setRunning(thread) {
  const { queue } = thread;
  thread.resume = thread.readyFunc = thread.queue = undefined;
  if (queue !== undefined) removeItem(queue, thread);
}

function contextGet(store, slot) {
  return slot === 0 ? store.thread.slot0 : store.thread.slot1;
}

function contextSet(store, slot, value) {
  if (slot === 0) store.thread.slot0 = value;
  else store.thread.slot1 = value;
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

function newSubtask(instance, name, cancel, lenders) {
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

function subtaskDrop({ handles }, index) {
  const subtask = getEntry(handles, index, 1);
  if (!subtask.delivered) trap('cannot drop a subtask which has not yet resolved');
  joinSet(subtask, undefined);
  removeHandle(handles, subtask.index);
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
  if (store.entered === 0) {
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

function cancelHostCall(subtask) {
  const { store } = subtask.instance;
  store.hostOps--;
  subtask.endLoans?.();
  resolveSubtask(subtask, 4);
  wakeStore(store);
}

function hostCallAsync(instance, name, call, settle, hasErr, lenders, endLoans) {
  const subtask = callHost(instance, name, call, settle, hasErr, lenders, endLoans);
  return subtask.state === 2 ? 2 : tableSubtask(subtask);
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
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABIAZgAn9/AX9gAX8AYAJ/fwBgAAF/YAF/AX9gA39/fwF/AlAJAAZtZW1vcnkCAAEABWZldGNoAAAABnJldHVybgABAARkcm9wAAEABGpvaW4AAgADc2V0AAMACGRyb3Atc2V0AAEAA2dldAADAANwdXQAAQMDAgQFBgcBfwFBwAALBxkCCmZldGNoLW5leHQACAhjYWxsYmFjawAJCoIBAk4BAn8jACECIAJBCGokACAAIAIQACEBIAFBAkYEQCACKAIAQQFqEAFBAA8LIAIQByACEAQ2AgQgAUEEdiACKAIEEANBAiACKAIEQQR0cgsxAQF/IABBAUcEQAALIAJBAkcEQAALEAYhAyABEAIgAygCBBAFIAMoAgBBAWoQAUEACwCBAQRuYW1lAAIBbQE1CAAFZmV0Y2gBBnJldHVybgIEZHJvcAMEam9pbgQDc2V0BQhkcm9wLXNldAYDZ2V0BwNwdXQCNgIIAwADa2V5AQVzdGF0ZQIGcmVjb3JkCQQABWV2ZW50AQVpbmRleAIFc3RhdGUDBnJlY29yZAcHAQAEZnJlZQ==')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const fetch2 = (imports.fetch?.default ?? imports.fetch) ?? missingImport('fetch', '', imports);

  const state = newStore();
  const handles = handleTable();
  const instance = componentInstance(state, handles);

  const [module0, module1] = await Promise.all([coreModule(), coreModule2()]);
  const core0 = await instantiateCore(module0);
  const { memory: core0_memory } = core0.exports;
  const memory = memoryViews(core0_memory);

  // fetch: async func(key: u32) -> u32
  function lowerFetch(key, resultPtr) {
    return hostCallAsync(instance, 'fetch', () => fetch2(key >>> 0), (result) => {
      const ptr = checkPointer(memory, resultPtr >>> 0, 4, 4);
      memory.u32[ptr >>> 2] = result;
    }, false);
  }

  // canon task.return: func(result: u32)
  function taskReturn(result) {
    const task = returningTask(state, 0);
    resolveTask(task, task.onReturn(result));
  }

  const core1 = await instantiateCore(module1, {
    '': {
      memory: core0_memory, fetch: lowerFetch, return: taskReturn,
      drop: (index) => subtaskDrop(instance, index),
      join: (waitable, set) => waitableJoin(instance, waitable, set), set: () => waitableSetNew(instance),
      'drop-set': (set) => waitableSetDrop(instance, set), get: () => contextGet(state, 0),
      put: (value) => contextSet(state, 0, value)
    }
  });
  const { callback: core1_callback, 'fetch-next': core1_fetchNext } = core1.exports;
  const fetchNextLift = {
    instance, name: 'fetch-next', async: true, exclusive: true, returnType: 0, callback: core1_callback
  };

  // fetch-next: async func(key: u32) -> u32
  async function fetchNext(key) {
    key >>>= 0;
    if (state.entered) cannotEnter();
    const task = newTask(fetchNextLift, (result) => result >>> 0);
    callFromHost(task, () => {
      state.entered = 2;
      return core1_fetchNext(key);
    });
    return task.resolved ? task.value : await settled(task);
  }

  return { fetchNext, 'fetch-next': fetchNext };
}
