// WASI 0.2 commands in the text format, for the tests of `wcm2js run`.

const IO = `
  (import "wasi:io/error@0.2.0" (instance $io-error (export "error" (type (sub resource)))))
  (alias export $io-error "error" (type $error))
  (import "wasi:io/streams@0.2.0" (instance $streams
    (export "error" (type $e (eq $error)))
    (type $stream-error' (variant (case "last-operation-failed" (own $e)) (case "closed")))
    (export "stream-error" (type $stream-error (eq $stream-error')))
    (export "input-stream" (type $in (sub resource)))
    (export "output-stream" (type $out (sub resource)))
    (export "[method]input-stream.blocking-read" (func (param "self" (borrow $in)) (param "len" u64)
      (result (result (list u8) (error $stream-error)))))
    (export "[method]output-stream.blocking-write-and-flush" (func (param "self" (borrow $out))
      (param "contents" (list u8)) (result (result (error $stream-error)))))))
  (alias export $streams "input-stream" (type $in))
  (alias export $streams "output-stream" (type $out))
  (import "wasi:cli/stdin@0.2.0" (instance $stdin
    (export "input-stream" (type $in' (eq $in))) (export "get-stdin" (func (result (own $in'))))))
  (import "wasi:cli/stdout@0.2.0" (instance $stdout
    (export "output-stream" (type $out' (eq $out))) (export "get-stdout" (func (result (own $out'))))))`;

/** A memory whose realloc never frees. */
const LIBC = `
  (core module $libc
    (memory (export "memory") 64)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (local $p i32)
      (local.set $p (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.set $next (i32.add (local.get $p) (local.get 3)))
      (local.get $p)))
  (core instance $libc (instantiate $libc))
  (alias core export $libc "memory" (core memory $memory))
  (alias core export $libc "realloc" (core func $realloc))`;

const EXPORT_RUN = `
  (func $run (result (result)) (canon lift (core func $i "run")))
  (instance $cli (export "run" (func $run)))
  (export "wasi:cli/run@0.2.0" (instance $cli))`;

/** Core code that prints the pair of pointer and length at an address. */
const PRINT = `
  (import "libc" "memory" (memory 1))
  (import "wasi" "write" (func $write (param i32 i32 i32 i32)))
  (import "wasi" "get-stdout" (func $get-stdout (result i32)))
  (global $out (mut i32) (i32.const 0))
  (data (i32.const 64) "\\n")
  (func $print (param $pair i32)
    (call $write (global.get $out) (i32.load (local.get $pair)) (i32.load offset=4 (local.get $pair)) (i32.const 32)))
  (func $print-line (param $pair i32)
    (call $print (local.get $pair))
    (call $write (global.get $out) (i32.const 64) (i32.const 1) (i32.const 32)))`;

/** Writes its arguments and its environment, each on a line, and what it reads from standard input. */
export const ECHO = `(component ${IO} ${LIBC}
  (import "wasi:cli/environment@0.2.0" (instance $environment
    (export "get-environment" (func (result (list (tuple string string)))))
    (export "get-arguments" (func (result (list string))))))
  (core func $read (canon lower (func $streams "[method]input-stream.blocking-read")
    (memory $memory) (realloc $realloc)))
  (core func $write (canon lower (func $streams "[method]output-stream.blocking-write-and-flush")
    (memory $memory) (realloc $realloc)))
  (core func $get-stdin (canon lower (func $stdin "get-stdin")))
  (core func $get-stdout (canon lower (func $stdout "get-stdout")))
  (core func $get-arguments (canon lower (func $environment "get-arguments") (memory $memory) (realloc $realloc)))
  (core func $get-environment (canon lower (func $environment "get-environment") (memory $memory) (realloc $realloc)))
  (core module $m
    (import "wasi" "read" (func $read (param i32 i64 i32)))
    (import "wasi" "get-stdin" (func $get-stdin (result i32)))
    (import "wasi" "get-arguments" (func $get-arguments (param i32)))
    (import "wasi" "get-environment" (func $get-environment (param i32)))
    ${PRINT}
    (func $print-all (param $list i32) (param $count i32)
      (loop $next
        (if (local.get $count) (then
          (call $print-line (local.get $list))
          (local.set $list (i32.add (local.get $list) (i32.const 8)))
          (local.set $count (i32.sub (local.get $count) (i32.const 1)))
          (br $next)))))
    (func (export "run") (result i32)
      (local $in i32)
      (global.set $out (call $get-stdout))
      (local.set $in (call $get-stdin))
      (call $get-arguments (i32.const 0))
      (call $print-all (i32.load (i32.const 0)) (i32.load (i32.const 4)))
      (call $get-environment (i32.const 0))
      (call $print-all (i32.load (i32.const 0)) (i32.shl (i32.load (i32.const 4)) (i32.const 1)))
      (loop $next
        (call $read (local.get $in) (i64.const 4096) (i32.const 16))
        (if (i32.eqz (i32.load8_u (i32.const 16))) (then (call $print (i32.const 20)) (br $next))))
      (i32.const 0)))
  (core instance $i (instantiate $m
    (with "libc" (instance $libc))
    (with "wasi" (instance
      (export "read" (func $read)) (export "write" (func $write)) (export "get-stdin" (func $get-stdin))
      (export "get-stdout" (func $get-stdout)) (export "get-arguments" (func $get-arguments))
      (export "get-environment" (func $get-environment))))))
  ${EXPORT_RUN})`;

