// future-import: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function copyBytes(from, ptr, to, toPtr, byteLength) {
  if (byteLength > 64) {
    to.u8.set(from.u8.subarray(ptr, ptr + byteLength), toPtr);
    return;
  }
  const source = from.u8;
  const target = to.u8;
  for (let i = 0; i < byteLength; i++) target[toPtr + i] = source[ptr + i];
}

function formatPath(path, ...at) {
  return path.replace(/\*|\[\]/g, ([open, end = '']) => `${end && open}${at.shift() ?? ''}${end}`);
}

function wrongType(what, value, path, i, j) {
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${value === null ? 'null' : typeof value}`);
}

function toBigInt(value, path, i, j) {
  if (typeof value === 'bigint') return value;
  try {
    return BigInt(value);
  } catch (error) {
    if (typeof value === 'object' && value !== null) throw error;
    wrongType('a bigint', value, path, i, j);
  }
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

const disposeSymbol = Symbol.dispose ?? Symbol.for('dispose');

function undoLowering(lowered) {
  for (const { table, index, giveBack } of lowered.reverse()) {
    const scope = removeHandle(table, index).borrowScope;
    if (scope !== undefined) scope.numBorrows--;
    giveBack?.();
  }
}

function typedArrayGetter(key) {
  const { get } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), key);
  return get;
}

const typedArrayName = /*#__PURE__*/ typedArrayGetter(Symbol.toStringTag);

function isTypedArray(Type, value) {
  return value instanceof Type && typedArrayName.call(value) !== undefined;
}

function toBigInts(Type, value, path, i, j) {
  if (isTypedArray(Type, value)) return value;
  const element = `${formatPath(path, i, j)}[]`;
  return Type.from(checkListLike(value, path, i, j), (each, at) => toBigInt(each, element, at));
}

function checkListLike(value, path, i, j) {
  if (typeof value === 'object' && value !== null) {
    if (Symbol.iterator in value) return value;
    if ('length' in value) return value;
  }
  return wrongType('a list', value, path, i, j);
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

const copyCompleted = 0;

const copyDropped = 1;

const copyCancelled = 2;

class CopySide {
  length = 0;
  progress = 0;
  values;

  constructor(shared) {
    this.shared = shared;
  }

  receive(values) {
    this.values = values;
  }

  remain() {
    return this.length - this.progress;
  }

  release() {
    if (this.shared.pending === this) this.shared.pending = undefined;
  }
}

class SharedEnds {
  dropped = false;
  pending;
  source;

  constructor(store) {
    this.store = store;
  }

  drop() {
    if (this.dropped) return;
    this.dropped = true;
    const { pending, source } = this;
    this.pending = this.source = undefined;
    this.unlink?.();
    pending?.notify(copyDropped);
    source?.close();
  }
}

function copyShared(shared, side, isReader) {
  const other = shared.pending;
  if (shared.dropped) return side.notify(copyDropped);
  if (other) {
    const { codec } = side;
    if (side.instance === other.instance && codec?.views && !codec.numbers) {
      trap('cannot read from and write to intra-component future/stream with non-numeric payload');
    }
    if (other.remain() > 0) {
      if (side.remain() > 0) {
        const n = Math.min(side.remain(), other.remain());
        const failed = isReader ? other.give(side, n) : side.give(other, n);
        if (failed) return side.notify(copyDropped);
        side.progress += n;
        other.progress += n;
        other.notify(copyCompleted);
      }
      return side.notify(copyCompleted);
    }
    if (!isReader && side.length + other.length === 0) return side.notify(copyCompleted);
  }
  shared.pending = side;
  other?.notify(copyCompleted);
  if (isReader) shared.source?.pull();
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

const endIdle = 1;

const endCopying = 2;

const endDone = 4;

const futureReadable = 4;

const futureWritable = 5;

const isReadable = (code) => code % 2 === 0;

const isFuture = (code) => code >= futureReadable;

const kindOf = (code) => (isFuture(code) ? 'future' : 'stream');

class CopyEnd extends CopySide {
  index = 0;
  pendingEvent;
  wset;
  syncWaiter;
  state = endIdle;
  result = 0;
  codec;
  ptr = 0;

  constructor(instance, code, type, shared) {
    super(shared);
    this.instance = instance;
    this.code = code;
    this.elementType = type;
  }

  notify(result) {
    this.result = result;
    if (isFuture(this.code)) this.release();
    setPendingEvent(this, endEvent);
  }

  address() {
    const { ptr, progress, codec } = this;
    refreshViews(codec.views);
    return ptr + progress * codec.size;
  }

  give(reader, n) {
    const from = this.codec;
    const to = reader.codec;
    const { views, numbers, size } = from;
    if (!to) {
      reader.receive(views ? from.lift(this.address(), n) : new Array(n).fill(undefined));
    } else if (views && to.views) {
      const ptr = this.address();
      const toPtr = reader.address();
      const isSame = numbers ? numbers === to.numbers
        : from.bytes && from.type === to.type && this.shared.store === reader.instance.store;
      if (!isSame) {
        wakeStore(reader.instance.store);
        to.lower(from.lift(ptr, n), toPtr);
      } else if (views === to.views) views.u8.copyWithin(toPtr, ptr, ptr + n * size);
      else copyBytes(views, ptr, to.views, toPtr, n * size);
    }
  }
}

function endEvent(end) {
  const { code, result, progress } = end;
  end.release();
  const isDone = isFuture(code) ? result !== copyCancelled : result === copyDropped;
  end.state = isDone ? endDone : endIdle;
  return isFuture(code) ? result : result | progress << 4;
}

function lowerEnd(instance, code, type, shared) {
  const end = new CopyEnd(instance, code, type, shared);
  return (end.index = addHandle(instance.handles, end));
}

function newEnds(instance, code, type) {
  const shared = new SharedEnds(instance.store);
  const readable = lowerEnd(instance, code, type, shared);
  return BigInt(readable) | BigInt(lowerEnd(instance, code + 1, type, shared)) << 32n;
}

function getEnd({ handles }, code, type, index) {
  return getEntry(handles, index, code, type);
}

function checkIdle({ code, state }, verb) {
  if (state === endIdle) return;
  if (state === endCopying) trap('cannot have concurrent operations active on a future/stream');
  const other = isReadable(code) ? 'writable' : 'readable';
  const why = !isFuture(code) ? `being notified that the ${other} end dropped`
    : isReadable(code) ? 'previous read succeeded' : 'previous write succeeded or readable end dropped';
  trap(`cannot ${verb} ${kindOf(code)} after ${why}`);
}

function copyBuffer(
  instance, code, codec, index, ptr, n = 1,
) {
  const end = getEnd(instance, code, codec.type, index);
  checkIdle(end, isReadable(code) ? 'read from' : 'write to');
  if (n > 0xfffffff) trap('stream read/write count too large');
  if (codec.views && n > 0) checkPointer(codec.views, ptr, codec.align, n * codec.size);
  end.state = endCopying;
  end.codec = codec;
  end.ptr = ptr;
  end.length = n;
  end.progress = 0;
  copyShared(end.shared, end, isReadable(code));
  return end.pendingEvent ? takeEvent(end) : -1;
}

function dropEnd(instance, code, type, index) {
  const end = getEnd(instance, code, type, index);
  if (end.state === endCopying) trap(`cannot ${isReadable(code) ? 'remove' : 'drop'} busy ${kindOf(code)}`);
  removeHandle(instance.handles, end.index);
  end.shared.drop();
  joinSet(end, undefined);
}

function dropFutureWritable(instance, type, index) {
  if (getEnd(instance, futureWritable, type, index).state === endIdle) {
    trap('cannot drop future write end without first writing a value');
  }
  dropEnd(instance, futureWritable, type, index);
}

function liftEnd(instance, code, type, index) {
  const end = getEnd(instance, code, type, index);
  checkIdle(end, 'lift');
  if (end.wset) trap(`cannot lift ${kindOf(code)} while it's in a waitable set`);
  removeHandle(instance.handles, end.index);
  return end.shared;
}

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

