// Components for tests of streams and futures: one writes, one reads, and one hands on.

/** How a stream's elements lie in memory. */
export interface Element {
  /** The WIT type. */
  readonly type: string;
  readonly size: number;
  /** Core code that stores element number `$i` at `$at`. */
  readonly store: string;
  /** Core code for the number that the element at `$at` counts for, an i32. */
  readonly load: string;
}

export const NUMBERS: Element = {
  type: 'u32', size: 4, store: '(i32.store (local.get $at) (local.get $i))', load: '(i32.load (local.get $at))',
};

/** Each is `hello`, and counts for its length. */
export const TEXTS: Element = {
  type: 'string', size: 8,
  store: '(i32.store (local.get $at) (i32.const 512)) (i32.store offset=4 (local.get $at) (i32.const 5))',
  load: '(i32.load offset=4 (local.get $at))',
};

const memory = ({ type }: Element): string => `(core module $mem
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 32768))
    (data (i32.const 512) "hello")
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (local $ptr i32)
      (local.set $ptr (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.set $next (i32.add (local.get $ptr) (local.get 3)))
      ${type === 'string' ? ';; So that views of it are stale.\n      (drop (memory.grow (i32.const 1)))' : ''}
      (local.get $ptr)))
  (core instance $mem (instantiate $mem))
  (alias core export $mem "memory" (core memory $memory))
  (alias core export $mem "realloc" (core func $realloc))`;

const options = ({ type }: Element): string =>
  `(memory (core memory $memory))${type === 'string' ? ' (realloc (core func $realloc))' : ''}`;

/** `make: async func(n: u32) -> stream<…>` gives elements 0 to n, four at a time; `trap: func()` traps. One stream at a time. */
export const source = (element: Element): string => `(component
  ${memory(element)}
  (core module $m
    (import "" "memory" (memory 1))
    (import "" "return" (func $return (param i32)))
    (import "" "new" (func $new (result i64)))
    (import "" "write" (func $write (param i32 i32 i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "set" (func $set (result i32)))
    (import "" "drop-set" (func $drop-set (param i32)))
    (import "" "join" (func $join (param i32 i32)))
    (global $written (mut i32) (i32.const 0))
    ;; At 0: the writable end, the set, how many are written, how many there are.
    (func $more (result i32)
      (local $result i32) (local $left i32)
      (loop $again
        (local.set $left (i32.sub (i32.load (i32.const 12)) (i32.load (i32.const 8))))
        (if (i32.eqz (local.get $left)) (then (return (call $end))))
        (local.set $result (call $write (i32.load (i32.const 0))
          (i32.add (i32.const 1024) (i32.mul (i32.const ${element.size}) (i32.load (i32.const 8))))
          (select (i32.const 4) (local.get $left) (i32.gt_u (local.get $left) (i32.const 4)))))
        (if (i32.eq (local.get $result) (i32.const -1))
          (then (return (i32.or (i32.const 2) (i32.shl (i32.load (i32.const 4)) (i32.const 4))))))
        (if (i32.and (call $note (local.get $result)) (i32.const 1)) (then (return (call $end))))
        (br $again))
      (unreachable))
    (func $note (param $result i32) (result i32)
      (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (i32.shr_u (local.get $result) (i32.const 4))))
      (global.set $written (i32.load (i32.const 8)))
      (i32.and (local.get $result) (i32.const 15)))
    (func $end (result i32)
      (call $join (i32.load (i32.const 0)) (i32.const 0))
      (call $drop (i32.load (i32.const 0)))
      (call $drop-set (i32.load (i32.const 4)))
      (i32.const 0))
    (func (export "make") (param $n i32) (result i32)
      (local $ends i64) (local $i i32) (local $at i32)
      (loop $fill
        (local.set $at (i32.add (i32.const 1024) (i32.mul (i32.const ${element.size}) (local.get $i))))
        ${element.store}
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $fill (i32.lt_u (local.get $i) (local.get $n))))
      (local.set $ends (call $new))
      (i32.store (i32.const 0) (i32.wrap_i64 (i64.shr_u (local.get $ends) (i64.const 32))))
      (i32.store (i32.const 4) (call $set))
      (i32.store (i32.const 8) (i32.const 0))
      (i32.store (i32.const 12) (local.get $n))
      (call $join (i32.load (i32.const 0)) (i32.load (i32.const 4)))
      (call $return (i32.wrap_i64 (local.get $ends)))
      (call $more))
    (func (export "callback") (param i32 i32 i32) (result i32)
      (if (call $note (local.get 2)) (then (return (call $end))))
      (call $more))
    (func (export "written") (result i32) (global.get $written))
    (func (export "trap") unreachable))
  (type $elements (stream ${element.type}))
  (core func $return (canon task.return (result $elements)))
  (core func $new (canon stream.new $elements))
  (core func $write (canon stream.write $elements async ${options(element)}))
  (core func $drop (canon stream.drop-writable $elements))
  (core func $set (canon waitable-set.new))
  (core func $drop-set (canon waitable-set.drop))
  (core func $join (canon waitable.join))
  (core instance $i (instantiate $m (with "" (instance
    (export "memory" (memory $memory)) (export "return" (func $return)) (export "new" (func $new))
    (export "write" (func $write)) (export "drop" (func $drop)) (export "set" (func $set))
    (export "drop-set" (func $drop-set)) (export "join" (func $join))))))
  (func (export "make") async (param "n" u32) (result $elements)
    (canon lift (core func $i "make") async (callback (core func $i "callback"))))
  (func (export "written") (result u32) (canon lift (core func $i "written")))
  (func (export "trap") (canon lift (core func $i "trap"))))`;

