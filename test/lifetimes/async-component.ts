// The component that is measured for asynchronous calls and streams, and what it exports.

/** Functions for streams of one element type: `in` reads all, or up to a limit; `out` writes so many elements. */
const streamFunctions = (type: string): string => `
  (func $${type}-wait (param $f i32) (result i32)
    (i32.or (i32.const 2 (; WAIT ;)) (i32.shl (i32.load (local.get $f)) (i32.const 4))))
  (func $${type}-took (param $f i32) (param $r i32) (result i32)
    (i64.store offset=8 (local.get $f)
      (i64.add (i64.load offset=8 (local.get $f)) (i64.extend_i32_u (i32.shr_u (local.get $r) (i32.const 4)))))
    (i32.and
      (i32.eqz (i32.and (local.get $r) (i32.const 15)))
      (i64.lt_u (i64.load offset=8 (local.get $f)) (i64.load offset=16 (local.get $f)))))
  (func $${type}-read (param $f i32) (result i32) (local $r i32)
    (loop $again
      (local.set $r (call $${type}-stream-read
        (i32.load offset=4 (local.get $f)) (i32.const 0x200000) (i32.const 0x40000)))
      (if (i32.eq (local.get $r) (i32.const -1)) (then (return (call $${type}-wait (local.get $f)))))
      (br_if $again (call $${type}-took (local.get $f) (local.get $r))))
    (call $${type}-read-end (local.get $f)))
  (func $${type}-read-end (param $f i32) (result i32)
    (call $${type}-drop-readable (i32.load offset=4 (local.get $f)))
    (call $ws-drop (i32.load (local.get $f)))
    (call $return-u64 (i64.load offset=8 (local.get $f)))
    (call $free (local.get $f))
    (i32.const 0 (; EXIT ;)))
  (func (export "in-${type}") (param $s i32) (param $limit i64) (result i32)
    (call $${type}-read (call $frame (local.get $s) (i64.const 0) (local.get $limit))))
  (func (export "in-${type}-cb") (param $e i32) (param $i i32) (param $r i32) (result i32)
    (if (result i32) (call $${type}-took (call $context-get) (local.get $r))
      (then (call $${type}-read (call $context-get)))
      (else (call $${type}-read-end (call $context-get)))))

  (func $${type}-write (param $f i32) (result i32) (local $r i32) (local $n i64)
    (loop $again
      (local.set $n (i64.sub (i64.load offset=16 (local.get $f)) (i64.load offset=8 (local.get $f))))
      (if (i64.gt_u (local.get $n) (i64.const 0x40000)) (then (local.set $n (i64.const 0x40000))))
      (if (i64.ne (local.get $n) (i64.const 0)) (then
        (local.set $r (call $${type}-stream-write
          (i32.load offset=4 (local.get $f)) (i32.const 0x100000) (i32.wrap_i64 (local.get $n))))
        (if (i32.eq (local.get $r) (i32.const -1)) (then (return (call $${type}-wait (local.get $f)))))
        (br_if $again (call $${type}-took (local.get $f) (local.get $r))))))
    (call $${type}-write-end (local.get $f)))
  (func $${type}-write-end (param $f i32) (result i32)
    (call $${type}-drop-writable (i32.load offset=4 (local.get $f)))
    (call $ws-drop (i32.load (local.get $f)))
    (call $free (local.get $f))
    (i32.const 0 (; EXIT ;)))
  (func (export "out-${type}") (param $n i64) (result i32) (local $ends i64)
    (local.set $ends (call $${type}-stream-new))
    (call $${type}-return (i32.wrap_i64 (local.get $ends)))
    (call $${type}-write (call $frame
      (i32.wrap_i64 (i64.shr_u (local.get $ends) (i64.const 32))) (i64.const 0) (local.get $n))))
  (func (export "out-${type}-cb") (param $e i32) (param $i i32) (param $r i32) (result i32)
    (if (result i32) (call $${type}-took (call $context-get) (local.get $r))
      (then (call $${type}-write (call $context-get)))
      (else (call $${type}-write-end (call $context-get)))))`;