class HostEnd extends CopySide {
  given = false;
  reads = [];

  constructor(kind, chunk, shared) {
    super(shared);
    this.kind = kind;
    this.chunk = chunk;
    this.open();
  }

  open() {
    const { store } = this.shared;
    this.given = false;
    store.hostOps++;
    store.pendingReads.add(this);
  }

  close() {
    const { store } = this.shared;
    if (!store.pendingReads.delete(this)) return;
    store.hostOps--;
    wakeStore(store);
  }

  drop() {
    if (this.given) return;
    this.close();
    this.shared.drop();
  }

  take(store, path, inUse) {
    const { shared } = this;
    if (this.given || inUse) {
      throw new TypeError(`${path}: this ${this.kind} ${this.given ? 'has been given away' : 'is in use'}`);
    }
    this.given = true;
    shared.unlink?.();
    shared.undo = () => {
      shared.unlink?.();
      this.open();
    };
    if (store === shared.store || shared.dropped) {
      this.close();
    } else {
      store.hostOps++;
      shared.unlink = () => {
        shared.unlink = undefined;
        this.close();
        store.hostOps--;
        wakeStore(store);
      };
    }
    return shared;
  }

  read(owner, count, rejectLength) {
    return new Promise((resolve, reject) => {
      if (this.reads.push({ resolve, reject, owner, count, rejectLength }) === 1) this.start();
    });
  }