/** Writes the name of each folder that it has, and the contents of the file `in.txt` in it. */
export const FILES = `(component ${IO} ${LIBC}
  (import "wasi:filesystem/types@0.2.0" (instance $types
    (type $error-code' (enum "access" "bad-descriptor" "no-entry" "not-permitted"))
    (export "error-code" (type $error-code (eq $error-code')))
    (type $path-flags' (flags "symlink-follow"))
    (export "path-flags" (type $path-flags (eq $path-flags')))
    (type $open-flags' (flags "create" "directory" "exclusive" "truncate"))
    (export "open-flags" (type $open-flags (eq $open-flags')))
    (type $descriptor-flags' (flags "read" "write" "file-integrity-sync" "data-integrity-sync"
      "requested-write-sync" "mutate-directory"))
    (export "descriptor-flags" (type $descriptor-flags (eq $descriptor-flags')))
    (export "descriptor" (type $descriptor (sub resource)))
    (export "[method]descriptor.open-at" (func (param "self" (borrow $descriptor))
      (param "path-flags" $path-flags) (param "path" string) (param "open-flags" $open-flags)
      (param "flags" $descriptor-flags) (result (result (own $descriptor) (error $error-code)))))
    (export "[method]descriptor.read" (func (param "self" (borrow $descriptor)) (param "length" u64)
      (param "offset" u64) (result (result (tuple (list u8) bool) (error $error-code)))))))
  (alias export $types "descriptor" (type $descriptor))
  (import "wasi:filesystem/preopens@0.2.0" (instance $preopens
    (export "descriptor" (type $descriptor' (eq $descriptor)))
    (export "get-directories" (func (result (list (tuple (own $descriptor') string)))))))
  (core func $write (canon lower (func $streams "[method]output-stream.blocking-write-and-flush")
    (memory $memory) (realloc $realloc)))
  (core func $get-stdout (canon lower (func $stdout "get-stdout")))
  (core func $open-at (canon lower (func $types "[method]descriptor.open-at") (memory $memory) (realloc $realloc)))
  (core func $read (canon lower (func $types "[method]descriptor.read") (memory $memory) (realloc $realloc)))
  (core func $get-directories (canon lower (func $preopens "get-directories") (memory $memory) (realloc $realloc)))
  (core module $m
    (import "wasi" "open-at" (func $open-at (param i32 i32 i32 i32 i32 i32 i32)))
    (import "wasi" "read" (func $read (param i32 i64 i64 i32)))
    (import "wasi" "get-directories" (func $get-directories (param i32)))
    ${PRINT}
    (data (i32.const 72) "in.txt")
    (func $cat (param $folder i32)
      (call $open-at (local.get $folder) (i32.const 0) (i32.const 72) (i32.const 6) (i32.const 0) (i32.const 1)
        (i32.const 16))
      (if (i32.load8_u (i32.const 16)) (then (unreachable)))
      (call $read (i32.load (i32.const 20)) (i64.const 4096) (i64.const 0) (i32.const 96))
      (if (i32.load8_u (i32.const 96)) (then (unreachable)))
      (call $print (i32.const 100)))
    (func (export "run") (result i32)
      (local $at i32) (local $count i32)
      (global.set $out (call $get-stdout))
      (call $get-directories (i32.const 0))
      (local.set $at (i32.load (i32.const 0)))
      (local.set $count (i32.load (i32.const 4)))
      (loop $next
        (if (local.get $count) (then
          (call $print-line (i32.add (local.get $at) (i32.const 4)))
          (call $cat (i32.load (local.get $at)))
          (local.set $at (i32.add (local.get $at) (i32.const 12)))
          (local.set $count (i32.sub (local.get $count) (i32.const 1)))
          (br $next))))
      (i32.const 0)))
  (core instance $i (instantiate $m
    (with "libc" (instance $libc))
    (with "wasi" (instance
      (export "write" (func $write)) (export "get-stdout" (func $get-stdout)) (export "open-at" (func $open-at))
      (export "read" (func $read)) (export "get-directories" (func $get-directories))))))
  ${EXPORT_RUN})`;
