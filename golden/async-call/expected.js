// async-call: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const maxByteLength = 0xfffffff;

function memoryViews(memory) {
  const { buffer } = memory;
  return {
    memory,
    u8: new Uint8Array(buffer),
    u32: new Uint32Array(buffer),
    codeUnits: 0,
    isAscii: true,
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

function checkRealloc(views, ptr, alignment, size) {
  refreshViews(views);
  if (ptr & (alignment - 1)) trap('realloc return: result not aligned (unaligned pointer)');
  if (ptr + size > views.u8.length) trap('realloc return: beyond end of memory (list content out-of-bounds)');
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

function storePair(views, at, ptr, length) {
  views.u32[at >>> 2] = ptr;
  views.u32[(at >>> 2) + 1] = length;
}

function storeString(views, at, ptr) {
  storePair(views, at, ptr, views.codeUnits);
}

const utf8Decoder = /*#__PURE__*/ new TextDecoder('utf-8', { ignoreBOM: true });

const shortLength = 16;

function checkStringRange(views, ptr, byteLength, alignment) {
  const outOfBounds = 'string pointer/length out of bounds of memory (string content out-of-bounds)';
  if (byteLength > maxByteLength) trap(outOfBounds);
  if (ptr & (alignment - 1)) trap(`string pointer not aligned to ${alignment} (unaligned pointer)`);
  if (isOutside(views, ptr, byteLength)) trap(outOfBounds);
}

function liftUtf8(views, ptr, byteLength) {
  checkStringRange(views, ptr, byteLength, 1);
  const { u8 } = views;
  if (byteLength <= shortLength) {
    let bits = 0;
    for (let i = 0; i < byteLength; i++) bits |= u8[ptr + i];
    if (bits < 0x80) return charactersAt(u8, ptr, byteLength);
  }
  return decodeUtf8(u8.subarray(ptr, ptr + byteLength));
}

function decodeUtf8(bytes) {
  const string = utf8Decoder.decode(bytes);
  if (string.includes('\ufffd')) trapOnUtf8(bytes);
  return string;
}

function trapOnUtf8(bytes) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let what = 'invalid utf-8';
  try {
    decoder.decode(bytes, { stream: true });
    what = 'incomplete utf-8 byte sequence';
    decoder.decode();
  } catch {
    trap(what);
  }
}

function charactersAt(a, i, length) {
  const make = String.fromCharCode;
  switch (length) {
    case 0: return '';
    case 1: return make(a[i++]);
    case 2: return make(a[i++], a[i++]);
    case 3: return make(a[i++], a[i++], a[i++]);
    case 4: return make(a[i++], a[i++], a[i++], a[i++]);
    case 5: return make(a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 6: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 7: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 8: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 9: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 10: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 11: return make(
      a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++],
    );
    case 12: return make(
      a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++],
    );
    default: return make(
      a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++],
      a[i++], a[i++], a[i++], a[i++],
    ).slice(0, length);
  }
}

function formatPath(path, ...at) {
  return path.replace(/\*|\[\]/g, ([open, end = '']) => `${end && open}${at.shift() ?? ''}${end}`);
}

