;; shout: async func(text: stream<u8>) -> tuple<stream<u8>, future<u32>>
;; Gives the text back in capitals while it comes, and in the end how many bytes there were.
(component
  (core module $memory (memory (export "memory") 1))
  (core instance $memory (instantiate $memory))
  (alias core export $memory "memory" (core memory $memory))
  (type $bytes (stream u8))
  (type $length (future u32))
  (core func $stream.new (canon stream.new $bytes))
  (core func $stream.read (canon stream.read $bytes (memory (core memory $memory))))
  (core func $stream.write (canon stream.write $bytes (memory (core memory $memory))))
  (core func $stream.drop-readable (canon stream.drop-readable $bytes))
  (core func $stream.drop-writable (canon stream.drop-writable $bytes))
  (core func $future.new (canon future.new $length))
  (core func $future.write (canon future.write $length (memory (core memory $memory))))
  (core func $future.drop-writable (canon future.drop-writable $length))
  (core func $task.return (canon task.return (result (tuple $bytes $length))))

  (core module $shout
    (import "" "memory" (memory 1))
    (import "" "stream.new" (func $stream.new (result i64)))
    (import "" "stream.read" (func $stream.read (param i32 i32 i32) (result i32)))
    (import "" "stream.write" (func $stream.write (param i32 i32 i32) (result i32)))
    (import "" "stream.drop-readable" (func $stream.drop-readable (param i32)))
    (import "" "stream.drop-writable" (func $stream.drop-writable (param i32)))
    (import "" "future.new" (func $future.new (result i64)))
    (import "" "future.write" (func $future.write (param i32 i32) (result i32)))
    (import "" "future.drop-writable" (func $future.drop-writable (param i32)))
    (import "" "task.return" (func $task.return (param i32 i32)))

    ;; The bytes are at 8.
    (func (export "shout") (param $in i32)
      (local $stream i64) (local $future i64) (local $out i32) (local $length i32)
      (local $read i32) (local $size i32) (local $sent i32) (local $written i32)
      (local.set $stream (call $stream.new))
      (local.set $future (call $future.new))
      ;; The readable ends, in the low halves, are the result.
      (call $task.return (i32.wrap_i64 (local.get $stream)) (i32.wrap_i64 (local.get $future)))
      (local.set $out (i32.wrap_i64 (i64.shr_u (local.get $stream) (i64.const 32))))
      (block $end
        (loop $more
          ;; Waits. What comes back is 16 × how many, + 0 if there may be more.
          (local.set $read (call $stream.read (local.get $in) (i32.const 8) (i32.const 4096)))
          (local.set $size (i32.shr_u (local.get $read) (i32.const 4)))
          (local.set $length (i32.add (local.get $length) (local.get $size)))
          (call $capitals (i32.const 8) (local.get $size))
          (local.set $sent (i32.const 0))
          (loop $rest
            (if (i32.lt_u (local.get $sent) (local.get $size))
              (then
                (local.set $written (call $stream.write (local.get $out)
                  (i32.add (i32.const 8) (local.get $sent)) (i32.sub (local.get $size) (local.get $sent))))
                (local.set $sent (i32.add (local.get $sent) (i32.shr_u (local.get $written) (i32.const 4))))
                ;; Nobody listens any more.
                (br_if $end (i32.and (local.get $written) (i32.const 15)))
                (br $rest))))
          (br_if $more (i32.eqz (i32.and (local.get $read) (i32.const 15))))))
      (call $stream.drop-readable (local.get $in))
      (call $stream.drop-writable (local.get $out))
      (i32.store (i32.const 0) (local.get $length))
      (drop (call $future.write (i32.wrap_i64 (i64.shr_u (local.get $future) (i64.const 32))) (i32.const 0)))
      (call $future.drop-writable (i32.wrap_i64 (i64.shr_u (local.get $future) (i64.const 32)))))

    (func $capitals (param $ptr i32) (param $size i32)
      (local $end i32)
      (local.set $end (i32.add (local.get $ptr) (local.get $size)))
      (block $done
        (loop $next
          (br_if $done (i32.ge_u (local.get $ptr) (local.get $end)))
          (if (i32.lt_u (i32.sub (i32.load8_u (local.get $ptr)) (i32.const 97 (; a ;))) (i32.const 26))
            (then (i32.store8 (local.get $ptr) (i32.sub (i32.load8_u (local.get $ptr)) (i32.const 32)))))
          (local.set $ptr (i32.add (local.get $ptr) (i32.const 1)))
          (br $next)))))

  (core instance $shout (instantiate $shout (with "" (instance
    (export "memory" (memory $memory))
    (export "stream.new" (func $stream.new)) (export "stream.read" (func $stream.read))
    (export "stream.write" (func $stream.write)) (export "stream.drop-readable" (func $stream.drop-readable))
    (export "stream.drop-writable" (func $stream.drop-writable)) (export "future.new" (func $future.new))
    (export "future.write" (func $future.write)) (export "future.drop-writable" (func $future.drop-writable))
    (export "task.return" (func $task.return))))))
  (func (export "shout") async (param "text" $bytes) (result (tuple $bytes $length))
    (canon lift (core func $shout "shout") async (memory (core memory $memory)))))
