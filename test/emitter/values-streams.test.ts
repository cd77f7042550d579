// Streams, futures and error contexts as values: into a component, within all kinds of other values, and out again.

import { beforeAll, describe, expect, test } from 'vitest';
import { MEMORY, OPTIONS, component } from './support/component.ts';
import type { Exports, Instantiate } from './support/component.ts';

const R = `
  (type $words (stream string)) (type $nested (stream $words))
  (type $r' (record
    (field "bytes" (stream u8)) (field "last" (option (future string)))
    (field "rest" (result error-context (error $nested)))))
  (export $r "r" (type $r'))`;

const TYPES = `${R} (type $list (list $r))`;

/** Gives back the list that it is given. */
const ECHO = `(core module $Echo ${MEMORY}
    (func (export "echo") (param i32 i32) (result i32)
      (i32.store (i32.const 16) (local.get 0))
      (i32.store (i32.const 20) (local.get 1))
      (i32.const 16))
    (func (export "same") (param i32) (result i32) (local.get 0)))
  (core instance $m (instantiate $Echo))`;

const DIRECT = `(component ${TYPES} ${ECHO}
  (func (export "echo") (param "all" $list) (result $list) (canon lift (core func $m "echo") ${OPTIONS}))
  (func (export "stream") (param "s" (stream u16)) (result (stream u16)) (canon lift (core func $m "same") ${OPTIONS}))
  (func (export "words") (param "s" (stream string)) (result (stream string)) (canon lift (core func $m "same") ${OPTIONS}))
  (func (export "future") (param "f" (future string)) (result (future string)) (canon lift (core func $m "same") ${OPTIONS}))
  (func (export "error") (param "e" error-context) (result error-context) (canon lift (core func $m "same") ${OPTIONS}))
  (func (export "both") (param "s" (stream u8)) (param "text" (list string)) (canon lift (core func $m "both") ${OPTIONS})))`
  .replace('(func (export "same")', '(func (export "both") (param i32 i32 i32))\n(func (export "same")');

const IMPORT_R = `(alias outer 1 $r (type $outer)) (import "r" (type $r (eq $outer))) (type $list (list $r))`;

/** The same through another component, in whose memory the list lies meanwhile. */
const LINKED = `(component ${R}
  (component $Inner ${IMPORT_R} ${ECHO}
    (func (export "echo") (param "all" $list) (result $list) (canon lift (core func $m "echo") ${OPTIONS})))
  (component $Outer ${IMPORT_R}
    (import "echo" (func $inner (param "all" $list) (result $list)))
    (core module $Libc ${MEMORY})
    (core instance $m (instantiate $Libc))
    (core func $echo (canon lower (func $inner) ${OPTIONS}))
    (core module $Main
      (import "" "echo" (func $echo (param i32 i32 i32)))
      (func (export "echo") (param i32 i32) (result i32)
        (call $echo (local.get 0) (local.get 1) (i32.const 512))
        (i32.const 512)))
    (core instance $main (instantiate $Main (with "" (instance (export "echo" (func $echo))))))
    (func (export "echo") (param "all" $list) (result $list) (canon lift (core func $main "echo") ${OPTIONS})))
  (instance $inner (instantiate $Inner (with "r" (type $r))))
  (instance $outer (instantiate $Outer (with "r" (type $r)) (with "echo" (func $inner "echo"))))
  (export "echo" (func $outer "echo")))`;

interface Row {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly last: PromiseLike<string> | undefined;
  readonly rest: { readonly tag: 'ok'; readonly val: Error }
    | { readonly tag: 'err'; readonly val: AsyncIterable<AsyncIterable<string>> };
}

async function all<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of iterable) values.push(value);
  return values;
}

async function* twoStreams(): AsyncGenerator<Iterable<string>> {
  yield ['a', 'b'];
  yield ['c'];
}

describe.each([['one component', DIRECT], ['from component to component', LINKED]])('%s', (_, text) => {
  let instantiate: Instantiate;
  beforeAll(async () => {
    instantiate = await component(text);
  });

  test('a list of records of streams, futures and error contexts', async () => {
    const error = new Error('lost');
    const echo = instantiate().echo as unknown as (rows: readonly object[]) => readonly Row[];
    const [first, second] = echo([
      { bytes: new Blob(['xyz']).stream(), last: Promise.resolve('end'), rest: { tag: 'err', val: twoStreams() } },
      { bytes: [1, 2], rest: { tag: 'ok', val: error } },
    ]);
    expect(await all(first!.bytes)).toEqual([Uint8Array.of(120, 121, 122)]);
    expect(await first!.last).toBe('end');
    const streams = first!.rest.tag === 'err' ? await all(first!.rest.val) : [];
    expect(await Promise.all(streams.map((stream) => all(stream)))).toEqual([['a', 'b'], ['c']]);
    expect(await all(second!.bytes)).toEqual([Uint8Array.of(1, 2)]);
    expect(second!.last).toBe(undefined);
    expect(second!.rest).toEqual({ tag: 'ok', val: error });
  });

  test('what is none is refused by its place, and the instance goes on', async () => {
    const { echo } = instantiate();
    const row = { bytes: [1], rest: { tag: 'ok', val: 'x' } };
    expect(() => echo?.([row, { ...row, bytes: 3 }])).toThrow(/^echo: argument "all"\[1\]\.bytes: expected a .*stream.*, got number$/i);
    expect(() => echo?.([{ ...row, rest: { tag: 'ok', val: 3 } }]))
      .toThrow(new TypeError('echo: argument "all"[0].rest.val: expected an Error or a string, got number'));
    expect(() => echo?.([{ ...row, rest: { tag: 'err', val: null } }])).toThrow(/^echo: argument "all"\[0\]\.rest\.val: .*, got null$/);
    expect(echo?.([row])).toHaveLength(1);
  });
});

describe('alone', () => {
  let exports: Exports;
  beforeAll(async () => {
    exports = (await component(DIRECT))();
  });

  test('a stream of numbers is of typed arrays', async () => {
    const stream = exports.stream?.([Uint16Array.of(1, 2), 3, 4]) as AsyncIterable<Uint16Array>;
    const chunks = await all(stream);
    for (const chunk of chunks) expect(chunk).toBeInstanceOf(Uint16Array);
    expect(chunks.flatMap((chunk) => [...chunk])).toEqual([1, 2, 3, 4]);
  });

  test('a stream that comes back is the one that was given', async () => {
    const first = exports.words?.(['a', 'b', 'c']) as AsyncIterator<string> & object;
    expect(await first.next()).toEqual({ done: false, value: 'a' });
    const second = exports.words?.(first) as AsyncIterable<string>;
    expect(await all(second)).toEqual(['b', 'c']);
    expect(() => exports.words?.(first)).toThrow(/^words: argument "s": this stream has been given away$/);
  });

  test('futures are promises, of values or promises', async () => {
    expect(await exports.future?.('now')).toBe('now');
    expect(await exports.future?.(Promise.resolve('later'))).toBe('later');
  });

  test('error contexts keep their message, and in JavaScript their identity', () => {
    const error = new RangeError('of range');
    expect(exports.error?.(error)).toBe(error);
    expect(exports.error?.('text')).toEqual(new Error('text'));
  });

  test('a stream is given back if what comes after it is refused', async () => {
    const bytes = exports.stream?.([1]) as AsyncIterable<Uint16Array>;
    expect(() => exports.both?.(bytes, [3])).toThrow('both: argument "text"[0]: expected a string, got number');
    expect(await all(bytes)).toEqual([Uint16Array.of(1)]);
  });
});