function wrongType(what, value, path, i, j) {
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${value === null ? 'null' : typeof value}`);
}

function checkString(value, path, i, j) {
  if (typeof value !== 'string') wrongType('a string', value, path, i, j);
  return value;
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

const utf8Encoder = /*#__PURE__*/ new TextEncoder();

const loopLength = 40;

function lowerUtf8(views, realloc, string) {
  const { length } = string;
  const ptr = realloc(0, 0, 1, length);
  const { u8 } = views;
  const looked = length <= loopLength ? length : views.isAscii ? 0 : loopLength;
  for (let i = 0; i < looked; i++) {
    const unit = string.charCodeAt(i);
    if (unit > 0x7f) return lowerRestToUtf8(views, realloc, string, ptr, 0, 0);
    u8[ptr + i] = unit;
  }
  if (looked < length) {
    const { read, written } = utf8Encoder.encodeInto(string, u8.subarray(ptr, ptr + length));
    views.isAscii = read === length;
    if (read < length) return lowerRestToUtf8(views, realloc, string, ptr, read, written);
  }
  views.codeUnits = length;
  return ptr;
}

function lowerRestToUtf8(views, realloc, string, ptr, read, written) {
  const worst = 3 * string.length;
  ptr = realloc(ptr, string.length, 1, worst);
  const room = views.u8.subarray(ptr + written, ptr + worst);
  written += utf8Encoder.encodeInto(string.slice(read), room).written;
  if (written < worst) ptr = realloc(ptr, worst, 1, written);
  views.codeUnits = written;
  return ptr;
}

const utf8ToUtf8 = (src, ptr, length, dst, realloc) => {
  checkStringRange(src, ptr, length, 1);
  const to = realloc(0, 0, 1, length);
  copyBytes(src, ptr, dst, to, length);
  if (!isShortAscii(src.u8, ptr, length)) decodeUtf8(src.u8.subarray(ptr, ptr + length));
  dst.codeUnits = length;
  return to;
};

function isShortAscii(u8, ptr, length) {
  if (length > 64) return false;
  let bits = 0;
  for (let i = 0; i < length; i++) bits |= u8[ptr + i];
  return bits < 0x80;
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

function trapOnSet() {
  trap('waitable cannot be used synchronously while added to a waitable set');
}

function waitableJoin({ handles }, index, set) {
  const { code } = (handles.entries[index >>> 0] ?? {});
  const waitable = getEntry(handles, index, code > 0 ? code : 1);
  if (waitable.syncWaiter !== undefined) trapOnSet();
  joinSet(waitable, set === 0 ? undefined : getEntry(handles, set, 0));
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
  if (task.onStart === undefined) store.entered = 1;
  else task.onStart(task);
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
  const { instance, callback, callbackStack } = thread.task.lift;
  const { store } = instance;
  const set = thread.waitsFor;
  instance.exclusive = thread;
  const previous = store.thread;
  store.thread = thread;
  thread.stack = callbackStack;
  let result;
  if (set === undefined || cancelled) {
    result = callback(cancelled ? 6 : 0, 0, 0);
  } else {
    const waitable = nextWaitable(set, store);
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
  task.state = 4;
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
    cancellable: false,
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
  thread.cancellable = false;
  if (queue !== undefined) removeItem(queue, thread);
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
  if (readyFunc === undefined) return 'is suspended';
  if (readyFunc === mayStart) return 'has not started: its instance is busy, or takes no more calls';
  if (waitsFor === undefined) return 'waits for its turn';
  const { entries } = task.lift.instance.handles;
  const all = waitsFor.code > 0
    ? [waitsFor]
    : entries.filter((each) => each?.wset === waitsFor);
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

function newSubtask(instance, name, cancel, lenders, task) {
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

function callSwitching(instance, task, start, lenders) {
  const { store } = instance;
  const woken = store.urgent.length;
  const thread = store.thread;
  const holder = task.lift.exclusive ? task.lift.instance.exclusive : undefined;
  if (thread.stack && holder?.resume === resumeStack && holder.readyFunc?.(holder)) {
    holder.resume(holder, false);
    return parkForUrgent(thread, undefined, () => answerCall(call(instance, task, start, lenders)));
  }
  const subtask = call(instance, task, start, lenders);
  if (store.urgent.length === woken || !thread.stack) return finishNow(store, answerCall(subtask));
  return parkForUrgent(thread, subtask, takeCall);
}

function parkForUrgent(thread, subtask, take) {
  const { store } = thread.task.lift.instance;
  openScope(store, store.scopes.length, thread, undefined, undefined);
  setWaiting(thread, subtask, never, take, false);
  return 1;
}

const never = () => false;

function takeCall({ waitsFor }) {
  const subtask = waitsFor;
  if (subtask.resolved) deliverResolve(subtask);
  return answerCall(subtask);
}

function answerCall(subtask) {
  return subtask.delivered ? 2 : tableSubtask(subtask);
}

function callSync(instance, task, start, lenders) {
  const { store } = instance;
  const { lift } = task;
  if (lift.async) checkMayBlock(instance);
  const depth = store.scopes.length;
  const subtask = call(instance, task, start, lenders);
  if (subtask.delivered) return finishNow(store, task.value);
  if (lift.async) subtask.syncWaiter = store.thread;
  else openScope(store, depth, store.thread, task, lift.instance);
  return block(store, subtask, isResolved, takeResult, false);
}

function isResolved({ waitsFor }) {
  return waitsFor.resolved;
}

function takeResult({ waitsFor }) {
  const subtask = waitsFor;
  deliverResolve(subtask);
  return subtask.task === undefined ? subtask.result : subtask.task.value;
}

function subtaskDrop({ handles }, index) {
  const subtask = getEntry(handles, index, 1);
  if (!subtask.delivered) trap('cannot drop a subtask which has not yet resolved');
  joinSet(subtask, undefined);
  removeHandle(handles, subtask.index);
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

function hostCallAsync(instance, name, call, settle, hasErr, lenders, endLoans) {
  const subtask = callHost(instance, name, call, settle, hasErr, lenders, endLoans);
  return subtask.state === 2 ? 2 : tableSubtask(subtask);
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

function waitableSetNew({ handles }) {
  return addHandle(handles, newWaitableSet());
}

function waitableSetWait(
  { handles, store }, views, cancellable, index, ptr,
) {
  const set = getEntry(handles, index, 0);
  const thread = store.thread;
  if (deliverPendingCancel(thread, cancellable)) return finishNow(store, storeEvent(views, ptr, 6, 0, 0));
  if (set.pending.items.length > 0) return finishNow(store, storeNext(store, set, views, ptr));
  thread.views = views;
  thread.ptr = ptr;
  setWaiting(thread, set, setHasEvent, takeFromSet, cancellable);
  beginSetWait(thread, set);
  return parkOrNest(thread);
}

const setHasEvent = (thread) => thread.waitsFor.pending.items.length > 0;

function takeFromSet(thread, cancelled) {
  const set = thread.waitsFor;
  const views = thread.views;
  endSetWait(thread, set, cancelled);
  return cancelled ? storeEvent(views, thread.ptr, 6, 0, 0) : storeNext(thread.task.lift.instance.store, set, views, thread.ptr);
}

function storeNext(store, set, views, ptr) {
  const waitable = nextWaitable(set, store);
  return storeEvent(views, ptr, waitable.code, waitable.index, takeEvent(waitable));
}

function storeEvent(views, ptr, code, p1, p2) {
  const at = checkPointer(views, ptr, 4, 8) / 4;
  views.u32[at] = p1;
  views.u32[at + 1] = p2;
  return code;
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQFgBH9/f38BfwMCAQAFAwEAAQYHAX8BQYACCwcUAgZtZW1vcnkCAAdyZWFsbG9jAAAKFwEVACMAIAAgAfwKAAAjACMAIANqJAALABQEbmFtZQAEA21lbQcHAQAEbmV4dA==')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABDQNgAX8Bf2AAAGABfwACHgMAB2NhbGxlZTAAAAAEcGFyawABAAZmaW5pc2gAAQMCAQIHBQEBMAADCg8BDQAgABAABEAQAQsQAgs=')));
const coreModule3 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABJgdgAX8AYAF/AX9gAn9/AGAAAX9gAn9/AX9gA39/fwF/YAN/f38AAlMJAAZtZW1vcnkCAAEABXBhdXNlAAAAC3BhdXNlLWFzeW5jAAEABnJldHVybgACAANzZXQAAwAEam9pbgACAARkcm9wAAAAA2dldAADAANwdXQAAAMGBQQFBgUFBy8EBHN5bmMACQhzdGFja2Z1bAAKDmNhbGxiYWNrLWZpcnN0AAsIY2FsbGJhY2sADAq2AQUmACAAIAFqIAAgAfwKAAAgAUECbCEBQQAgADYCAEEEIAE2AgBBAAsRACAABEAgABAACyABIAIQCAsbACAABEAgABAACyABIAIQCBogASACQQJsEAILSAECfyABIAIQCBogAkECbCECIAAQASEDIANBAkYEQCABIAIQAkEADwsgAUEQdCACchAHEAMhBCADQQR2IAQQBEECIARBBHRyCxYAIAEQBRAGQRB2EAZB//8DcRACQQALAKsBBG5hbWUAAgFtAUAJAAVwYXVzZQELcGF1c2UtYXN5bmMCBnJldHVybgMDc2V0BARqb2luBQRkcm9wBgNnZXQHA3B1dAgGZG91YmxlAl4ECAIAA3B0cgEGbGVuZ3RoCQMABXR1cm5zAQNwdHICBmxlbmd0aAoDAAV0dXJucwEDcHRyAgZsZW5ndGgLBQAFdHVybnMBA3B0cgIGbGVuZ3RoAwVzdGF0ZQQDc2V0')));
const coreModule4 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABLghgA39/fwF/YAR/f39/AX9gA39/fwBgAn9/AX9gAX8AYAAAYAABf2AEf39/fwACoAEOAAdjYWxsZWUwAAAAB2NhbGxlZTEAAQAHY2FsbGVlMgACAAdjYWxsZWUzAAEAB2NhbGxlZTQAAQAHY2FsbGVlNQABAAdjYWxsZWU2AAEAB2NhbGxlZTcAAQAHY2FsbGVlOAADAAxyZXR1cm5lZF9pMzIABAAEcGFyawAFAAZmaW5pc2gABQAIcmV0dXJuZWQABQAKZmluaXNoX2kzMgAGAwoJAgcCBwcBAQEDByUJATAADgExAA8BMgAQATMAEQE0ABIBNQATATYAFAE3ABUBOAAWCqMBCQwAIAAgASACEAAQCQsTACAAIAEgAiADEAEEQBAKCxALCwwAIAAgASACEAIQDAsTACAAIAEgAiADEAMEQBAKCxALCxMAIAAgASACIAMQBARAEAoLEAsLEwAgACABIAIgAxAFBEAQCgsQDQsTACAAIAEgAiADEAYEQBAKCxANCxMAIAAgASACIAMQBwRAEAoLEA0LDwAgACABEAgEQBAKCxANCw==')));
const coreModule5 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABIwZgBH9/f38AYAR/f39/AX9gAAF/YAJ/fwBgAn9/AX9gAX8AAn0LAAZtZW1vcnkCAAEABHN5bmMAAAAIc3RhY2tmdWwAAAAIY2FsbGJhY2sAAAAKc3luYy1hc3luYwABAA5zdGFja2Z1bC1hc3luYwABAA5jYWxsYmFjay1hc3luYwABAANzZXQAAgAEam9pbgADAAR3YWl0AAQABGRyb3AABQMCAQEHBwEDcnVuAAoKrwEBrAEBAn8CQAJAAkACQCAADgQAAQICAwsgASACIANBEBAAQRAPCyABIAIgA0EQEAFBEA8LIAEgAiADQRAQAkEQDwsgAEEERgR/IAEgAiADQRAQAwUgAEEFRgR/IAEgAiADQRAQBAUgASACIANBEBAFCwshBCAEQQJGBEBBEA8LEAYhBSAEQQR2IAUQByAFQSAQCEEBRwRAAAtBJCgCAEECRwRAAAtBICgCABAJQRALALkBBG5hbWUAAgFtAV4KAARzeW5jAQhzdGFja2Z1bAIIY2FsbGJhY2sDCnN5bmMtYXN5bmMEDnN0YWNrZnVsLWFzeW5jBQ5jYWxsYmFjay1hc3luYwYDc2V0BwRqb2luCAR3YWl0CQRkcm9wAigBCgYAA2hvdwEFdHVybnMCA3B0cgMGbGVuZ3RoBAVzdGF0ZQUDc2V0AyQBCgQABWFzeW5jAQhjYWxsYmFjawIIc3RhY2tmdWwDBHN5bmM=')));
const coreModule6 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABFANgBH9/f38Bf2ABfwBgBH9/f38AAhwCAAdjYWxsZWUwAAAADHJldHVybmVkX2kzMgABAwIBAgcFAQEwAAIKEAEOACAAIAEgAiADEAAQAQs=')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const pause = (imports.pause?.default ?? imports.pause) ?? missingImport('pause', '', imports);

  const state = newStore();
  const handles1 = handleTable();
  const instance1 = componentInstance(state, handles1);
  const parkStack = suspending(() => park(state));
  const finishWait = () => finish(state);
  const handles2 = handleTable();
  const instance2 = componentInstance(state, handles2);
  const tellReturned = (result) => coreReturned(state, result);

  const [module0, module1, module2, module4, module5, module6] = await Promise.all([
    coreModule(), coreModule2(), coreModule3(), coreModule4(), coreModule5(), coreModule6()
  ]);
  const module3 = module0;
  const core0 = await instantiateCore(module0);
  const { memory: core0_memory, realloc: core0_realloc } = core0.exports;

  // pause: async func(turns: u32)
  function lowerPause(turns) {
    return hostCallSync(instance1, 'pause', () => pause(turns >>> 0), () => {}, false);
  }

  // pause: async func(turns: u32)
  function lowerPause2(turns) {
    return hostCallAsync(instance1, 'pause', () => pause(turns >>> 0), () => {}, false);
  }

  const memory0 = memoryViews(core0_memory);

  // canon task.return: func(result: string)
  function taskReturn(resultPtr, resultLength) {
    const task = returningTask(state, 0);
    resolveTask(task, task.onReturn(resultPtr, resultLength));
  }

  const core1 = await instantiateCore(module1, {
    '': { callee0: lowerPause, park: parkStack, finish: finishWait }
  });
  const { 0: core1_0 } = core1.exports;
  const core2 = await instantiateCore(module2, {
    '': {
      memory: core0_memory, pause: core1_0, 'pause-async': lowerPause2, return: taskReturn,
      set: () => waitableSetNew(instance1), join: (waitable, set) => waitableJoin(instance1, waitable, set),
      drop: (index) => subtaskDrop(instance1, index), get: () => contextGet(state, 0),
      put: (value) => contextSet(state, 0, value)
    }
  });
  const {
    'callback-first': core2_callbackFirst, sync: core2_sync, stackful: core2_stackful,
    callback: core2_callback
  } = core2.exports;
  const core3 = await instantiateCore(module3);
  const { memory: core3_memory, realloc: core3_realloc } = core3.exports;
  const memory1 = memoryViews(core3_memory);

  function realloc0(ptr, oldSize, align, newSize) {
    ptr = core3_realloc(ptr, oldSize, align, newSize) >>> 0;
    return checkRealloc(memory1, ptr, align, newSize);
  }

  function realloc1(ptr, oldSize, align, newSize) {
    ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
    return checkRealloc(memory0, ptr, align, newSize);
  }

  // sync: async func(turns: u32, text: string) -> string
  function callSync2(turns, textPtr, textLength, resultPtr) {
    const task = newTask(syncLift2, (ret) => {
      const retPtr = checkPointer(memory0, ret >>> 0, 4, 8);
      const ptr = checkPointer(memory1, resultPtr >>> 0, 4, 8);
      storeString(memory1, ptr,
        utf8ToUtf8(memory0, memory0.u32[retPtr >>> 2], memory0.u32[retPtr + 4 >>> 2], memory1, realloc0));
    }, (ret) => {
      resolveTask(task, task.onReturn(ret));
    });
    return callSync(instance2, task, () => {
      const textPtr2 = utf8ToUtf8(memory1, textPtr >>> 0, textLength >>> 0, memory0, realloc1);
      const textLength2 = memory0.codeUnits;
      return syncStack(turns, textPtr2, textLength2);
    });
  }

  // stackful: async func(turns: u32, text: string) -> string
  function callStackful(turns, textPtr, textLength, resultPtr) {
    const task = newTask(stackfulLift, (resultPtr2, resultLength) => {
      const ptr = checkPointer(memory1, resultPtr >>> 0, 4, 8);
      storeString(memory1, ptr, utf8ToUtf8(memory0, resultPtr2 >>> 0, resultLength >>> 0, memory1,
          realloc0));
    });
    return callSync(instance2, task, () => {
      const textPtr2 = utf8ToUtf8(memory1, textPtr >>> 0, textLength >>> 0, memory0, realloc1);
      const textLength2 = memory0.codeUnits;
      return stackfulStack(turns, textPtr2, textLength2);
    });
  }

  // callback-first: async func(turns: u32, text: string) -> string
  function callCallbackFirst(turns, textPtr, textLength, resultPtr) {
    const task = newTask(callbackFirstLift, (resultPtr2, resultLength) => {
      const ptr = checkPointer(memory1, resultPtr >>> 0, 4, 8);
      storeString(memory1, ptr, utf8ToUtf8(memory0, resultPtr2 >>> 0, resultLength >>> 0, memory1,
          realloc0));
    });
    return callSync(instance2, task, () => {
      const textPtr2 = utf8ToUtf8(memory1, textPtr >>> 0, textLength >>> 0, memory0, realloc1);
      const textLength2 = memory0.codeUnits;
      return core2_callbackFirst(turns, textPtr2, textLength2);
    });
  }

  // sync: async func(turns: u32, text: string) -> string
  function callSync3(turns, textPtr, textLength, resultPtr) {
    const task = newTask(syncLift2, (ret) => {
      const retPtr = checkPointer(memory0, ret >>> 0, 4, 8);
      const ptr = checkPointer(memory1, resultPtr >>> 0, 4, 8);
      storeString(memory1, ptr,
        utf8ToUtf8(memory0, memory0.u32[retPtr >>> 2], memory0.u32[retPtr + 4 >>> 2], memory1, realloc0));
    }, (ret) => {
      resolveTask(task, task.onReturn(ret));
    });
    return callSwitching(instance2, task, () => {
      const textPtr2 = utf8ToUtf8(memory1, textPtr >>> 0, textLength >>> 0, memory0, realloc1);
      const textLength2 = memory0.codeUnits;
      return syncStack(turns, textPtr2, textLength2);
    });
  }

  // stackful: async func(turns: u32, text: string) -> string
  function callStackful2(turns, textPtr, textLength, resultPtr) {
    const task = newTask(stackfulLift, (resultPtr2, resultLength) => {
      const ptr = checkPointer(memory1, resultPtr >>> 0, 4, 8);
      storeString(memory1, ptr, utf8ToUtf8(memory0, resultPtr2 >>> 0, resultLength >>> 0, memory1,
          realloc0));
    });
    return callSwitching(instance2, task, () => {
      const textPtr2 = utf8ToUtf8(memory1, textPtr >>> 0, textLength >>> 0, memory0, realloc1);
      const textLength2 = memory0.codeUnits;
      return stackfulStack(turns, textPtr2, textLength2);
    });
  }

  // callback-first: async func(turns: u32, text: string) -> string
  function callCallbackFirst2(turns, textPtr, textLength, resultPtr) {
    const task = newTask(callbackFirstLift, (resultPtr2, resultLength) => {
      const ptr = checkPointer(memory1, resultPtr >>> 0, 4, 8);
      storeString(memory1, ptr, utf8ToUtf8(memory0, resultPtr2 >>> 0, resultLength >>> 0, memory1,
          realloc0));
    });
    return callSwitching(instance2, task, () => {
      const textPtr2 = utf8ToUtf8(memory1, textPtr >>> 0, textLength >>> 0, memory0, realloc1);
      const textLength2 = memory0.codeUnits;
      return core2_callbackFirst(turns, textPtr2, textLength2);
    });
  }

  // canon waitable-set.wait
  function canonWaitableSetWait(set, ptr) {
    return waitableSetWait(instance2, memory1, false, set, ptr >>> 0);
  }

  const core4 = await instantiateCore(module4, {
    '': {
      callee0: core2_sync, callee1: callSync2, callee2: core2_stackful, callee3: callStackful,
      callee4: callCallbackFirst, callee5: callSync3, callee6: callStackful2, callee7: callCallbackFirst2,
      callee8: canonWaitableSetWait, returned_i32: tellReturned, park: parkStack, finish: finishWait,
      returned: tellReturned, finish_i32: finishWait
    }
  });
  const {
    0: core4_0, 2: core4_2, 1: core4_1, 3: core4_3, 4: core4_4, 5: core4_5, 6: core4_6, 7: core4_7,
    8: core4_8
  } = core4.exports;
  const syncStack = promising(core4_0);
  const syncLift2 = {
    instance: instance1, name: 'sync', async: true, exclusive: true, returnType: -1, stack: afterStackCall
  };
  const stackfulStack = promising(core4_2);
  const stackfulLift = {
    instance: instance1, name: 'stackful', async: true, exclusive: false, returnType: 0,
    stack: afterStackCall
  };
  const callbackFirstLift = {
    instance: instance1, name: 'callback-first', async: true, exclusive: true, returnType: 0,
    callback: core2_callback
  };
  const core5 = await instantiateCore(module5, {
    '': {
      memory: core3_memory, sync: core4_1, stackful: core4_3, callback: core4_4, 'sync-async': core4_5,
      'stackful-async': core4_6, 'callback-async': core4_7, set: () => waitableSetNew(instance2),
      join: (waitable, set) => waitableJoin(instance2, waitable, set), wait: core4_8,
      drop: (index) => subtaskDrop(instance2, index)
    }
  });
  const { run: core5_run } = core5.exports;

  // run: async func(how: u32, turns: u32, text: string) -> string
  async function run(how, turns, text) {
    how >>>= 0;
    turns >>>= 0;
    checkString(text, 'run: argument "text"');
    if (state.entered) cannotEnter();
    const task = newTask(runLift, (ret) => {
      const retPtr = checkPointer(memory1, ret >>> 0, 4, 8);
      return liftUtf8(memory1, memory1.u32[retPtr >>> 2], memory1.u32[retPtr + 4 >>> 2]);
    }, (ret) => {
      resolveTask(task, task.onReturn(ret));
    });
    callFromHost(task, () => {
      state.entered = 2;
      const textPtr = lowerUtf8(memory1, realloc0, text);
      const textLength = memory1.codeUnits;
      return runStack(how, turns, textPtr, textLength);
    });
    return task.resolved ? task.value : await settled(task);
  }

  const core6 = await instantiateCore(module6, { '': { callee0: core5_run, returned_i32: tellReturned } });
  const { 0: core6_0 } = core6.exports;
  const runStack = promising(core6_0);
  const runLift = {
    instance: instance2, name: 'run', async: true, exclusive: true, returnType: -1, stack: afterStackCall
  };
  return { run };
}
