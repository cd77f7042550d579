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
  return new WebAssembly.RuntimeError('uncaught exception propagated out of component');
}

const maxByteLength = 0xfffffff;

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

function checkRealloc(views, ptr, alignment, size) {
  if (ptr & (alignment - 1)) trap('realloc return: result not aligned (unaligned pointer)');
  if (isOutside(views, ptr, size)) trap('realloc return: beyond end of memory (list content out-of-bounds)');
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

const utf8Decoder = /*#__PURE__*/ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

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
  try {
    return utf8Decoder.decode(bytes);
  } catch {
    return trapOnUtf8(bytes);
  }
}

function trapOnUtf8(bytes) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    trap('invalid utf-8');
  }
  trap('incomplete utf-8 byte sequence');
}

function charactersAt(a, i, length) {
  const make = String.fromCharCode;
  switch (length) {
    case 0: return '';
    case 1: return make(a[i]);
    case 2: return make(a[i], a[i + 1]);
    case 3: return make(a[i], a[i + 1], a[i + 2]);
    case 4: return make(a[i], a[i + 1], a[i + 2], a[i + 3]);
    case 5: return make(a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4]);
    case 6: return make(a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5]);
    case 7: return make(a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6]);
    case 8: return make(a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7]);
    case 9: return make(a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7], a[i + 8]);
    case 10: return make(
      a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7], a[i + 8], a[i + 9],
    );
    case 11: return make(
      a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7], a[i + 8], a[i + 9],
      a[i + 10],
    );
    case 12: return make(
      a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7], a[i + 8], a[i + 9],
      a[i + 10], a[i + 11],
    );
    case 13: return make(
      a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7], a[i + 8], a[i + 9],
      a[i + 10], a[i + 11], a[i + 12],
    );
    case 14: return make(
      a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7], a[i + 8], a[i + 9],
      a[i + 10], a[i + 11], a[i + 12], a[i + 13],
    );
    case 15: return make(
      a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7], a[i + 8], a[i + 9],
      a[i + 10], a[i + 11], a[i + 12], a[i + 13], a[i + 14],
    );
    default: return make(
      a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7], a[i + 8], a[i + 9],
      a[i + 10], a[i + 11], a[i + 12], a[i + 13], a[i + 14], a[i + 15],
    );
  }
}

function formatPath(path, ...indices) {
  let n = 0;
  return path.replace(/\[\]/g, () => `[${indices[n++] ?? ''}]`);
}