  start() {
    const { shared, reads } = this;
    const { store } = shared;
    const { count, rejectLength } = reads[0];
    if (this.given) return this.fail(new TypeError(`this ${this.kind} has been given away`));
    if (store.failed > 0) return this.fail(store.error);
    this.length = rejectLength === undefined ? count ?? this.chunk : 0;
    this.progress = 0;
    try {
      copyShared(shared, this, true);
    } catch (error) {
      failStore(store, error);
    }
    wakeStore(store);
  }

  settle() {
    this.release();
    this.values = undefined;
    const read = this.reads.shift();
    if (this.reads.length > 0) queueMicrotask(() => this.start());
    return read;
  }

  fail(error) {
    this.close();
    if (this.reads.length > 0) this.settle().reject(error);
  }

  lose(_error) {
    this.shared.drop();
  }
}

const forgottenEnds = /*#__PURE__*/ new FinalizationRegistry((end) => end.drop());

const futureKey = /*#__PURE__*/ Symbol.for('wcm2js.future');

function takeShared(store, key, value, path) {
  return value?.[key]?.(store, path);
}

class FutureReader extends HostEnd {
  notify(result) {
    const { values } = this;
    if (result === copyDropped) return this.fail(new TypeError('this future has been dropped'));
    this.close();
    this.settle().resolve(values[0]);
  }

  lose(error) {
    const { shared } = this;
    const { pending, source } = shared;
    shared.unlink?.();
    source?.close();
    shared.source = {
      pull() {
        throw error;
      },
      close() {},
    };
    queueMicrotask(() => {
      if (pending?.instance && shared.pending === pending) failStore(pending.instance.store, error);
    });
  }
}

