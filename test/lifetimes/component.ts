// The component whose life times are looked at: state in memory, a resource with a destructor, a list, a
// trap.

export const COMPONENT = `(component
  (core module $memory
    (memory (export "memory") 1)
    (global $drops (export "drops") (mut i32) (i32.const 0))
    (func (export "dtor") (param i32) (global.set $drops (i32.add (global.get $drops) (i32.const 1)))))
  (core instance $memory (instantiate $memory))
  (alias core export $memory "dtor" (core func $drop))
  (type $thing' (resource (rep i32) (dtor (core func $drop))))
  (export $thing "thing" (type $thing'))
  (core func $new (canon resource.new $thing'))
  (core module $main
    (import "" "memory" (memory 1))
    (import "" "drops" (global $drops (mut i32)))
    (import "" "new" (func $new (param i32) (result i32)))
    (func (export "bump") (result i32)
      (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
      (i32.load (i32.const 0)))
    (func (export "constructor") (param i32) (result i32) (call $new (local.get 0)))
    (func (export "get") (param i32) (result i32) (local.get 0))
    (func (export "drops") (result i32) (global.get $drops))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 64))
    (func (export "sum") (param $at i32) (param $count i32) (result i32)
      (local $sum i32)
      (block $done (loop $next
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $sum (i32.add (local.get $sum) (i32.load8_u (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $next)))
      (local.get $sum))
    (func (export "trap") unreachable))
  (core instance $main (instantiate $main (with "" (instance
    (export "memory" (memory $memory "memory")) (export "drops" (global $memory "drops"))
    (export "new" (func $new))))))
  (func (export "bump") (result u32) (canon lift (core func $main "bump")))
  (func (export "[constructor]thing") (param "value" u32) (result (own $thing))
    (canon lift (core func $main "constructor")))
  (func (export "[method]thing.get") (param "self" (borrow $thing)) (result u32)
    (canon lift (core func $main "get")))
  (func (export "drops") (result u32) (canon lift (core func $main "drops")))
  (func (export "sum") (param "bytes" (list u8)) (result u32)
    (canon lift (core func $main "sum")
      (memory (core memory $memory "memory")) (realloc (core func $main "realloc"))))
  (func (export "trap") (canon lift (core func $main "trap"))))`;

export interface Thing extends Disposable {
  get(): number;
}

/** What an instance exports. */
export interface Instance {
  bump(): number;
  readonly Thing: { new(value: number): Thing };
  drops(): number;
  sum(bytes: Uint8Array): number;
  trap(): void;
}