function wrongType(what, value, path, i, j) {
  const type = value === null ? 'null' : typeof value;
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${type}`);
}

function checkString(value, path, i, j) {
  if (typeof value !== 'string') wrongType('a string', value, path, i, j);
  return value;
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

function compileOnce(compile) {
  let compiled;
  return () => (compiled ??= compile().catch((error) => {
    compiled = undefined;
    throw error;
  }));
}

function undoLowering(lowered) {
  for (const { table, index, giveBack } of lowered.reverse()) {
    const scope = removeHandle(table, index).borrowScope;
    if (scope !== undefined) scope.numBorrows--;
    giveBack?.();
  }
}

const utf8Encoder = /*#__PURE__*/ new TextEncoder();

const loopLength = 40;

function lowerUtf8(views, realloc, string) {
  const { length } = string;
  const ptr = realloc(0, 0, 1, length);
  const { u8 } = views;
  if (length > loopLength) {
    const { read, written } = utf8Encoder.encodeInto(string, u8.subarray(ptr, ptr + length));
    if (read < length) return lowerRestToUtf8(views, realloc, string, ptr, read, written);
  } else {
    for (let i = 0; i < length; i++) {
      const unit = string.charCodeAt(i);
      if (unit > 0x7f) return lowerRestToUtf8(views, realloc, string, ptr, i, i);
      u8[ptr + i] = unit;
    }
  }
  views.codeUnits = length;
  return ptr;
}

function lowerRestToUtf8(
  views, realloc, string, ptr, read, written,
) {
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
    lockQueued: false,
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

function newWaitableSet() {
  return { code: 0, numElems: 0, pending: newQueue(), waiting: [] };
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
  for (const thread of wset.waiting) makeReady(thread);
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

function tableSubtask(subtask) {
  subtask.index = addHandle(subtask.instance.handles, subtask);
  return subtask.state | subtask.index << 4;
}

function call(instance, task, start, lenders) {
  const subtask = newSubtask(instance, task.lift.name, task, lenders);
  task.subtask = subtask;
  task.start = start;
  startTask(task);
  if (task.resolved) deliverResolve(subtask);
  return subtask;
}

function callAsync(
  instance, task, start, lenders,
) {
  return answerCall(call(instance, task, start, lenders));
}

function answerCall(subtask) {
  return subtask.delivered ? 2 : tableSubtask(subtask);
}

function callSync(
  instance, task, start, lenders,
) {
  const { store } = instance;
  const { lift } = task;
  if (lift.async) checkMayBlock(instance);
  const depth = store.scopes.length;
  const subtask = call(instance, task, start, lenders);
  if (subtask.delivered) return finishNow(store, task.value);
  if (lift.async) subtask.syncWaiter = store.thread;
  else store.scopes.splice(depth, 0, { thread: store.thread, until: task, instance: lift.instance });
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
  set?.waiting.push(thread);
  thread.resume = runCallback;
  if (deliverPendingCancel(thread, true)) return runCallback(thread, true);
  thread.readyFunc = callbackMayRun;
  thread.cancellable = true;
  if (set !== undefined && !hasPendingEvent(set)) return;
  if (random !== undefined && callbackMayRun(thread) && random(2) > 0) return runCallback(thread, false);
  makeReady(thread);
}

function callbackMayRun({ task, waitsFor }) {
  if (task.lift.instance.exclusive !== undefined) return false;
  return waitsFor === undefined || hasPendingEvent(waitsFor);
}

function runCallback(thread, cancelled) {
  const { instance, callback, callbackStack } = thread.task.lift;
  const { store } = instance;
  const set = thread.waitsFor;
  setRunning(thread);
  if (set !== undefined) set.waiting.splice(set.waiting.indexOf(thread), 1);
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
    forgetCall(task);
    task.settle(value);
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
  store.ready.items.push(thread);
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
    leaveQuantum(store);
  }
  if (store.late.length > 0) for (const deliver of store.late.splice(0)) deliver();
  for (;;) {
    const thread = dequeue(store.ready, store.random);
    if (thread === undefined) return undefined;
    thread.queued = false;
    if (thread.readyFunc?.(thread)) return thread;
    const { instance } = thread.task.lift;
    if (instance.exclusive === undefined) {
      wakeLocked(instance);
    } else if (thread.readyFunc === callbackMayRun && !thread.lockQueued) {
      thread.lockQueued = true;
      instance.lockWaiters.items.push(thread);
    }
  }
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

function hostCallAsync(
  instance, name, call, settle, hasErr,
  lenders, endLoans,
) {
  const subtask = callHost(instance, name, call, settle, hasErr, lenders, endLoans);
  return subtask.state === 2 ? 2 : tableSubtask(subtask);
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

function waitableSetNew({ handles }) {
  return addHandle(handles, newWaitableSet());
}

function waitableSetWait(
  { handles, store }, views, cancellable, index, ptr,
) {
  const set = getEntry(handles, index, 0);
  const thread = store.thread;
  if (deliverPendingCancel(thread, cancellable)) return finishNow(store, storeEvent(views, ptr, 6, 0, 0));
  const ready = hasPendingEvent(set);
  if (ready && !(thread.stack && store.random !== undefined && store.random(2) > 0)) {
    return finishNow(store, storeNext(thread, set, views, ptr));
  }
  thread.views = views;
  thread.ptr = ptr;
  set.waiting.push(thread);
  const parks = block(store, set, setHasEvent, takeFromSet, cancellable);
  if (ready) makeReady(thread);
  return parks;
}

const setHasEvent = (thread) => hasPendingEvent(thread.waitsFor);

function takeFromSet(thread, cancelled) {
  const set = thread.waitsFor;
  const views = thread.views;
  set.waiting.splice(set.waiting.indexOf(thread), 1);
  return cancelled ? storeEvent(views, thread.ptr, 6, 0, 0) : storeNext(thread, set, views, thread.ptr);
}

function storeNext({ task }, set, views, ptr) {
  const waitable = nextWaitable(set, task.lift.instance);
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
const coreModule4 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABLghgA39/fwF/YAR/f39/AX9gA39/fwBgAn9/AX9gAX8AYAAAYAABf2AEf39/fwACfwsAB2NhbGxlZTAAAAAHY2FsbGVlMQABAAdjYWxsZWUyAAIAB2NhbGxlZTMAAQAHY2FsbGVlNAABAAdjYWxsZWU1AAMADHJldHVybmVkX2kzMgAEAARwYXJrAAUABmZpbmlzaAAFAAhyZXR1cm5lZAAFAApmaW5pc2hfaTMyAAYDBwYCBwIHBwMHGQYBMAALATEADAEyAA0BMwAOATQADwE1ABAKZwYMACAAIAEgAhAAEAYLEwAgACABIAIgAxABBEAQBwsQCAsMACAAIAEgAhACEAkLEwAgACABIAIgAxADBEAQBwsQCAsTACAAIAEgAiADEAQEQBAHCxAICw8AIAAgARAFBEAQBwsQCgs=')));
const coreModule5 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABIwZgBH9/f38AYAR/f39/AX9gAAF/YAJ/fwBgAn9/AX9gAX8AAn0LAAZtZW1vcnkCAAEABHN5bmMAAAAIc3RhY2tmdWwAAAAIY2FsbGJhY2sAAAAKc3luYy1hc3luYwABAA5zdGFja2Z1bC1hc3luYwABAA5jYWxsYmFjay1hc3luYwABAANzZXQAAgAEam9pbgADAAR3YWl0AAQABGRyb3AABQMCAQEHBwEDcnVuAAoKrwEBrAEBAn8CQAJAAkACQCAADgQAAQICAwsgASACIANBEBAAQRAPCyABIAIgA0EQEAFBEA8LIAEgAiADQRAQAkEQDwsgAEEERgR/IAEgAiADQRAQAwUgAEEFRgR/IAEgAiADQRAQBAUgASACIANBEBAFCwshBCAEQQJGBEBBEA8LEAYhBSAEQQR2IAUQByAFQSAQCEEBRwRAAAtBJCgCAEECRwRAAAtBICgCABAJQRALALkBBG5hbWUAAgFtAV4KAARzeW5jAQhzdGFja2Z1bAIIY2FsbGJhY2sDCnN5bmMtYXN5bmMEDnN0YWNrZnVsLWFzeW5jBQ5jYWxsYmFjay1hc3luYwYDc2V0BwRqb2luCAR3YWl0CQRkcm9wAigBCgYAA2hvdwEFdHVybnMCA3B0cgMGbGVuZ3RoBAVzdGF0ZQUDc2V0AyQBCgQABWFzeW5jAQhjYWxsYmFjawIIc3RhY2tmdWwDBHN5bmM=')));
const coreModule6 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABFANgBH9/f38Bf2ABfwBgBH9/f38AAhwCAAdjYWxsZWUwAAAADHJldHVybmVkX2kzMgABAwIBAgcFAQEwAAIKEAEOACAAIAEgAiADEAAQAQs=')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  const pause = (imports.pause?.default ?? imports.pause) ?? missingImport('pause', '', imports);

  const state = newStore();
  const handles1 = handleTable();
  const instance1 = componentInstance(state, handles1);
  const parkStack = suspending(() => park(state));
  const finishWait = () => finish(state);
  const handles2 = handleTable();
  const instance2 = componentInstance(state, handles2);
  const tellReturned = (result) => coreReturned(state, result);

  const [module0, module1, module2, module3, module4, module5, module6] = await Promise.all([
    coreModule(),
    coreModule2(),
    coreModule3(),
    coreModule(),
    coreModule4(),
    coreModule5(),
    coreModule6(),
  ]);
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

  // canon waitable-set.new
  function canonWaitableSetNew() {
    return waitableSetNew(instance1);
  }

  // canon waitable.join
  function canonWaitableJoin(waitable, set) {
    waitableJoin(instance1, waitable, set);
  }

  // canon subtask.drop
  function canonSubtaskDrop(index) {
    subtaskDrop(instance1, index);
  }

  // canon context.get
  function canonContextGet() {
    return contextGet(state, 0);
  }

  // canon context.set
  function canonContextSet(value) {
    contextSet(state, 0, value);
  }

  const core1 = await instantiateCore(module1, {
    '': { callee0: lowerPause, park: parkStack, finish: finishWait },
  });
  const { 0: core1_0 } = core1.exports;
  const core2 = await instantiateCore(module2, {
    '': {
      memory: core0_memory,
      pause: core1_0,
      'pause-async': lowerPause2,
      return: taskReturn,
      set: canonWaitableSetNew,
      join: canonWaitableJoin,
      drop: canonSubtaskDrop,
      get: canonContextGet,
      put: canonContextSet,
    },
  });
  const {
    'callback-first': core2_callbackFirst,
    sync: core2_sync,
    stackful: core2_stackful,
    callback: core2_callback,
  } = core2.exports;
  const core3 = await instantiateCore(module3);
  const { memory: core3_memory, realloc: core3_realloc } = core3.exports;
  const memory1 = memoryViews(core3_memory);

  function realloc0(ptr, oldSize, align, newSize) {
    ptr = core3_realloc(ptr, oldSize, align, newSize) >>> 0;
    checkRealloc(memory1, ptr, align, newSize);
    return ptr;
  }

  function realloc1(ptr, oldSize, align, newSize) {
    ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
    checkRealloc(memory0, ptr, align, newSize);
    return ptr;
  }

  // sync: async func(turns: u32, text: string) -> string
  function callSync2(turns, textPtr, textLength, resultPtr) {
    const task = newTask(syncLift, (ret) => {
      const retPtr = checkPointer(memory0, ret >>> 0, 4, 8);
      const ptr = checkPointer(memory1, resultPtr >>> 0, 4, 8);
      storeString(
        memory1,
        ptr,
        utf8ToUtf8(memory0, memory0.u32[retPtr >>> 2], memory0.u32[retPtr + 4 >>> 2], memory1, realloc0),
      );
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
      storeString(
        memory1,
        ptr,
        utf8ToUtf8(memory0, resultPtr2 >>> 0, resultLength >>> 0, memory1, realloc0),
      );
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
      storeString(
        memory1,
        ptr,
        utf8ToUtf8(memory0, resultPtr2 >>> 0, resultLength >>> 0, memory1, realloc0),
      );
    });
    return callSync(instance2, task, () => {
      const textPtr2 = utf8ToUtf8(memory1, textPtr >>> 0, textLength >>> 0, memory0, realloc1);
      const textLength2 = memory0.codeUnits;
      return core2_callbackFirst(turns, textPtr2, textLength2);
    });
  }

  // sync: async func(turns: u32, text: string) -> string
  function callSync3(turns, textPtr, textLength, resultPtr) {
    const task = newTask(syncLift, (ret) => {
      const retPtr = checkPointer(memory0, ret >>> 0, 4, 8);
      const ptr = checkPointer(memory1, resultPtr >>> 0, 4, 8);
      storeString(
        memory1,
        ptr,
        utf8ToUtf8(memory0, memory0.u32[retPtr >>> 2], memory0.u32[retPtr + 4 >>> 2], memory1, realloc0),
      );
    }, (ret) => {
      resolveTask(task, task.onReturn(ret));
    });
    return callAsync(instance2, task, () => {
      const textPtr2 = utf8ToUtf8(memory1, textPtr >>> 0, textLength >>> 0, memory0, realloc1);
      const textLength2 = memory0.codeUnits;
      return syncStack(turns, textPtr2, textLength2);
    });
  }

  // stackful: async func(turns: u32, text: string) -> string
  function callStackful2(turns, textPtr, textLength, resultPtr) {
    const task = newTask(stackfulLift, (resultPtr2, resultLength) => {
      const ptr = checkPointer(memory1, resultPtr >>> 0, 4, 8);
      storeString(
        memory1,
        ptr,
        utf8ToUtf8(memory0, resultPtr2 >>> 0, resultLength >>> 0, memory1, realloc0),
      );
    });
    return callAsync(instance2, task, () => {
      const textPtr2 = utf8ToUtf8(memory1, textPtr >>> 0, textLength >>> 0, memory0, realloc1);
      const textLength2 = memory0.codeUnits;
      return stackfulStack(turns, textPtr2, textLength2);
    });
  }

  // callback-first: async func(turns: u32, text: string) -> string
  function callCallbackFirst2(turns, textPtr, textLength, resultPtr) {
    const task = newTask(callbackFirstLift, (resultPtr2, resultLength) => {
      const ptr = checkPointer(memory1, resultPtr >>> 0, 4, 8);
      storeString(
        memory1,
        ptr,
        utf8ToUtf8(memory0, resultPtr2 >>> 0, resultLength >>> 0, memory1, realloc0),
      );
    });
    return callAsync(instance2, task, () => {
      const textPtr2 = utf8ToUtf8(memory1, textPtr >>> 0, textLength >>> 0, memory0, realloc1);
      const textLength2 = memory0.codeUnits;
      return core2_callbackFirst(turns, textPtr2, textLength2);
    });
  }

  // canon waitable-set.new
  function canonWaitableSetNew2() {
    return waitableSetNew(instance2);
  }

  // canon waitable.join
  function canonWaitableJoin2(waitable, set) {
    waitableJoin(instance2, waitable, set);
  }

  // canon waitable-set.wait
  function canonWaitableSetWait(set, ptr) {
    return waitableSetWait(instance2, memory1, false, set, ptr >>> 0);
  }

  // canon subtask.drop
  function canonSubtaskDrop2(index) {
    subtaskDrop(instance2, index);
  }

  const core4 = await instantiateCore(module4, {
    '': {
      callee0: core2_sync,
      callee1: callSync2,
      callee2: core2_stackful,
      callee3: callStackful,
      callee4: callCallbackFirst,
      callee5: canonWaitableSetWait,
      returned_i32: tellReturned,
      park: parkStack,
      finish: finishWait,
      returned: tellReturned,
      finish_i32: finishWait,
    },
  });
  const { 0: core4_0, 2: core4_2, 1: core4_1, 3: core4_3, 4: core4_4, 5: core4_5 } = core4.exports;
  const syncStack = promising(core4_0);
  const syncLift = {
    instance: instance1,
    name: 'sync',
    async: true,
    exclusive: true,
    returnType: -1,
    stack: true,
    callbackStack: false,
    callback: undefined,
  };
  const stackfulStack = promising(core4_2);
  const stackfulLift = {
    instance: instance1,
    name: 'stackful',
    async: true,
    exclusive: false,
    returnType: 0,
    stack: true,
    callbackStack: false,
    callback: undefined,
  };
  const callbackFirstLift = {
    instance: instance1,
    name: 'callback-first',
    async: true,
    exclusive: true,
    returnType: 0,
    stack: false,
    callbackStack: false,
    callback: core2_callback,
  };
  const core5 = await instantiateCore(module5, {
    '': {
      memory: core3_memory,
      sync: core4_1,
      stackful: core4_3,
      callback: core4_4,
      'sync-async': callSync3,
      'stackful-async': callStackful2,
      'callback-async': callCallbackFirst2,
      set: canonWaitableSetNew2,
      join: canonWaitableJoin2,
      wait: core4_5,
      drop: canonSubtaskDrop2,
    },
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
    instance: instance2,
    name: 'run',
    async: true,
    exclusive: true,
    returnType: -1,
    stack: true,
    callbackStack: false,
    callback: undefined,
  };
  return { run };
}