const streamImports = (type: string): string => `
  (import "" "${type}-stream-new" (func $${type}-stream-new (result i64)))
  (import "" "${type}-stream-read" (func $${type}-stream-read (param i32 i32 i32) (result i32)))
  (import "" "${type}-stream-write" (func $${type}-stream-write (param i32 i32 i32) (result i32)))
  (import "" "${type}-drop-readable" (func $${type}-drop-readable (param i32)))
  (import "" "${type}-drop-writable" (func $${type}-drop-writable (param i32)))
  (import "" "${type}-return" (func $${type}-return (param i32)))`;

const streamBuiltins = (type: string): string => `
  (type $${type}-stream (stream ${type}))
  (core func $${type}-stream-new (canon stream.new $${type}-stream))
  (core func $${type}-stream-read (canon stream.read $${type}-stream async (memory $memory)))
  (core func $${type}-stream-write (canon stream.write $${type}-stream async (memory $memory)))
  (core func $${type}-drop-readable (canon stream.drop-readable $${type}-stream))
  (core func $${type}-drop-writable (canon stream.drop-writable $${type}-stream))
  (core func $${type}-return (canon task.return (result $${type}-stream)))`;

const streamArgs = (type: string): string =>
  ['stream-new', 'stream-read', 'stream-write', 'drop-readable', 'drop-writable', 'return']
    .map((name) => `(export "${type}-${name}" (func $${type}-${name}))`).join('\n');

const streamExports = (type: string): string => `
  (func (export "in-${type}") async (param "s" $${type}-stream) (param "limit" u64) (result u64)
    (canon lift (core func $m "in-${type}") async (callback (core func $m "in-${type}-cb"))))
  (func (export "out-${type}") async (param "n" u64) (result $${type}-stream)
    (canon lift (core func $m "out-${type}") async (callback (core func $m "out-${type}-cb"))))`;

const TYPES = ['u8', 'bool'];
const each = (part: (type: string) => string): string => TYPES.map(part).join('\n');