/**
 * `add-up: async func(s: stream<…>) -> u32` reads up to 100 elements at a time; `first` reads one; `forward` hands a stream on;
 * `total: func(list<u64>) -> u64` adds up numbers that JavaScript has lowered.
 */
export const sink = (element: Element): string => `(component
  ${memory(element)}
  (core module $m
    (import "" "memory" (memory 1))
    (import "" "return" (func $return (param i32)))
    (import "" "read" (func $read (param i32 i32 i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "set" (func $set (result i32)))
    (import "" "drop-set" (func $drop-set (param i32)))
    (import "" "join" (func $join (param i32 i32)))
    ;; At 0: the readable end, the set, the sum, how many it reads at a time, whether it reads once only.
    (func $start (param $stream i32) (param $once i32) (result i32)
      (i32.store (i32.const 0) (local.get $stream))
      (i32.store (i32.const 4) (call $set))
      (i32.store (i32.const 8) (i32.const 0))
      (i32.store (i32.const 12) (select (i32.const 1) (i32.const 100) (local.get $once)))
      (i32.store (i32.const 16) (local.get $once))
      (call $join (local.get $stream) (i32.load (i32.const 4)))
      (call $more))
    (func (export "add-up") (param i32) (result i32) (call $start (local.get 0) (i32.const 0)))
    (func (export "first") (param i32) (result i32) (call $start (local.get 0) (i32.const 1)))
    (func (export "forward") (param i32) (result i32) (local.get 0))
    (func $more (result i32)
      (local $result i32)
      (loop $again
        (local.set $result (call $read (i32.load (i32.const 0)) (i32.const 1024) (i32.load (i32.const 12))))
        (if (i32.eq (local.get $result) (i32.const -1))
          (then (return (i32.or (i32.const 2) (i32.shl (i32.load (i32.const 4)) (i32.const 4))))))
        (br_if $again (i32.eqz (call $got (local.get $result)))))
      (call $end))
    ;; 1 if that is all.
    (func $got (param $result i32) (result i32)
      (local $n i32) (local $at i32)
      (local.set $n (i32.shr_u (local.get $result) (i32.const 4)))
      (local.set $at (i32.const 1024))
      (block $done (loop $next
        (br_if $done (i32.eqz (local.get $n)))
        (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) ${element.load}))
        (local.set $at (i32.add (local.get $at) (i32.const ${element.size})))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $next)))
      (i32.or (i32.load (i32.const 16)) (i32.and (local.get $result) (i32.const 15))))
    (func $end (result i32)
      (call $join (i32.load (i32.const 0)) (i32.const 0))
      (call $drop (i32.load (i32.const 0)))
      (call $drop-set (i32.load (i32.const 4)))
      (call $return (i32.load (i32.const 8)))
      (i32.const 0))
    (func (export "callback") (param i32 i32 i32) (result i32)
      (if (result i32) (call $got (local.get 2)) (then (call $end)) (else (call $more))))
    (func (export "total") (param $ptr i32) (param $n i32) (result i64)
      (local $sum i64)
      (block $done (loop $next
        (br_if $done (i32.eqz (local.get $n)))
        (local.set $sum (i64.add (local.get $sum) (i64.load (local.get $ptr))))
        (local.set $ptr (i32.add (local.get $ptr) (i32.const 8)))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $next)))
      (local.get $sum))
    (func (export "grow") (drop (memory.grow (i32.const 1)))))
  (type $elements (stream ${element.type}))
  (core func $return (canon task.return (result u32)))
  (core func $read (canon stream.read $elements async ${options(element)}))
  (core func $drop (canon stream.drop-readable $elements))
  (core func $set (canon waitable-set.new))
  (core func $drop-set (canon waitable-set.drop))
  (core func $join (canon waitable.join))
  (core instance $i (instantiate $m (with "" (instance
    (export "memory" (memory $memory)) (export "return" (func $return)) (export "read" (func $read))
    (export "drop" (func $drop)) (export "set" (func $set)) (export "drop-set" (func $drop-set))
    (export "join" (func $join))))))
  (func (export "add-up") async (param "s" $elements) (result u32)
    (canon lift (core func $i "add-up") async (callback (core func $i "callback"))))
  (func (export "first") async (param "s" $elements) (result u32)
    (canon lift (core func $i "first") async (callback (core func $i "callback"))))
  (func (export "forward") (param "s" $elements) (result $elements) (canon lift (core func $i "forward")))
  (func (export "total") (param "numbers" (list u64)) (result u64)
    (canon lift (core func $i "total") (memory (core memory $memory)) (realloc (core func $realloc))))
  (func (export "grow") (canon lift (core func $i "grow"))))`;

export interface Source {
  make(n: number): Promise<AsyncIterable<unknown>>;
  written(): number;
  trap(): void;
}

export interface Sink {
  addUp(stream: unknown): Promise<number>;
  first(stream: unknown): Promise<number>;
  forward(stream: unknown): AsyncIterable<unknown>;
  total(numbers: BigUint64Array): bigint;
  grow(): void;
}