const HostFuture = class {
  #reader;
  #value;

  constructor(shared) {
    this.#reader = new FutureReader('future', 1, shared);
    forgottenEnds.register(this, this.#reader);
  }

  then(onValue, onError) {
    return (this.#value ??= this.#reader.read(this)).then(onValue, onError);
  }

  catch(onError) {
    return this.then(undefined, onError);
  }

  finally(onSettled) {
    return this.then().finally(onSettled);
  }

  [disposeSymbol]() {
    this.#reader.drop();
  }

  [futureKey](store, path) {
    return this.#reader.take(store, path, this.#value !== undefined);
  }
};

class HostWriter extends CopySide {
  waiting = false;

  constructor(store) {
    super(new SharedEnds(store));
    this.shared.source = this;
  }

  await(promise) {
    this.waiting = true;
    this.shared.store.hostOps++;
    promise.then((value) => this.settle('offer', value), (error) => this.settle('fail', error));
  }

  settle(how, value) {
    const { store } = this.shared;
    if (!this.waiting || store.failed > 0) return;
    this.stopWaiting();
    try {
      this[how](value);
    } catch (error) {
      failStore((this.shared.pending?.instance ?? this.shared).store, error);
    }
  }

  stopWaiting() {
    const { store } = this.shared;
    if (!this.waiting) return;
    this.waiting = false;
    store.hostOps--;
    wakeStore(store);
  }
}

function giveValues(reader, values, fail) {
  const { codec } = reader;
  if (!codec?.views) return reader.receive(values);
  const { store } = reader.instance;
  const before = store.entered;
  store.entered = 1;
  try {
    codec.lower(values, reader.address());
    store.entered = before;
  } catch (error) {
    if (store.entered !== 1) throw error;
    store.entered = before;
    fail(error);
    return 1;
  }
}

function noteLowered(lowered, { handles: table }, index) {
  const { shared } = table.entries[index];
  lowered.push({ table, index, giveBack: () => shared?.undo?.() });
  return index;
}

class FutureSource extends HostWriter {
  promise;
  failed;

  constructor(store, isResult) {
    super(store);
    this.isResult = isResult;
    this.length = 1;
    this.shared.undo = () => this.stopWaiting();
  }

  pull() {
    const { promise, failed } = this;
    this.promise = undefined;
    if (failed) this.failRead(failed.error);
    if (promise) this.await(promise);
  }

  offer(value) {
    const tag = this.isResult ? value?.tag : 'ok';
    this.values = [tag === 'ok' || tag === 'err' ? value : { tag: 'ok', val: value }];
    copyShared(this.shared, this, false);
  }

  fail(error) {
    let val;
    try {
      if (!this.isResult) throw error;
      val = errorPayload(error);
    } catch {
      return this.failRead(error);
    }
    this.offer({ tag: 'err', val });
  }

  failRead(error) {
    const { pending } = this.shared;
    if (!pending) this.failed = { error };
    else if (pending.codec) throw error;
    else pending.fail(error);
  }

  give(reader) {
    return giveValues(reader, this.values, (error) => {
      throw error;
    });
  }

  notify() {
    this.release();
  }

  close() {
    this.stopWaiting();
  }
}

function toFuture(store, isResult, value, path, i, j) {
  const taken = takeShared(store, futureKey, value, formatPath(path, i, j));
  if (taken) return taken;
  const source = new FutureSource(store, isResult);
  if (typeof value?.then !== 'function') {
    source.offer(value);
  } else {
    source.promise = value;
    if (value instanceof Promise) source.pull();
  }
  return source.shared;
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
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABJAdgAX8AYAABfmACf38Bf2AAAX9gAn9/AGABfwF/YAN/f38BfwJrCgAGbWVtb3J5AgABAAZyZXR1cm4AAAADbmV3AAEABHJlYWQAAgAFd3JpdGUAAgANZHJvcC1yZWFkYWJsZQAAAA1kcm9wLXdyaXRhYmxlAAAAA3NldAADAAhkcm9wLXNldAAAAARqb2luAAQDBgUFAwMDBgcWAgdhZGQtb25lAAkIY2FsbGJhY2sADQq8AQVAAQF+EAEhAUEAIAA2AgBBBCABQiCIpzYCAEEIEAY2AgAgAacQACAAQRAQAkF/RgRAIABBCCgCABAIEAoPCxALCw0AQQJBCCgCAEEEdHILPwBBACgCAEEAEAhBACgCABAEQRBBECkDAEIBfDcDAEEEKAIAQRAQA0F/RgRAQQQoAgBBCCgCABAIEAoPCxAMCxsAQQQoAgBBABAIQQQoAgAQBUEIKAIAEAdBAAsPACAAQQRGBH8QCwUQDAsLAJQBBG5hbWUAAgFtAV4MAAZyZXR1cm4BA25ldwIEcmVhZAMFd3JpdGUEDWRyb3AtcmVhZGFibGUFDWRyb3Atd3JpdGFibGUGA3NldAcIZHJvcC1zZXQIBGpvaW4KBHdhaXQLA2dvdAwDZW5kAikCCQIABmZ1dHVyZQEEZW5kcw0DAAVldmVudAEFaW5kZXgCBnJlc3VsdA==')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const state = newStore();
  const handles = handleTable();
  const instance = componentInstance(state, handles);

  const [module0, module1] = await Promise.all([coreModule(), coreModule2()]);
  const core0 = await instantiateCore(module0);
  const { memory: core0_memory } = core0.exports;

  // canon task.return: func(result: future<u64>)
  function taskReturn(result) {
    const task = returningTask(state, 0);
    resolveTask(task, task.onReturn(result));
  }

  const memory = memoryViews(core0_memory);
  const codec = {
    type: 0, size: 8, align: 8, views: memory, bytes: true, numbers: 'u64',
    lift(ptr, n) {
      return memory.u64.slice(ptr >>> 3, (ptr >>> 3) + n);
    },
    lower(values, ptr) {
      memory.u64.set(toBigInts(BigUint64Array, values, 'future value'), ptr >>> 3);
    }
  };
  const core1 = await instantiateCore(module1, {
    '': {
      memory: core0_memory, return: taskReturn, new: () => newEnds(instance, futureReadable, 0),
      read: (index, ptr) => copyBuffer(instance, futureReadable, codec, index, ptr >>> 0),
      write: (index, ptr) => copyBuffer(instance, futureWritable, codec, index, ptr >>> 0),
      'drop-readable': (index) => dropEnd(instance, futureReadable, 0, index),
      'drop-writable': (index) => dropFutureWritable(instance, 0, index), set: () => waitableSetNew(instance),
      'drop-set': (set) => waitableSetDrop(instance, set),
      join: (waitable, set) => waitableJoin(instance, waitable, set)
    }
  });
  const { callback: core1_callback, 'add-one': core1_addOne } = core1.exports;
  const addOneLift = {
    instance, name: 'add-one', async: true, exclusive: true, returnType: 0, callback: core1_callback
  };

  // add-one: async func(number: future<u64>) -> future<u64>
  async function addOne(number) {
    if (state.entered) cannotEnter();
    const task = newTask(addOneLift,
      (result) => new HostFuture(liftEnd(instance, futureReadable, 0, result)));
    callFromHost(task, () => {
      task.lowered = [];
      task.undo = undoLowering;
      const number2 = noteLowered(task.lowered, instance,
        lowerEnd(instance, futureReadable, 0, toFuture(state, false, number, 'addOne: argument "number"')));
      state.entered = 2;
      return core1_addOne(number2);
    });
    return task.resolved ? takeValue(task) : await settled(task);
  }

  return { addOne, 'add-one': addOne };
}