/** No function of it parks a stack. A task's frame: set, end, done so far, limit; or set, -, the host's result. */
export const COMPONENT = `(component
  (import "host" (func $host async (param "x" u32) (result u32)))
  (core module $libc (memory (export "memory") 64))
  (core instance $libc (instantiate $libc))
  (alias core export $libc "memory" (core memory $memory))
  (core func $host' (canon lower (func $host) async (memory $memory)))
  (core func $ws-new (canon waitable-set.new))
  (core func $ws-drop (canon waitable-set.drop))
  (core func $join (canon waitable.join))
  (core func $subtask-drop (canon subtask.drop))
  (core func $context-get (canon context.get i32 0))
  (core func $context-set (canon context.set i32 0))
  (core func $return-u32 (canon task.return (result u32)))
  (core func $return-u64 (canon task.return (result u64)))
  ${each(streamBuiltins)}
  (core module $m
    (import "" "memory" (memory 64))
    (import "" "host" (func $host (param i32 i32) (result i32)))
    (import "" "ws-new" (func $ws-new (result i32)))
    (import "" "ws-drop" (func $ws-drop (param i32)))
    (import "" "join" (func $join (param i32 i32)))
    (import "" "subtask-drop" (func $subtask-drop (param i32)))
    (import "" "context-get" (func $context-get (result i32)))
    (import "" "context-set" (func $context-set (param i32)))
    (import "" "return-u32" (func $return-u32 (param i32)))
    (import "" "return-u64" (func $return-u64 (param i64)))
    ${each(streamImports)}
    (global $freed (mut i32) (i32.const 0))
    (global $top (mut i32) (i32.const 64))
    (func $alloc (result i32) (local $f i32)
      (if (global.get $freed)
        (then
          (local.set $f (global.get $freed))
          (global.set $freed (i32.load (local.get $f))))
        (else
          (local.set $f (global.get $top))
          (global.set $top (i32.add (local.get $f) (i32.const 32)))))
      (local.get $f))
    (func $free (param $f i32)
      (i32.store (local.get $f) (global.get $freed))
      (global.set $freed (local.get $f)))
    (func $frame (param $end i32) (param $done i64) (param $limit i64) (result i32) (local $f i32)
      (local.set $f (call $alloc))
      (i32.store (local.get $f) (call $ws-new))
      (i32.store offset=4 (local.get $f) (local.get $end))
      (i64.store offset=8 (local.get $f) (local.get $done))
      (i64.store offset=16 (local.get $f) (local.get $limit))
      (call $join (local.get $end) (i32.load (local.get $f)))
      (call $context-set (local.get $f))
      (local.get $f))
    (func $fill (local $p i32)
      (local.set $p (i32.const 0x100000))
      (loop $next
        (i32.store (local.get $p) (i32.const 0x61))
        (local.set $p (i32.add (local.get $p) (i32.const 4)))
        (br_if $next (i32.lt_u (local.get $p) (i32.const 0x200000)))))
    (start $fill)
    (func (export "call") (param $x i32) (result i32) (local $f i32) (local $s i32)
      (local.set $f (call $alloc))
      (local.set $s (call $host (local.get $x) (i32.add (local.get $f) (i32.const 8))))
      (if (i32.eq (local.get $s) (i32.const 2 (; RETURNED ;))) (then
        (call $return-u32 (i32.add (i32.load offset=8 (local.get $f)) (i32.const 1)))
        (call $free (local.get $f))
        (return (i32.const 0 (; EXIT ;)))))
      (i32.store (local.get $f) (call $ws-new))
      (call $join (i32.shr_u (local.get $s) (i32.const 4)) (i32.load (local.get $f)))
      (call $context-set (local.get $f))
      (i32.or (i32.const 2 (; WAIT ;)) (i32.shl (i32.load (local.get $f)) (i32.const 4))))
    (func (export "call-cb") (param $e i32) (param $i i32) (param $state i32) (result i32) (local $f i32)
      (local.set $f (call $context-get))
      (call $subtask-drop (local.get $i))
      (call $ws-drop (i32.load (local.get $f)))
      (call $return-u32 (i32.add (i32.load offset=8 (local.get $f)) (i32.const 1)))
      (call $free (local.get $f))
      (i32.const 0 (; EXIT ;)))
    (func (export "probe") (result i32) (local $s i32)
      (local.set $s (call $ws-new))
      (call $ws-drop (local.get $s))
      (local.get $s))
    ${each(streamFunctions)})
  (core instance $m (instantiate $m (with "" (instance
    (export "memory" (memory $memory)) (export "host" (func $host'))
    (export "ws-new" (func $ws-new)) (export "ws-drop" (func $ws-drop)) (export "join" (func $join))
    (export "subtask-drop" (func $subtask-drop))
    (export "context-get" (func $context-get)) (export "context-set" (func $context-set))
    (export "return-u32" (func $return-u32)) (export "return-u64" (func $return-u64))
    ${each(streamArgs)}))))
  (func (export "call") async (param "x" u32) (result u32)
    (canon lift (core func $m "call") async (callback (core func $m "call-cb"))))
  (func (export "probe") (result u32) (canon lift (core func $m "probe")))
  ${each(streamExports)})`;

/** A stream that comes from the component. */
export interface Incoming<T> extends AsyncIterable<T> {
  next(): Promise<IteratorResult<T, undefined>>;
  read(count: number): Promise<{ readonly value: ArrayLike<unknown> | undefined; readonly done: boolean }>;
  return(): Promise<unknown>;
}

type Source<T> = Iterable<T> | AsyncIterable<T>;

/** What an instance exports. */
export interface Instance {
  /** Calls the host's function with `x`; one more than what that gives. */
  call(x: number): Promise<number>;
  /** The next free index of the handle table. */
  probe(): number;
  /** Reads until the end, or until there were so many elements; how many there were. */
  inU8(source: Source<Uint8Array>, limit: bigint): Promise<bigint>;
  inBool(source: Source<boolean>, limit: bigint): Promise<bigint>;
  outU8(count: bigint): Promise<Incoming<Uint8Array>>;
  outBool(count: bigint): Promise<Incoming<boolean>>;
}
